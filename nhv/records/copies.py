"""A copy of the public register: what it says of itself, and whether it may be shown. No Django here.

A copy is a signed envelope of gzipped JSON. Its signature is verified before anything in it is opened, with a key that
has come by another way than the file.
"""

import gzip
import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from nhv.language.numbers import stored_number
from nhv.records.envelope import EnvelopeFault, opened
from nhv.records.keys import PublicKey
from nhv.specification.deadlines import SWEDEN

KIND = "application/vnd.nhv.register.v1+gzip"
TYPE = "nhv-register-1"
# Bytes of what comes out of it: a signature is no reason to be filled to the brim.
MOST_CONTENT = 512_000_000
# After so long each answer says that there is probably a newer one.
FRESH = timedelta(days=35)


class CopyFault(ValueError):
    """The file is no copy that may be shown. `str()` is the end of a Swedish sentence."""


@dataclass(frozen=True)
class Copy:
    """What a copy says of itself: when it was made, of which register (its public address), how far that had come,
    whether what it holds is invented, and the sha256 of its content."""

    made_at: datetime
    origin: str
    revision: int
    of_demonstration: bool
    digest: str

    @property
    def made_on(self) -> date:
        """The Swedish day on which it was made."""
        return self.made_at.astimezone(SWEDEN).date()

    def age(self, today: date) -> int:
        """How many days old it is."""
        return (today - self.made_on).days

    def is_old(self, today: date) -> bool:
        """Whether each answer must say that it is old."""
        return today - self.made_on > FRESH

    def as_text(self) -> str:
        """As it is remembered."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1) + "\n"


def read(text: str) -> Copy:
    """The same again. Raises CopyFault."""
    try:
        told = json.loads(text)
        return _told(told, str(told["digest"]))
    except (ValueError, KeyError, TypeError):
        raise CopyFault("uppgifterna om kopian går inte att läsa; ta bort mappen copies och börja om") from None


def _told(told: dict[str, Any], digest: str) -> Copy:
    made_at, origin = _moment(told["made_at"]), str(told["origin"])
    return Copy(made_at, origin, stored_number(told["revision"]), told["of_demonstration"] is True, digest)


def verified(envelope: bytes, keys: Sequence[PublicKey]) -> tuple[Copy, dict[str, Any]]:
    """What the copy says of itself and all that it holds, once its signature has been verified. Raises CopyFault."""
    try:
        found = opened(envelope, KIND, keys)
    except EnvelopeFault as fault:
        raise CopyFault(str(fault)) from None
    try:
        told = json.loads(_unpacked(found.content))
        if told["type"] != TYPE:
            raise ValueError
        copy = _told(told, sha256(found.content).hexdigest())
    except (ValueError, KeyError, TypeError, OSError, EOFError, zlib.error):
        raise CopyFault("filen är en kopia av en sort som inte känns igen; använd en nyare version av nhv") from None
    if not found.key.valid_at(copy.made_at):
        raise CopyFault(f"nyckeln {found.key.key_id} gällde inte när kopian gjordes")
    return copy, told


def packed(told: dict[str, Any]) -> bytes:
    """The content of a copy, as it is signed: the same bytes for the same content."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), mtime=0)


def check_not_older(copy: Copy, last: Copy | None) -> None:
    """Raises CopyFault for a copy that was made before the one that was shown last."""
    if last is not None and copy.made_at < last.made_at:
        raise CopyFault(
            f"kopian är från {_when(copy)} och äldre än den som visades senast ({_when(last)}); hämta en ny, eller "
            "visa den ändå med --older"
        )


def _when(copy: Copy) -> str:
    """Two copies of one day differ by the time."""
    return f"{copy.made_at.astimezone(SWEDEN):%Y-%m-%d kl. %H:%M:%S}"


def _unpacked(content: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
        found = file.read(MOST_CONTENT + 1)
    if len(found) > MOST_CONTENT:
        raise ValueError("more than a register can be")
    return found


def _moment(text: Any) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time has a time zone")
    return moment.astimezone(UTC)
