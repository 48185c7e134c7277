"""What is pasted from Word or a web page, as Markdown, and for a field of one text as its own HTML (pure)."""

from lms.authoring.blocks.page_blocks import PageBlockKind, page_blocks
from lms.authoring.blocks.rich_html import html_of
from lms.authoring.blocks.rich_text import rich_of
from lms.authoring.foreign.pasted import markdown_of_html
from lms.content.document_reader import read_document


def pasted(html: str) -> dict[str, object]:
    """`markdown`, `blocks` (how many it is), and `html` for a field if all of it is paragraphs, else ""."""
    markdown = markdown_of_html(html).strip("\n")
    blocks = page_blocks(read_document("", markdown).document)
    plain = bool(markdown) and all(block.kind is PageBlockKind.PARAGRAPH for block in blocks)
    return {"markdown": markdown, "blocks": len(blocks), "html": html_of(rich_of(markdown).runs) if plain else ""}
