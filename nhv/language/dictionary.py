"""The Swedish dictionary: which words exist, which may stand in a compound, and the ground form of each.

The words come from the package `hunspell-sv` (LGPL-3.0), read by its own affix rules. Expanding them takes
some seconds, so the result is kept in a cache file, named by the package's version, never part of the project.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import Stemmer

PACKAGE = "hunspell-sv"
_FORMAT = "3"

# The flags as sv_SE.aff names them.
_BEGIN, _MIDDLE, _END, _ONLY_IN_COMPOUND, _FORBIDDEN, _NEEDS_AFFIX = "XUYZ%¤"

# Greek and Latin stems of medicine that the dictionary lacks, or does not let stand in a compound.
_FIRST_PARTS = """
    angio arterio artro broncho bronko cerebro dermato encefalo endo endokrino entero esofago esofagus
    fibro framhorn framhorns gastro genito glio glomerulo hemato hepato hystero immun immuno intra
    glaukom jonkanals kardio katarakt kolangio kolecysto kolo kranio laryngo leuko lymfo mediastino meningo mitokondrie
    muko mukosa muskulo myelo myo nefro neuro neuron okulo onko osteo pankreatico pankreato peritoneal pleuro
    pneumo prostato pulmo rekto retro reumato sarkom spondylo stamcells submukosa substitut trakeo
    plexus trakeal transmissions trombo uretro uro vaskulo ventrikel ändplatte
"""
_LAST_PARTS = """
    atresi atresier ataxi ataxier cell cellen celler cellerna dissektion dissektioner divertikel
    dysfunktion dystrofi dystrofier ektomi ektomier fistel fisteln fistlar fistlarna kanal kanalen
    kanaler karcinos metastas metastaser metastaserna neuron neuronet neuronen nerv nerven nerver nerverna
    neuropati neuropatier myopati myopatier plasti plastik refraktär refraktära refraktärt respiratorisk
    respiratoriska resektion resektionen resektioner skopi skopisk skopiska stenos stenoser substitut
    substitutet tumör tumören tumörer
"""

_GROUND_FORMS = {
    "divertiklar": "divertikel",
    "divertiklarna": "divertikel",
    "divertikeln": "divertikel",
    "hjärtan": "hjärta",
    "hjärtat": "hjärta",
    "ögat": "öga",
    "ögon": "öga",
    "ögonen": "öga",
}

SHORTEST_PLAIN_PART = 4

# What looks like a first part and is a prefix, and what looks like a last part and is an ending.
_PREFIX_WORDS = """
    anti auto dia efter extra fram från hyper hypo infra inter intra kontra krypto makro meta mikro mono
    multi neder para peri poly post pre pseudo samman semi super supra till trans ultra under utan över
"""
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_ENDING = re.compile(
    r"(?:ande|aren?|arna|arnas|bar|bara|bart|dom(?:en|ar|arna)?|eras?|erings?|heten?s?|heter(?:na)?|ing(?:en|ar|arna)?"
    r"|ism(?:en)?|ist(?:en|er|erna)?|isera[drst]*|ligt?|liga|ation(?:en|er)?|tion(?:en|er|erna)?|tik(?:en|er)?"
    r"|ologisk[at]*|logisk[at]*|iskt?|iska|tand(?:en|et)?|tande|tens(?:en)?|tera[drst]*|lera[drst]*|nera[drst]*"
    r"|ligen|skap(?:en|et|er)?|sam|samt|samma|sera[drst]*|tera[drt]*|vis|ville?|tiska?|tiskt|aktiv[at]*|erna|orna"
    r"|inen?|anen?|atur(?:en|er)?|atör(?:en|er)?|itet(?:en|er)?|ator(?:n|er|erna)?|ende|elser?|ering(?:en|ar)?"
    r"|lare|nare|rare|ling(?:en|ar)?)s?"
)


def is_whole_part(head: str, tail: str) -> bool:
    """Whether a cut here makes two words, and not a prefix and a word or a word and an ending."""
    return head not in _PREFIXES and not _ENDING.fullmatch(tail)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Sets of words in small letters. A genitive in -s is not listed when the word without it is, and neither
    is a plain compound of two longer words (cancerbehandling), which its parts account for.

    `first`, `middle` and `last` are those that may stand so in a compound; `alone` are the rest. `ground`
    gives the ground form of a word where cutting its ending would not find it (fistlar → fistel).
    """

    alone: frozenset[str]
    first: frozenset[str]
    middle: frozenset[str]
    last: frozenset[str]
    ground: dict[str, str]

    def knows(self, word: str) -> bool:
        """Whether the word, in small letters, stands in the dictionary, also as a genitive."""
        return self.holds(word) or (word[-1:] == "s" and self.holds(word[:-1]))

    def holds(self, word: str) -> bool:
        """Whether just this form stands in the dictionary."""
        return word in self.last or word in self.alone

    def may_end(self, word: str) -> bool:
        """Whether the word may be the last part of a compound."""
        return word in self.last or (word[-1:] == "s" and word[:-1] in self.last)


@lru_cache(maxsize=4)
def dictionary(cache: Path | None = None) -> Dictionary:
    """The dictionary, from the cache folder if it is there, else built (some seconds) and kept there.

    A cache that cannot be written, or is damaged, only costs time. Raises RuntimeError, saying what to
    install, when the package with the words is missing.
    """
    folder = cache or cache_folder()
    kept = folder / f"swedish-{_version()}-{_FORMAT}.txt"
    found = _read_cache(kept)
    if found is None:
        found = _build(_package_folder())
        with contextlib.suppress(OSError):
            _write_cache(kept, found)
    return found


def cache_folder() -> Path:
    """Where the cache lies: in NHV_CACHE when set (the program sets it), else in the user's own cache folder."""
    given = os.environ.get("NHV_CACHE")
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nhv"


