#!/usr/bin/env bash
# A scratch repository with one wrong notice, through the real pre-commit and through the action as GitHub would run it: `hooks.sh SELOSTE`. Each fails
# and tells the file and the line; once `lint --unsafe-fixes` has written what is missing, and its placeholder is filled in, each passes.
# CI_GATE is the folder of the tools.
set -euo pipefail
seloste=$(readlink -f "${1:?hooks.sh SELOSTE}")
here=$(dirname "$(readlink -f "$0")")
root=$(readlink -f "$here/../..")
gate=$(readlink -f "${CI_GATE:-$root/target/ci/gate}")
python=$gate/venv/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH=$gate/venv/bin:$PATH PRE_COMMIT_HOME=$work/pre-commit SELOSTE_TODAY=2026-11-21
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
unset GITHUB_ACTIONS GITLAB_CI TF_BUILD GITHUB_STEP_SUMMARY GITHUB_BASE_REF GITHUB_OUTPUT
# An owner's own checkout, and one that another user has made, are both read.
git config --global --add safe.directory '*'
git config --global user.name CI
git config --global user.email ci@seloste.example

# The release as the workflow packs it, and as the action installs it.
version=$("$seloste" --version | cut -d' ' -f2)
target=x86_64-unknown-linux-gnu
SELOSTE_BUILT=$seloste "$root/.ci/release/archive.sh" "$target" "$work/releases/v$version" >/dev/null 2>&1
mkdir -p "$work/bin" "$work/scratch/notices" "$work/runner"
archive=$work/releases/v$version/seloste-$version-$target.tar.gz
tar -tzf "$archive" >"$work/list"
for file in seloste LICENSE-MIT man/seloste.1 man/seloste-ci.1 completions/seloste.bash; do grep -qx "seloste-$version-$target/$file" "$work/list"; done

cd "$work/scratch"
git init --quiet --initial-branch=main
printf '[project]\nfictional = true\n' >seloste.toml
# The missing section: protection. Its finding stands at the head of the register that lacks it.
awk '/^\[/{on = ($0 == "[protection]")} !on' "$root/tests/bases/gdpr.toml" >notices/customers.toml
line=$(grep -n '^\[register\]' notices/customers.toml | cut -d: -f1)
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: file://$root
    rev: $(git -C "$root" rev-parse HEAD)
    hooks:
      - id: seloste-system
      - id: seloste-fmt-system
YAML
git add --all

ln -s "$seloste" "$work/bin/seloste"
hook() { PATH=$work/bin:$PATH pre-commit run --color never "$@"; }
# The steps of action.yml with their conditions and inputs; annotations on the log, the summary and the output in files.
action() { "$python" "$here/action.py" "$root/action.yml" "$work/runner" "version=$version" "base=file://$work/releases" "$@"; }

# fails WHAT PATTERN COMMAND...: it ends with 1 and says the pattern.
fails() {
    local what=$1 pattern=$2 status=0
    shift 2
    "$@" >"$work/said" 2>&1 || status=$?
    if [ "$status" -ne 1 ] || ! grep -qE -- "$pattern" "$work/said"; then
        echo "$what ended with $status; wanted 1 and /$pattern/:" >&2
        cat "$work/said" >&2
        exit 1
    fi
    echo "$what fails: $(grep -E -- "$pattern" "$work/said" | head -1)"
}
passes() {
    local what=$1
    shift
    if ! "$@" >"$work/said" 2>&1; then
        echo "$what does not pass:" >&2
        cat "$work/said" >&2
        exit 1
    fi
    echo "$what passes"
}

fails "pre-commit" "^ +$line:1 +virhe +S106 " hook
grep -q '^notices/customers.toml$' "$work/said"
fails "the action" "^::error file=notices/customers.toml,line=$line," action "sarif=seloste.sarif" "arguments=--lang=en"
grep -q '| S106' "$work/runner/summary"
grep -qx 'exit-code=1' "$work/runner/output"
grep -q '"ruleId": "S106"' seloste.sarif
grep -q 'upload-sarif' "$work/said"

status=0
"$seloste" lint --quiet --unsafe-fixes notices >/dev/null 2>&1 || status=$?
[ "$status" -eq 1 ] || { echo "lint --unsafe-fixes ended with $status; the placeholder is still to be filled" >&2; exit 1; }
"$seloste" fmt --quiet notices
placeholder=$(grep -nF '[täytä' notices/customers.toml | cut -d: -f1 | head -1)
git add --all
fails "pre-commit, with the placeholder" "^ +$placeholder:[0-9]+ +virhe +T604 " hook
fails "the action, with the placeholder" "^::error file=notices/customers.toml,line=$placeholder," action

sed -i 's/"\[täytä[^"]*"/"Tietoja käsittelevät vain nimetyt työntekijät lukituissa tiloissa."/' notices/customers.toml
git add --all
passes "pre-commit" hook
passes "the action" action "sarif=seloste.sarif"
grep -qx 'exit-code=0' "$work/runner/output"
# A change that the hook does not watch runs nothing.
git commit --quiet --no-verify --message 'Kunnossa'
echo '# Rekisterit' >README.md
git add README.md
hook >"$work/said" 2>&1
grep -q Skipped "$work/said"

# The other hook puts what is not in order in order, and stops the commit once.
sed -i '/^format = 1$/d; s/^audience = .*/&\nformat = 1/' notices/customers.toml
git add --all
fails "pre-commit, out of order" 'files were modified by this hook' hook
git add --all
passes "pre-commit, in order" hook

# Without annotations the log has a line each, and no command.
sed -i 's/^phone = .*/phone = "[täytä]"/' notices/customers.toml
fails "the action without annotations" '^ +[0-9]+:[0-9]+ +virhe +T604 ' action "annotations=false"
! grep -q '^::' "$work/said"

# An archive that was changed on the way is not run.
printf 'x' >>"$archive"
status=0
action >"$work/said" 2>&1 || status=$?
if [ "$status" -eq 0 ] || ! grep -qi 'checksum' "$work/said" || grep -q '^::error file' "$work/said"; then
    echo "the action ran an archive whose checksum is wrong (ended with $status)" >&2
    cat "$work/said" >&2
    exit 1
fi
echo "the action refuses an archive whose checksum is wrong"
