"""`nhv verify-receipt`: on another machine, with nothing of ours but the public keys."""

import io
import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import serialization

from nhv.records.keys import KeyRing, as_document
from nhv.records.receipts import sign
from tests.records.test_receipts import a_receipt

ANSWERS = b'{"volym":12}'


@pytest.fixture
def kept(tmp_path):
    """What an applicant keeps: receipt, public keys, one file and the answers."""
    ring = KeyRing(tmp_path / "ring")
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"plan")
    (tmp_path / "answers.json").write_bytes(ANSWERS)
    file = {"name": "plan.pdf", "question": "plan", "sha256": sha256(b"plan").hexdigest(), "size": 4}
    receipt = a_receipt(files=[file], answers_sha256=sha256(ANSWERS).hexdigest())
    (tmp_path / "receipt.json").write_text(sign(receipt, ring))
    (tmp_path / "keys.json").write_text(json.dumps(as_document(ring.public_keys())))
    _, private = ring.current()
    pem = private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    return tmp_path


def verify_receipt(folder, *arguments):
    """Run where no data directory and no database can be used."""
    elsewhere = {"NHV_DATA": "/proc/finns-inte", "DATABASE_URL": "skräp", "DJANGO_SETTINGS_MODULE": "finns.inte"}
    command = [sys.executable, "-m", "nhv.program.main", "verify-receipt", *arguments]
    done = subprocess.run(command, env={**os.environ, **elsewhere}, capture_output=True, text=True, cwd=folder)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("key", ["keys.json", "key.pem"])
def test_a_receipt_holds_without_a_database(kept, key):
    status, out, err = verify_receipt(kept, "receipt.json", "plan.pdf", "answers.json", "--key", key)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Kvittot stämmer: a-1, version 1, från region-norr.",
        "Mottaget 2025-11-14T23:59:59.999999+01:00 (i tid), post 7 i händelseloggen.",
        "1 fil(er) stämmer. Svaren stämmer.",
    ]


def zipped(text, times=1):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(times):
            archive.writestr(f"kvitto {number}.json", text)
        archive.writestr("plan.pdf", b"%PDF-1.7 plan")
    return target.getvalue()


@pytest.mark.parametrize("save", [lambda text: text.encode("utf-8-sig"), lambda text: text.encode("utf-16"), zipped])
def test_a_receipt_holds_however_it_was_saved(kept, save):
    path = kept / "sparat"
    path.write_bytes(save((kept / "receipt.json").read_text()))
    assert verify_receipt(kept, "sparat", "plan.pdf", "answers.json", "--key", "keys.json")[0] == 0
    path.write_bytes(save((kept / "receipt.json").read_text().replace("region-norr", "region-syd")))
    assert verify_receipt(kept, "sparat", "plan.pdf", "answers.json", "--key", "keys.json")[0] == 1


def test_an_archive_of_two_receipts_says_so(kept):
    (kept / "sparat").write_bytes(zipped((kept / "receipt.json").read_text(), 2))
    status, _, err = verify_receipt(kept, "sparat", "plan.pdf", "--key", "keys.json")
    assert (status, "arkivet har 2 kvitton" in err) == (2, True)


def test_answers_that_are_not_given_are_not_called_verified(kept):
    status, out, _ = verify_receipt(kept, "receipt.json", "plan.pdf", "--key", "keys.json", "--json")
    found = json.loads(out)
    assert (status, found["right"], found["answers_verified"]) == (0, True, False)


def test_an_altered_file_is_named(kept):
    (kept / "plan.pdf").write_bytes(b"Plan")
    status, out, _ = verify_receipt(kept, "receipt.json", "plan.pdf", "--key", "keys.json")
    assert (status, out) == (1, "filen plan.pdf är ändrad\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("finns-inte.json", "--key", "keys.json"), "nhv: finns-inte.json: det finns ingen sådan fil"),
        (("receipt.json", "borta.pdf", "--key", "keys.json"), "nhv: borta.pdf: det finns ingen sådan fil"),
        (("plan.pdf", "--key", "keys.json"), "nhv: plan.pdf: filen är inget kvitto"),
        (("receipt.json", "--key", "plan.pdf"), "nhv: plan.pdf: filen innehåller inga publika kvittonycklar"),
    ],
)
def test_a_fault_in_what_is_given_is_one_sentence(kept, arguments, words):
    status, out, err = verify_receipt(kept, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(words)
