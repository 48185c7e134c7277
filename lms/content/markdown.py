"""The one renderer: course Markdown to safe HTML (pure, but slow: use `render_pool.py` where people wait)."""

import re

from markdown import Markdown

from lms.content.markdown_extensions.document_builder import DocumentBuilder
from lms.content.markdown_extensions.footnotes import FootnoteNumbers, FootnoteReference, FootnoteTexts
from lms.content.markdown_extensions.inline_text import BareLink, HardBreak, VerbatimText
from lms.content.markdown_extensions.labels import labels_for
from lms.content.markdown_extensions.layout import CodeHostTables, Headings, Tables
from lms.content.markdown_extensions.link_targets import LinkTargets
from lms.content.markdown_extensions.links import LinkFinder
from lms.content.markdown_extensions.stash import StashedHtml
from lms.content.sanitising import sanitise_html
from lms.content.targets import NOTHING_KNOWN, Targets

REVISION = 4
"""Raise it when the same Markdown gives other HTML: published versions are rendered anew when it differs."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SEPARATOR = "\x06"
_SEPARATOR_HTML = re.compile(f"<p>{_SEPARATOR}</p>")
_REPLACED_PATTERNS = (
    *("backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference"),
    *("short_image_ref", "autolink", "automail", "linebreak", "html"),
)


def render_markdown(
    text: str,
    *,
    definitions: str = "",
    targets: Targets = NOTHING_KNOWN,
    source: str = "",
    language: str = "id",
    anchor: str = "",
) -> str:
    """`text` as safe HTML. The other arguments are those of `render_parts`.

    Raises NestedTooDeeply for quotes or lists within one another without end.
    """
    return render_parts(
        (text,), definitions=definitions, targets=targets, source=source, language=language, anchor=anchor
    )[0]


def render_parts(
    parts: tuple[str, ...],
    *,
    definitions: str = "",
    targets: Targets = NOTHING_KNOWN,
    source: str = "",
    language: str = "id",
    anchor: str = "",
) -> tuple[str, ...]:
    """Parts of one text, between which something else will stand, as safe HTML each.

    They share link and footnote definitions, ids and the numbers of footnotes, whose texts end the last part.
    `definitions` is Markdown with further definitions, `source` the path of the file for its relative links,
    `language` that of the few words rendering adds, `anchor` begins every id so that texts on one page differ.

    Raises NestedTooDeeply for quotes or lists within one another without end.
    """
    reader = CourseMarkdown(targets, source, language, anchor)
    texts = [_without_controls(part) for part in parts]
    ending = f"\n\n{_without_controls(definitions)}" if definitions else ""
    pieces = _SEPARATOR_HTML.split(reader.convert(f"\n\n{_SEPARATOR}\n\n".join(texts) + ending))
    if len(pieces) != len(parts):  # an unclosed fence or comment in one part has swallowed the next
        pieces = [CourseMarkdown(targets, source, language, anchor).convert(text + ending) for text in texts]
    return tuple(sanitise_html(piece, targets=targets, source=source).strip() for piece in pieces)


class CourseMarkdown(Markdown):
    """Python-Markdown with the project's block reader and inline patterns. One instance renders one text."""

    def __init__(self, targets: Targets, source: str, language: str, anchor: str) -> None:
        self._targets, self._source, self._anchor = targets, source, anchor
        self._labels = labels_for(language)
        super().__init__(output_format="html")

    def build_parser(self) -> "CourseMarkdown":
        """Puts the project's parts in the place of those that differ from CommonMark."""
        super().build_parser()
        self.parser = builder = DocumentBuilder(self, self._labels, self._anchor)
        builder.blockprocessors.register(CodeHostTables(builder, {"use_align_attribute": True}), "table", 75)
        self.preprocessors.deregister("normalize_whitespace")
        self.preprocessors.deregister("html_block")
        self._register_inline(builder)
        trees = self.treeprocessors
        trees.register(FootnoteTexts(self, builder), "footnote-texts", 30)
        trees.register(FootnoteNumbers(self, builder), "footnote-numbers", 15)
        trees.register(Headings(self), "headings", 14)
        trees.register(Tables(self, self._labels), "tables", 13)
        trees.register(LinkTargets(self, self._labels, self._targets, self._source), "link-targets", 12)
        self.postprocessors.register(StashedHtml(self), "raw_html", 30)
        return self

    def _register_inline(self, builder: DocumentBuilder) -> None:
        inline = self.inlinePatterns
        for name in _REPLACED_PATTERNS:
            inline.deregister(name)
        inline.register(VerbatimText(self), "verbatim", 190)
        inline.register(HardBreak(self), "hard-break", 185)
        inline.register(FootnoteReference(self, builder), "footnote", 175)
        inline.register(LinkFinder(self), "links", 170)
        inline.register(LinkFinder(self, only_images=True), "pictures", 160)
        inline.register(BareLink(self), "bare-links", 70)


def _without_controls(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).removesuffix("\n")
