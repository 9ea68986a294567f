"""What is opened when the server begins is there."""

import gc
from threading import Thread

import pytest
from django.template import TemplateDoesNotExist

from nhv.website import warming


def test_everything_that_is_opened_when_the_server_begins_is_there():
    done = []
    thread = Thread(target=lambda: (warming.warm(), done.append(True)))
    thread.start()
    thread.join()
    assert done, "it fell on the way"


def test_a_template_that_is_gone_would_be_told_of(monkeypatch):
    monkeypatch.setattr(warming, "TEMPLATES", ("public/parts/finns-inte.html",))
    monkeypatch.setattr(warming.connection, "close", lambda: None)
    with pytest.raises(TemplateDoesNotExist):
        warming.warm()


def test_what_is_here_for_good_is_not_searched_for_rubbish_and_rubbish_is_still_found():
    class Knot:
        """Holds itself, so that only a search finds that nobody else does."""

        left = 0

        def __init__(self):
            self.own = self

        def __del__(self):
            Knot.left += 1

    here_for_good = [[number] for number in range(50_000)]
    before = gc.get_freeze_count()
    warming.settle()
    assert gc.get_freeze_count() - before >= len(here_for_good)
    Knot()
    gc.collect()
    assert Knot.left == 1
