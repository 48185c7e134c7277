"""The form of one block while it is open on its page: what it shows, what it acts on, and what it means as Markdown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lms.authoring.blocks.block_form import Written
from lms.authoring.blocks.forms import (
    FORMS,
    anchors_of,
    empty_form,
    from_fields,
    read_form,
    to_fields,
    with_button,
    write_form,
)
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of
from lms.authoring.blocks.question_form import empty_question
from lms.authoring.editor.page import PageFile
from lms.authoring.editor.places import Place
from lms.authoring.problem_words import said_problem
from lms.kernel.problems import Problem
from lms.questions.kinds import KINDS
from lms.questions.showing import ShownQuestion

AS_TEXT = "text"
"""The kind of form for what has none of its own: its Markdown as it is."""

END = -1
"""The index of a form that adds at the end of the page."""

ABOUT_THE_FORM = ("block", "seen", "above", "below", "row", "upload", "pasted")
"""Fields that say what a form acts on; the rest is what it holds."""


@dataclass(frozen=True)
class OpenForm:
    """A form that is open at a block: to edit it, or (`is_new`) to add below it. Without a kind it asks for one.

    `keys` and `seen` are those of the `Place` it acts on; `above` and `below` the keys of its neighbours, "" at the
    ends of the page. `pasted` is Markdown that was pasted into it and stands below what it holds. `errors` are
    sentences how to mend what was sent, `asked` is the kind that was asked for where that is not enough to know the
    form, `learners` a question as they will see it.
    """

    index: int
    is_new: bool
    kind: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    seen: int = 0
    above: str = ""
    below: str = ""
    pasted: str = ""
    errors: tuple[str, ...] = ()
    asked: str = ""
    learners: ShownQuestion | None = None

    @property
    def form(self) -> bool:
        """Whether its kind is known."""
        return bool(self.kind)

    @property
    def is_last(self) -> bool:
        """Whether it stands below all blocks."""
        return self.index == END

    @property
    def place(self) -> Place:
        """What it acts on."""
        return Place(self.keys, self.seen)


def form_of(file: PageFile, index: int) -> OpenForm | None:
    """The form of a block as it stands; None if there is no such block."""
    block = _block(file, index)
    if block is None:
        return None
    values = read_form(block)
    fields = to_fields(values) if values is not None else {"kind": AS_TEXT, "text": core_of(block.text)}
    return _at_block(OpenForm(index, False, fields["kind"], {**fields, **_pool_of(block)}), file, block)


def new_form(file: PageFile, index: int, kind: str, question: str = "") -> OpenForm | None:
    """The form of a new block below another, or at the end; it asks for the kind unless that is one with a form."""
    block = _block(file, index)
    if block is None and index != END:
        return None
    opened = OpenForm(index, True, keys=(block.key,) if block else (), seen=file.line.since, asked=kind)
    if kind == PageBlockKind.QUESTION and question in KINDS:
        beside = block or (file.blocks[-1] if file.blocks else None)
        fields = to_fields(empty_question(question, beside))
        return replace(opened, kind=kind, fields={**fields, **_pool_of(beside)})
    if kind == PageBlockKind.QUESTION or kind not in {known.value for known in FORMS}:
        return opened
    return replace(opened, kind=kind, fields=to_fields(empty_form(PageBlockKind(kind))))


def sent_form(file: PageFile, sent: Mapping[str, str], keys: tuple[str, ...], *, is_new: bool) -> OpenForm:
    """What was sent, to be saved or shown again."""
    fields = {name: value for name, value in sent.items() if name not in ABOUT_THE_FORM}
    seen = sent.get("seen", "")
    index = _index(file, keys[:1] if not is_new else keys[-1:]) if keys else END
    seen_number = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    around = sent.get("above", ""), sent.get("below", "")
    return OpenForm(index, is_new, fields.get("kind", ""), fields, keys, seen_number, *around, sent.get("pasted", ""))


def after_conflict(file: PageFile, opened: OpenForm, stored: PageBlock | None) -> OpenForm:
    """The form with what was to be saved, which now acts on what is stored; anew at the end if that was taken out."""
    if stored is None:
        return replace(opened, index=END, is_new=True, keys=(), seen=file.line.since)
    return _at_block(replace(opened, index=stored.index, is_new=False), file, stored)


def after_row_button(opened: OpenForm, button: str) -> OpenForm:
    """The form with a row or column added, moved or taken out."""
    return replace(opened, fields=with_button(opened.fields, button))


def row_numbers(fields: Mapping[str, str], name: str) -> list[int]:
    """The numbers of the rows of a form, in order."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})(?:\.|$)")
    return sorted({int(found[1]) for field in fields if (found := pattern.match(field))})


def written(opened: OpenForm, previous: PageBlock | None, blocks: Sequence[PageBlock]) -> Written | None:
    """The Markdown that the form means on a page of these blocks; None if it is no form there is."""
    if opened.kind == AS_TEXT:
        return Written(opened.fields.get("text", ""))
    values = from_fields(opened.fields)
    if values is None:
        return None
    found = write_form(values, previous, anchors_of(blocks))
    if opened.pasted and {problem.code for problem in found.problems} <= {"nothing-written"}:
        return Written("\n\n".join(text for text in (found.text, opened.pasted) if text))
    return found


def with_errors(opened: OpenForm, problems: tuple[Problem, ...]) -> OpenForm:
    """The form with what is to be corrected."""
    return replace(opened, errors=tuple(dict.fromkeys(said_problem(problem).sentence for problem in problems)))


def _pool_of(block: PageBlock | None) -> dict[str, str]:
    """The field that says in which group a question stands, or will stand below this block."""
    if block is not None and block.question is not None:
        return {"pool": block.question.pool}
    return {"pool": block.pool.key if block is not None and block.pool is not None else ""}


def _at_block(opened: OpenForm, file: PageFile, block: PageBlock) -> OpenForm:
    blocks = file.blocks
    place = blocks.index(block)
    above = blocks[place - 1].key if place else ""
    below = blocks[place + 1].key if place + 1 < len(blocks) else ""
    return replace(opened, keys=(block.key,), seen=file.line.since, above=above, below=below)


def _block(file: PageFile, index: int) -> PageBlock | None:
    return next((block for block in file.blocks if block.index == index), None)


def _index(file: PageFile, keys: tuple[str, ...]) -> int:
    return next((block.index for block in file.blocks if block.key in keys), END)
