"""How whole a list of holders is, for the area and for each of its sub-permits."""

import pytest

from nhv.specification.area import Area, Completeness, PartState, SubPermit


@pytest.mark.parametrize(
    "area, children, transport, asked, expected",
    [
        ("whole", None, None, (), "whole"),
        ("part", None, None, (), "part"),
        ("whole", None, None, ("barn",), "whole"),
        ("whole", "not_read", None, ("barn",), "not_read"),
        ("whole", "not_read", None, (), "whole"),
        ("part", "whole", None, ("barn",), "whole"),
        ("part", None, "whole", ("barn", "transporter"), "part"),
        ("whole", "part", "not_read", ("barn", "transporter"), "not_read"),
        ("not_decided", None, None, ("barn",), "not_decided"),
    ],
)
def test_a_list_is_as_whole_as_the_least_whole_of_what_is_asked_for(
    area: PartState,
    children: PartState | None,
    transport: PartState | None,
    asked: tuple[str, ...],
    expected: PartState,
) -> None:
    one = Area(
        key="omrade",
        name="Område",
        sub_permits=(
            SubPermit(key="barn", text="Vård av barn", holders=children),
            SubPermit(key="transporter", text="Transporter", holders=transport),
        ),
        completeness=Completeness(holders=area),
    )
    assert one.holders_are(asked) == expected
