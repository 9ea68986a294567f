"""The definition: what it decides on, group by group, and the conference that patients may be brought to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nhv.reading.ages import population_from, population_of, whom_in_words
from nhv.reading.layout import Block
from nhv.reading.sections import is_group_heading, is_lettered
from nhv.reading.tracing import Draft, Ledger, Told, text_of, told
from nhv.reading.wording import ages_said, denies, sentences, units_said

_CONFERENCE = re.compile(r"\bkonferens|\bMDK\b|\bnMDK\b", re.IGNORECASE)
_WAY_IN = re.compile(r"^(?:vägen in|remissväg(?:en)?|så remitteras patient(?:en|er|erna))$", re.IGNORECASE)
_MAY_ALSO = re.compile(r"^även dessa får tas upp:?$", re.IGNORECASE)
# «Patienter: barn under 18 år»: whom a whole group is about, on a line of its own.
_PATIENTS = re.compile(r"^patienter:\s*(?P<who>[^.\t]{3,160})$", re.IGNORECASE)
_SEE_DECISION = re.compile(
    r"^se\s+(?:även\s+)?(?:tillstånds|nämnd|socialstyrelsens\s+)?\s*beslut\w*\.?$|^definition av tillståndet",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"beslutat|utgöra?\s+nationell\s+högspecialiserad|ska\s+(?:\w+\s+){0,2}bedrivas\s+vid|koncentreras", re.IGNORECASE
)
_ONLY_STATEMENT = "Definitionen har inga egna punkter; beslutets mening är läst som punkt."


@dataclass
class DefinitionRead:
    """The parts of a definition, as drafts."""

    intro: list[Block] = field(default_factory=list)
    groups: list[Draft] = field(default_factory=list)
    pathways: list[Draft] = field(default_factory=list)
    duties: list[Block] = field(default_factory=list)
    further: list[tuple[Block, list[Block]]] = field(default_factory=list)
    refers_to_decision: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.pathways


def read_definition(found: Sequence[Block], ledger: Ledger, starts: frozenset[int] = frozenset()) -> DefinitionRead:
    """The definition in these blocks. Every block lands in it or in a named place.

    `starts` are the lines just below a heading of the layout.
    """
    read = DefinitionRead()
    parts = _parts(_without_division(found, read, starts), starts)
    for index, part in enumerate(parts):
        if part.heading is not None and _leads_in(part.heading) and part.blocks:
            read.pathways.append(_pathway(part))
        else:
            headed_next = index + 1 < len(parts)
            _GroupReader(read, ledger).read(part, headed_next=headed_next)
    _share_leads(read)
    if read.is_empty:
        _statement_as_point(read)
    return read


def _share_leads(read: DefinitionRead) -> None:
    """A line that leads to several headed lists leads to each of them; it is no group by itself."""
    for index, group in enumerate(read.groups):
        bare = group["lead"] is not None and group["heading"] is None and not group["points"] and group["text"] is None
        headed = []
        for other in read.groups[index + 1 :]:
            if other["heading"] is None or other["lead"] is not None:
                break
            headed.append(other)
        if bare and headed:
            for other in headed:
                other["lead"] = group["lead"]
            group["points"] = None
    read.groups = [group for group in read.groups if group["points"] is not None]


# «En barnenhet som ansvarar för …»: how the units share the work, which is no part of what the work is.
_DUTY = re.compile(
    r"^(?:en|ett|två|tre|fyra|\d)\s+(?:\w+\s+){0,2}?\w*enhet(?:er)?\s+(?:som|med)\s+(?:\w+\s+)?(?:ansvar\w*|bedöm\w*|utför\w*|tar|gör)",
    re.IGNORECASE,
)


def _without_division(found: Sequence[Block], read: DefinitionRead, starts: frozenset[int]) -> list[Block]:
    """The blocks without how the units divide the work, and without the lists of what fewer of them do."""
    kept: list[Block] = []
    leader: Block | None = None
    for block in found:
        leader = None if block.lines[0] in starts else leader
        if block.kind == "item" and _DUTY.match(block.text):
            read.duties.append(block)
        elif block.kind == "item" and leader is not None:
            read.further[-1][1].append(block)
        else:
            leader = block if _leads_to_fewer(block) else None
            if leader is not None:
                read.further.append((leader, []))
            kept.append(replace(block, text=block.text.rstrip(": ") + ".") if leader is not None else block)
    read.further = [(block, items) for block, items in read.further if items]
    return kept


def _leads_to_fewer(block: Block) -> bool:
    """«… ska koncentreras ytterligare och bedrivas vid två av dessa enheter enligt nedan:» before a list."""
    if block.kind == "item" or not block.text.endswith(":"):
        return False
    said = units_said(sentences(block.text)[-1])
    return len(sentences(block.text)) > 1 and bool(said) and said[-1].further


def _statement_as_point(read: DefinitionRead) -> None:
    """A definition that is nothing but the decision's sentence: that sentence is the point."""
    for block in read.intro:
        for sentence in sentences(block.text):
            said = units_said(sentence)
            if said and not said[0].further and "enligt ned" not in sentence:
                point = {"key": "", "text": Told(sentence, block.lines, _ONLY_STATEMENT), "points": []}
                read.groups.append(_group() | {"points": [point]})
                return


