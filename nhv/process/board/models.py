"""The board's tables. What is proposed, voted, decided, adjusted and published only grows."""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q

from nhv.accounts.models import Membership, User
from nhv.filings.models import Filing
from nhv.process.board.moves import MeetingState
from nhv.process.papers import KeptPaper
from nhv.process.permits.models import PermitMatter
from nhv.process.weighing.models import MOST_WORDS
from nhv.register.models import AreaDocument, Call, Organisation
from nhv.rules.board import CHAIR
from nhv.rules.reach import CaseScope
from nhv.specification.motion import Motion as Said

MOST_NAME, MOST_HEADING = 200, 300


class BoardSeat(models.Model):
    """Which healthcare region's seat somebody on the board has; none is the chair's. Their role says if as deputy."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="board_seat")
    healthcare_region = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def seat(self) -> str:
        """The seat's name among the rules: the region's key, or the chair's."""
        return self.healthcare_region.key if self.healthcare_region else CHAIR


class Meeting(models.Model):
    """A meeting of a board."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "ordinarie"
        EXTRA = "extra", "extra"
        REMOTE = "remote", "på distans"
        CIRCULATION = "circulation", "per capsulam"

    key = models.SlugField(max_length=80, unique=True)
    board = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MeetingState])
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=MOST_NAME, blank=True)
    called_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-begins_at",)

    @property
    def scope(self) -> CaseScope:
        """What access asks of the meeting as a whole: a conflict of interest is in one of its items."""
        return CaseScope("", frozenset({self.board.key}))


class Item(models.Model):
    """What is on the agenda of a meeting: a call's applications, or a matter in a permit's life, with its heading as it
    stood when it was added. `late`: added after the meeting was called."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    call = models.ForeignKey(Call, null=True, on_delete=models.PROTECT, related_name="items")
    matter = models.ForeignKey(PermitMatter, null=True, on_delete=models.PROTECT, related_name="items")
    heading = models.CharField(max_length=MOST_HEADING, blank=True)
    presenter = models.CharField(max_length=MOST_NAME)
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_item_a_number"),
            models.UniqueConstraint(fields=["meeting", "call"], name="a_call_once_a_meeting"),
            models.UniqueConstraint(fields=["meeting", "matter"], name="a_matter_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(call__isnull=False, matter__isnull=True)
                | Q(call__isnull=True, matter__isnull=False) & ~Q(heading=""),
                name="an_item_is_about_one_thing",
            ),
        ]

    @property
    def paragraph(self) -> str:
        """What the item, and its decision, is called in the minutes: its own within the meeting."""
        return f"§ {self.number}"

    @property
    def title(self) -> str:
        """What it is called on the agenda."""
        return self.call.facts.title if self.call else self.heading

    @property
    def case_key(self) -> str:
        """The key of the case, for conflicts of interest: the call's or the matter's."""
        return self.call.key if self.call else self.held.key

    @property
    def applied_in(self) -> Call:
        """The call whose applications it is about. Only for an item about one."""
        assert self.call is not None, "the item is about a matter"
        return self.call

    @property
    def held(self) -> PermitMatter:
        """The matter that it is about. Only for an item about one."""
        assert self.matter is not None, "the item is about a call"
        return self.matter

    @property
    def scope(self) -> CaseScope:
        """What access asks of it."""
        return CaseScope(self.case_key, frozenset({self.meeting.board.key}))


# What an item is read with, so that it is read once.
NEAR = ("meeting__board", "call__document__area", "matter__area", "matter__holder")


class Presence(models.Model):
    """That somebody is at a meeting, from when until when. Of those outside the board, why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="present")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("came_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], condition=Q(left_at__isnull=True), name="here_once_at_a_time"
            ),
        ]


class Motion(models.Model):
    """What somebody proposes, all of it: `content` is a `specification.motion.Motion`. The first is the main one."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="motions")
    number = models.PositiveIntegerField()
    by = models.CharField(max_length=120)
    content = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_motion_a_number")]

    @cached_property
    def said(self) -> Said:
        """What it says."""
        return Said.model_validate_json(self.content)


class Ballot(models.Model):
    """Two motions put against each other."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="ballots")
    number = models.PositiveIntegerField()
    first = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_ballot_a_number"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="a_ballot_is_between_two"),
        ]


class Vote(models.Model):
    """One open vote. It counts while its voter fills the seat."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    voter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=80)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["ballot", "voter"], name="nobody_votes_twice")]


