"""What is decided, as a text that is written once: the text under its hash, and the files made of it then under theirs.

A definition's decision, a board's minutes and what the board decides are kept in the same way.
"""

from functools import cached_property
from typing import Final

from django.conf import settings
from django.db import models

from nhv.paper.pdf import pdf
from nhv.paper.word import word
from nhv.register.memory import FILES
from nhv.specification.writing import Writing, under

PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class KeptPaper(models.Model):
    """A text as it was decided: `content` is JSON of a `Writing`, and a tagged PDF of it was kept then."""

    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @cached_property
    def writing(self) -> Writing:
        """The text, for the page."""
        return Writing.model_validate_json(self.content)

    @property
    def lowered(self) -> Writing:
        """The same with its headings a level down, under one of the page's."""
        return self.writing.model_copy(update={"blocks": tuple(under(self.writing.blocks, 1))})


def kept_pdf(writing: Writing) -> str:
    """The text as a tagged PDF, kept among what is never changed. Gives its sha256."""
    return _kept(pdf(writing, font=settings.PAPER_FONT), PDF)


def kept_word(writing: Writing) -> str:
    """The same as Word."""
    return _kept(word(writing), WORD)


def _kept(content: bytes, media_type: str) -> str:
    stored = FILES.store([content], most_bytes=settings.MOST_FILE_BYTES)
    FILES.enter(stored, media_type)
    return stored.sha256
