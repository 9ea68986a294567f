"""What the elements of a web page are, by their names and what stands around them."""

from lxml import html

from nhv.files.tables import heads_a_side

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = {"p", "ul", "ol", "dl", "blockquote", "pre", "figure", "fieldset", "form", "hr", *HEADINGS}
BLOCKS = PARAGRAPHS | {
    *("address", "article", "aside", "body", "button", "caption", "center", "dd", "details", "dialog", "div", "dt"),
    *("figcaption", "footer", "header", "html", "label", "legend", "li", "main", "menu", "nav", "option", "section"),
    *("summary", "tbody", "tfoot", "thead", "tr", "td", "th", "template", "noscript", "textarea", "text", "title"),
    "desc",
}


def rows_more(cells: list[html.HtmlElement]) -> int:
    """How many rows below the first cell of a row reaches into."""
    said = (cells[0].get("rowspan") or "1").strip() if len(cells) > 1 else "1"
    return int(said) - 1 if said.isdecimal() and 0 < len(said) <= 3 and int(said) else 0


def follows_its_term(element: html.HtmlElement) -> bool:
    """Whether it says in one line what the term just before it in a list of terms means."""
    before = element.getprevious()
    is_line = element.tag == "dd" and before is not None and before.tag == "dt" and not names_a_side(before)
    return is_line and not any(one.tag in BLOCKS for part in (before, element) for one in part.iterdescendants())


def names_a_side(term: html.HtmlElement) -> bool:
    """Whether a term in a list of terms is the heading of what is in, or of what is not."""
    return heads_a_side(" ".join(term.text_content().split()))


def is_of_a_side(element: html.HtmlElement) -> bool:
    """Whether it stands, in one line, under such a heading."""
    term = next(element.itersiblings("dt", preceding=True), None)
    has_lines = any(one.tag in BLOCKS for one in element.iterdescendants())
    return term is not None and names_a_side(term) and not has_lines


def is_sign(element: html.HtmlElement) -> bool:
    """Whether it is a sign that a style draws, with nothing but a name for those who do not see it."""
    return (
        element.tag in {"i", "span"}
        and not len(element)
        and not (element.text or "").strip()
        and bool(element.get("aria-label") or element.get("title"))
    )


def box(element: html.HtmlElement) -> str | None:
    """The box that is to be ticked here, as it stands now."""
    kinds = {"checkbox", "radio", "switch"}
    if element.tag == "input" and (element.get("type") or "").strip().lower() in kinds:
        return "☐" if element.get("checked") is None else "☒"
    if (element.get("role") or "").lower() in kinds:
        return "☒" if (element.get("aria-checked") or "").lower() == "true" else "☐"
    return None


def follows_its_box(element: html.HtmlElement) -> bool:
    """Whether it is what a box just before it asks."""
    before = element.getprevious()
    return element.tag == "label" and before is not None and not (before.tail or "").strip() and box(before) is not None
