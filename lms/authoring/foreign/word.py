"""A document of Word as a course folder: its styles say what is a heading, its pictures become files (pure, slow).

Mammoth makes HTML of it, and the one converter Markdown of that. Run it through `importing.py`: the parsers below may
take memory and time without end.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape

import mammoth

from lms.authoring.foreign.archive import ArchiveRefused
from lms.authoring.foreign.foreign_course import ForeignCourse, course_of, refused, title_from
from lms.authoring.foreign.losses import loss
from lms.authoring.foreign.notes import note_mark, with_notes
from lms.authoring.foreign.outline import outline_of
from lms.authoring.foreign.package import damaged, empty, open_package, pack
from lms.authoring.foreign.pictures import ForeignPictures
from lms.authoring.foreign.word_styles import heading_styles
from lms.kernel.problems import Problem
from lms.questions.banks.html_text import markdown_of
from lms.questions.banks.markdown_text import on_one_line

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='TOC Heading'] => !
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
p[style-name='toc 4'] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
"""
_OURS = re.compile("[\ue000-\ue00f]")
_TITLE = re.compile(r'<h1 class="title">(.*?)</h1>', re.DOTALL)
_NOTE = r"(?:foot|end)note-[^\"]+"
_NOTE_MARK = re.compile(rf'(?:<sup>)*<a href="#({_NOTE})" id="[^"]*">\[\d+\]</a>(?:</sup>)*')
_NOTE_TEXT = re.compile(rf'<li id="({_NOTE})">')
_WAY_BACK = re.compile(r'<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_BOX = re.compile(r'<input( checked="checked")? type="checkbox"( checked="checked")? />')
_FORMULA = re.compile(rb"<m:oMath(?:\s[^<>]*)?>(.*?)</m:oMath>", re.DOTALL)
_FORMULA_FRAME = re.compile(rb"<m:oMathParaPr.*?</m:oMathParaPr>|</?m:oMathPara(?:\s[^<>]*)?>", re.DOTALL)
_FORMULA_TEXT = re.compile(rb"<m:t(?:\s[^<>]*)?>([^<]*)</m:t>")
_UNWRAPPED = re.compile(
    rb"</?w:(?:fldSimple|dir|bdo|ruby|rubyBase)(?:\s[^<>]*)?/?>|<w:rubyPr>.*?</w:rubyPr>|<w:rt>.*?</w:rt>", re.DOTALL
)
_RETURN = re.compile(rb"<w:cr\s*/>")
_COUNTED = (
    ("text-boxes", re.compile(rb"<w:txbxContent[\s>]")),
    ("equations", _FORMULA),
    ("comments", re.compile(rb"<w:commentReference\s")),
    ("changes", re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\s")),
    ("objects", re.compile(rb"<o:OLEObject\s|<w:altChunk\s|<w:control\s")),
    ("charts", re.compile(rb"<c(?:x|)?:chart\s")),
    ("diagrams", re.compile(rb"<dgm:relIds\s")),
)
_SHAPE = re.compile(rb"<wps:wsp[\s>].*?</wps:wsp>|<v:(?:line|polyline|oval|arc|curve)\s", re.DOTALL)
_FALLBACK = re.compile(rb"<mc:Fallback[\s>].*?</mc:Fallback>", re.DOTALL)


def read_docx(data: bytes, name: str) -> ForeignCourse:
    """The course that a document makes; refused, with the reason, if it cannot be read. `name` is that of the file."""
    try:
        parts = open_package(data)
    except ArchiveRefused as refusal:
        return refused(refusal.problem)
    pictures = ForeignPictures()
    html = _html(parts, pictures)
    if html is None:
        return refused(damaged())
    return _course(html, title_from(name), pictures, tuple(_losses(parts)))


def _html(parts: Mapping[str, bytes], pictures: ForeignPictures) -> str | None:
    """What mammoth makes of it; None for what it cannot read. Whatever it raises comes from the document."""
    plain = {name: _for_mammoth(part) if _is_text(name) else part for name, part in parts.items()}
    try:
        result = mammoth.convert_to_html(
            pack(plain),
            style_map=_STYLES + heading_styles(parts.get("word/styles.xml", b"")),
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(partial(_picture, pictures)),
        )
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return None
    for message in result.messages:
        if message.message.startswith("could not open external image"):
            pictures.is_linked()
    return _OURS.sub("", str(result.value))


def _picture(pictures: ForeignPictures, image: "mammoth.documents.Image") -> Mapping[str, str]:
    try:
        with image.open() as stream:
            return {"src": pictures.keep(stream.read())}
    except (KeyError, OSError):
        return {"src": pictures.is_linked()}


def _course(html: str, name: str, pictures: ForeignPictures, losses: tuple[Problem, ...]) -> ForeignCourse:
    links: list[str] = []

    def markdown(piece: str) -> str:
        return markdown_of(piece, pictures.markdown, links.append, page=True)

    body, notes = _without_notes(_BOX.sub(lambda box: "☑ " if box[1] or box[2] else "☐ ", html))
    title = _TITLE.search(body)
    words = " ".join(re.sub(r"<[^<>]*>", "", title[1]).split()) if title else ""
    body = body[: title.start()] + body[title.end() :] if title else body
    text = markdown(body)
    if not text and not words:
        return refused(empty())
    outline = outline_of(text, unescape(words), name)
    outline = with_notes(outline, [on_one_line(markdown(note)) for note in notes])
    told = list(losses)
    if lost := sum("link" in what for what in links):
        told.append(loss("links-within", lost))
    if not re.search(r"<h[1-6]\b", body):
        told.append(loss("no-headings", 1))
    return course_of(outline, pictures, told)


def _without_notes(html: str) -> tuple[str, list[str]]:
    """The text with marks for its notes, and their HTML in the order of the marks."""
    places: dict[str, int] = {}
    start = _NOTE_TEXT.search(html)
    body, tail = (html[: start.start()], html[start.start() :]) if start else (html, "")
    pieces = _NOTE_TEXT.split(_WAY_BACK.sub("", tail))
    texts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    body = _NOTE_MARK.sub(lambda mark: note_mark(places.setdefault(mark[1], len(places))), body)
    return body.removesuffix("<ol>"), [texts.get(place, "") for place in places]


def _is_text(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml")


def _for_mammoth(xml: bytes) -> bytes:
    """The same text without what mammoth leaves out with all its words: formulas, fields, letters with a reading."""
    xml = _RETURN.sub(b"<w:br/>", _UNWRAPPED.sub(b"", xml))
    if b"<m:oMath" not in xml:
        return xml
    return _FORMULA.sub(
        lambda found: b'<w:r><w:t xml:space="preserve"> %s </w:t></w:r>' % b"".join(_FORMULA_TEXT.findall(found[1])),
        _FORMULA_FRAME.sub(b"", xml),
    )


def _losses(parts: Mapping[str, bytes]) -> Iterator[Problem]:
    main = b"".join(
        _FALLBACK.sub(b"", part)
        for name, part in parts.items()
        if _is_text(name) and re.match(r"word/(?:document|footnotes|endnotes)", name)
    )
    for code, sign in _COUNTED:
        if count := sum(1 for _ in sign.finditer(main)):
            yield loss(code, count)
    if shapes := sum(b"<w:txbxContent" not in found[0] for found in _SHAPE.finditer(main)):
        yield loss("shapes", shapes)
    marginal = (part for name, part in parts.items() if re.match(r"word/(?:header|footer)\d*\.xml", name))
    if any(re.search(rb"<w:t[ >]", part) for part in marginal):
        yield loss("headers", 1)