@dataclass
class _Part:
    heading: Block | None
    blocks: list[Block] = field(default_factory=list)


def _leads_in(heading: Block) -> bool:
    """Whether a heading is that of how patients get there."""
    return bool(_CONFERENCE.search(heading.text) or _WAY_IN.match(heading.text))


def _parts(found: Sequence[Block], starts: frozenset[int]) -> list[_Part]:
    """The blocks under each heading of the definition's own; the first part may be without one."""
    parts = [_Part(None)]
    for index, block in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        before = parts[-1].heading
        if before is not None and block.lines[0] in starts and _leads_in(before):
            # A heading of the layout ends what is said of how patients get there.
            parts.append(_Part(None))
        if _leads_on_from(parts[-1], block):
            parts[-1].blocks.append(block)
        elif is_group_heading(block, following) and not _is_statement(block) and not _PATIENTS.match(block.text):
            parts.append(_Part(block))
        else:
            parts[-1].blocks.append(block)
    return [part for part in parts if part.heading is not None or part.blocks]


def _leads_on_from(part: _Part, block: Block) -> bool:
    """Under «A) …» the first line that ends with a colon leads to its list; it is no heading of its own."""
    heading = part.heading
    return (
        heading is not None
        and not part.blocks
        and is_lettered(heading.text)
        and block.kind == "paragraph"
        and block.text.endswith(":")
    )


def _is_statement(block: Block) -> bool:
    """«Socialstyrelsen har beslutat att …»: the decision about the care, not the care itself."""
    if block.kind == "item" or not _STATEMENT.search(block.text):
        return False
    return bool(units_said(block.text)) or "beslutat" in block.text


