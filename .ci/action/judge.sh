#!/usr/bin/env bash
# Judges as the action does: `seloste ci` with the inputs of the action, a value a line. Ends as seloste ends.
# SELOSTE_PATHS, SELOSTE_ARGUMENTS, SELOSTE_ANNOTATIONS (true or false), SELOSTE_SARIF (a file, or empty).
set -euo pipefail
arguments=()
while IFS= read -r line; do [ -z "$line" ] || arguments+=("$line"); done <<<"${SELOSTE_ARGUMENTS:-}"
[ "${SELOSTE_ANNOTATIONS:-true}" = true ] || arguments+=(--format grouped)
[ -z "${SELOSTE_SARIF:-}" ] || arguments+=(--report "sarif=$SELOSTE_SARIF")
paths=()
while IFS= read -r line; do [ -z "$line" ] || paths+=("$line"); done <<<"${SELOSTE_PATHS:-.}"
status=0
seloste ci ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}" || status=$?
[ -z "${GITHUB_OUTPUT:-}" ] || echo "exit-code=$status" >>"$GITHUB_OUTPUT"
exit "$status"
