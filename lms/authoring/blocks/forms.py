"""The forms for page blocks, one for each kind that can be written without marks (pure)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lms.authoring.blocks import (
    code_form,
    heading_form,
    list_form,
    media_form,
    note_form,
    paragraph_form,
    picture_form,
    pool_form,
    table_form,
)
from lms.authoring.blocks.block_form import BlockForm, Written
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of

FORMS: Mapping[PageBlockKind, BlockForm[Any]] = MappingProxyType(
    {
        form.kind: form
        for form in (
            heading_form.FORM,
            paragraph_form.FORM,
            list_form.FORM,
            picture_form.FORM,
            media_form.FORM,
            table_form.FORM,
            note_form.NOTE_FORM,
            note_form.QUOTE_FORM,
            code_form.FORM,
            pool_form.FORM,
        )
    }
)
"""Questions have their own: `question_form.py`."""

BlockValues = Any
"""The values of any form: a frozen dataclass that its form defines."""


def read_form(block: PageBlock) -> BlockValues | None:
    """What the form for a block shows; None if it can only be edited as text."""
    form = FORMS.get(block.kind)
    return form.read(block) if form else None


def empty_form(kind: PageBlockKind) -> BlockValues:
    """What the form for a new block shows. Raises KeyError for a kind that has no form."""
    return FORMS[kind].empty


def kind_of_values(values: BlockValues) -> PageBlockKind:
    """The kind of block that values belong to."""
    return next(kind for kind, form in FORMS.items() if isinstance(values, form.values))


def write_form(values: BlockValues, previous: PageBlock | None = None) -> Written:
    """The Markdown of a block; that of the block as it was, to the byte, if nothing was changed in the form."""
    form = FORMS[kind_of_values(values)]
    if previous and previous.kind is form.kind and form.read(previous) == values:
        return Written(core_of(previous.text))
    return form.write(values, previous if previous and previous.kind is form.kind else None)


def to_fields(values: BlockValues) -> dict[str, str]:
    """The fields of the HTML form that shows the values, by name; "kind" says which form it is."""
    kind = kind_of_values(values)
    return {"kind": kind.value, **FORMS[kind].to_fields(values)}


def from_fields(fields: Mapping[str, str]) -> BlockValues | None:
    """The values that an HTML form sent; None if it names no kind that has a form."""
    form = next((form for kind, form in FORMS.items() if kind.value == fields.get("kind")), None)
    return form.from_fields(fields) if form else None
