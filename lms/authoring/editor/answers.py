"""What the editor answers: its page with a form, errors or a conflict, or for a script a few words as JSON."""

from dataclasses import dataclass, replace
from secrets import token_urlsafe
from typing import Any

from flask import Response, current_app, json, request

from lms.authoring.blocks.page_blocks import PageBlock
from lms.authoring.draft import FileLine
from lms.authoring.editor.block_names import block_names
from lms.authoring.editor.form_choices import choices_for
from lms.authoring.editor.open_form import OpenForm, after_conflict, row_numbers
from lms.authoring.editor.page import PageFile, editor_page, renderer_of
from lms.authoring.editor.places import blocks_of, gone_between
from lms.authoring.editor.saving import Saved
from lms.authoring.editor.uploads import LARGEST_UPLOAD
from lms.authoring.queries import file_of
from lms.authoring.remarks_page import remarks_of
from lms.kernel.clock import utc_now
from lms.platform.web import i18n
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other


@dataclass(frozen=True)
class RemovedBlock:
    """What was just taken out and may be brought back; `revision` is the one that took it out."""

    name: str
    revision: int


def show_page(
    file: PageFile,
    opened: OpenForm | None = None,
    *,
    status: int = 200,
    problem: str = "",
    removed: RemovedBlock | None = None,
) -> Response:
    """The page with its blocks; `problem` says why something was not done."""
    wrong = gettext("To be corrected: ") if status == 422 else ""
    return render(
        "authoring/page.html",
        status=status,
        title=f"{wrong}{file.title}",
        page=editor_page(file),
        opened=opened,
        **about_forms(file),
        problem=problem,
        removed=removed,
        remarks=remarks_of(file),
        token=token_urlsafe(16),
    )


def show_again(file: PageFile, opened: OpenForm) -> Response:
    """The form with what is to be corrected; for a script only the first of it."""
    if wants_words():
        return told(422, error=opened.errors[0])
    return show_page(file, opened, status=422)


def show_conflict(file: PageFile, opened: OpenForm) -> Response:
    """Both texts of a block that somebody else changed meanwhile: what is stored, and what was to be saved."""
    if wants_words():
        return told(409, error=gettext("Somebody changed this part meanwhile. Your text is kept here."))
    stored = stored_block(file, opened)
    html = renderer_of(file).views([stored])[0] if stored else None
    return render(
        "authoring/conflict.html",
        status=409,
        title=gettext("Two texts of one part"),
        file=file,
        stored=html,
        opened=after_conflict(file, opened, stored),
        **about_forms(file),
    )


def about_forms(file: PageFile, *, may_move: bool = True) -> dict[str, Any]:
    """What the templates of forms ask for; without `may_move` a question stays in its group."""
    choices = choices_for(file) if may_move else replace(choices_for(file), pools={})
    return {"choices": choices, "rows_in": row_numbers, "most_megabytes": LARGEST_UPLOAD // 1_000_000}


def stored_block(file: PageFile, opened: OpenForm) -> PageBlock | None:
    """What stands now where the block of a form stood: between the same neighbours; None if it was taken out."""
    blocks = file.blocks
    places = {block.key: place for place, block in enumerate(blocks)}
    above, below = places.get(opened.above, -1 if not opened.above else None), places.get(opened.below)
    if above is None and below is None:
        return None
    place = above + 1 if above is not None else (below or 0) - 1
    return blocks[place] if 0 <= place < len(blocks) and place != below else None


def show_saved(file: PageFile, opened: OpenForm, saved: Saved) -> Response:
    """The way back to the block; for a script when it was saved, and what the form acts on from now on."""
    if wants_words():
        keys = saved.keys(0 if opened.is_new else len(opened.keys))
        return told(200, saved=saved_words(), block=keys, seen=saved.line.since)
    note = "block-added" if opened.is_new else "block-saved"
    return see_other("authoring.page", note=note, anchor=f"b{saved.index}", draft=file.draft.id, file=file.path)


def removed_block(draft_id: int, path: str, revision: int) -> RemovedBlock | None:
    """What a revision took out of a page; None if it took nothing out."""
    before, after = (file_of(draft_id, path, number) for number in (revision - 1, revision))
    if before is None or after is None:
        return None
    block = gone_between(before, after)
    return RemovedBlock(block_name(before, block), revision) if block else None


def block_name(line: FileLine, block: PageBlock) -> str:
    """What a block is called on its page."""
    blocks = blocks_of(line)
    return dict(zip((one.key for one in blocks), block_names(blocks), strict=True))[block.key]


def wants_words() -> bool:
    """Whether a script asks, which shows a few words itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def told(status: int, **words: object) -> Response:
    """An answer for a script."""
    return Response(json.dumps(words), status, content_type="application/json")


def saved_words() -> str:
    """When it was saved, in words: "Tersimpan 09.41 WIB"."""
    zone = current_app.extensions["settings"].timezone
    return gettext("Saved %(time)s", time=i18n.instant_time(utc_now(), zone))
