#!/usr/bin/env bash
# Every format of a report, read by a consumer that is not ours: `reports.sh SELOSTE`. The findings are those of tests/reports/workspace. Schemas and
# validators say whether a report may be sent; then what each consumer read must be the same findings at the same places as the report for programs
# has. CI_GATE is the folder of the tools.
set -euo pipefail
seloste=$(readlink -f "${1:?reports.sh SELOSTE}")
here=$(dirname "$(readlink -f "$0")")
root=$here/../..
gate=$(readlink -f "${CI_GATE:-$root/target/ci/gate}")
modules=$gate/node_modules
out=$gate/reports
rm -rf "$out"
mkdir -p "$out"

# refuses NAME COMMAND...: a consumer that takes everything would prove nothing, so each gets a broken report first.
refuses() {
    local name=$1
    shift
    if "$@" >"$gate/refused" 2>&1; then
        echo "$name took a broken report" >&2
        exit 2
    fi
}

formats=(pretty:txt plain:txt short:txt grouped:txt markdown:md html:html json:json json-lines:jsonl sarif:sarif github:txt gitlab:json azure:txt
    junit:xml checkstyle:xml rdjson:json)
# All of them by one run, into files: the same bytes as on standard output, which the tests keep.
reports=()
for one in "${formats[@]}"; do reports+=(--report "${one%:*}=$out/${one%:*}.${one#*:}"); done
select=$(sed -n 's/^const SELECT: &str = "\(.*\)";$/\1/p' "$root/tests/suite/reports.rs")
status=0
(cd "$root/tests/reports/workspace" && SELOSTE_TODAY=2026-11-21 COLUMNS=100 "$seloste" lint --format short --select "$select" "${reports[@]}" . >"$gate/said" 2>&1) || status=$?
[ "$status" -eq 1 ] || { echo "seloste ended with $status, not with 1" >&2; exit 1; }
diff -r "$root/tests/reports/expected" "$out"
mkdir -p "$gate/broken"

echo "-- sarif: the validator of the SARIF SDK, with the rules of code scanning"
multitool=$modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod +x "$multitool"
sarif() {
    "$multitool" validate "$1" --output "$gate/broken/validated.sarif" --log ForceOverwrite --rule-kind 'Sarif;Ghas' --level 'Error;Warning' >"$gate/broken/sarif.log" 2>&1
    # It asks for an address of the tool, and there is none to give before the tool is published somewhere.
    ! grep -E ': (error|warning) ' "$gate/broken/sarif.log" | grep -v 'SARIF2005: runs\[0\].tool.driver: .*informationUri'
}
sed 's/"startLine": [0-9]*/"startLine": 0/' "$out/sarif.sarif" >"$gate/broken/sarif.sarif"
refuses "the SARIF validator" sarif "$gate/broken/sarif.sarif"
sarif "$out/sarif.sarif"

echo "-- junit: the schemas of Jenkins"
mapfile -t schemas < <(find "$gate/xsd" -name 'junit-10.xsd' | sort)
[ "${#schemas[@]}" -gt 0 ] || { echo "no schema of JUnit in $gate/xsd" >&2; exit 2; }
sed 's/<testcase name=/<testcase nimi=/' "$out/junit.xml" >"$gate/broken/junit.xml"
for schema in "${schemas[@]}"; do
    refuses "the schema of JUnit" xmllint --noout --nonet --schema "$schema" "$gate/broken/junit.xml"
    xmllint --noout --nonet --schema "$schema" "$out/junit.xml"
done

echo "-- checkstyle: well formed"
xmllint --noout --nonet "$out/checkstyle.xml"

echo "-- rdjson: a validator of reviewdog's format"
rdjson() { "$modules/.bin/rdformat-validator" --strict --no-extra-fields "$1"; }
sed 's/"severity": "ERROR"/"severity": "VIRHE"/' "$out/rdjson.json" >"$gate/broken/rdjson.json"
refuses "the validator of rdjson" rdjson "$gate/broken/rdjson.json"
rdjson "$out/rdjson.json" | tail -1

echo "-- gitlab: the types of Code Climate's issues, and what GitLab asks besides"
gitlab() {
    { echo 'import type { Issue } from "codeclimate-types"'
      echo 'type Gitlab = Issue & { fingerprint: string; severity: "info" | "minor" | "major" | "critical" | "blocker" }'
      printf 'export const report: Gitlab[] = '
      cat "$1"; } >"$gate/gitlab.ts"
    (cd "$gate" && node_modules/.bin/tsc --noEmit --strict --skipLibCheck --types '' --module preserve gitlab.ts)
}
sed '0,/"check_name"/s//"check"/' "$out/gitlab.json" >"$gate/broken/gitlab.json"
refuses "the types of GitLab" gitlab "$gate/broken/gitlab.json"
gitlab "$out/gitlab.json"

echo "-- html: the Nu checker and the browser"
mkdir -p "$gate/page"
cp "$out/html.html" "$gate/page/index.html"
"$here/../pages/nu.sh" "$gate/page"
node "$here/../pages/check.mjs" "$gate/page"

echo "-- what each consumer reads: the same findings at the same places"
cmark-gfm --extension table --extension autolink --extension strikethrough --to xml "$out/markdown.md" >"$out/markdown.xml"
node "$here/read.mjs" "$gate" "$out"
"$gate/venv/bin/python" "$here/read.py" "$out"
