"""Files made anew without what is hidden in them. Nothing of the file that was received goes along."""

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from PIL import Image, ImageOps

from nhv.files.faults import FileFault
from nhv.files.pdf.opening import page_pictures
from nhv.files.word.lines import word_lines
from nhv.language.masking import masked
from nhv.masking.content import PublicFile
from nhv.masking.models import Mask
from nhv.paper.pdf import pdf
from nhv.paper.pictured import pictured_pdf
from nhv.records.files import Files
from nhv.records.handing_out import outgoing
from nhv.rules.refusals import Refused
from nhv.specification.writing import Paragraph, Writing

PDF = "application/pdf"
_PICTURES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif")
_LONGEST_PARAGRAPH = 8_000


class Made(NamedTuple):
    """A file made anew: what everybody is told of it, its content, and the pages on which words may be in a picture."""

    told: PublicFile
    content: bytes = b""
    with_pictures: Sequence[int] = ()


def attached(version: Any) -> list[dict[str, Any]]:
    """The files of a version, each once."""
    return list({one["sha256"]: one for one in version.files}.values())


def made_anew(files: Files, version: Any, words: Sequence[str], masks: Collection[Mask]) -> list[Made]:
    """Each file of a version. Their names are ours: a name may tell of a person. Raises Refused, naming the file."""
    made = []
    for number, one in enumerate(attached(version), 1):
        name, whole, pages = f"bilaga-{number}.pdf", *_hidden(masks, one["sha256"])
        if whole:
            made.append(Made(PublicFile(name=name, places=1)))
            continue
        data = b"".join(outgoing(files, one["sha256"]).pieces())
        try:
            made.append(_anew(one["name"], name, data, words, pages))
        except FileFault as fault:
            raise Refused(
                "file_not_masked",
                "Filen ”{name}” går inte att maskera: {fault} Dölj hela filen, eller be om den som en annan PDF.",
                name=one["name"],
                fault=fault,
            ) from None
    return made


def _hidden(masks: Iterable[Mask], sha256: str) -> tuple[bool, list[int]]:
    """Whether all of a file is hidden, and else which pages."""
    of_file = [mask.page for mask in masks if mask.file == sha256]
    return None in of_file, [page for page in of_file if page is not None]


def _anew(was: str, name: str, data: bytes, words: Sequence[str], pages: Sequence[int]) -> Made:
    ending = "." + was.lower().rpartition(".")[2]
    if ending == ".pdf":
        return _of_pdf(was, name, data, words, pages)
    if ending == ".docx":
        return _of_word(name, data, words)
    if ending in _PICTURES:
        return _of_picture(name, data)
    raise Refused(
        "file_kind_not_masked",
        "Filen ”{name}” är varken PDF, Word eller bild och kan inte maskeras. Dölj hela filen, eller be om en PDF.",
        name=was,
    )


def _of_pdf(was: str, name: str, data: bytes, words: Sequence[str], pages: Sequence[int]) -> Made:
    pictures = page_pictures(data, hidden=words, hidden_pages=pages)
    missed = next((number for number, page in enumerate(pictures, 1) if page.missed), None)
    if missed is not None:
        raise Refused(
            "words_not_covered",
            "På sidan {page} i ”{name}” finns ord som ska döljas men som inte går att täcka. Dölj hela sidan.",
            page=missed,
            name=was,
        )
    content = pictured_pdf(name, [(page.jpeg, page.text) for page in pictures])
    told = PublicFile(name=name, pages=len(pictures), places=sum(page.places for page in pictures))
    return Made(told, content, [number for number, page in enumerate(pictures, 1) if page.has_pictures])


def _of_word(name: str, data: bytes, words: Sequence[str]) -> Made:
    """The text of a Word file as it is read, and nothing else of it: neither changes, comments nor pictures."""
    text, places = masked("\n".join(line.text for line in word_lines(data).lines if not line.place), words)
    blocks = tuple(Paragraph(text=part) for part in _parts(text))
    content = pdf(Writing(title=name.removesuffix(".pdf"), blocks=blocks), font=settings.PAPER_FONT)
    return Made(PublicFile(name=name, pages=1, places=places, text_only=True), content)


def _parts(text: str) -> Iterator[str]:
    for part in (part.strip() for part in text.split("\n")):
        for begin in range(0, len(part), _LONGEST_PARAGRAPH):
            yield part[begin : begin + _LONGEST_PARAGRAPH]


def _of_picture(name: str, data: bytes) -> Made:
    """The picture itself, turned as it is seen, without what the camera wrote beside it."""
    with Image.open(io.BytesIO(data)) as opened:
        shown = ImageOps.exif_transpose(opened).convert("RGB")
    shown.thumbnail((3_000, 3_000))
    bare, file = Image.new("RGB", shown.size), io.BytesIO()
    bare.paste(shown)
    bare.save(file, "JPEG", quality=85)
    return Made(PublicFile(name=name, pages=1), pictured_pdf(name, [(file.getvalue(), "")]), [1])
