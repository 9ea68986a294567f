"""The table of refusals, as docs/printed/ shows it."""

from collections import defaultdict

from nhv.website.sentences import sentences
from nhv.website.translations import read_english

HEAD = """# Refusals

Why an act, an answer or a file is refused. The code never gets another meaning: programs meet it as `code` of a problem
(RFC 9457), and tests compare it. The words are for people and may be made better. What stands in braces is a value.

| Code | Swedish | English | Raised in |
|---|---|---|---|
"""


def table() -> str:
    """All refusals by code, as Markdown."""
    english = {message.id: message.string for message in read_english() if message.id}
    words, places = {}, defaultdict(set)
    for sentence in sentences():
        if sentence.code:
            words[sentence.code] = sentence.words
            places[sentence.code].add(sentence.where.partition(":")[0])
    rows = (
        f"| `{code}` | {said} | {english.get(said, '')} | {', '.join(sorted(places[code]))} |\n"
        for code, said in sorted(words.items())
    )
    return HEAD + "".join(rows)
