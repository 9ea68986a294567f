"""An equation as the text one would type: a/b, x², √(x)."""

from lxml import etree

from nhv.files.written import lowered, raised

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 40


def equation_text(part: etree._Element, depth: int = 0) -> str:
    """The equation in one line; deeper than anybody writes, only its letters."""
    if depth > _DEEPEST:
        return "".join(text.text or "" for text in part.iter(f"{M}t"))
    name = etree.QName(part).localname if part.tag.startswith(M) else ""

    def of(child: str) -> str:
        return "".join(equation_text(found, depth + 1) for found in part.findall(f"{M}{child}"))

    match name:
        case "t":
            return part.text or ""
        case "f":
            return f"{_held(of('num'))}/{_held(of('den'))}"
        case "sSup":
            return of("e") + _above(of("sup"))
        case "sSub":
            return of("e") + _below(of("sub"))
        case "sSubSup":
            return of("e") + _below(of("sub")) + _above(of("sup"))
        case "rad":
            return f"{of('deg')}√{_held(of('e'))}"
        case "d":
            return f"({of('e')})"
        case "nary":
            sign = part.find(f"{M}naryPr/{M}chr")
            shown = sign.get(f"{M}val", "∫") if sign is not None else "∫"
            return f"{shown}{_below(of('sub'))}{_above(of('sup'))}{of('e')}"
    return "".join(equation_text(child, depth + 1) for child in part if isinstance(child.tag, str))


def _held(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _above(text: str) -> str:
    up = raised(text)
    return up if up != text or not text else f"^{_held(text)}"


def _below(text: str) -> str:
    down = lowered(text)
    return down if down != text or not text else f"_{_held(text)}"
