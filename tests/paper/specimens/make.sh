#!/usr/bin/env bash
# Make the specimens anew with the LibreOffice of this machine (made with 7.4.7). Run in the project's root as
#   bash tests/paper/specimens/make.sh
# after `apt-get install libreoffice-writer-nogui python3-uno`. Only needed when the form itself changes.
set -euo pipefail

here=tests/paper/specimens
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m tests.paper.specimens.blank_forms "$work"
soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to "docx:Office Open XML Text" \
  --outdir "$work/saved" "$work/answered.docx"
/usr/bin/python3 "$here/fill_in_libreoffice.py" "$work/empty.docx" "$work/filled.docx"
cp "$work/saved/answered.docx" "$here/resaved_by_libreoffice.docx"
cp "$work/filled.docx" "$here/filled_in_libreoffice.docx"
