#!/usr/bin/env bash
# The schemas and the files of services by tools that are not ours: `schemas.sh SELOSTE`. Sound files are accepted by check-jsonschema and by taplo,
# wrong ones are refused, and one thing missing or misspelt is told once or twice, not by the hundred. CI_GATE is the folder of the tools.
set -euo pipefail
seloste=$(readlink -f "${1:?schemas.sh SELOSTE}")
cd "$(dirname "$(readlink -f "$0")")/../.."
gate=$(readlink -f "${CI_GATE:-target/ci/gate}")
check=$gate/venv/bin/check-jsonschema
taplo=$gate/venv/bin/taplo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "-- the schemas themselves, in each language"
for lang in fi sv en; do
    "$seloste" schema --lang "$lang" >"$work/notice.$lang.json"
    "$seloste" schema --of workspace --lang "$lang" >"$work/workspace.$lang.json"
done
"$seloste" schema --of rule >"$work/rule.json"
"$check" --check-metaschema schema/*.json "$work"/*.json

# accepts SCHEMA FILE...: both tools, all files at once.
accepts() {
    local schema=$PWD/$1
    shift
    "$check" --schemafile "$schema" "$@" >"$work/said" 2>&1 || { cat "$work/said"; return 1; }
    RUST_LOG=error "$taplo" lint --no-auto-config --schema "file://$schema" "$@" >"$work/said" 2>&1 || { head -40 "$work/said"; return 1; }
    echo "$(basename "$schema"): $# files accepted by both"
}
mapfile -t notices < <(find notices tests/bases tests/reports/workspace -name '*.toml' ! -name seloste.toml ! -path '*/rules/*' | sort)
accepts schema/notice.schema.json "${notices[@]}"
mapfile -t rules < <(find lints/*/ tests/reports/workspace/rules -name '*.toml' ! -path 'lints/lists/*' | sort)
accepts schema/rule.schema.json "${rules[@]}"
accepts schema/workspace.schema.json notices/seloste.toml tests/reports/workspace/seloste.toml

echo "-- one thing missing, misspelt or of a wrong type"
"$gate/venv/bin/python" .ci/gate/wrong.py "$check" "$taplo" schema/notice.schema.json notices/000-huolto.toml "$work"

echo "-- the files of services, ours and those that init writes"
"$check" --builtin-schema vendor.github-actions action.yml
"$check" --builtin-schema vendor.github-workflows .github/workflows/*.yml
"$check" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab/*.yml
"$gate/venv/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml
for lang in fi sv en; do
    for service in github gitlab azure; do "$seloste" init --quiet --lang "$lang" --ci "$service" "$work/$service-$lang"; done
    "$check" --builtin-schema vendor.github-workflows "$work/github-$lang"/.github/workflows/*.yml
    "$check" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$work/gitlab-$lang"/.gitlab-ci.yml
    "$check" --regex-variant nonunicode --builtin-schema vendor.azure-pipelines --data-transform azure-pipelines "$work/azure-$lang"/azure-pipelines.yml
    # What init writes for editors is read by them: taplo takes the schema that the first line of a file names.
    find "$work/github-$lang" -name '*.toml' -print0 | (cd "$work/github-$lang" && xargs -0 env RUST_LOG=error "$taplo" lint --no-auto-config) \
        >"$work/said" 2>&1 || { head -40 "$work/said"; exit 1; }
done
