"""What the first question would wait for is opened when the server begins."""

import gc
from typing import Final

from django.db import connection
from django.template.loader import get_template
from django.urls import reverse

from nhv.register.search import search

# What an answer is drawn with.
TEMPLATES: Final = ("public/answers.html", "public/parts/verdict.html", "public/parts/referrals.html")


def warm() -> None:
    """Open URLs, dictionary, vocabulary and templates. In a thread of its own: it lets go of its connection."""
    try:
        reverse("search")
        search("neuromuskulära sjukdomar hos barn")  # answers from names when there is no index to read
        for name in TEMPLATES:
            get_template(name)
    finally:
        connection.close()


def settle() -> None:
    """Take what is here for good, the program and its words, out of what is searched for rubbish: going through all of
    it took a sixth of a second, and fell upon whoever was being answered."""
    gc.collect()
    gc.freeze()
