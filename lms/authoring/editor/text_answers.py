"""What the tab with the text answers: the text, its preview, both texts where two people changed one."""

from flask import Response, request

from lms.authoring.editor.answers import told, wants_words
from lms.authoring.editor.page import PageFile
from lms.authoring.editor.text_tab import Preview
from lms.content.course_folder import LARGEST_TEXT
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render

LARGEST_FORM = 4_000_000
"""Bytes of a form with a text: each letter may take several on its way."""


def allow_long_texts() -> None:
    """Lets the form of this request be as large as a whole text may be. Call it before the form is read."""
    request.max_content_length = LARGEST_FORM
    request.max_form_memory_size = LARGEST_FORM


def text_fault(text: str) -> str:
    """Why a text cannot be stored, in words; "" if it can."""
    if len(text.encode("utf-8", "replace")) > LARGEST_TEXT:
        return gettext(
            "This page is larger than %(most)s MB. Divide it into several pages.", most=LARGEST_TEXT // 1_000_000
        )
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        return gettext("The text has a sign that cannot be stored. Copy it anew without invisible signs.")
    return ""


def show_text(
    file: PageFile, typed: str | None = None, seen: int = 0, made: Preview | None = None, fault: str = ""
) -> Response:
    """The text of a page, or what was typed in its place; beside it its preview."""
    wrong = gettext("To be corrected: ") if fault else ""
    return render(
        "authoring/text.html",
        status=422 if fault else 200,
        title=f"{wrong}{file.title}",
        file=file,
        text=file.text if typed is None else typed,
        seen=seen or file.line.since,
        made=made,
        fault=fault,
    )


def show_preview(file: PageFile, made: Preview) -> Response:
    """Only the preview, for the script that shows it beside the text."""
    return render("authoring/preview_part.html", file=file, made=made, store="no-store")


def show_both_texts(file: PageFile, typed: str) -> Response:
    """What is stored, and what was to be saved; nothing was overwritten."""
    if wants_words():
        return told(409, error=gettext("Somebody changed this page meanwhile. Your text is kept here."))
    return render(
        "authoring/text_conflict.html", status=409, title=gettext("Two texts of one page"), file=file, text=typed
    )
