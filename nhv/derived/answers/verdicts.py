"""From hits to answers: the verdict of an area on a question, with its clause, its reason and the steps to take.

Nothing is guessed. What names more than a clause never gives `included` by itself, silence never gives
`excluded`, and what only resembles is no answer but goes among the related.
"""

from collections.abc import Sequence
from dataclasses import replace

from nhv.derived.answers.answer import ORDER, VERDICT_OF, Answer, Step, Turn, in_swedish, whole_area
from nhv.derived.answers.beyond import limits_missed
from nhv.derived.answers.clause_parts import ClauseParts, within
from nhv.derived.answers.conditions import (
    aims_at_cure,
    criteria_of,
    criteria_of_list,
    fits,
    found_by,
    goes_first,
    holds,
    is_elsewhere,
    is_infant,
    is_of_patients,
    is_unread,
    names_care,
    parts_of,
    unsaid,
)
from nhv.derived.answers.entries import Ages, Entry, ages_in
from nhv.derived.answers.hits import Hit
from nhv.derived.answers.question import Question
from nhv.derived.answers.sentences import BOTH, age_in_words, assumed_children
from nhv.language.facts import CURATIVE
from nhv.language.spoken import Language
from nhv.rules.verdicts import Verdict
from nhv.specification.area import Area, Clause, Exclusion

_FEW = 2
"""Clauses of an area that is about one thing: what is near it is near them."""


