"""What is opened when the server begins is there."""

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
