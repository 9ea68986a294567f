"""A conflict of interest in an item of the board: declared by the one who has it, and answered by the authority."""

from nhv.accounts.acts import declare_conflict
from nhv.accounts.models import DeclaredConflict, User
from nhv.process.board.models import Item
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused


def declare(*, item: Item, what: str, by: Actor) -> DeclaredConflict:
    """Somebody with a seat declares an interest in an item. Only what is decided keeps them out. Raises Refused."""
    if by.kind != "user":
        raise Refused("no_board_member", "Bara den som har en plats i nämnden kan göra det här.")
    return declare_conflict(
        user=User.objects.get(pk=int(by.name)),
        case=item.scope,
        case_name=item.title,
        what=what,
        activity="board.vote",
        by=by,
    )
