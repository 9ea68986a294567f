"""How something received is found again: by part of a number or any name it has, without dots and rings."""

import re
from typing import Any

from django.db.models import Q

from nhv.filings.tables import FilingBase
from nhv.language.numbers import whole_number
from nhv.language.slugs import slug
from nhv.register.models import Organisation

MOST_SOUGHT = 1_000
MOST_ASKED = 100


def words_of(filing: FilingBase, hospital: str) -> str:
    """What it is found by, as it was when it was received: all the names of whom it is from, of the hospital and of the
    area, as plain words. One query."""
    keys = [key for key in (filing.organisation_id, filing.place_id) if key]
    names: list[str] = []
    for row in Organisation.objects.filter(key__in=keys).values_list("name", "short_name", "aliases"):
        names += [row[0], row[1], *row[2]]
    document = filing.document
    of_area = [document.name, document.name_en, document.area.key] if document else []
    return slug(" ".join([*names, hospital, *of_area]), longest=MOST_SOUGHT)


def sought_by(text: str) -> Q:
    """The condition on what was received that this text is a word or a number of. Several words must all be there, in
    any order: names and parts of numbers as they come, «Skåne 1205»."""
    text = text[:MOST_ASKED].strip()
    found = Q(record_number__icontains=text) | Q(key__startswith=text.lower()) | _numbered(text)
    if (part := receipt_part(text)) is not None:
        found |= Q(versions__diary_number__contains=part)
    words = slug(text, longest=MOST_ASKED)
    return found | _all_of(words.split("-")) if words else found


def _is_of_a_number(word: str) -> Q:
    """Part of the number of the case or of a receipt, anywhere in it. A word without a digit is none."""
    if not any(sign.isdigit() for sign in word):
        return Q(pk__in=())
    found = Q(record_number__icontains=word) | Q(key__startswith=word)
    return found | Q(versions__diary_number__contains=word) if word.isdecimal() else found


def receipt_part(text: str) -> str | None:
    """The digits, where the text may be part of the number of a receipt."""
    number = whole_number(text[:MOST_ASKED].strip(), digits=11)
    return None if number is None else str(number)


def _numbered(text: str) -> Q:
    """Record numbers as people say them: «2026 3», «3-2026» and «nhv 3 2026» are all NHV-3/2026."""
    numbers, letters = re.findall(r"[0-9]+", text), "".join(re.findall(r"[^\W\d_]+", text))
    if len(numbers) == 1 and letters:
        return Q(record_number__icontains=f"{letters}-{numbers[0]}")
    if len(numbers) != 2:
        return Q(pk__in=())
    begins, (one, other) = f"{letters}-" if letters else "", numbers
    # One of them begins the number as it is written, so that 3 is not 13.
    found = Q()
    for number, year in ((one, other), (other, one)):
        found |= Q(record_number__iendswith=f"{begins or '-'}{number}/{year}")
    return found


def _all_of(words: list[str]) -> Q:
    """All the words. Beside a name a word may be part of a number too; numbers alone are read as they are written."""
    named = any(not any(sign.isdigit() for sign in word) for word in words)
    found = Q()
    for word in words:
        found &= Q(sought__contains=word) | _is_of_a_number(word) if named else Q(sought__contains=word)
    return found


def hospital_in(answers: dict[str, Any], question: str) -> str:
    """The hospital as the answers name it; nothing for kinds that concern none."""
    return str(answers.get(question, ""))[:300] if question else ""
