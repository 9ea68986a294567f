"""Write the example form, answered and empty, into a folder: python -m tests.paper.specimens.blank_forms FOLDER."""

import sys
from pathlib import Path

from nhv.paper.word_form import form
from tests.paper.examples import ANSWERS, OUTLINE, PROPERTIES

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "answered.docx").write_bytes(form(OUTLINE, ANSWERS, **PROPERTIES))
    (folder / "empty.docx").write_bytes(form(OUTLINE, {}, **PROPERTIES))
