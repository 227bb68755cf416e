#!/usr/bin/env bash
# Every page and style sheet of a built site through the Nu checker: `nu.sh SITE`. No message of any kind: errors, warnings and notes alike.
# The pages are served on loopback, since the policy of a page means something only for a page that has an origin.
set -euo pipefail
site=${1:?nu.sh SITE}
here=$(dirname "$(readlink -f "$0")")
nu() {
    java -Dnu.validator.servlet.allow-forbidden-hosts=true -jar "${CI_PAGES:-target/ci/pages}/node_modules/vnu-jar/build/dist/vnu.jar" --stdout --Werror "$@"
}

work=$(mktemp -d)
node "$here/serve.mjs" "$site" >"$work/origin" &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
for _ in $(seq 50); do
    [ -s "$work/origin" ] && break
    sleep 0.1
done
origin=$(cat "$work/origin")

# A checker that finds nothing in a broken page would pass everything.
echo '<!DOCTYPE html><title></title><p><div></p>' >"$work/broken.html"
if nu "$work/broken.html" >/dev/null 2>&1; then
    echo "nu: the checker found nothing in a broken page" >&2
    exit 2
fi

# A fragment is a piece of another site's page, and no page.
mapfile -t pages < <(cd "$site" && find . -name '*.html' ! -name '*.fragment.html' -printf "$origin/%P\n" | sort)
# A style sheet has no policy, and is not taken from a server.
mapfile -t sheets < <(find "$site" -name '*.css' | sort)
if [ "${#pages[@]}" -eq 0 ]; then
    echo "nu: no page in $site" >&2
    exit 2
fi
status=0
nu "${pages[@]}" >"$work/messages" 2>&1 || status=$?
if [ "${#sheets[@]}" -gt 0 ]; then
    nu --css "${sheets[@]}" >>"$work/messages" 2>&1 || status=$?
fi
if [ -s "$work/messages" ] || [ "$status" -ne 0 ]; then
    cat "$work/messages"
    echo "nu: $(wc -l <"$work/messages") messages in ${#pages[@]} pages and ${#sheets[@]} style sheets" >&2
    exit 1
fi
echo "${#pages[@]} pages and ${#sheets[@]} style sheets, 0 messages"
