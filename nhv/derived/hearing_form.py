"""What a party is asked when it is heard: what it has to say about what it has been sent."""

from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question


def hearing_form(title: str) -> Outline:
    """The outline of a reply: one question that must be answered, and what may be attached."""
    reply = Question(kind="text", text="Vad har ni att säga om det ni har fått?")
    evidence = Question(kind="attachment", text="Bilagor", required=False)
    return Outline(
        kind="hearing",
        title=f"Yttrande: {title}",
        sections=(
            Section(
                key="yttrande",
                heading="Yttrande",
                questions=(
                    Asked(key="yttrande", question=reply, known="inferred"),
                    Asked(key="bilagor", question=evidence, known="inferred"),
                ),
            ),
        ),
    )
