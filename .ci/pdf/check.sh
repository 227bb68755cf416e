#!/usr/bin/env bash
# check.sh SELOSTE SITE: every PDF of a built site is what its document says, and conforms to PDF/UA-1 and PDF/A-2a at once.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$1 site=$2

node .ci/pdf/read.mjs "$program" "$site" notices notices/archive

.ci/pdf/conforms.sh "$site"