class BoardDecision(models.Model):
    """What was decided about an item: one of its motions, by acclamation or by vote, by those who served. `serving` is
    [{"seat", "name", "deputy"}], `tally` [{"ballot", "votes": {seat: motion}}]; both as they counted."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    record_number = models.CharField(max_length=60, blank=True)
    by_vote = models.BooleanField()
    reasons = models.CharField(max_length=MOST_WORDS)
    serving = models.JSONField()
    vacant = models.JSONField(default=list)
    tally = models.JSONField(default=list)
    others_needed = models.PositiveSmallIntegerField()
    others_serving = models.PositiveSmallIntegerField()
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(others_serving__gte=F("others_needed")), name="no_decision_without_quorum"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_board_decision_has_reasons"),
        ]


class Dissent(models.Model):
    """Somebody's other view, noted before the decision is sent. `decided`: whether they took part in deciding."""

    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="dissents")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=MOST_WORDS)
    decided = models.BooleanField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["decision", "user"], name="one_dissent_a_person"),
            models.CheckConstraint(condition=~Q(words=""), name="a_dissent_has_words"),
        ]


class Adjustment(models.Model):
    """That somebody has found the minutes right, in the very text of this hash."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="adjustments")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    adjusted_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["meeting", "user", "sha256"], name="adjusted_once")]


class Minutes(KeptPaper):
    """The minutes as they were adjusted."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    frozen_at = models.DateTimeField()


class AppealText(models.Model):
    """What a decision of a kind (an `Outcome`, or a `MatterOutcome`) says about appeal, with its source and the lawyer
    who confirmed it. The latest of a kind counts; a kind without one cannot be sent."""

    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=MOST_WORDS)
    source = models.CharField(max_length=MOST_NAME)
    lawyer = models.CharField(max_length=MOST_NAME)
    confirmed_on = models.DateField()
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(source="") & ~Q(lawyer=""), name="an_appeal_text_is_confirmed"
            ),
        ]


class Signature(models.Model):
    """That a decision is signed, in the very text of this hash (`signing.seal_of_papers`): by the one who led it, here,
    or on paper, of which a scanned copy is kept. The latest counts."""

    class Way(models.TextChoices):
        ELECTRONIC = "electronic", "elektroniskt"
        PAPER = "paper", "på papper"

    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="signatures")
    way = models.CharField(max_length=12, choices=Way)
    sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=MOST_NAME)
    signed_on = models.DateField()
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=MOST_NAME, blank=True)
    file_type = models.CharField(max_length=100, blank=True)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("entered_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(signer="") & (Q(way="electronic", file_sha256="") | (Q(way="paper") & ~Q(file_sha256=""))),
                name="a_signature_on_paper_has_its_file",
            ),
        ]


class Dispatch(models.Model):
    """That a decision was sent to its parties, and the minute from which all may read it."""

    decision = models.OneToOneField(BoardDecision, on_delete=models.PROTECT, related_name="dispatch")
    sent_by = models.CharField(max_length=120)
    sent_at = models.DateTimeField()
    public_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(public_at__gte=F("sent_at")), name="parties_come_first")]


class PartyDecision(KeptPaper):
    """The decision one party gets, as it was sent: who has applied, by its application, or a permit's holder, by the
    matter."""

    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="papers")
    filing = models.ForeignKey(Filing, null=True, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(PermitMatter, null=True, on_delete=models.PROTECT, related_name="papers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "filing"], name="one_paper_a_party"),
            models.UniqueConstraint(fields=["decision", "matter"], name="one_paper_a_holder"),
            models.CheckConstraint(
                condition=Q(filing__isnull=False, matter__isnull=True) | Q(filing__isnull=True, matter__isnull=False),
                name="a_paper_is_one_partys",
            ),
        ]

    @property
    def party(self) -> Organisation:
        """Whose it is."""
        found = self.filing.organisation if self.filing else self.matter.holder if self.matter else None
        assert found is not None, "a party is always a region"
        return found

    @property
    def name(self) -> str:
        """What the diary calls it: the application's key or the matter's."""
        return self.filing.key if self.filing else self.matter.key if self.matter else ""


class BoardPaper(KeptPaper):
    """The decision as everybody reads it, as it was published. One from before this table is written out anew."""

    decision = models.OneToOneField(BoardDecision, on_delete=models.PROTECT, related_name="paper")
    word_sha256 = models.CharField(max_length=64)


class Slip(models.Model):
    """An obvious slip in a decision, put right (SFS 2017:900, 36 §): where it said `was` it is to say `is_now`. What
    was decided stands as it was; the slip is marked beside it, wherever it is read."""

    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="slips")
    was = models.CharField(max_length=MOST_NAME)
    is_now = models.CharField(max_length=MOST_NAME)
    why = models.CharField(max_length=MOST_WORDS)
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(was="") & ~Q(is_now="") & ~Q(why="") & ~Q(was=F("is_now")), name="a_slip_says_all"
            ),
        ]


class PublishedDecision(models.Model):
    """That a decision is out for everybody, with the document that holds its conditions and the permits' keys."""

    decision = models.OneToOneField(BoardDecision, on_delete=models.PROTECT, related_name="published")
    document = models.ForeignKey(AreaDocument, null=True, on_delete=models.PROTECT, related_name="+")
    permits = models.JSONField(default=list)
    published_at = models.DateTimeField()


def as_json(said: Any) -> str:
    """A frozen model as it is kept."""
    return str(said.model_dump_json())
