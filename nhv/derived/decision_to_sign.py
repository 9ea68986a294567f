"""The decisions of an item as one text to be printed and signed, with the seal of what is signed."""

from collections.abc import Iterator, Sequence

from nhv.specification.writing import Block, Facts, Heading, Paragraph, Writing, under


def decision_to_sign(title: str, papers: Sequence[tuple[str, Writing]], *, seal: str, signer: str) -> Writing:
    """Each applicant's decision, by the applicant's name, and where to sign."""
    return Writing(
        title=f"Beslut att underteckna: {title}",
        subject="Nämndens beslut, så som det skickas till parterna",
        blocks=(
            *_papers(papers),
            Heading(level=2, text="Underskrift"),
            Facts(pairs=(("Beslutad av", signer), ("Textens kontrollsumma", seal))),
            Paragraph(text="Ort och dag: ______________________________"),
            Paragraph(text="Namnteckning: ______________________________"),
        ),
    )


def _papers(papers: Sequence[tuple[str, Writing]]) -> Iterator[Block]:
    for name, writing in papers:
        yield Heading(level=2, text=name)
        yield from under(writing.blocks, 1)
