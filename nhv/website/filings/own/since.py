"""What has been written in the working copy since somebody asked for it to be read through and sent, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nhv.accounts.deeds import Deed, names_of
from nhv.filings.working_copy import effective, newest_writings, revision_at
from nhv.specification.answers import Answers, Change, changed
from nhv.website.filings.own.own import Own


@dataclass
class SinceHanded:
    """What differs from what stood when it was handed over. Asked for when a page needs it: three queries, five when
    something differs."""

    own: Own
    deed: Deed

    @cached_property
    def before(self) -> Answers:
        """What it said then, with what the hospital attests today: its word is nobody's change here."""
        revision = revision_at(self.own.filing, self.deed.at)
        return effective(self.own.filing, at_revision=revision).answers

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changed(self.own.said.outline, self.before, self.own.said.answers)

    @property
    def who(self) -> list[str]:
        """The names of those who have changed something since, each once."""
        return list(dict.fromkeys(by_whom(self.own, self.changes).values())) if self.changes else []


def by_whom(own: Own, changes: tuple[Change, ...]) -> Mapping[str, str]:
    """Question → the name of who wrote what stands there now, or attested it. Two queries."""
    written = {key: who for key, (who, _at) in newest_writings(own.filing).items()}
    attested = {key: fact.attested_by for key, fact in own.said.inherited.items()}
    actors = {change.key: who for change in changes if (who := attested.get(change.key) or written.get(change.key))}
    names = names_of(actors.values())
    return {key: names[who] for key, who in actors.items()}
