"""What those who write and those who may send say to each other about the working copy."""

from django.utils import timezone

from nhv.filings.acts.moving import locked
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import kind_of
from nhv.filings.owners import check_owner, owner_of
from nhv.filings.tables import CommentBase, FilingBase, new
from nhv.filings.telling import tell_owner
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

MOST_COMMENTS = 500
MOST_SAID = 2_000


def comment(*, filing: FilingBase, text: str, question: str = "", by: Actor, once_key: str) -> CommentBase:
    """Say something to the others who work on it, about all of it or one question. Who receives it never sees it. They
    are told by mail that something is said, once a day. Raises Refused."""
    cabinet = cabinet_of(filing)

    def do() -> dict[str, int]:
        now, current = timezone.now(), locked(filing)
        check_owner(by, kind_of(current).process.needs("save"), owner_of(current))
        words = text.strip()
        if not words:
            raise Refused("comment_empty", "Kommentaren är tom. Skriv något i den.")
        if len(words) > MOST_SAID:
            raise Refused("text_too_long", "Texten är för lång: högst {most} tecken. Korta den.", most=MOST_SAID)
        if question and current.outline.outline.find(question) is None:
            raise Refused("question_not_asked", "Frågan {key} finns inte i formuläret. Välj i listan.", key=question)
        if current.comments.count() >= MOST_COMMENTS:
            raise Refused("too_many_comments", "Det finns redan {most} kommentarer.", most=MOST_COMMENTS)
        said = new(cabinet.comments, filing=current, text=words, question=question, written_by=str(by), written_at=now)
        said.save()
        tell_owner(current, "comment", about=f"comment:{timezone.localdate(now)}")
        return {"pk": said.pk}

    carries = {"filing": filing.key, "text": text, "question": question}
    kept = cabinet.memory.idempotency.run(once_key, "comment", by, carries, do)
    said: CommentBase = cabinet.comments._default_manager.get(pk=kept["pk"])
    return said
