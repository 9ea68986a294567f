# ruff: noqa: E501 (the XML of one place is read best on one line)
"""Files with a word planted in each kind of place that a file can hold words in. Every word is unlike all others."""

import io
import zipfile
from collections.abc import Callable

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}"',
    f'xmlns:r="{R}"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
)
_OPEN = '<?xml version="1.0" encoding="UTF-8"?><w:{} ' + " ".join(NAMESPACES) + ">"
_TYPES = f"{R}/"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr>{inner}</w:p>"


def _cell(inner: str) -> str:
    return f"<w:tc><w:tcPr/>{inner}</w:tc>"


def box(token: str) -> str:
    content = f"<w:txbxContent>{p(run(token))}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    new += "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"


def _field(code: str, result: str = "") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    seen = char("separate") + run(result) if result else ""
    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{seen}{char('end')}"


# Kind of place → what stands in the body for this token.
IN_BODY: dict[str, Callable[[str], str]] = {
    "paragraph": lambda t: p(run(t)),
    "run split in two": lambda t: p(run(t[:4]) + run(t[4:], "<w:b/>")),
    "heading": lambda t: p(run(t), '<w:pStyle w:val="Heading3"/>'),
    "point of a list": lambda t: p(run(t), '<w:pStyle w:val="ListBullet"/>'),
    "inserted": lambda t: p(f'<w:ins w:id="1">{run(t)}</w:ins>'),
    "deleted": lambda t: p(run("Kvar. ") + f'<w:del w:id="2"><w:r><w:delText>{t}</w:delText></w:r></w:del>'),
    "moved from": lambda t: p(f'<w:moveFrom w:id="3">{run(t)}</w:moveFrom>'),
    "moved to": lambda t: p(f'<w:moveTo w:id="4">{run(t)}</w:moveTo>'),
    "struck": lambda t: p(run("Gäller. ") + run(t, "<w:strike/>")),
    "struck twice": lambda t: p(run(t, "<w:dstrike/>")),
    "struck by style": lambda t: p(run(t, '<w:rStyle w:val="Struken"/>')),
    "hidden": lambda t: p(run("Syns. ") + run(t, "<w:vanish/>")),
    "hidden by paragraph style": lambda t: p(run(t), '<w:pStyle w:val="Dold"/>'),
    "text box": lambda t: p(run("Bredvid. ") + box(t)),
    "box of old Word": lambda t: p(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(run(t))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
    "word art": lambda t: p(f'<w:r><w:pict><v:shape><v:textpath string="{t}"/></v:shape></w:pict></w:r>'),
    "shape": lambda t: p(
        f"<w:r><w:drawing><wp:inline><a:graphic><a:p><a:r><a:t>{t}</a:t></a:r></a:p></a:graphic></wp:inline></w:drawing></w:r>"
    ),
    "picture's description": lambda t: p(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="b" descr="{t}"/></wp:inline></w:drawing></w:r>'
    ),
    "chart": lambda t: p('<w:r><w:drawing><wp:inline><c:chart r:id="rIdChart"/></wp:inline></w:drawing></w:r>'),
    "footnote": lambda t: p(run("Med fotnot") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    "endnote": lambda t: p(run("Med slutnot") + '<w:r><w:endnoteReference w:id="2"/></w:r>'),
    "inserted page": lambda t: '<w:altChunk r:id="rIdA"/>',
    "field not filled in": lambda t: (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(run(t))}</w:sdtContent></w:sdt>"
    ),
    "box without its tick": lambda t: p(run(f"☐ {t}")),
    "comment": lambda t: p(run("Med kommentar") + '<w:r><w:commentReference w:id="5"/></w:r>'),
    "control in a line": lambda t: p(f"<w:sdt><w:sdtPr/><w:sdtContent>{run(t)}</w:sdtContent></w:sdt>"),
    "control around paragraphs": lambda t: f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run(t))}</w:sdtContent></w:sdt>",
    "link": lambda t: p(f'<w:hyperlink r:id="none">{run(t)}</w:hyperlink>'),
    "simple field": lambda t: p(f'<w:fldSimple w:instr="TITLE">{run(t)}</w:fldSimple>'),
    "field's result": lambda t: p(_field("REF bokmarke", t)),
    "field's code": lambda t: p(run("Fält: ") + _field(f'QUOTE "{t}"')),
    "list of an old form": lambda t: p(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="annat"/>'
        f'<w:listEntry w:val="{t}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "equation": lambda t: p(f"<m:oMath><m:r><m:t>{t}</m:t></m:r></m:oMath>"),
    "raised": lambda t: p(run("Ord") + run(t, '<w:vertAlign w:val="superscript"/>')),
    "ruby": lambda t: p(f"<w:r><w:ruby><w:rt>{run(t)}</w:rt><w:rubyBase>{run('bas')}</w:rubyBase></w:ruby></w:r>"),
    "cell": lambda t: f"<w:tbl><w:tr>{_cell(p(run('Rad')))}{_cell(p(run(t)))}</w:tr></w:tbl>",
    "cell of an inner table": lambda t: (
        f"<w:tbl><w:tr>{_cell(p(run('Yttre')))}{_cell(f'<w:tbl><w:tr>{_cell(p(run(t)))}</w:tr></w:tbl>' + p(''))}</w:tr></w:tbl>"
    ),
    "deleted row": lambda t: (
        f"<w:tbl><w:tr>{_cell(p(run('Kvar')))}</w:tr><w:tr><w:trPr><w:del w:id='9'/></w:trPr>{_cell(p(run(t)))}</w:tr></w:tbl>"
    ),
    "frame": lambda t: p(run(t), '<w:framePr w:w="2000"/>'),
    "unknown element": lambda t: p(f'<x:nytt xmlns:x="urn:okand">{run(t)}</x:nytt>'),
    "after a page break": lambda t: p(f'<w:r><w:br w:type="page"/></w:r>{run(t)}'),
    "deleted paragraph mark": lambda t: p(run(t), '<w:rPr><w:del w:id="10"/></w:rPr>') + p(run("rest")),
    "words before a number": lambda t: p(
        run("Numrerat"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    ),
}
ELSEWHERE = ("header", "footer", "note without reference", "unknown part")
TOKENS = {kind: f"Kvxq{chr(97 + n // 26)}{chr(97 + n % 26)}zor" for n, kind in enumerate((*IN_BODY, *ELSEWHERE))}

_STYLES = (
    '<w:style w:type="character" w:styleId="Struken"><w:name w:val="Struken"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def word_file(page: str) -> bytes:
    """A page's lines as paragraphs, and after each third of them a planted place."""
    planted = [make(TOKENS[kind]) for kind, make in IN_BODY.items()]
    body = "".join(p(run(line)) for line in page.split("\n") if line.strip()) + "".join(planted)
    made = io.BytesIO()
    docx.Document().save(made)
    parts = dict(_parts(made.getvalue()))
    note = f'<w:footnote w:id="2">{p(run(TOKENS["footnote"]))}</w:footnote>'
    loose = f'<w:footnote w:id="3">{p(run(TOKENS["note without reference"]))}</w:footnote>'
    more = {
        "word/document.xml": f"{_OPEN.format('document')}<w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/footnotes.xml": f"{_OPEN.format('footnotes')}{note}{loose}</w:footnotes>",
        "word/endnotes.xml": f"{_OPEN.format('endnotes')}<w:endnote w:id='2'>{p(run(TOKENS['endnote']))}</w:endnote></w:endnotes>",
        "word/comments.xml": f"{_OPEN.format('comments')}<w:comment w:id='5'>{p(run(TOKENS['comment']))}</w:comment></w:comments>",
        "word/header1.xml": f"{_OPEN.format('hdr')}{p(run(TOKENS['header']))}</w:hdr>",
        "word/footer1.xml": f"{_OPEN.format('ftr')}{p(run(TOKENS['footer']))}</w:ftr>",
        "word/charts/chart1.xml": f"{_OPEN.format('x')}<c:chart><a:t>{TOKENS['chart']}</a:t></c:chart></w:x>",
        "word/inserted.html": f"<html><meta charset='utf-8'><p>{TOKENS['inserted page']}</p></html>",
        f"word/{TOKENS['unknown part']}.bin": "okänt",
        "word/numbering.xml": (
            f"{_OPEN.format('numbering')}<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
            f"<w:numFmt w:val='decimal'/><w:lvlText w:val='{TOKENS['words before a number']} %1:'/></w:lvl></w:abstractNum>"
            "<w:num w:numId='77'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
        ),
    }
    styles = parts["word/styles.xml"].decode().replace("</w:styles>", _STYLES + "</w:styles>")
    links = "".join(
        f'<Relationship Id="{name}" Type="{_TYPES}{kind}" Target="{target}"/>'
        for name, kind, target in (
            ("rIdF", "footnotes", "footnotes.xml"),
            ("rIdE", "endnotes", "endnotes.xml"),
            ("rIdC", "comments", "comments.xml"),
            ("rIdH", "header", "header1.xml"),
            ("rIdB", "footer", "footer1.xml"),
            ("rIdA", "aFChunk", "inserted.html"),
            ("rIdChart", "chart", "charts/chart1.xml"),
        )
    )
    relations = parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", links + "</Relationships>")
    return _zipped(
        parts
        | {name: text.encode() for name, text in more.items()}
        | {"word/styles.xml": styles.encode(), "word/_rels/document.xml.rels": relations.encode()}
    )


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


# Kind of place on a web page → how a token stands there.
ON_PAGE: dict[str, str] = {
    "paragraph": "<p>{}</p>",
    "between elements": "<div><b>x</b> {} <i>y</i></div>",
    "list": "<ul><li>{}</li></ul>",
    "folded": "<details><summary>Mer</summary><p>{}</p></details>",
    "accordion": '<button aria-controls="del1" aria-expanded="false">Visa</button><div id="del1" hidden>{}</div>',
    "hidden": "<p>Syns <span hidden>{}</span> här</p>",
    "not displayed": '<p style="display: none">{}</p>',
    "not visible": '<p style="visibility:hidden">{}</p>',
    "hidden by a style sheet": '<style>.gomd {{ display:none }}</style><p class="gomd">{}</p>',
    "struck": "<p>Gäller <s>{}</s></p>",
    "deleted": "<p>Gäller <del>{}</del></p>",
    "struck by style": '<p><span style="text-decoration: line-through">{}</span></p>',
    "aside": "<aside><p>{}</p></aside>",
    "footer": "<footer><p>{}</p></footer>",
    "menu": "<nav><ul><li>{}</li></ul></nav>",
    "head of the page": "<header><p>{}</p></header>",
    "cell": "<table><tr><td>Rad</td><td>{}</td></tr></table>",
    "caption": "<table><caption>{}</caption><tr><td>Rad</td><td>2</td></tr></table>",
    "picture": '<p><img src="x" alt="{}"></p>',
    "field": '<form><input value="{}"></form>',
    "choice": "<select><option>{}</option></select>",
    "drawing": "<svg><text>{}</text></svg>",
    "without scripts": "<noscript><p>{}</p></noscript>",
    "template": "<template><p>{}</p></template>",
    "raised": "<p>Ord<sup>{}</sup></p>",
    "definition list": "<dl><dt>Ord</dt><dd>{}</dd></dl>",
    "preformatted": "<pre>\n{}\n</pre>",
    "after a table": "<table><tr><td>a</td></tr></table>{}",
}
PAGE_TOKENS = {kind: f"Kvxw{chr(97 + n // 26)}{chr(97 + n % 26)}zor" for n, kind in enumerate(ON_PAGE)}


def web_page(page: str) -> bytes:
    """The lines of a page as paragraphs, and after them every planted place."""
    body = "".join(f"<p>{line}</p>" for line in page.split("\n") if line.strip())
    planted = "".join(ON_PAGE[kind].format(token) for kind, token in PAGE_TOKENS.items())
    return f'<!doctype html><html lang="sv"><meta charset="utf-8"><body><main>{body}</main>{planted}</body></html>'.encode()
