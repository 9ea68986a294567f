"""`nhv keys`: shows the keys of receipts, and puts a new one in use, which the diary tells of."""

from nhv.program.main import main
from nhv.records.keys import read_public
from nhv.register.memory import KEYS
from nhv.register.models import DiaryEntry


def test_a_rotation_is_shown_and_stands_in_the_diary(empty_database, capsys):
    old, _ = KEYS.current()
    assert main(["keys", "rotate", "--json"]) == 0
    keys = read_public(capsys.readouterr().out)
    assert (keys[-2].raw, keys[-2].valid_until) == (old.raw, keys[-1].valid_from)
    assert keys == KEYS.public_keys()
    entry = DiaryEntry.objects.get()
    assert (entry.act, entry.subject_key) == ("receipt_key_rotated", keys[-1].key_id)


def test_the_keys_are_shown_in_words(empty_database, capsys):
    assert main(["keys", "show"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{KEYS.current()[0].key_id}  från ")
    assert DiaryEntry.objects.count() == 0
