#!/usr/bin/env bash
# Packs a release: `.ci/release/archive.sh TARGET OUT`. Builds for the target, and puts the program, its man pages, completions and licences into
# OUT/seloste-VERSION-TARGET.tar.gz with a checksum beside it. The same sources give the same archive. SELOSTE_BUILT: the program, where it is built.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:?a target, such as x86_64-unknown-linux-gnu}
out=${2:?a folder}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
name=seloste-$version-$target
built=${SELOSTE_BUILT:-}
if [ -z "$built" ]; then
    cargo build --release --locked --target "$target"
    built=${CARGO_TARGET_DIR:-target}/$target/release/seloste
    [ -x "$built" ] || built=$built.exe
fi
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name/completions" "$work/$name/man"
cp "$built" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$work/$name/"
# What runs only elsewhere cannot write its own pages here.
if "$built" --version >/dev/null 2>&1; then
    for shell in bash zsh fish powershell; do "$built" completions "$shell" >"$work/$name/completions/seloste.$shell"; done
    "$built" man --out "$work/$name/man"
fi
day=$(git log -1 --format=%ct 2>/dev/null || echo 0)
(cd "$work" && find "$name" -type f | LC_ALL=C sort) >"$work/list"
if tar --version 2>/dev/null | grep -q GNU; then
    tar -C "$work" --owner=0 --group=0 --numeric-owner --mode='u+rw,go+r,go-w' --mtime="@$day" -cf - -T "$work/list" | gzip -n9 >"$out/$name.tar.gz"
else
    tar -C "$work" -cf - -T "$work/list" | gzip -n9 >"$out/$name.tar.gz"
fi
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum "$name.tar.gz"; else shasum -a 256 "$name.tar.gz"; fi >"$name.tar.gz.sha256"
echo "$out/$name.tar.gz"