class _GroupReader:
    """Reads one part into scope groups: prose before a list is the group's text, other prose is points."""

    def __init__(self, read: DefinitionRead, ledger: Ledger) -> None:
        self.read_so_far, self.ledger = read, ledger
        self.group: Draft | None = None

    def read(self, part: _Part, *, headed_next: bool) -> None:
        blocks = part.blocks
        if part.heading is not None:
            self.open_group()["heading"] = told(part.heading, part.heading.text.rstrip(" :"))
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            list_follows = any(later.kind == "item" for later in blocks[index + 1 :])
            if part.heading is None and list_follows:
                list_follows = self.is_alone_before(block, following)
            before = blocks[index - 1] if index else None
            if block.kind == "item":
                self.item(block)
            elif before is not None and self.goes_on(before, block, following):
                self.add_to_point(block)
            elif following is None and headed_next and block.text.endswith(":") and not _is_statement(block):
                # What leads to several headed groups stands before them, as on the page.
                self.open_group()["lead"] = told(block)
            else:
                self.paragraph(block, following, list_follows=list_follows)

    def is_alone_before(self, block: Block, following: Block | None) -> bool:
        """Whether a sentence stands alone between what leads to the definition and its first list; its group is open
        then."""
        is_sentence = block.kind == "paragraph" and block.text.endswith(".") and not _is_statement(block)
        if not is_sentence or following is None or following.kind != "item" or _SEE_DECISION.match(block.text):
            return False
        if self.group is None and not self.read_so_far.groups:
            self.open_group()
        return True

    def open_group(self) -> Draft:
        self.group = _group()
        self.read_so_far.groups.append(self.group)
        return self.group

    def item(self, block: Block) -> None:
        group = self.group or self.open_group()
        points = group["points"]
        draft: Draft = {"key": "", "text": told(block), "_number": block.number}
        if block.level and points:
            points[-1]["points"].append(draft)
        else:
            points.append(draft | {"points": []})

    def goes_on(self, before: Block, block: Block, following: Block | None) -> bool:
        """Whether a sentence stands between two numbered points and so belongs to the first of them."""
        numbered = [one is not None and one.kind == "item" and one.number.isdigit() for one in (before, following)]
        return self.group is not None and all(numbered) and block.text.endswith(".") and not _is_statement(block)

    def add_to_point(self, block: Block) -> None:
        assert self.group is not None
        point = self.group["points"][-1]
        before = point["text"]
        point["text"] = replace(before, value=f"{before.value}\n{block.text}", lines=(*before.lines, *block.lines))

    def paragraph(self, block: Block, following: Block | None, *, list_follows: bool) -> None:
        leads = block.text.endswith((":", ";")) and following is not None and following.kind == "item"
        if (said := _PATIENTS.match(block.text)) is not None:
            self.patients(said["who"], block)
        elif _SEE_DECISION.match(block.text):
            self.read_so_far.refers_to_decision = True
            self.ledger.elsewhere(block, "Hänvisning till beslutet")
        elif _is_statement(block):
            self.statement(block, leads=leads)
        elif leads:
            self.lead_with_prose(block)
        elif self.group is not None and list_follows and not self.group["points"] and "\t" not in block.text:
            # A row of a table is a point of its own, whatever stands below the table.
            self.text(block)
        else:
            self.prose(block)

    def patients(self, who: str, block: Block) -> None:
        group = self.group
        if group is None or group["points"] or group["population"] is not None:
            group = self.open_group()
        ages = population_of(who, block.lines) or {"from_age": None, "below_age": None}
        group["population"] = ages | {"text": Told(who, block.lines)}

    def statement(self, block: Block, *, leads: bool) -> None:
        """The sentence that leads to a list goes with the list; the rest introduces the area."""
        said = sentences(block.text)
        if leads and len(said) > 1 and not units_said(said[-1]):
            self.read_so_far.intro.append(replace(block, text=" ".join(said[:-1])))
            self.lead(replace(block, text=said[-1]))
        else:
            self.read_so_far.intro.append(block)
            if leads:
                self.lead(block)

    def lead_with_prose(self, block: Block) -> None:
        """Only the last sentence leads to the list; what stands before it in the paragraph is prose."""
        *before, last = sentences(block.text)
        if before and self.group is not None and self.group["heading"] is not None and not self.group["points"]:
            self.text(replace(block, text=" ".join(before)))
        elif before:
            self.prose(replace(block, text=" ".join(before)))
        self.lead(replace(block, text=last))

    def lead(self, block: Block) -> None:
        group = self.group
        if group is None or group["points"] or group["lead"] is not None:
            group = self.open_group()
        group["lead"] = told(block)

    def text(self, block: Block) -> None:
        assert self.group is not None
        before = self.group["text"]
        if before is None:
            self.group["text"] = told(block)
        else:
            self.group["text"] = Told(f"{before.value}\n{block.text}", (*before.lines, *block.lines))

    def prose(self, block: Block) -> None:
        """A paragraph of its own says what is national care just as a point does."""
        group = self.group
        if group is None or group["lead"] is not None or (group["heading"] is None and _has_items(group)):
            group = self.open_group()
        group["points"].append({"key": "", "text": told(block), "points": [], "_number": "", "_prose": True})


