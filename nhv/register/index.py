"""The search index of the register: written with a publication, in its transaction, and read by the search."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from math import log2
from pathlib import Path

from django.db import connection
from django.db.models import Q, Sum

import nhv.derived.answers
import nhv.language
from nhv.derived.answers.entries import search_entries
from nhv.derived.answers.prepared import Prepared, from_plain, postings, prepare, to_plain
from nhv.language.analyser import Analyser, Unit, analyser
from nhv.language.dictionary import PACKAGE
from nhv.records.acts import one_transaction
from nhv.register.models import AreaDocument, Posting, SearchEntry, SearchToken

MOST_CANDIDATES = 200
MOST_READ = 6_000
"""Postings read for one question, the rarest tokens first. It bounds the work whatever the question."""

_LEAST_READ = 200
_LEAST_SCORE = 0.15
"""The share of the best candidate's score below which an entry shares too little to carry an answer."""
_AS_WRITTEN_WEIGHT = 3
_LONGEST_TOKEN = 64


# --- writing ---


def index_area(document: AreaDocument) -> None:
    """Write the entries of this document in place of its area's former ones. Inside the caller's transaction."""
    key = document.area.key
    former = _token_counts(key)
    if former:
        Posting.objects.filter(entry__area_key=key).delete()
    # Also entries without tokens, which a spoiled index may hold: it must be possible to write it anew.
    SearchEntry.objects.filter(area_key=key).delete()
    swedish = _Remembering(analyser())
    prepared = [prepare(entry, swedish) for entry in search_entries(document.specification)]
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            document=document,
            area_key=key,
            position=position,
            content=json.dumps(to_plain(entry), ensure_ascii=False, separators=(",", ":")),
            language=language_state(),
        )
        for position, entry in enumerate(prepared)
    )
    rows = [
        (token, weight, row.pk)
        for row, entry in zip(entries, prepared, strict=True)
        for token, weight in sorted(_tokens(entry, swedish).items())
    ]
    # Past the models: there are a thousand a document, and as objects they cost more than all else in a publication.
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO register_posting (token, weight, entry_id) VALUES (%s, %s, %s)", rows)
    _count_tokens(former, Counter(token for token, _weight, _entry in rows))


class _Remembering(Analyser):
    """The analyser for as long as one document is written: it meets each text of it several times."""

    def __init__(self, of: Analyser) -> None:
        self.__dict__.update(vars(of))
        self._met: dict[str, tuple[Unit, ...]] = {}

    def units(self, text: str, most: int | None = None) -> tuple[Unit, ...]:
        if most is not None:
            return super().units(text, most)
        if text not in self._met:
            self._met[text] = super().units(text)
        return self._met[text]


def _tokens(entry: Prepared, swedish: Analyser) -> dict[str, int]:
    found = {token[:_LONGEST_TOKEN]: weight for token, weight in postings(entry, swedish).items()}
    for phrase in entry.entry.phrases:
        for unit in swedish.units(phrase.text):
            if not unit.is_code:
                found[f"={unit.word}"[:_LONGEST_TOKEN]] = _AS_WRITTEN_WEIGHT
    return found


def _token_counts(area_key: str) -> Counter[str]:
    return Counter(Posting.objects.filter(entry__area_key=area_key).values_list("token", flat=True))


def _count_tokens(former: Counter[str], now: Counter[str]) -> None:
    """Bring the number of entries of each token up to date by the difference alone."""
    # In one order whatever the document, so that two publications never wait for each other.
    more = sorted((token, number, int(token not in former)) for token, number in (now - former).items())
    fewer = sorted((number, int(token not in now), token) for token, number in (former - now).items())
    with connection.cursor() as cursor:
        cursor.executemany(_MORE, more)
        cursor.executemany(_FEWER, fewer)
    if fewer:
        SearchToken.objects.filter(entries=0).delete()


_MORE = """
    INSERT INTO register_searchtoken (token, entries, areas) VALUES (%s, %s, %s)
    ON CONFLICT (token) DO UPDATE SET
        entries = register_searchtoken.entries + excluded.entries,
        areas = register_searchtoken.areas + excluded.areas"""
