"""The Word form as somebody fills it in offline."""

from collections.abc import Mapping
from io import BytesIO

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled_in(data: bytes, answers: Mapping[str, str]) -> bytes:
    """The form as somebody fills it in: texts of fields, by the keys of their questions."""
    document = docx.Document(BytesIO(data))
    for control in document.element.body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        words = answers.get(tag.get(f"{W}val")) if tag is not None else None
        if words is not None:
            texts = list(control.find(f"{W}sdtContent").iter(f"{W}t"))
            texts[0].text = words
            for rest in texts[1:]:
                rest.text = ""
            for shown in list(control.find(f"{W}sdtPr").iter(f"{W}showingPlcHdr")):
                shown.getparent().remove(shown)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
