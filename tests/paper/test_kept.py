"""A PDF that is kept is of the text that is asked for, whole, and let go of in time."""

import hmac
import os
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Event

import pytest

from nhv.paper import kept
from nhv.specification.writing import Paragraph, Writing

KEY = b"known to nobody else"
TEXT = Writing(title="Prov", blocks=(Paragraph(text="Ett."),))
OTHER = Writing(title="Prov", blocks=(Paragraph(text="Två."),))


@pytest.fixture
def made(monkeypatch):
    """What has been made, in order; made of letters instead of pages."""
    found = []

    def pdf(writing, *, font):
        found.append(writing)
        return f"{len(found)} {writing.blocks}".encode()

    monkeypatch.setattr(kept, "pdf", pdf)
    return found


def asked(folder, writing=TEXT, font=None) -> bytes:
    return kept.kept_pdf(writing, folder=folder, font=font, key=KEY, stamped=lambda text: text)


def test_the_same_text_is_made_once_and_another_is_another(made, tmp_path):
    first = asked(tmp_path)
    assert asked(tmp_path) == first != asked(tmp_path, OTHER)
    assert made == [TEXT, OTHER]


def test_what_is_stamped_changes_nothing_of_which_text_it_is(made, tmp_path):
    for title in ("Ett", "Två"):
        stamped = lambda text, title=title: text.model_copy(update={"title": title})  # noqa: E731
        kept.kept_pdf(TEXT, folder=tmp_path, font=None, key=KEY, stamped=stamped)
    assert [one.title for one in made] == ["Ett"]


def test_another_font_or_another_program_makes_it_anew(made, tmp_path, monkeypatch):
    asked(tmp_path)
    font = tmp_path / "font.ttf"
    font.write_bytes(b"font")
    asked(tmp_path, font=font)
    monkeypatch.setattr(kept, "_maker", lambda _font: "another")
    asked(tmp_path)
    assert len(made) == 3


def test_what_somebody_else_has_laid_there_is_made_anew(made, tmp_path):
    """Sealed with another key, or moved there from beside it."""
    first, other = asked(tmp_path), asked(tmp_path, OTHER)
    one, two = sorted(tmp_path.glob("*.pdf"))
    false = b"%PDF of somebody else's"
    one.write_bytes(hmac.new(b"guessed", one.name.encode() + false, sha256).hexdigest().encode() + false)
    two.write_bytes(sha256(false).hexdigest().encode() + false)
    again = {asked(tmp_path), asked(tmp_path, OTHER)}
    assert false not in again and len(made) == 4
    one.write_bytes(two.read_bytes())
    assert asked(tmp_path) != asked(tmp_path, OTHER) and first != other


@pytest.mark.parametrize("suffix", [".pdf", ".lock", f".{os.getpid()}"], ids=["pdf", "lock", "draft"])
def test_a_pipe_in_its_place_holds_nobody(made, tmp_path, suffix):
    first = asked(tmp_path)
    (path,) = tmp_path.glob("*.pdf")
    for there in (path, path.with_suffix(suffix)):
        there.unlink(missing_ok=True)
    os.mkfifo(path.with_suffix(suffix))
    assert asked(tmp_path) != first and len(made) == 2


@pytest.mark.parametrize("harm", [b"", b"x" * 64, b"x" * 200])
def test_what_has_rotted_is_made_anew(made, tmp_path, harm):
    first = asked(tmp_path)
    (path,) = tmp_path.glob("*.pdf")
    path.write_bytes(harm or path.read_bytes()[:-1])
    assert asked(tmp_path) != first
    assert len(made) == 2
    asked(tmp_path)
    assert len(made) == 2


def test_only_the_owner_may_read_it(made, tmp_path):
    folder = tmp_path / "packs"
    asked(folder)
    (path,) = folder.glob("*.pdf")
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_nobody_has_asked_for_in_a_week_is_gone_with_what_was_left_half_done(made, tmp_path):
    asked(tmp_path)
    (old,) = tmp_path.glob("*.pdf")
    half = tmp_path / "abc.123"
    half.write_bytes(b"half")
    long_ago = time.time() - 8 * 86_400
    for path in (old, half):
        os.utime(path, (long_ago, long_ago))
    asked(tmp_path, OTHER)
    assert not old.exists()
    assert not half.exists()
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_of_too_many_the_least_lately_asked_for_are_gone(made, tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    texts = [Writing(title=f"Prov {number}") for number in range(4)]
    for text in texts:
        asked(tmp_path, text)
        for path in tmp_path.glob("*.pdf"):
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60))
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    asked(tmp_path, texts[-1])
    assert len(made) == 4


def test_where_nothing_can_be_written_it_is_made_and_not_kept(made, tmp_path):
    """A file stands where the folder would be: root, who may write everywhere, is refused too."""
    place = tmp_path / "packs"
    place.write_text("in the way")
    assert asked(place).startswith(b"1")
    assert asked(place).startswith(b"2")


def test_several_who_ask_at_once_wait_for_the_one_that_makes_it(made, tmp_path, monkeypatch):
    begun, go_on, plain = Event(), Event(), kept.pdf

    def slow(writing, *, font):
        begun.set()
        assert go_on.wait(30)
        return plain(writing, font=font)

    monkeypatch.setattr(kept, "pdf", slow)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(asked, tmp_path)
        assert begun.wait(30)
        others = [pool.submit(asked, tmp_path) for _ in range(3)]
        assert not any(one.done() for one in others)
        go_on.set()
        assert {one.result(30) for one in (first, *others)} == {first.result()}
    assert len(made) == 1
