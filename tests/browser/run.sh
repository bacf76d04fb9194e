#!/usr/bin/env bash
# Runs the browser tests, or those that are named: in a network of their own where that may be made, else without Firefox.
#
# All of them run as two: looking at every state of every page takes one core and no media, so it goes beside the rest.
set -euo pipefail
cd "$(dirname "$0")/../.."

looks=tests/browser/test_accessibility.py

if tests/browser/namespace.sh true 2>/dev/null; then
    run() { tests/browser/namespace.sh .venv/bin/pytest -q "$@"; }
else
    echo "No network namespace may be made here: Firefox is skipped, Chromium uses loopback." >&2
    run() { .venv/bin/pytest -q "$@"; }
fi
if [ $# -gt 0 ]; then
    run "$@"
    exit
fi

told=$(mktemp)
trap 'rm -f "$told"' EXIT
run -p no:cacheprovider "$looks" >"$told" 2>&1 &
failed=0
run tests/browser --ignore="$looks" --durations=25 || failed=$?
wait $! || failed=$?
cat "$told"
exit "$failed"
