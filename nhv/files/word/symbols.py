"""What signs in the symbol fonts of Windows mean. The codes are the fonts' own; Word adds 0xF000 to them."""

_GREEK = dict(
    zip(
        b"abgdezhqiklmnxoprstufcyw" + b"ABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψω" + "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
_SYMBOL = _GREEK | {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xAB: "↔", 0xD7: "·", 0xDE: "⇒", 0xE5: "∑", 0xD6: "√",
    0xCE: "∈", 0xC7: "∩", 0xC8: "∪", 0xC6: "∅", 0xA2: "′", 0xB2: "″", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0x2D: "−",
    0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0x22: "∀", 0x24: "∃",
}  # fmt: skip
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x6E: "■", 0xA7: "▪",
    0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0x6C: "●", 0x9F: "•", 0x76: "❖", 0x4A: "☺", 0xF0: "⇨",
    0x52: "☑", 0x53: "☒", 0x54: "☒",
}  # fmt: skip
_BY_FONT = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": {}}


def sign_of(code: int, font: str) -> str:
    """The sign that is seen, or the private character itself where nobody has said what it is."""
    table = _BY_FONT.get(font.strip().lower(), {})
    found = table.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code)
    if found is not None:
        return found
    usual = code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return chr(code) if usual else "\ufffd"


def with_signs(text: str, font: str) -> str:
    """A text with the private characters of symbol fonts as what is seen, and all of it where the font is one."""
    if font.strip().lower() == "symbol":
        return "".join(
            _SYMBOL.get(ord(sign) & 0xFF, sign) if sign.isascii() or _is_private(sign) else sign for sign in text
        )
    return "".join(sign_of(ord(sign), font) if _is_private(sign) else sign for sign in text)


def _is_private(sign: str) -> bool:
    return "\uf000" <= sign <= "\uf0ff"
