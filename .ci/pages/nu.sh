#!/usr/bin/env bash
# Every page and style sheet of a built site through the Nu checker: `nu.sh SITE`. No message of any kind, errors, warnings and notes alike.
set -euo pipefail
site=${1:?nu.sh SITE}
jar=${CI_PAGES:-target/ci/pages}/node_modules/vnu-jar/build/dist/vnu.jar

# A checker that finds nothing in a broken page would pass everything.
broken=$(mktemp --suffix .html)
trap 'rm -f "$broken"' EXIT
echo '<!DOCTYPE html><title></title><p><div></p>' >"$broken"
if java -jar "$jar" "$broken" >/dev/null 2>&1; then
    echo "nu: the checker found nothing in a broken page" >&2
    exit 2
fi

mapfile -t files < <(find "$site" \( -name '*.html' -o -name '*.css' \) | sort)
if [ "${#files[@]}" -eq 0 ]; then
    echo "nu: no page in $site" >&2
    exit 2
fi
messages=$(java -jar "$jar" --stdout --Werror --also-check-css "${files[@]}" 2>&1) || true
if [ -n "$messages" ]; then
    echo "$messages"
    echo "nu: $(echo "$messages" | wc -l) messages in ${#files[@]} files" >&2
    exit 1
fi
echo "${#files[@]} files, 0 messages"
