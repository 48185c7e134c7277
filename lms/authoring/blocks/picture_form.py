"""The form for a picture alone in its paragraph: file, what it shows, caption (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lms.authoring.blocks.block_form import BlockForm, Written, only_node, refused
from lms.authoring.blocks.inline_reader import picture_markdown
from lms.authoring.blocks.lone_content import lone_picture
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import paragraph_text
from lms.authoring.blocks.runs import safe_address
from lms.kernel.problems import Problem, error


@dataclass(frozen=True)
class PictureValues:
    """A picture. `file` is its path as the page links it; one that only adorns the page needs no `words`."""

    file: str = ""
    words: str = ""
    caption: str = ""
    is_decoration: bool = False


def read(block: PageBlock) -> PictureValues | None:
    """The picture as the form shows it; one without words is described, or said to adorn, when it is saved next."""
    node = only_node(block)
    found = lone_picture((paragraph_text(node) if node else None) or "", block.definitions)
    if found is None:
        return None
    return PictureValues(unquote(found.address), found.words, found.title)


def write(values: PictureValues, previous: PageBlock | None) -> Written:
    """`![words](file "caption")`."""
    problems: list[Problem] = []
    if not values.file.strip():
        problems.append(error("no-picture", "No picture is chosen.", "Choose one, or add one by the button."))
    if not values.words.strip() and not values.is_decoration:
        problems.append(
            error(
                "picture-needs-words",
                "The picture is not described.",
                "Write what it shows for those who cannot see it, or say that it is only decoration.",
            )
        )
    if problems:
        return refused(*problems)
    words = "" if values.is_decoration else values.words
    return Written(picture_markdown(words, safe_address(values.file), values.caption))


def to_fields(values: PictureValues) -> dict[str, str]:
    """`file`, `words`, `caption`, `decoration` ("1" or "")."""
    return {
        "file": values.file,
        "words": values.words,
        "caption": values.caption,
        "decoration": "1" if values.is_decoration else "",
    }


def from_fields(fields: Mapping[str, str]) -> PictureValues:
    """The picture that was sent."""
    file, words, caption = (" ".join(fields.get(name, "").split()) for name in ("file", "words", "caption"))
    is_decoration = bool(fields.get("decoration"))
    return PictureValues(file, "" if is_decoration else words, caption, is_decoration)


FORM = BlockForm(PageBlockKind.PICTURE, PictureValues, PictureValues(), read, write, to_fields, from_fields)
