"""What blocks are called on the page, by kind and first words or number: so each button says what it acts on."""

from collections import Counter
from collections.abc import Iterable

from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of
from lms.content.heading_words import read_heading
from lms.platform.web.i18n import gettext

_WORDS = 6


def kind_name(kind: PageBlockKind) -> str:
    """A kind of block in words, as it begins a name."""
    names = {
        PageBlockKind.HEADING: gettext("heading"),
        PageBlockKind.PARAGRAPH: gettext("paragraph"),
        PageBlockKind.LIST: gettext("list"),
        PageBlockKind.PICTURE: gettext("picture"),
        PageBlockKind.MEDIA: gettext("recording"),
        PageBlockKind.TABLE: gettext("table"),
        PageBlockKind.NOTE: gettext("note"),
        PageBlockKind.QUOTE: gettext("quotation"),
        PageBlockKind.CODE: gettext("example of code"),
        PageBlockKind.MATH: gettext("formula"),
        PageBlockKind.RULE: gettext("line"),
        PageBlockKind.QUESTION: gettext("question"),
        PageBlockKind.POOL: gettext("group of questions"),
        PageBlockKind.FOOTNOTE: gettext("footnote"),
        PageBlockKind.DEFINITIONS: gettext("addresses of links"),
    }
    return names.get(kind, gettext("block"))


def block_names(blocks: Iterable[PageBlock]) -> list[str]:
    """A name for each block: "judul Empat langkah", "paragraf 1"."""
    counted: Counter[PageBlockKind] = Counter()
    names = []
    for block in blocks:
        counted[block.kind] += 1
        words = " ".join(_first_words(block).split()[:_WORDS]) or str(counted[block.kind])
        names.append(f"{kind_name(block.kind)} {words}")
    return names


def _first_words(block: PageBlock) -> str:
    if block.question:
        return block.question.title
    return read_heading(core_of(block.text).lstrip("# ")).title if block.kind is PageBlockKind.HEADING else ""
