"""Receipts: what is signed holds, and whatever is changed, missing or made up is named."""

import base64
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from nhv.records.keys import KeyRing
from nhv.records.receipts import Content, ReceiptFault, sign, signed_bytes, stockholm_text, utc_text, verify

RECEIVED = datetime(2025, 11, 14, 22, 59, 59, 999_999, tzinfo=UTC)
EARLIER = RECEIVED - timedelta(days=1)


def content(name, data):
    return Content(name, sha256(data).hexdigest(), len(data))


PLAN, DECISION, ANSWERS = content("plan.pdf", b"plan"), content("beslut.pdf", b"beslut"), content("answers.json", b"{}")


def a_receipt(**other):
    files = [{"name": f.name, "question": "plan", "sha256": f.sha256, "size": f.size} for f in (PLAN, DECISION)]
    return {
        "type": "nhv-receipt-1", "filing": "a-1", "kind": "application", "call": "2025-esofagus",
        "organisation": "region-norr", "version": 1, "received_at": utc_text(RECEIVED),
        "received_at_stockholm": stockholm_text(RECEIVED), "class": "in_time", "answers_sha256": ANSWERS.sha256,
        "files": files, "diary_number": 7, **other,
    }  # fmt: skip


@pytest.fixture
def ring(tmp_path):
    return KeyRing(tmp_path / "keys")


@pytest.fixture
def signed(ring):
    return sign(a_receipt(), ring)


def changed(text, **parts):
    return json.dumps({**json.loads(text), **parts})


def test_a_whole_receipt_with_its_files_holds(signed, ring):
    assert verify(signed, keys=ring.public_keys(), files=[PLAN, DECISION]) == []
    assert verify(signed, keys=ring.public_keys(), files=[ANSWERS, DECISION, PLAN]) == []
    assert verify(signed, keys=ring.public_keys()) == []


def test_times_are_given_to_the_microsecond_in_both_zones():
    assert (utc_text(RECEIVED), stockholm_text(RECEIVED)) == (
        "2025-11-14T22:59:59.999999Z",
        "2025-11-14T23:59:59.999999+01:00",
    )


def test_the_canonical_form_does_not_depend_on_order():
    assert signed_bytes({"b": 1, "a": ["å", None, True]}) == '{"a":["å",null,true],"b":1}'.encode()
    with pytest.raises(ValueError, match="no canonical form"):
        signed_bytes({"a": 1.5})


@pytest.mark.parametrize(
    ("files", "faults"),
    [
        ([PLAN], ["filen beslut.pdf saknas"]),
        ([PLAN, content("beslut.pdf", b"annat")], ["filen beslut.pdf är ändrad"]),
        ([PLAN, DECISION, content("extra.pdf", b"x")], ["filen extra.pdf hör inte till kvittot"]),
        ([content("omdöpt.pdf", b"plan"), DECISION], []),
    ],
)
def test_each_file_is_named_that_is_missing_altered_or_extra(signed, ring, files, faults):
    assert verify(signed, keys=ring.public_keys(), files=files) == faults


@pytest.mark.parametrize(
    "change",
    [
        {"class": "late"},
        {"diary_number": 8},
        {"received_at": utc_text(EARLIER), "received_at_stockholm": stockholm_text(EARLIER)},
        {"files": []},
    ],
)  # fmt: skip
def test_a_changed_receipt_does_not_hold(signed, ring, change):
    assert verify(changed(signed, receipt=a_receipt(**change)), keys=ring.public_keys()) == [
        "underskriften stämmer inte: kvittot är ändrat eller underskrivet av någon annan"
    ]


def test_a_key_inside_the_receipt_is_never_believed(ring, tmp_path):
    forged = sign(a_receipt(), forger := KeyRing(tmp_path / "forger"))
    (key,) = forger.public_keys()
    assert verify(forged, keys=ring.public_keys()) == [f"nyckeln {key.key_id} finns inte bland de publika nycklarna"]
    with_key = changed(forged, public_key=base64.b64encode(key.raw).decode())
    assert verify(with_key, keys=ring.public_keys()) == [
        "kvittot har fel vid «public_key»; hämta det på nytt från tjänsten"
    ]
    (ours,) = ring.public_keys()
    assert verify(changed(forged, key_id=ours.key_id), keys=ring.public_keys())[0].startswith("underskriften")


def signed_at(moment, receipt, public, private):
    """As somebody who holds the key would say that it was signed at another time."""
    said = {"receipt": receipt, "signed_at": utc_text(moment), "key_id": public.key_id}
    return json.dumps({**said, "signature": base64.b64encode(private.sign(signed_bytes(said))).decode()})


def test_a_key_counts_only_for_what_was_signed_in_its_time(ring):
    before = sign(a_receipt(), ring)
    old, private = ring.current()
    ring.rotate()
    assert verify(before, keys=ring.public_keys()) == []
    late = signed_at(old.valid_from - timedelta(days=1), a_receipt(), old, private)
    assert verify(late, keys=ring.public_keys())[0].endswith(f"({utc_text(old.valid_from - timedelta(days=1))})")


def test_what_came_on_paper_before_the_key_was_made_has_a_receipt_that_holds(ring):
    assert verify(sign(a_receipt(**{"class": "paper"}), ring), keys=ring.public_keys()) == []


def test_nothing_is_signed_before_it_was_received(ring):
    later = datetime.now(UTC) + timedelta(hours=1)
    receipt = a_receipt(received_at=utc_text(later), received_at_stockholm=stockholm_text(later))
    key = ring.current()
    early = signed_at(datetime.now(UTC), receipt, *key)
    assert verify(early, keys=ring.public_keys()) == ["kvittot är underskrivet före mottagandet"]
    # Ours says the moment of what it tells of, also by a clock that is behind.
    assert verify(ours := sign(receipt, ring), keys=ring.public_keys()) == []
    assert json.loads(ours)["signed_at"] == utc_text(later)


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "[" * 200_000, '{"receipt": {}, "receipt": {}}', "x" * 1_000_001],
    ids=range(7),
)
def test_what_is_no_receipt_is_said_so(ring, text):
    (fault,) = verify(text, keys=ring.public_keys())
    assert "kvitto" in fault


@pytest.mark.parametrize(
    "change",
    [{"version": "1"}, {"version": True}, {"class": "maybe"}, {"type": "nhv-receipt-2"}, {"received_at": "i går"},
     {"received_at_stockholm": utc_text(RECEIVED + timedelta(hours=1))}, {"note": "mer"}, {"organisation": "\ud800"}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_a_receipt_that_is_not_whole_is_never_signed(ring, change):
    with pytest.raises(ReceiptFault):
        sign(a_receipt(**change), ring)
