"""The English of the website: found in the sources, kept in locale/en.po, compiled into built/locale/.

    python -m nhv.website.translations             compile (make run and make test do it)
    python -m nhv.website.translations --extract   bring locale/en.po up to date with the sources
    python -m nhv.website.translations --check     say what is missing (exit status 1), or compile

The sources are Swedish. Of the rooms below the website only the refusals have words that people meet; they are found
where they are raised. No gettext of the machine is needed; what stands in the templates and in the Python
files is the truth, and a message without English is a fault.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from nhv.website.sentences import sentences

WEBSITE = Path(__file__).parent
# Where words stand that pages show: also what the demonstration's people are told, and what is new on a desk.
ROOMS = ("program/demo", "process", "accounts", "followup")
PLACES = (WEBSITE, *(WEBSITE.parent / room for room in ROOMS))
ENGLISH = WEBSITE / "locale" / "en.po"
COMPILED = WEBSITE / "built" / "locale" / "en" / "LC_MESSAGES" / "django.mo"
TEMPLATES = (".html", ".atom", ".xml")
_COMMENT = re.compile(r"\{% comment.*?%\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext_lazy": (1, 2),
    "counted": (1, 2),
}


def main() -> int:
    """Does what the arguments ask for; 0 when all is well."""
    parser = argparse.ArgumentParser(description="The English of the website.")
    parser.add_argument("--extract", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.extract:
        bring_up_to_date()
    if options.check:
        faults = missing()
        print("\n".join(faults) or "Every message has its English.")
        if faults:
            return 1
    compile_english()
    return 0


def compile_english() -> None:
    """Writes the catalogue Django reads, unless it is newer than its source."""
    if COMPILED.is_file() and COMPILED.stat().st_mtime > ENGLISH.stat().st_mtime:
        return
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    with COMPILED.open("wb") as file:
        write_mo(file, read_english())


def missing() -> list[str]:
    """What a reader of English would meet in Swedish: messages untranslated or uncertain, and those long gone."""
    english = read_english()
    wanted = {(message.id, message.context) for message in found_in_sources() if message.id}
    known = {(message.id, message.context): message for message in english if message.id}
    faults = [f"saknas: {words!r}" for words, context in wanted if not _is_translated(known.get((words, context)))]
    faults += [f"finns inte längre: {words!r}" for words, _context in known.keys() - wanted]
    return sorted(faults)


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def bring_up_to_date() -> None:
    """Adds new messages to the catalogue, empty, and drops those that are gone. What is translated is kept."""
    english = read_english() if ENGLISH.is_file() else Catalog(locale="en", project="nhv", charset="utf-8")
    english.update(found_in_sources(), no_fuzzy_matching=True)
    english.obsolete.clear()
    text = BytesIO()
    write_po(text, english, sort_output=True, no_location=True, width=0, omit_header=True)
    header = b'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    ENGLISH.parent.mkdir(exist_ok=True)
    ENGLISH.write_bytes(header + text.getvalue())


def read_english() -> Catalog:
    """The catalogue as it is kept."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def found_in_sources() -> Catalog:
    """Every message marked for translation in the templates and Python files of PLACES, and the words of every refusal
    wherever in the program it is raised."""
    found = Catalog(locale="en")
    for sentence in sentences():
        found.add(sentence.words)
    for source in _sources():
        for _line, words, _comments, context in extract("python", BytesIO(source), KEYWORDS):
            found.add(words, context=context)
    return found


def _sources() -> Iterator[bytes]:
    for path in sorted(path for place in PLACES for path in place.rglob("*")):
        if "node_modules" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            yield path.read_bytes()
        elif path.suffix in TEMPLATES:
            yield _calls_of(path.read_text(encoding="utf-8"))


def _calls_of(template: str) -> bytes:
    """A template as Python: Django leaves the calls and blanks the rest; on one line Python can read what is left."""
    from django.utils.translation.template import templatize

    # A comment would become one of Python's, and hide what follows on that one line.
    calls = templatize(_COMMENT.sub("", template))
    return re.sub(r"\n\s*", " ", calls).strip().encode()


if __name__ == "__main__":
    sys.exit(main())
