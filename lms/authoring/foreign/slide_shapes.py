"""The shapes of a slide as HTML, in the order in which they are read aloud: text, tables, pictures, charts as tables
(pure).
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml

from lms.authoring.foreign.pictures import ForeignPictures
from lms.authoring.foreign.slide_text import paragraphs_html, plain_text

_MARGINAL = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER)
_BULLETED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
_DRAWN = (MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.LINE)
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_EMBEDDED = (MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT, MSO_SHAPE_TYPE.LINKED_OLE_OBJECT)
_DEEPEST = 10
_MOST_ROWS = 60  # of a chart


class SlideReader:
    """Reads one slide; `lost` is told the code of what does not come along."""

    def __init__(self, slide: Any, pictures: ForeignPictures, lost: Callable[[str], None]) -> None:
        self._slide, self._pictures, self._lost = slide, pictures, lost
        self._shown = 0  # pictures that came in
        self._told: set[str] = set()
        _take_choices(slide._element)
        title = slide.shapes.title
        self._title_id = title.shape_id if title is not None else None
        self.title = plain_text(title.text_frame.text) if getattr(title, "has_text_frame", False) else ""
        self._texts: list[str] = []

    def html(self) -> str:
        """All shapes but the title."""
        self._texts = list(self._shapes(self._slide.shapes, 0))
        return "".join(self._texts)

    @property
    def is_only_pictures(self) -> bool:
        """Whether there are pictures and no words below the title."""
        return self._shown > 0 and all(text.startswith("<img ") for text in self._texts if text)

    @property
    def is_cover(self) -> bool:
        """Whether it is laid out as the first slide of a deck."""
        return any(
            one.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE
            for one in self._slide.placeholders
            if one.shape_id == self._title_id
        )

    @property
    def has_animations(self) -> bool:
        """Whether anything on it appears later or moves."""
        return next(self._slide._element.iter("{*}bldP", "{*}animEffect", "{*}anim", "{*}animMotion"), None) is not None

    def _lose(self, code: str) -> None:
        """Tells a loss once for the slide: a drawing of fifty lines is one."""
        if code not in self._told:
            self._told.add(code)
            self._lost(code)

    def _shapes(self, shapes: Any, depth: int) -> Iterator[str]:
        for shape in shapes:
            if shape.shape_id == self._title_id and not depth and getattr(shape, "has_text_frame", False):
                continue
            if shape.is_placeholder and shape.placeholder_format.type in _MARGINAL:
                continue
            kind = _kind_of(shape)
            if kind == MSO_SHAPE_TYPE.GROUP:
                if depth == _DEEPEST:
                    self._lose("objects")
                else:
                    yield from self._shapes(shape.shapes, depth + 1)
                continue
            try:
                yield self._shape(shape, kind)
            except (AttributeError, KeyError, ValueError, TypeError, NotImplementedError):
                self._lose("objects")  # one shape that is not as it should be costs only itself

    def _shape(self, shape: Any, kind: Any) -> str:
        if getattr(shape, "has_table", False):
            return _table_html(shape.table)
        if getattr(shape, "has_chart", False):
            return self._chart(shape)
        if kind == MSO_SHAPE_TYPE.MEDIA:
            self._lose("recordings")
            return ""
        if kind in _EMBEDDED:
            self._lose("objects")
            return ""
        if shape._element.tag.endswith("}graphicFrame"):
            return self._diagram(shape)
        if shape._element.tag.endswith("}pic"):
            return self._picture(shape)
        if kind in _DRAWN or next(shape._element.iter("{*}blip"), None) is not None:
            self._lose("shapes")
        if getattr(shape, "has_text_frame", False):
            as_list = shape.is_placeholder and shape.placeholder_format.type in _BULLETED
            return paragraphs_html(shape.text_frame, as_list=as_list)
        return ""

    def _picture(self, shape: Any) -> str:
        words = shape._element.nvPicPr.cNvPr.get("descr", "")
        blip = next(shape._element.iter("{*}blip"), None)
        key = blip.get(f"{_RELATED}embed", "") if blip is not None else ""
        relation = shape.part.rels.get(key) if key else None
        if relation is None or relation.is_external:
            self._pictures.is_linked()
            return ""
        address = self._pictures.keep(relation.target_part.blob)
        self._shown += bool(address)
        return f'<img src="{address}" alt="{escape(words)}"><p></p>' if address else ""

    def _chart(self, shape: Any) -> str:
        try:
            rows = _chart_rows(shape.chart)
        except (AttributeError, KeyError, ValueError, NotImplementedError, IndexError):
            rows = []
        self._lose("charts-as-tables" if rows else "charts")
        return _rows_html(rows)

    def _diagram(self, shape: Any) -> str:
        """The words of a SmartArt diagram, in the order in which its data has them."""
        ids = next(shape._element.iter(_DIAGRAM), None)
        key = ids.get(f"{_RELATED}dm", "") if ids is not None else ""
        relation = shape.part.rels.get(key) if key else None
        if relation is None or relation.is_external:
            self._lose("objects")
            return ""
        self._lose("diagrams")
        return _words_of_diagram(relation.target_part.blob)


def _take_choices(slide: Any) -> None:
    """Puts what newer programs show in the place of the choice between it and what older ones would."""
    for alternate in list(slide.iter("{*}AlternateContent")):
        for shape in next(iter(alternate), ()):
            alternate.addprevious(shape)
        alternate.getparent().remove(alternate)


def _words_of_diagram(xml: bytes) -> str:
    points = next(parse_xml(xml).iter("{*}ptLst"), ())
    texts = (plain_text("".join(point.itertext(_TEXT))) for point in points)
    items = "".join(f"<li>{escape(text)}" for text in texts if text)
    return f"<ul>{items}</ul>" if items else ""


def _kind_of(shape: Any) -> Any:
    try:
        return shape.shape_type
    except NotImplementedError:  # a kind that has no name
        return None


def _table_html(table: Any) -> str:
    rows = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if not cell.is_spanned:
                spans = f' colspan="{cell.span_width}" rowspan="{cell.span_height}"' if cell.is_merge_origin else ""
                cells.append(f"<td{spans}>{paragraphs_html(cell.text_frame, as_list=False)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _chart_rows(chart: Any) -> list[list[str]]:
    """Categories and the numbers of each series; nothing for charts without categories."""
    plot = chart.plots[0]
    categories = [plain_text(str(category)) for category in plot.categories]
    series = list(plot.series)
    if not categories or not series or len(categories) > _MOST_ROWS:
        return []
    values = [list(one.values) for one in series]
    head = ["", *(plain_text(str(one.name)) for one in series)]
    return [
        head,
        *(
            [category, *(_number(column[place]) if place < len(column) else "" for column in values)]
            for place, category in enumerate(categories)
        ),
    ]


def _number(value: Any) -> str:
    return "" if value is None else f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)


def _rows_html(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
