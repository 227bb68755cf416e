#!/usr/bin/env bash
# Installs a release of seloste for the action: downloads the archive of this machine, compares its checksum, and puts it on the PATH.
# SELOSTE_VERSION: the release (0.2.0). SELOSTE_REPOSITORY: owner/name. SELOSTE_BASE: where releases are, for tests.
set -euo pipefail
: "${SELOSTE_VERSION:?}" "${RUNNER_TEMP:?}" "${GITHUB_PATH:?}"
base=${SELOSTE_BASE:-https://github.com/${SELOSTE_REPOSITORY:?}/releases/download}
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
    Linux-aarch64) target=aarch64-unknown-linux-gnu ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
    *) echo "::error::there is no release of seloste for $(uname -s) $(uname -m)"; exit 2 ;;
esac
archive=seloste-$SELOSTE_VERSION-$target.tar.gz
folder=$RUNNER_TEMP/seloste-$SELOSTE_VERSION
mkdir -p "$folder"
cd "$folder"
for file in "$archive" "$archive.sha256"; do
    curl --fail --silent --show-error --location --retry 3 --output "$file" "$base/v$SELOSTE_VERSION/$file"
done
if command -v sha256sum >/dev/null; then sha256sum --check --quiet "$archive.sha256"; else shasum -a 256 --check --quiet "$archive.sha256"; fi
tar -xzf "$archive" --strip-components 1
echo "$folder" >>"$GITHUB_PATH"
