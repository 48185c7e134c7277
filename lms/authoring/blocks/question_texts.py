"""Texts within a question: Markdown to the text of a form, and back to the very Markdown if it says the same (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.rich_text import RichText, rich_line, rich_markdown, rich_of


@dataclass(frozen=True)
class QuestionTexts:
    """Reads and writes the texts of one question. `definitions` are those of its file; `texts` and `cells` remember
    the Markdown of what the question said before."""

    definitions: str = ""
    texts: dict[RichText, str] = field(default_factory=dict)
    cells: dict[RichText, str] = field(default_factory=dict)

    def read(self, markdown: str) -> RichText:
        """The text of Markdown with paragraphs."""
        return rich_of(markdown, self.definitions)

    def read_cell(self, markdown: str) -> RichText:
        """The text of a cell of a table."""
        return rich_line(markdown.replace("\\|", "|"), self.definitions)

    def write(self, text: RichText) -> str:
        """The Markdown of a text with paragraphs."""
        known = self.texts.get(text)
        return rich_markdown(text, Place.QUESTION) if known is None else known

    def write_cell(self, text: RichText) -> str:
        """The Markdown of a cell."""
        known = self.cells.get(text)
        return markdown_of(text.runs, Place.CELL) if known is None else known

    def remember(self, texts: Iterable[str], cells: Iterable[str]) -> None:
        """Notes the Markdown of the question as it was."""
        self.texts.update((self.read(markdown), markdown) for markdown in texts)
        self.cells.update((self.read_cell(markdown), markdown) for markdown in cells)
