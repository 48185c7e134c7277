"""Documents for tests: those that others wrote, and small ones of our own with one oddity each."""

import io
from pathlib import Path

from PIL import Image

from lms.authoring.foreign.foreign_course import ForeignCourse
from lms.content.course_folder import read_course
from lms.kernel.problems import Severity
from tests.authoring.foreign.zips import zipped

DATA = Path(__file__).parent / "data"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
)
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "heading 3", "toc 1", "Quote")
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, parts: dict[str, bytes] | None = None, links: dict[str, tuple[str, str]] | None = None) -> bytes:
    """A document with this body; `links` gives kind and target of a relationship by its id."""
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, (kind, target) in (links or {}).items()
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>".encode(),
            "word/styles.xml": f"<w:styles {_SPACES}>{_STYLES}</w:styles>".encode(),
            "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>".encode(),
            **(parts or {}),
        }
    )


def paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def picture_in_word(key: str, words: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{words}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def png(width: int = 4, height: int = 4, colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("1" if width > 1000 else "RGB", (width, height), 1 if width > 1000 else colour).save(buffer, "PNG")
    return buffer.getvalue()


def texts(course: ForeignCourse) -> dict[str, str]:
    """The Markdown files; the course is one that our reader takes without an error, with every picture in its place."""
    assert not course.is_refused, course.problems
    reading = read_course(course.files, "kursus")
    assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []
    assert reading.course is not None
    return {path: data.decode() for path, data in course.files.items() if path.endswith(".md")}


def told(course: ForeignCourse) -> dict[str, str]:
    """Each loss in words, by its code."""
    return {problem.code: problem.say(problem.message) for problem in course.problems}
