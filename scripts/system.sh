#!/usr/bin/env bash
# Install what is needed from the system: `run` (the libraries and a font that set PDFs) or `test` (also PostgreSQL,
# Chromium with its driver's library, Firefox, and LibreOffice's Writer and Calc). Fails when a part is missing and cannot be had,
# unless NHV_TEST_WITHOUT names it (postgresql, chromium, firefox-esr, libreoffice-writer-nogui, libreoffice-calc-nogui), separated by commas.
set -euo pipefail

purpose=${1:-run}
wanted=()
without=",${NHV_TEST_WITHOUT:-},"
library() { [ -n "$(find /usr/lib /lib -name "$1*" -print -quit 2>/dev/null)" ]; }

library libpango-1.0.so.0 || wanted+=(libpango-1.0-0)
library libpangoft2-1.0.so.0 || wanted+=(libpangoft2-1.0-0)
library libharfbuzz-subset.so.0 || wanted+=(libharfbuzz-subset0)
[ -n "$(find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' -print -quit 2>/dev/null)" ] || wanted+=(fonts-dejavu-core)
if [ "$purpose" = test ]; then
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || wanted+=(postgresql)
  command -v chromium >/dev/null || wanted+=(chromium)
  command -v firefox-esr >/dev/null || wanted+=(firefox-esr)
  # Forms and tables of ours are opened and saved by it, and read back.
  command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
  [ -n "$(find /usr/lib/libreoffice /opt -maxdepth 4 -name libsclo.so -print -quit 2>/dev/null)" ] || wanted+=(libreoffice-calc-nogui)
  # The browser driver's own Node links to it, and a small Debian is without.
  library libatomic.so.1 || wanted+=(libatomic1)
fi

missing=()
for package in "${wanted[@]}"; do
  [[ $without == *",$package,"* ]] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "make $purpose needs ${missing[*]}: run \`sudo apt-get install ${missing[*]}\`" >&2
  [ "$purpose" = run ] || echo "or name postgresql, chromium, firefox-esr, libreoffice-writer-nogui or libreoffice-calc-nogui in NHV_TEST_WITHOUT to do without it" >&2
  exit 1
fi
# RUNLEVEL=1 keeps the package from starting a server: the tests start their own.
apt-get update -q
RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
