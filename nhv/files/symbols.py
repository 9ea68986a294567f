"""What is seen where a file uses the fonts of signs: the code stands for a letter in every other font.

The codes are the fonts' own; Word adds 0xF000 to them. What stands for itself in the tables below is left out of them.
A sign that is not here is never read as the letter with its code: it is `UNREAD`, and the font is told.
"""

UNREAD = "\ufffd"

_GREEK = dict(
    zip(
        b"abgdezhqiklmnxoprstufcywjvABGDEZHQIKLMNXOPRSTUFCYWJV",
        "αβγδεζηθικλμνξοπρστυφχψωϕϖΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϑς",
        strict=True,
    )
)
_SYMBOL = {code: chr(code) for code in range(0x20, 0x7F)} | _GREEK | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    0xA0: "€", 0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
    0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xBD: "|",
    0xBE: "—", 0xBF: "↵", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCB: "⊄",
    0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏",
    0xD6: "√", 0xD7: "·", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓",
    0xE0: "◊", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    **dict(zip(range(0x80, 0x96), "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", strict=True)),
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x6E: "■",
    0xA7: "▪", 0x6C: "●", 0x9F: "•", 0x9E: "·", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0x73: "◆", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0xAB: "★", 0xD8: "➢", 0xDC: "➲", 0xE8: "➔", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓",
    0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x28: "☎", 0x29: "✆", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x95: "·", 0x96: "•",
    0x97: "●",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x34: "▶", 0x33: "◀", 0x35: "▲", 0x36: "▼"}
_DINGBATS = {
    **{code: chr(0x2700 + code - 0x20) for code in range(0x21, 0x7F)},
    **{code: chr(0x2700 + code - 0x40) for code in (*range(0xA1, 0xA8), *range(0xB6, 0xD5), *range(0xD8, 0xFF))},
    **dict(zip(range(0xAC, 0xB6), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x73: "▲",
    0x74: "▼", 0x75: "◆", 0x77: "◗", 0xA8: "♣", 0xA9: "♦", 0xAA: "♥", 0xAB: "♠", 0xD5: "→", 0xD6: "↔", 0xD7: "↕",
}  # fmt: skip
# Fonts of signs that nobody has listed here.
_NONE: dict[int, str] = {}
_BY_FONT: dict[str, dict[int, str]] = {
    **dict.fromkeys(
        ("symbol", "symbolmt", "symbol mt", "symbol-regular", "standard symbols ps", "standard symbols l"), _SYMBOL
    ),
    **dict.fromkeys(("wingdings", "wingdings-regular"), _WINGDINGS),
    **dict.fromkeys(("wingdings 2", "wingdings2", "wingdings2-regular"), _WINGDINGS_2),
    **dict.fromkeys(
        ("wingdings 3", "wingdings3", "wingdings3-regular", "mt extra", "marlett", "bookshelf symbol 7"), _NONE
    ),
    **dict.fromkeys(("zapfdingbats", "zapf dingbats", "itc zapf dingbats", "monotype sorts", "dingbats"), _DINGBATS),
    **dict.fromkeys(("webdings", "webdings-regular"), _WEBDINGS),
}


def is_of_signs(font: str) -> bool:
    """Whether a letter in this font is seen as some sign, and not as the letter."""
    return _name(font) in _BY_FONT


def sign_of(code: int, font: str) -> str:
    """The sign that is seen. In a font of signs `UNREAD` where nobody has said what it is; else the code's own."""
    table = _BY_FONT.get(_name(font))
    if code in (0x20, 0xA0, 0xF020):
        return chr(code & 0xFF)
    if table is not None and (code <= 0xFF or _is_private(code)):
        return table.get(code & 0xFF, UNREAD)
    usual = code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return chr(code) if usual else UNREAD


def with_signs(text: str, font: str, font_beyond_ascii: str | None = None) -> str:
    """The text as it is seen in its font; Word may have another for what is not ASCII."""
    beyond = font if font_beyond_ascii is None else font_beyond_ascii
    if not (is_of_signs(font) or is_of_signs(beyond)):
        return text
    return "".join(_seen(sign, font, beyond) for sign in text)


def _seen(sign: str, font: str, beyond: str) -> str:
    if sign in "\t\n\u00ad":
        return sign
    private = _is_private(ord(sign))
    return sign_of(ord(sign), font if sign.isascii() or (private and is_of_signs(font)) else beyond)


def _is_private(code: int) -> bool:
    return 0xF000 <= code <= 0xF0FF


def _name(font: str) -> str:
    return font.strip().strip("\"'").strip().casefold()