_FEWER = "UPDATE register_searchtoken SET entries = entries - %s, areas = areas - %s WHERE token = %s"


@lru_cache(maxsize=1)
def language_state() -> str:
    """A fingerprint of what makes entries of texts: our rules and the dictionary's version."""
    digest = hashlib.sha256(version(PACKAGE).encode())
    for package in (nhv.language, nhv.derived.answers):
        for path in sorted(Path(package.__path__[0]).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def index_again() -> int:
    """Write anew the entries that another state of the language made. Says how many areas that was."""
    with one_transaction(SearchEntry):
        stale = SearchEntry.objects.exclude(language=language_state()).values("document")
        documents = list(AreaDocument.objects.filter(pk__in=stale).select_related("area"))
        for document in documents:
            index_area(document)
        return len(documents)


# --- checking ---


def postings_right() -> bool:
    """Whether each area is found by its newest document and no other, each entry by some token of today's language."""
    newest = dict(AreaDocument.objects.newest_first().reverse().values_list("area__key", "pk"))
    indexed = set(SearchEntry.objects.order_by().values_list("area_key", "document").distinct())
    wrong = Q(postings__isnull=True) | ~Q(language=language_state())
    counted = SearchToken.objects.aggregate(postings=Sum("entries"))["postings"] or 0
    return (
        indexed == set(newest.items())
        and not SearchEntry.objects.filter(wrong).exists()
        and counted == Posting.objects.count()
    )


# --- reading ---


@dataclass(frozen=True)
class Candidate:
    """An entry that shares tokens with a question, and how much they tell. `content` is the entry as stored."""

    number: int
    document: int
    content: str
    score: int

    @property
    def entry(self) -> Prepared:
        """The entry, read once in this process: entries are never changed, only replaced by new ones."""
        return _read(str(connection.settings_dict["NAME"]), self.number, self.content)


@lru_cache(maxsize=3_000)
def _read(database: str, number: int, content: str) -> Prepared:
    return from_plain(json.loads(content))


def candidates(tokens: Mapping[str, int], counts: Mapping[str, int], entries: int) -> list[Candidate]:
    """At most MOST_CANDIDATES entries that share tokens with a question, the best first, position as tie-break.

    `tokens` are the question's with their weights, `counts` how many entries hold each token, `entries` how many
    there are. One query, the same on both databases; at most about MOST_READ postings are read.
    """
    parts, values, left = [], list[str | int](), MOST_READ
    for token in sorted(tokens, key=lambda token: (counts.get(token, 0), token)):
        count = counts.get(token, 0)
        if not count:
            continue
        limit = min(count, max(left, _LEAST_READ))
        left -= limit
        parts.append(_BEST_ENTRIES)
        values += [max(1, round(tokens[token] * log2(1 + entries / count))), token, limit]
        if left <= -5 * _LEAST_READ:
            break
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_RANK.format(" UNION ALL ".join(parts)), [*values, MOST_CANDIDATES])
        rows = cursor.fetchall()
    best = rows[0][3] if rows else 0
    return [Candidate(*row) for row in rows if row[3] >= best * _LEAST_SCORE]


# The limit inside keeps a common token from being read to its end; the index holds its best entries first.
_BEST_ENTRIES = """
    SELECT * FROM (
        SELECT entry_id, weight * %s AS score FROM register_posting WHERE token = %s
        ORDER BY weight DESC, entry_id LIMIT %s
    ) AS best"""
_RANK = """
    SELECT entry.id, entry.document_id, entry.content, ranked.score
    FROM (
        SELECT entry_id, SUM(score) AS score FROM ({}) AS found
        GROUP BY entry_id ORDER BY SUM(score) DESC, entry_id LIMIT %s
    ) AS ranked
    JOIN register_searchentry AS entry ON entry.id = ranked.entry_id
    ORDER BY ranked.score DESC, entry.id"""
