#!/usr/bin/env bash
# Install what the tests need from the system: PostgreSQL, Chromium and its driver's library. Fails when a part is missing and cannot be had,
# unless NHV_TEST_WITHOUT names it (postgresql, chromium), separated by commas.
set -euo pipefail

wanted=()
without=",${NHV_TEST_WITHOUT:-},"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || wanted+=(postgresql)
command -v chromium >/dev/null || wanted+=(chromium)
# The browser driver's own Node links to it, and a small Debian is without.
[ -n "$(find /usr/lib /lib -name 'libatomic.so.1' -print -quit 2>/dev/null)" ] || wanted+=(libatomic1)

missing=()
for package in "${wanted[@]}"; do
  [[ $without == *",$package,"* ]] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "make test needs ${missing[*]}: run \`sudo apt-get install ${missing[*]}\`, or name it in NHV_TEST_WITHOUT" >&2
  exit 1
fi
# RUNLEVEL=1 keeps the package from starting a server: the tests start their own.
apt-get update -q
RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
