"""Keys come from the predecessor by exact, then near words; otherwise from the wording, never reused."""

from pathlib import Path

from nhv.reading.result import Reading, read_document
from nhv.specification.area import Area

PAGE = (Path(__file__).parent / "pages" / "fjallsjuka.txt").read_text()


def read(text: str, before: Area | None = None) -> Reading:
    return read_document(text.encode(), "sida.txt", predecessor=lambda key: before)


def before_with(**keys: str) -> Area:
    """The page's own area, with keys of its own for some clauses (found by how the wording begins)."""
    plain = read(PAGE).area_file.area.model_dump()
    for group in plain["scope"]:
        for point in group["points"]:
            for start, key in keys.items():
                if point["text"].startswith(start):
                    point["key"] = key
    return Area.model_validate(plain)


def keys_of(reading: Reading) -> list[str]:
    return [point.key for group in reading.area_file.area.scope for point in group.points]


def test_the_same_words_keep_the_key_of_the_predecessor() -> None:
    assert keys_of(read(PAGE, before_with(Provtagning="hojdprov")))[0] == "hojdprov"


def test_near_words_keep_the_key_with_a_doubt() -> None:
    reading = read(
        PAGE.replace("tolkning av andningskurvor", "tolkning av andningskurva"), before_with(Provtagning="hojdprov")
    )
    assert (keys_of(reading)[0], [doubt.path for doubt in reading.doubts]) == (
        "hojdprov",
        ["area.scope.0.points.0.key"],
    )


def test_a_key_of_a_removed_clause_is_not_given_to_another() -> None:
    changed = PAGE.replace(
        "Provtagning på hög höjd och tolkning av andningskurvor.", "Förnyad bedömning orsaken klarläggas."
    )
    old = before_with(Provtagning="fornyad-bedomning-orsaken-klarlaggas", Förnyad="gammal")
    assert "fornyad-bedomning-orsaken-klarlaggas" not in keys_of(read(changed, old))


def test_the_key_of_the_area_is_the_predecessors_when_matched_by_an_alias() -> None:
    old = before_with().model_copy(update={"key": "fjallsjuka"})
    assert read(PAGE, old).area_file.area.key == "fjallsjuka"


def test_new_keys_are_short_readable_and_unique() -> None:
    area = read(PAGE).area_file.area
    keys = [key for key, _ in area.keyed()]
    assert (keys[:3], max(map(len, keys)) <= 40, len(set(keys)) == len(keys)) == (
        ["misstankt-fjallsjuka", "provtagning-hog-hojd-tolkning", "fornyad-bedomning-orsaken-klarlaggas"],
        True,
        True,
    )


def test_the_same_file_read_again_has_the_same_keys() -> None:
    assert read(PAGE, read(PAGE).area_file.area).area_file == read(PAGE).area_file