def _group() -> Draft:
    return {"key": "", "heading": None, "text": None, "lead": None, "population": None, "points": []}


def _has_items(group: Draft) -> bool:
    return any(not point.get("_prose") for point in group["points"])


def _pathway(part: _Part) -> Draft:
    assert part.heading is not None
    turns = next((index for index, block in enumerate(part.blocks) if _MAY_ALSO.match(block.text)), len(part.blocks))
    prose = [block for block in part.blocks if block.kind != "item" and not _MAY_ALSO.match(block.text)]
    text = "\n".join(block.text for block in prose) or part.heading.text
    lines = tuple(line for block in part.blocks if block.kind != "item" for line in block.lines)
    force = "may" if re.search(r"\b(?:kan|får)\s+(?:\w+\s+){0,3}(?:remitteras|tas upp|dras|anmälas)", text) else "must"
    return {
        "key": "",
        "kind": "national_conference" if _CONFERENCE.search(part.heading.text) else "unit",
        "heading": told(part.heading, part.heading.text.rstrip(" :")),
        "text": Told(text, lines),
        "population": population_of(text, lines),
        "criteria": [
            {
                "key": "",
                "text": told(block),
                "population": population_of(block.text, block.lines),
                "force": force if index < turns else "may",
            }
            for index, block in enumerate(part.blocks)
            if block.kind == "item"
        ],
    }


_FACT = re.compile(r"^patienter\t+(?P<who>.{3,300})$", re.IGNORECASE)


def area_population(read: DefinitionRead, name: Told, ledger: Ledger, facts: Sequence[Block] = ()) -> Draft | None:
    """The age limit of the whole area: in its name, its statement, what leads to its lists, or its only point.
    Where one of the facts at the head of a decision is whom it is about, that is it."""
    for block in facts:
        if (said := _FACT.match(block.text)) is not None:
            ages = population_of(said["who"], block.lines) or {"from_age": None, "below_age": None}
            return ages | {"text": Told(said["who"], block.lines)}
    sources: list[tuple[str, tuple[int, ...]]] = [(text_of(name), name.lines)]
    sources += [(block.text, block.lines) for block in read.intro]
    for part in (*read.groups, *read.pathways):
        sources += [
            (text_of(part[leaf]), part[leaf].lines)
            for leaf in ("heading", "text", "lead")
            if isinstance(part.get(leaf), Told)
        ]
    points = [point for group in read.groups for point in group["points"]]
    if len(points) == 1:
        sources.append((text_of(points[0]["text"]), points[0]["text"].lines))
    found = [(ages, lines) for text, lines in sources for ages in ages_said(text)]
    limits = {(ages.from_age, ages.below_age) for ages, _ in found}
    if not found:
        return whom_in_words(sources[:1] + [(block.text, block.lines) for block in read.intro])
    if len(limits) > 1:
        ledger.doubt("area.population", "Källan anger flera åldersgränser; ingen är satt för hela området.")
        return None
    return population_from(*found[0])


def add_point_populations(read: DefinitionRead, limits: Sequence[Draft] = ()) -> None:
    """Age limits that stand in a single point, exclusion or clarification belong to it."""
    points = [point for group in read.groups for point in group["points"]]
    for holder in (*points, *limits):
        for part in (holder, *holder["points"]):
            text = text_of(part["text"])
            found = population_of(text, part["text"].lines)
            if found is not None and not (denies(text) and any(holder is one for one in points)):
                part["population"] = found
