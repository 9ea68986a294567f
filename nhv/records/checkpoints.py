"""A checkpoint: how far each diary had come and what its tables were, signed, to be kept where the program cannot
reach it. Compared with later it tells of what a diary alone cannot: that its end is cut off, or all of it written anew.
"""

import base64
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nhv.files.plain import read_plain
from nhv.language.numbers import stored_number
from nhv.records import rebuilding
from nhv.records.keys import KeyRing, PublicKey
from nhv.records.memory import Memory, memories
from nhv.records.plain_json import no_doubles
from nhv.records.receipts import signed_bytes, utc_text

TYPE = "nhv-checkpoint-1"
# So many of the program's own are kept: any one of them tells of what is written anew before it.
MOST_KEPT = 24
MOST_BYTES = 1_000_000
_NAME = "nhv-checkpoint-*.json"


class CheckpointFault(ValueError):
    """The text is no checkpoint, or not one that we signed. `str()` is the end of a Swedish sentence."""


@dataclass(frozen=True)
class Point:
    """One diary's last number and hash, and of each table its rows and their hash."""

    number: int
    hash: str
    tables: Mapping[str, tuple[int, str]]


def taken(ring: KeyRing, *, now: datetime | None = None, with_tables: bool = True) -> str:
    """A checkpoint of every memory as it is now, as JSON text. Without tables it is quickly made, and tells of the
    diary alone: how the tables were follows from that."""
    public, private = ring.current()
    told = {
        "type": TYPE,
        "made_at": utc_text(now or datetime.now(UTC)),
        "key_id": public.key_id,
        "memories": {memory.database: _told(memory, with_tables=with_tables) for memory in memories()},
    }
    signature = base64.b64encode(private.sign(signed_bytes(told))).decode("ascii")
    return json.dumps({**told, "signature": signature}, indent=1, sort_keys=True) + "\n"


def write(folder: Path, text: str) -> Path:
    """Put a checkpoint in a folder under a name of its own; whole, or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made_at = json.loads(text)["made_at"][:19].replace(":", "")
    path = folder / f"nhv-checkpoint-{made_at}-{os.urandom(2).hex()}.json"
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    return path


def keep(folder: Path, ring: KeyRing) -> None:
    """Keep one beside the database, unless nothing has happened since the last. Whoever has the database alone can
    reckon all its hashes anew, and has no key to sign with. Where those that are kept say otherwise than the diary none
    is added, so that they are not let go for newer ones of what was written anew."""
    if not any(memory.diary.head()[0] for memory in memories()) or any(kept_faults(folder, ring)):
        return
    kept = sorted(folder.glob(_NAME))
    text = taken(ring, with_tables=False)
    if kept and _memories_in(kept[-1]) == json.loads(text)["memories"]:
        return
    write(folder, text)
    for old in sorted(folder.glob(_NAME))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def kept_faults(folder: Path, ring: KeyRing) -> Iterator[str]:
    """What those that were kept say otherwise, one Swedish sentence each."""
    for path in sorted(folder.glob(_NAME)):
        try:
            points = read(read_plain(path, most=MOST_BYTES).decode(), keys=ring.public_keys())
        except (OSError, UnicodeDecodeError):
            yield f"kontrollpunkten {path.name} går inte att läsa"
        except CheckpointFault as fault:
            yield f"kontrollpunkten {path.name}: {fault}"
        else:
            # A room that is not taken along now is looked at when it is.
            here = {name: point for name, point in points.items() if name in {one.database for one in memories()}}
            yield from (f"{said} ({path.name})" for said in differences(here))


def _memories_in(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))["memories"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read(text: str, *, keys: Sequence[PublicKey]) -> dict[str, Point]:
    """The points of a checkpoint by database. Only the keys given here are believed. Raises CheckpointFault."""
    try:
        told = json.loads(text, object_pairs_hook=no_doubles)
        signature = base64.b64decode(told.pop("signature"), validate=True)
        if told["type"] != TYPE:
            raise ValueError
        key = next((key for key in keys if key.key_id == told["key_id"]), None)
        points = {str(name): _point(point) for name, point in told["memories"].items()}
        signed = signed_bytes(told)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CheckpointFault("filen är ingen kontrollpunkt; skriv en med `nhv checkpoint`") from None
    if key is None or not key.signed(signature, signed):
        raise CheckpointFault("underskriften stämmer inte: filen är ändrad, eller gjord av någon annan")
    return points


def differences(points: Mapping[str, Point]) -> Iterator[str]:
    """What has been taken away or written anew since the checkpoint, one Swedish sentence each."""
    known = {memory.database: memory for memory in memories()}
    for name, point in points.items():
        if name in known:
            yield from _differences(known[name], point)
        else:
            yield f"kontrollpunkten gäller också «{name}», som inte finns här; lägg till rummet i NHV_ROOMS"


def _differences(memory: Memory, point: Point) -> Iterator[str]:
    last, _hash = memory.diary.head()
    entry = memory.diary.entries._default_manager.using(memory.database).filter(number=point.number).first()
    if entry is None and point.number > 0:
        yield (
            f"post {point.number} finns i kontrollpunkten men inte i händelseloggen, som slutar med post {last}: det "
            "är en äldre kopia, eller så är slutet borttaget"
        )
    elif entry is not None and entry.hash != point.hash:
        yield f"post {point.number} har en annan hash än i kontrollpunkten: händelseloggen är skriven på nytt"
    elif point.tables:
        then = rebuilding.fingerprints(rebuilding.state(memory.diary, until=point.number))
        for table, told in point.tables.items():
            if then.get(table, (0, "")) != told and told[0]:
                yield f"tabellen {table} var en annan vid post {point.number} enligt kontrollpunkten"


def _told(memory: Memory, *, with_tables: bool) -> dict[str, Any]:
    number, last = memory.diary.head()
    tables = rebuilding.fingerprints(rebuilding.state(memory.diary, until=number)) if with_tables else {}
    return {"number": number, "hash": last, "tables": {name: list(told) for name, told in tables.items()}}


def _point(told: Any) -> Point:
    tables = {str(name): (stored_number(rows), str(of_all)) for name, (rows, of_all) in told["tables"].items()}
    return Point(stored_number(told["number"]), str(told["hash"]), tables)
