#!/usr/bin/env bash
# Makes .venv from requirements.lock, every package verified by its hash.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Holdspace needs Python 3.11 or newer, and '$python' is not. Say which: make PYTHON=python3.12" >&2
    exit 1
fi
if [[ ! -x .venv/bin/python ]] && ! "$python" -m venv .venv; then
    rm -rf .venv
    echo "'$python' cannot make environments. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
fi

# uv installs in seconds what takes pip a minute; it is locked like everything else.  Bytecode is made once, here: a node
# that had to compile all this at every start would be away twice as long after a crash.
sed -n '/^uv==/,/[^\\]$/p' requirements.lock > .venv/uv.lock
if .venv/bin/python -m pip install --quiet --require-hashes --requirement .venv/uv.lock &&
   .venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python requirements.lock; then
    :
else
    echo "uv did not manage; pip does it, more slowly." >&2
    .venv/bin/python -m pip install --quiet --require-hashes --requirement requirements.lock
fi
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
