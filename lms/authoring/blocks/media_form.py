"""The form for a recording of the course, or a film on YouTube, alone in its paragraph (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import BlockForm, Written, only_node, refused
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.lone_content import is_played, lone_link
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import paragraph_text
from lms.authoring.blocks.runs import Run, safe_address
from lms.kernel.problems import error


@dataclass(frozen=True)
class MediaValues:
    """A recording: its path in the course or its address on YouTube, and the words of its link."""

    address: str = ""
    words: str = ""


def read(block: PageBlock) -> MediaValues | None:
    """The recording as the form shows it; None if its words have marks."""
    node = only_node(block)
    link = lone_link((paragraph_text(node) if node else None) or "", block.definitions)
    if link is None or link != Run(text=link.text, link=link.link):
        return None
    return MediaValues(link.link, link.text)


def write(values: MediaValues, previous: PageBlock | None) -> Written:
    """`[words](address)`; without words the address stands for itself."""
    address = safe_address(values.address)
    if not is_played(address):
        return refused(
            error(
                "not-played",
                "This is neither a recording of the course nor a film on YouTube.",
                "Choose a file such as MP3 or MP4, or copy the address of the film from YouTube.",
            )
        )
    return Written(markdown_of([Run(text=values.words.strip() or address, link=address)]))


def to_fields(values: MediaValues) -> dict[str, str]:
    """`address`, `words`."""
    return {"address": values.address, "words": values.words}


def from_fields(fields: Mapping[str, str]) -> MediaValues:
    """The recording that was sent."""
    return MediaValues(*(" ".join(fields.get(name, "").split()) for name in ("address", "words")))


FORM = BlockForm(PageBlockKind.MEDIA, MediaValues, MediaValues(), read, write, to_fields, from_fields)