def _version() -> str:
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        raise RuntimeError(f"Paketet {PACKAGE} är inte installerat; det står i requirements/run.in.") from None


def _package_folder() -> Path:
    for file in metadata.files(PACKAGE) or ():
        if file.name == "sv_SE.dic":
            return Path(str(file.locate())).resolve().parent
    raise RuntimeError(f"Paketet {PACKAGE} saknar filen sv_SE.dic.")


# --- the cache: five lines of words and a last line that tells that the file is whole ---


def _read_cache(path: Path) -> Dictionary | None:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if len(lines) != 7 or lines[6] != "whole":
        return None
    alone, first, middle, last, forms, grounds = (line.split(" ") for line in lines[:6])
    if len(forms) != len(grounds):
        return None
    return Dictionary(
        frozenset(alone),
        frozenset(first),
        frozenset(middle),
        frozenset(last),
        dict(zip(forms, grounds, strict=True)),
    )


def _write_cache(path: Path, found: Dictionary) -> None:
    sets = (found.alone, found.first, found.middle, found.last)
    lines = [" ".join(sorted(words)) for words in sets]
    lines += [" ".join(found.ground), " ".join(found.ground.values()), "whole"]
    path.parent.mkdir(parents=True, exist_ok=True)
    number, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with open(number, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


# --- reading the dictionary by its affix rules ---


@dataclass(frozen=True, slots=True)
class _Suffix:
    strip: str
    add: str
    flags: str
    condition: re.Pattern[str]

    def applied_to(self, stem: str) -> str | None:
        if not stem.endswith(self.strip) or not self.condition.search(stem):
            return None
        return stem[: len(stem) - len(self.strip)] + self.add


def _suffixes(affix_file: Path) -> dict[str, list[_Suffix]]:
    rules: dict[str, list[_Suffix]] = {}
    for line in affix_file.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) >= 5 and fields[0] == "SFX":
            add, _, flags = fields[3].partition("/")
            rule = _Suffix(
                "" if fields[2] == "0" else fields[2],
                "" if add == "0" else add,
                flags,
                re.compile(fields[4] + "$"),
            )
            rules.setdefault(fields[1], []).append(rule)
    return rules


_ORDINARY = re.compile(r"[a-zåäöéèüáàô]{2,24}")


def _entries(word_file: Path) -> Iterator[tuple[str, str]]:
    with word_file.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            stem, _, flags = line.rstrip("\n").split("\t")[0].partition("/")
            # Names are left out: they are many, and those that matter here stand in the register itself.
            if _FORBIDDEN not in flags and _ORDINARY.fullmatch(stem):
                yield stem, flags


def _build(folder: Path) -> Dictionary:
    suffixes = _suffixes(folder / "sv_SE.aff")
    entries = list(_entries(folder / "sv_SE.dic"))
    first, middle = _first_parts(entries, suffixes)
    last_stems = {stem for stem, flags in entries if _END in flags}
    words: set[str] = set()
    last = {*_LAST_PARTS.split(), *_GROUND_FORMS}
    grounds = dict(_GROUND_FORMS)
    stem_of = Stemmer.Stemmer("swedish").stemWord

    def add(form: str, stem: str, *, may_end: bool) -> None:
        words.add(form)
        if may_end:
            last.add(form)
        # A form that is its own ground form, or is cut right already, needs no line.
        if stem_of(form) == stem_of(stem):
            grounds[form] = form
        else:
            grounds.setdefault(form, stem)

    for stem, flags in entries:
        if _is_plain_compound(stem, first, last_stems):
            continue
        may_end = _END in flags
        if _NEEDS_AFFIX not in flags and _ONLY_IN_COMPOUND not in flags:
            add(stem, stem, may_end=may_end)
        for form, more in _inflections(stem, flags, suffixes):
            if _ONLY_IN_COMPOUND not in more:
                add(form, stem, may_end=may_end)
    ends = _without_genitives(last)
    return Dictionary(
        _without_genitives(words) - ends,
        frozenset(first),
        frozenset(middle),
        ends,
        {form: stem for form, stem in grounds.items() if form != stem and not _is_genitive(form, words)},
    )


def _inflections(stem: str, flags: str, suffixes: dict[str, list[_Suffix]]) -> Iterator[tuple[str, str]]:
    for flag in flags:
        for suffix in suffixes.get(flag, ()):
            form = suffix.applied_to(stem)
            if form is not None and len(form) > 1:
                yield form, suffix.flags


def _first_parts(entries: list[tuple[str, str]], suffixes: dict[str, list[_Suffix]]) -> tuple[set[str], set[str]]:
    """What may stand first and in the middle: mostly ground forms, or those with a linking letter."""
    linking = {flag: rules for flag, rules in suffixes.items() if any(_ONLY_IN_COMPOUND in r.flags for r in rules)}
    first, middle = set(_FIRST_PARTS.split()), set[str]()
    for stem, flags in entries:
        for form, own in ((stem, flags), *_inflections(stem, flags, linking)):
            if _BEGIN in own:
                first.add(form)
            if _MIDDLE in own:
                middle.add(form)
    return first, middle


def _is_plain_compound(stem: str, first: set[str], last: set[str]) -> bool:
    return any(
        stem[:cut] in first and stem[cut:] in last and is_whole_part(stem[:cut], stem[cut:])
        for cut in range(SHORTEST_PLAIN_PART, len(stem) - SHORTEST_PLAIN_PART + 1)
    )


def _is_genitive(form: str, words: set[str]) -> bool:
    return form.endswith("s") and form[:-1] in words


def _without_genitives(words: set[str]) -> frozenset[str]:
    return frozenset(word for word in words if not _is_genitive(word, words))
