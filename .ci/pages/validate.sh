#!/usr/bin/env bash
# Every page of a built site through html-validate: `validate.sh SITE`. No message. Two rules are off, and no third is to be (end
# tags stay, whatever they weigh): telephone numbers are kept together by the style
# sheet, so that a copied number has plain spaces; and a title names the register, the kind of notice and the controller, however long their names are.
set -euo pipefail
site=${1:?validate.sh SITE}
here=$(dirname "$(readlink -f "$0")")
validate() {
    "${CI_PAGES:-target/ci/pages}/node_modules/.bin/html-validate" --config "$here/html-validate.json" "$@"
}

# A checker that finds nothing in a broken page would pass everything.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo '<!DOCTYPE html><title></title><p><div></p>' >"$work/broken.html"
if validate "$work/broken.html" >/dev/null 2>&1; then
    echo "html-validate: found nothing in a broken page" >&2
    exit 2
fi

# A fragment is a piece of another site's page, and no page.
mapfile -t pages < <(find "$site" -name '*.html' ! -name '*.fragment.html' | sort)
if [ "${#pages[@]}" -eq 0 ]; then
    echo "html-validate: no page in $site" >&2
    exit 2
fi
validate "${pages[@]}"
echo "${#pages[@]} pages, 0 errors"
