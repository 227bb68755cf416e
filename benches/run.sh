#!/usr/bin/env bash
# Measures linting against its floor, and building, on generated notices on a memory disk: `benches/run.sh [ROUNDS]`.
# Prints medians and ratios; docs/performance.md keeps a run. Quiet the machine first: ratios of one run mean more than its seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-15}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}

cargo build --release --quiet
(cd benches/floor && CARGO_TARGET_DIR=$CARGO_TARGET_DIR/floor cargo build --release --quiet)

work=$(mktemp -d /dev/shm/seloste-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT
notices=$CARGO_TARGET_DIR/floor/release/notices
"$notices" "$work/one" 1
"$notices" "$work/1000" 1000
"$notices" "$work/10000" 10000
"$notices" "$work/three" 1000 all
"$notices" "$work/pdf" 167 all
python3 benches/measure.py "$rounds" "$work" "$CARGO_TARGET_DIR/floor/release/floor" "$CARGO_TARGET_DIR/release/seloste"
