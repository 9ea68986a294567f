"""The table of proposals."""

from django.db import models
from django.db.models import Q

from nhv.process.cases.models import Case
from nhv.process.proposals.moves import ProposalState
from nhv.register.models import Organisation
from nhv.rules.reasons import MOST_WHY

# 7 ch. 5 § of the Health and Medical Services Act: why care is concentrated.
GROUNDS = ("complex_or_rare", "volume", "multidisciplinary", "investment")
MOST_TEXT = 4_000


class Proposal(models.Model):
    """What care should be looked at, and why, as proposed by a programme area or a region."""

    State = ProposalState

    title = models.CharField(max_length=300)
    care = models.CharField(max_length=MOST_TEXT)
    grounds = models.JSONField(default=list)
    why = models.CharField(max_length=MOST_TEXT)
    patients_a_year = models.PositiveIntegerField(null=True)
    done_today = models.CharField(max_length=MOST_TEXT, blank=True)
    proposer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in ProposalState],
        default=ProposalState.LISTED.value,
    )
    because = models.CharField(max_length=MOST_WHY, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProposalState.MERGED.value) | Q(merged_into__isnull=False),
                name="a_merged_proposal_says_with_what",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.STARTED.value) | Q(case__isnull=False),
                name="a_started_proposal_has_its_case",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED.value) | ~Q(because=""),
                name="a_declined_proposal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
