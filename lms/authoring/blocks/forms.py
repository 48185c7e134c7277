"""The forms for page blocks, one for each kind that can be written without marks (pure)."""

from collections.abc import Container, Iterable, Mapping
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
    question_form,
    table_form,
)
from lms.authoring.blocks.block_form import BlockForm, Written
from lms.authoring.blocks.form_rows import with_row_button
from lms.authoring.blocks.list_answers import with_right_rows
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
            question_form.FORM,
        )
    }
)
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


def write_form(values: BlockValues, previous: PageBlock | None = None, taken: Container[str] = ()) -> Written:
    """The Markdown of a block; that of the block as it was, to the byte, if nothing was changed in the form.

    `taken` are the keys of the file (`anchors_of`), which a new question must not take.
    """
    form = FORMS[kind_of_values(values)]
    before = previous if previous and previous.kind is form.kind else None
    if before and form.read(before) == values:
        return Written(core_of(before.text))
    if isinstance(values, question_form.QuestionValues):
        values = question_form.with_key(values, taken)
    return form.write(values, before)


def anchors_of(blocks: Iterable[PageBlock]) -> frozenset[str]:
    """The keys that headings, questions and pools of a file have."""
    return frozenset(block.anchor for block in blocks if block.anchor)


def with_button(fields: Mapping[str, str], button: str) -> dict[str, str]:
    """The fields after a button for rows ("add:item", …) or for columns ("add:column:1") was pressed."""
    if fields.get("kind") == PageBlockKind.TABLE and ":column:" in button:
        return to_fields(table_form.with_column_button(table_form.from_fields(fields), button))
    return with_row_button(with_right_rows(fields), button)


def to_fields(values: BlockValues) -> dict[str, str]:
    """The fields of the HTML form that shows the values, by name; "kind" says which form it is."""
    kind = kind_of_values(values)
    return {"kind": kind.value, **FORMS[kind].to_fields(values)}


def from_fields(fields: Mapping[str, str]) -> BlockValues | None:
    """The values that an HTML form sent; None if it names no kind that has a form."""
    fields = {name: value.replace("\0", "") for name, value in fields.items()}  # no database column holds it
    form = next((form for kind, form in FORMS.items() if kind.value == fields.get("kind")), None)
    return form.from_fields(fields) if form else None
