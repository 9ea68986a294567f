#!/usr/bin/env bash
# Make .venv with exactly what requirements/$1.lock says (run or test), and the dictionary's word sets.
set -euo pipefail
cd "$(dirname "$0")/.."

able() { python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! able; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "nhv needs Python 3.11 or newer with venv: run \`sudo apt-get install python3 python3-venv\`" >&2
    exit 1
  fi
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3 python3-venv ca-certificates
fi

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$1.lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