class Answering:
    """Answers for one area and one question, in one language."""

    def __init__(self, area: Area, question: Question, language: Language) -> None:
        self._area = area
        self._question = question
        self._age = question.age
        self._measured = question.is_measured
        self._language = language
        self._say = BOTH[language]
        self._parts = ClauseParts(area, question.age, self._say)

    def answer(self, hits: Sequence[Hit]) -> Answer | None:
        """The area's verdict; None where it has none: two codes that no clause names together are only near."""
        hits = sorted(hits, key=lambda hit: (ORDER[VERDICT_OF[hit.entry.kind]], -hit.matched))
        kinds = {hit.entry.kind for hit in hits}
        sure = all(hit.level == "named" for hit in hits)
        if (by_age := self._excluded_by_age(hits)) is not None:
            return by_age
        if kinds == {"area"}:
            return self._whole_area(hits[0])
        if kinds == {"open_list"}:
            return self._base(hits[0], "unstated", self._say["open_list"])
        outside = [hit for hit in hits if self._outside(hit.entry.ages)]
        if outside and len(outside) == len(hits):
            return self._other_age(hits[0])
        hits = [hit for hit in hits if hit not in outside]
        if curing := self._that_cure(hits):
            return replace(self._covered(curing), confidence="likely")
        if {VERDICT_OF[hit.entry.kind] for hit in hits} <= {"conference", "included"} and (sure or goes_first(hits)):
            return self._of_two_ways(hits)
        if named := self._named_inclusions(hits):
            return self._covered(named)
        if sure and {hit.entry.kind for hit in hits} == {"exclusion"}:
            return self._excluded(hits[0])
        if named := self._named_beside_conference(hits):
            return replace(self._covered(named), confidence="likely")
        if all(hit.phrase.kind == "code" for hit in hits) and len({hit.used for hit in hits}) > 1:
            return None
        found = self._one_open(hits[0]) if len(hits) == 1 else self._several_open(hits)
        return self._leaning(hits, found) if self._leans(hits) else found

    @staticmethod
    def _named_inclusions(hits: Sequence[Hit]) -> list[Hit]:
        """What is named, where no clause with another verdict is met: what others depend on changes nothing."""
        named = [hit for hit in hits if hit.level == "named" and hit.phrase.kind not in ("wording", "broader")]
        return named if {VERDICT_OF[hit.entry.kind] for hit in hits} == {"included"} else []

    def _that_cure(self, hits: Sequence[Hit]) -> list[Hit]:
        """The clauses of care that aims at cure, where the question asks for just that and a conference for more."""
        if CURATIVE not in self._question.terms or not any(hit.entry.kind == "criterion" for hit in hits):
            return []
        return [hit for hit in hits if hit.entry.kind == "scope" and fits(hit) and aims_at_cure(hit)]

    def _of_two_ways(self, hits: list[Hit]) -> Answer:
        """The conference goes first; it is no more than likely where care is named too, and a patient is described."""
        both = len({VERDICT_OF[hit.entry.kind] for hit in hits if hit.level == "named"}) > 1
        told = any(hit.told for hit in hits)
        return replace(self._covered(hits), confidence="likely") if both and told else self._covered(hits)

    @staticmethod
    def _named_beside_conference(hits: Sequence[Hit]) -> list[Hit]:
        """Care that is named, beside a conference that depends on more."""
        verdicts = {VERDICT_OF[hit.entry.kind] for hit in hits}
        return [hit for hit in hits if hit.entry.kind == "scope" and hit.level == "named"] * (
            verdicts == {"conference", "included"}
        )

    def beyond(self, hits: Sequence[Hit]) -> Answer:
        """What is measured lies outside the limits of all that is named: the other criteria, where the area is a list
        of them, else silence."""
        why = limits_missed(hits, self._question, self._language)
        if criteria := criteria_of_list(self._area):
            why, turns_on = f"{why} {self._say['any_criterion']}", in_swedish(criteria)
            return self._base(hits[0], "depends", why, turns_on=turns_on)
        return self._base(hits[0], "unstated", f"{why} {self._say['beyond_silent']}")

    # --- sure verdicts ---

    def _excluded_by_age(self, hits: Sequence[Hit]) -> Answer | None:
        """Where the age is outside what was hit, and an exclusion names just that age."""
        if not all(self._outside(hit.entry.ages) or hit.entry.kind == "exclusion" for hit in hits):
            return None
        for exclusion in self._area.exclusions:
            if hits[0].entry.kind != "exclusion" and within(ages_in(exclusion.population), self._age):
                entry = replace(
                    hits[0].entry, key=exclusion.key, kind="exclusion", text=exclusion.text, part="Avgränsningar"
                )
                return self._excluded(replace(hits[0], entry=entry))
        return None

    def _whole_area(self, hit: Hit) -> Answer | None:
        if (criterion := self._conference_asked_for(hit)) is not None:
            return replace(self._to_conference(criterion, []), confidence="likely")
        if hit.told and hit.level != "broader" and len(self._clauses()) == 1 and not self._outside(hit.entry.ages):
            found = self._only_clause(hit)
            return self._leaning([hit], found) if hit.spoken_for or is_of_patients(found.clause) else found
        if (clause := self._care_itself(hit)) is not None:
            return self._covered([clause])
        unread = is_unread(self._area, hit)
        if hit.level == "broader" and (hit.open or not unread):
            if self._outside(hit.entry.ages):
                return None
            criteria = criteria_of(self._area, hit)
            parts = in_swedish(criteria or hit.open or parts_of(self._area) or [one.text for one in self._clauses()])
            words = "area_unread" if unread else "any_criterion" if criteria else "depends"
            found = self._base(hit, "depends", self._say[words], turns_on=parts)
            # A code by itself says the disease, and of what is asked about it nothing.
            return replace(found, confidence="likely") if hit.phrase.kind == "code" else found
        if hit.told and parts_of(self._area) and not self._outside(hit.entry.ages):
            return self._base(hit, "depends", self._say["which_part"], turns_on=in_swedish(parts_of(self._area)))
        population = self._area.population
        why = [self._say["area"], whole_area(self._area, self._language).why]
        if not (self._area.scope or parts_of(self._area)):
            why = [self._say["area_unread"]]
            if self._age is not None and population is None:
                why.append(self._say["area_any_age"])
        if population is not None:
            if not holds(why[-1], population.text):
                why.append(self._say["population"].format(population=population.text))
            if self._outside(hit.entry.ages):
                return self._other_age(hit)
        return self._base(hit, "area", " ".join(part for part in why if part))

    def _conference_asked_for(self, hit: Hit) -> Hit | None:
        """The area's one conference, where the question names the area and asks about a conference."""
        ways = [pathway for pathway in self._area.pathways if pathway.kind == "national_conference"]
        if not self._question.asks_for_conference or hit.level != "named" or len(ways) != 1 or not ways[0].criteria:
            return None
        first = ways[0].criteria[0]
        entry = replace(hit.entry, key=first.key, kind="criterion", text=first.text, part=ways[0].heading or "")
        return replace(hit, entry=entry)

    def _care_itself(self, hit: Hit) -> Hit | None:
        """The one clause of an area that is one piece of care, where that is asked for by its name and the clause, or
        a word that stands for it on no condition, holds the name: «HIPEC», «EXIT». A disease is not care, and an area
        that excludes something, or sends to a conference, says more than yes."""
        area = self._area
        criteria = any(pathway.criteria for pathway in area.pathways)
        if len(self._clauses()) != 1 or area.exclusions or criteria or hit.level != "named":
            return None
        (clause,) = self._clauses()
        names = [clause.text, *(term.text for term in clause.terms if not term.depends_on and term.kind != "broader")]
        asked = hit.phrase.text
        if not names_care(asked, (area.name, *area.aliases, clause.text)) or not any(
            holds(name, asked) for name in names
        ):
            return None
        if self._outside(hit.entry.ages):
            return None
        entry = replace(hit.entry, key=clause.key, kind="scope", text=clause.text, part=area.scope[0].heading or "")
        return replace(hit, entry=entry)

    def _only_clause(self, hit: Hit) -> Answer:
        """A patient is described, and the area has one clause: it is what is asked about."""
        (clause,) = self._clauses()
        entry = replace(
            hit.entry, key=clause.key, kind="scope", text=clause.text, part=self._area.scope[0].heading or ""
        )
        return self._one_open(replace(hit, entry=entry))

    def _covered(self, hits: list[Hit]) -> Answer:
        first = hits[0]
        if first.entry.kind == "criterion":
            return self._to_conference(first, [hit for hit in hits if hit.entry.kind != "criterion"])
        if limits := unsaid(self._area, first, self._question):
            return self._one_open(replace(first, level="conditional", open=(*first.open, *limits)))
        if self._age_decides(first):
            return self._one_open(replace(first, phrase=replace(first.phrase, ages=first.entry.ages)))
        why = self._say["included"]
        if first.entry.ages is not None:
            why = f"{why} {self._population_sentence(first.entry)}".strip()
        steps = tuple(self._parts.unit_step(hit) for hit in hits[:4] if hit.entry.kind == "scope")
        return self._base(first, "included", why, steps=steps)

    def _age_decides(self, hit: Hit) -> bool:
        """Whether what is measured names a clause of an age that the area itself does not have, and the age is not
        told: a burn of 8 % is national in who is under 3."""
        of_area = ages_in(self._area.population)
        return self._measured and hit.entry.ages not in (None, of_area) and within(hit.entry.ages, self._age) is None

    def _to_conference(self, hit: Hit, then: list[Hit]) -> Answer:
        criterion = self._parts.criterion(hit.entry.key)
        must = criterion is None or criterion.force == "must"
        why = [self._say["conference" if must else "conference_may"]]
        steps = [self._parts.conference_step(hit, criterion)]
        steps += [self._parts.unit_step(scope) for scope in then[:3]]
        steps += [
            Step("may", exclusion.text, exclusion.key)
            for exclusion in self._area.exclusions
            if any(case.clause == hit.entry.key for case in exclusion.still_included)
        ]
        if not then:
            why.append(self._say["not_surgery"])
        if hit.entry.ages is not None:
            why.append(self._population_sentence(hit.entry))
        return self._base(hit, "conference", " ".join(part for part in why if part), steps=tuple(steps))

    def _excluded(self, hit: Hit) -> Answer:
        exclusion = self._parts.exclusion(hit.entry.key)
        hedge = exclusion.hedge if exclusion else None
        why = self._say["excluded_hedged"].format(hedge=hedge) if hedge else self._say["excluded"]
        if is_elsewhere(exclusion, hit):
            why = self._say["elsewhere"]
        steps = self._parts.exceptions(exclusion)
        if steps:
            why += " " + self._say["still"]
        return self._base(hit, "excluded", why, steps=steps, exclusion=exclusion)

    def _other_age(self, hit: Hit) -> Answer:
        ages = hit.entry.ages or hit.phrase.ages
        assert ages is not None and self._age is not None
        why = self._say["unstated_age"].format(population=ages.words, age=age_in_words(self._age, self._language))
        return self._base(hit, "unstated", why)

    # --- verdicts with an open question ---

    def _leans(self, hits: Sequence[Hit]) -> bool:
        """Whether a clause is named, on conditions, by a question that says something of what it asks for and denies
        none of it. A word that names more leans too, where the area is about one thing or two."""
        return any(hit.spoken_for for hit in hits) and all(
            VERDICT_OF[hit.entry.kind] in ("included", "conference")
            and (hit.told or is_infant(self._question))
            and (fits(hit) or (hit.level == "broader" and len(self._clauses()) <= _FEW))
            for hit in hits
        )

    def _clauses(self) -> tuple[Clause, ...]:
        return tuple(point for group in self._area.scope for point in group.points)

    def _leaning(self, hits: Sequence[Hit], found: Answer) -> Answer:
        """A patient is described, and nothing said speaks against: likely included, with what that rests on."""
        verdict: Verdict = VERDICT_OF[hits[0].entry.kind] if hits[0].entry.kind != "area" else "included"
        steps = found.steps or tuple(self._parts.unit_step(hit) for hit in hits[:4] if hit.entry.kind == "scope")
        return replace(
            found, verdict=verdict, why=f"{self._say['leaning']} {found.why}", confidence="likely", steps=steps
        )

    def _one_open(self, hit: Hit) -> Answer:
        fits_age = within(hit.phrase.ages, self._age)
        if hit.phrase.ages is not None and fits_age is True:
            return self._covered([hit]) if hit.entry.kind != "exclusion" else self._excluded(hit)
        if hit.phrase.ages is not None and fits_age is False and not hit.open:
            return self._other_age(hit)
        conditions = list(in_swedish(hit.open))
        why = [self._say[self._open_reason(hit)]]
        if hit.phrase.ages is not None:
            if fits_age is not False:
                words = "age_in_excluded" if hit.entry.kind == "exclusion" else "age_in"
                conditions.insert(0, self._turn(self._say[words].format(population=hit.phrase.ages.words)))
            why.append(self._say["unstated_rest"])
        elif not conditions:
            conditions.append(self._turn(self._say["as_worded"].format(clause=self._parts.whole_clause(hit.entry))))
        exclusion = self._parts.exclusion(hit.entry.key)
        steps = self._parts.exceptions(exclusion)
        if hit.entry.kind == "criterion":
            steps = (self._parts.conference_step(hit, self._parts.criterion(hit.entry.key)),)
        return self._base(
            hit,
            "depends",
            " ".join(why),
            if_met=self._if_met(hit),
            turns_on=tuple(conditions),
            steps=steps,
            exclusion=exclusion,
        )

    def _if_met(self, hit: Hit) -> str:
        """What holds when all of it is so, and that the text says nothing when it is not."""
        if hit.entry.kind == "area" or hit.phrase.ages is not None:
            return ""
        return self._say["if_met"].format(then=self._then(hit))

    def _then(self, hit: Hit) -> str:
        elsewhere = is_elsewhere(self._parts.exclusion(hit.entry.key), hit)
        return self._say["then_elsewhere" if elsewhere else "then_" + VERDICT_OF[hit.entry.kind]]

    def _open_reason(self, hit: Hit) -> str:
        if hit.level == "part":
            return "part_of_wording"
        if hit.level == "broader":
            return "depends"
        return "conditional_excluded" if hit.entry.kind == "exclusion" else "conditional"

    def _several_open(self, hits: list[Hit]) -> Answer:
        lines = tuple(self._turn(line) for line in dict.fromkeys(self._deciding(hit) for hit in hits))
        exclusions = [hit for hit in hits if hit.entry.kind == "exclusion"]
        same = len({VERDICT_OF[hit.entry.kind] for hit in hits}) == 1
        steps = [
            self._parts.conference_step(hit, self._parts.criterion(hit.entry.key))
            for hit in hits
            if hit.entry.kind == "criterion"
        ]
        return self._base(
            hits[0],
            "depends",
            self._say["depends" if same else "depends_several"],
            turns_on=lines,
            steps=tuple(steps[:1]),
            exclusion=self._parts.exclusion(exclusions[0].entry.key) if exclusions else None,
        )

    def _deciding(self, hit: Hit) -> str:
        """What decides for one clause, and what then holds: «överväxt …: då ska patienten till …»."""
        condition = " · ".join(hit.open) or self._say["as_worded"].format(clause=hit.entry.text.rstrip("."))
        return f"{condition[:1].upper()}{condition[1:]}: {self._then(hit)}."

    # --- parts of an answer ---

    def _base(
        self,
        hit: Hit,
        verdict: Verdict,
        why: str,
        *,
        turns_on: tuple[Turn, ...] = (),
        if_met: str = "",
        steps: tuple[Step, ...] = (),
        exclusion: Exclusion | None = None,
    ) -> Answer:
        if verdict not in ("excluded", "unstated") and self._parts.counted_as_child(hit):
            why += " " + assumed_children(self._language)
        why = " ".join(part for part in (why, found_by(hit, self._question, self._say)) if part)
        return Answer(
            area=self._area.key,
            verdict=verdict,
            clause=self._parts.whole_clause(hit.entry) if hit.entry.key else "",
            clause_english=self._parts.english(hit.entry),
            clause_key=hit.entry.key,
            part=hit.entry.part,
            why=why,
            instead=self._parts.instead(exclusion),
            exclusion_key=exclusion.key if exclusion and not exclusion.is_done_elsewhere else "",
            turns_on=(*(Turn(text, "sv", settled=True) for text in hit.settled), *turns_on),
            if_met=if_met,
            steps=steps,
            ways_in=sum(pathway.kind != "not_stated" for pathway in self._area.pathways),
            way_in=self._parts.way_in(hit, verdict),
            weight=hit.matched,
            share=hit.share,
            elsewhere=exclusion is not None and is_elsewhere(exclusion, hit),
            by_name=hit.entry.kind == "area" and hit.level == "named" and hit.phrase.kind == "name",
            # Who tells of a patient has told what may settle it.
            confidence="likely" if verdict == "depends" and (hit.told or self._measured) else "sure",
        )

    def _turn(self, text: str) -> Turn:
        return Turn(text, self._language)

    def _population_sentence(self, entry: Entry) -> str:
        """Whom the clause is about, where its own words, which stand on the card, do not say so."""
        if entry.ages is None or holds(entry.text, entry.ages.words):
            return ""
        return self._say["population"].format(population=entry.ages.words)

    def _outside(self, ages: Ages | None) -> bool:
        return within(ages, self._age) is False
