#!/usr/bin/env bash
# Runs the browser tests, or those that are named: in a network of their own where that may be made, else without Firefox.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ $# -eq 0 ]; then
    set -- tests/browser
fi
if tests/browser/namespace.sh true 2>/dev/null; then
    exec tests/browser/namespace.sh .venv/bin/pytest -q "$@"
fi
echo "No network namespace may be made here: Firefox is skipped, Chromium uses loopback." >&2
exec .venv/bin/pytest -q "$@"
