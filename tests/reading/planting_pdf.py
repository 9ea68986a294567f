# ruff: noqa: E501 (an object of the file is read best on one line)
"""A PDF with a token in every kind of place where such a file can hold words."""

from collections.abc import Callable

from tests.records.uploads.making import pdf_of

# Kind of place → how a token is drawn on the page.
DRAWN: dict[str, str] = {
    "text": "BT /F1 12 Tf 50 700 Td ({}) Tj ET",
    "turned": "BT /F1 12 Tf 0 1 -1 0 300 300 Tm ({}) Tj ET",
    "white": "1 1 1 rg BT /F1 12 Tf 50 600 Td ({}) Tj ET 0 0 0 rg",
    "struck": "BT /F1 12 Tf 50 500 Td ({}) Tj ET 50 503.5 m 140 503.5 l S",
    "small": "BT /F1 4 Tf 50 400 Td ({}) Tj ET",
    "margin": "BT /F1 12 Tf 500 30 Td ({}) Tj ET",
    "without ink": "BT /F1 12 Tf 3 Tr 50 660 Td ({}) Tj ET BT 0 Tr ET",
    "outside the page": "BT /F1 12 Tf 50 900 Td ({}) Tj ET",
    "layer that is off": "/OC /MC0 BDC BT /F1 12 Tf 50 640 Td ({}) Tj ET EMC",
    "layer that is on": "/OC /MC1 BDC BT /F1 12 Tf 50 620 Td ({}) Tj ET EMC",
    "in place of what is drawn": "/Span <</ActualText ({})>> BDC BT /F1 12 Tf 50 580 Td (Synligt) Tj ET EMC",
    "artifact": "/Artifact BMC BT /F1 12 Tf 50 560 Td ({}) Tj ET EMC",
    "letters apart": "BT /F1 12 Tf 50 540 Td [{}] TJ ET",
    "form of its own": "q 1 0 0 1 50 520 cm /Fm0 Do Q",
    "grey as paper": "0.99 g BT /F1 12 Tf 50 480 Td ({}) Tj ET 0 g",
    "clipped away": "q 0 0 1 1 re W n BT /F1 12 Tf 50 460 Td ({}) Tj ET Q",
    "under a picture": "BT /F1 12 Tf 50 440 Td ({}) Tj ET 1 g 40 430 200 25 re f 0 g",
}
# Kind of place → an annotation with a token.
_AT = "/Type /Annot /Rect [400 {0} 420 {1}]"
FASTENED: dict[str, str] = {
    "note": "/Subtype /Text /Contents ({})",
    "words laid on the page": "/Subtype /FreeText /DA (/F1 9 Tf) /Contents ({})",
    "remark on what is marked": "/Subtype /Highlight /QuadPoints [50 710 90 710 50 700 90 700] /Contents ({})",
    "remark on what is struck": "/Subtype /StrikeOut /QuadPoints [50 20 90 20 50 10 90 10] /Contents ({})",
    "remark on a drawing": "/Subtype /Square /Contents ({})",
    "link": "/Subtype /Link /Contents ({})",
    "pop-up": "/Subtype /Popup /Contents ({})",
    "words over what is blacked out": "/Subtype /Redact /OverlayText ({})",
    "field": "/Subtype /Widget /FT /Tx /T (f1) /V ({})",
    "field of several lines": "/Subtype /Widget /FT /Tx /Ff 4096 /T (f2) /V (Rad ett\\n{})",
    "choice": "/Subtype /Widget /FT /Ch /Ff 131072 /T (f3) /Opt [(Nej) ({0})] /V ({0})",
    "what a field is called": "/Subtype /Widget /FT /Tx /T (f4) /TU ({})",
    "name of a pinned file": "/Subtype /FileAttachment /FS <</Type /Filespec /F ({0}) /UF ({0}) /EF <</F 9 0 R>>>>",
    "remark of a pinned file": "/Subtype /FileAttachment /Contents ({}) /FS <</Type /Filespec /F (a) /EF <</F 9 0 R>>>>",
}
ELSEWHERE = (
    "stamp", "bookmark", "bookmark under another", "name of an attached file", "what is said of an attached file",
    "title", "subject", "keywords", "description of a picture", "read aloud instead", "abbreviation in full",
    "title of a tag", "XFA form", "field whose parts share a value",
)  # fmt: skip
KINDS = (*DRAWN, *FASTENED, *ELSEWHERE)
PDF_TOKENS = {kind: f"Kvxv{chr(97 + n // 26)}{chr(97 + n % 26)}zor" for n, kind in enumerate(KINDS)}

_PAGE = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources 4 0 R{}>>"


