#!/bin/sh
# Makes .venv from requirements.lock: exactly those files, checked by their hashes.
# usage: venv.sh FOLDER      (PYTHON names the interpreter, python3 by default)
set -eu
venv=$1
python=${PYTHON:-python3}
here=$(dirname "$0")

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Changeover needs Python 3.11 or newer; name one with: make setup PYTHON=python3.12" >&2
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian ships venv apart from Python.
    "$here/apt.sh" python3-venv
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip() { "$venv/bin/python" -m pip --disable-pip-version-check "$@"; }

# The build tools first: one package comes as source only, and a build in isolation would
# download its own, unchecked. --no-deps because the lock file is the whole list.
awk '/^[a-z]/ { keep = /^(setuptools|wheel)==/ } keep' requirements.lock >"$venv/build.lock"
pip install --quiet --require-hashes --no-deps -r "$venv/build.lock"
pip install --quiet --require-hashes --no-deps --no-build-isolation -r requirements.lock
pip install --quiet --no-deps --no-build-isolation --editable .
