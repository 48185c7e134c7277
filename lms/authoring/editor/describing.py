"""Gives a picture its description, without its form (pure)."""

from dataclasses import replace

from lms.authoring.blocks.block_edits import Edited, replace_page_block
from lms.authoring.blocks.forms import read_form, write_form
from lms.authoring.blocks.picture_form import PictureValues
from lms.authoring.draft import FileLine
from lms.authoring.editor.edits import Edit
from lms.authoring.editor.places import BlockChanged, Place, blocks_at


def described(place: Place, words: str) -> Edit:
    """The picture gets these words. Raises BlockChanged if it is none any more."""

    def edit(line: FileLine) -> Edited:
        source, block = line.content.text or "", blocks_at(place, line)[0]
        values = read_form(block)
        if not isinstance(values, PictureValues):
            raise BlockChanged
        written = write_form(replace(values, words=" ".join(words.split()), is_decoration=False), block)
        if written.problems:
            return Edited(source, block.index, written.problems)
        return replace_page_block(source, block.index, written.text)

    return edit