def pdf(page: str) -> bytes:
    """The lines of a page, then a page with words in every place."""
    say = PDF_TOKENS.__getitem__
    parts = _Parts()
    lines = [line for line in page.split("\n") if line.strip()]
    contents = [_lines(lines[start : start + 40]) for start in range(0, len(lines), 40)]
    first = 40
    kids = [first + 2 * number for number in range(len(contents) + 1)]
    parts[1] = (
        "<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 20 0 R /Outlines 10 0 R"
        " /PageMode /UseAttachments /Collection <</Type /Collection>>"
        " /Names <</EmbeddedFiles <</Names [(fil) 8 0 R]>>>> /OCProperties <</OCGs [14 0 R 15 0 R] /D <</OFF [14 0 R]>>>>"
        " /AcroForm <</Fields [16 0 R] /XFA 18 0 R /DR <</Font <</F1 3 0 R>>>>>>>>"
    )
    parts[2] = f"<</Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)}>>"
    parts[3] = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
    parts[4] = "<</Font <</F1 3 0 R>> /XObject <</Fm0 5 0 R>> /Properties <</MC0 14 0 R /MC1 15 0 R>>>>"
    parts[5] = _stream(
        f"BT /F1 12 Tf ({say('form of its own')}) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 -5 200 20] /Resources <</Font <</F1 3 0 R>>>>",
    )
    parts[6] = _stream(
        f"BT /F1 12 Tf 2 4 Td ({say('stamp')}) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 0 120 20] /Resources <</Font <</F1 3 0 R>>>>",
    )
    parts[8] = (
        f"<</Type /Filespec /F ({say('name of an attached file')}) /UF ({say('name of an attached file')})"
        f" /Desc ({say('what is said of an attached file')}) /EF <</F 9 0 R>>>>"
    )
    parts[9] = _stream("innehåll", "/Type /EmbeddedFile")
    parts[10] = "<</Type /Outlines /First 11 0 R /Last 11 0 R /Count 2>>"
    parts[11] = f"<</Title ({say('bookmark')}) /Parent 10 0 R /First 12 0 R /Last 12 0 R /Count 1>>"
    parts[12] = f"<</Title ({say('bookmark under another')}) /Parent 11 0 R>>"
    parts[13] = f"<</Title ({say('title')}) /Subject ({say('subject')}) /Keywords ({say('keywords')})>>"
    parts[14] = "<</Type /OCG /Name (Av)>>"
    parts[15] = "<</Type /OCG /Name (På)>>"
    parts[16] = f"<</FT /Tx /T (delat) /V ({say('field whose parts share a value')}) /Kids [17 0 R]>>"
    parts[17] = "<</Type /Annot /Subtype /Widget /Parent 16 0 R /Rect [400 20 420 30]>>"
    parts[18] = _stream(
        f'<xdp xmlns="http://ns.adobe.com/xdp/"><falt><varde>{say("XFA form")}</varde></falt></xdp>', ""
    )
    parts[20] = "<</Type /StructTreeRoot /K 21 0 R /ParentTree <</Nums [0 [22 0 R 23 0 R]]>> /ParentTreeNextKey 1>>"
    last = kids[-1]
    parts[21] = f"<</Type /StructElem /S /Document /P 20 0 R /Pg {last} 0 R /K [22 0 R 23 0 R]>>"
    parts[22] = (
        f"<</Type /StructElem /S /Figure /P 21 0 R /Pg {last} 0 R /K 0 /Alt ({say('description of a picture')})>>"
    )
    parts[23] = (
        f"<</Type /StructElem /S /Span /P 21 0 R /Pg {last} 0 R /K 1 /ActualText ({say('read aloud instead')})"
        f" /E ({say('abbreviation in full')}) /T ({say('title of a tag')})>>"
    )
    for kid, content in zip(kids, contents, strict=False):
        parts[kid], parts[kid + 1] = _PAGE.format(kid + 1, ""), _stream(content, "")
    annotations = [
        f"<<{_AT.format(780 - 20 * n, 790 - 20 * n)} {how.format(say(kind))}>>"
        for n, (kind, how) in enumerate(FASTENED.items())
    ]
    stamp = "<</Type /Annot /Subtype /Stamp /Rect [300 200 420 220] /F 4 /AP <</N 6 0 R>>>>"
    more = f" /StructParents 0 /Annots [{' '.join(annotations)} {stamp} 17 0 R]"
    parts[last], parts[last + 1] = _PAGE.format(last + 1, more), _stream(_drawn(say), "")
    return parts.file()


class _Parts(dict[int, str]):
    """The objects of a file by number."""

    def file(self) -> bytes:
        made = pdf_of([self.get(number, "null").encode("cp1252") for number in range(1, max(self) + 1)])
        return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 13 0 R")


def _drawn(say: Callable[[str], str]) -> str:
    tagged = "/Figure <</MCID 0>> BDC 10 10 5 5 re f EMC /Span <</MCID 1>> BDC BT /F1 12 Tf 50 420 Td (NHV) Tj ET EMC "
    apart = " -40 ".join(f"({letter})" for letter in say("letters apart"))
    return tagged + "\n".join(
        how.format(apart if kind == "letters apart" else say(kind)) for kind, how in DRAWN.items()
    )


def _lines(lines: list[str]) -> str:
    return "\n".join(
        f"BT /F1 9 Tf 50 {800 - 14 * row} Td ({line.replace('(', '[').replace(')', ']')}) Tj ET"
        for row, line in enumerate(lines)
    )


def _stream(content: str, entries: str) -> str:
    data = content.encode("cp1252", "replace").decode("cp1252")
    return f"<</Length {len(data)} {entries}>>\nstream\n{data}\nendstream"
