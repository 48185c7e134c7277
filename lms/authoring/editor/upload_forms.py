"""A file that was sent with a form: stored, and named in the field that refers to it."""

from dataclasses import replace

from flask import request

from lms.authoring.editor.form_choices import linked_path
from lms.authoring.editor.open_form import OpenForm
from lms.authoring.editor.page import PageFile
from lms.authoring.editor.saving import NO_MEDIA, Media
from lms.authoring.editor.uploads import take_upload
from lms.kernel.problems import Problem

FIELDS = {"picture": "file", "media": "address"}
"""The field that refers to a file, by the kind of form."""


def with_upload(file: PageFile, opened: OpenForm) -> tuple[OpenForm, Media, tuple[Problem, ...]]:
    """The form with the file that came with it, what is to be put into the draft, and why the file is refused."""
    sent = request.files.get("upload")
    name = FIELDS.get(opened.kind)
    if name is None or sent is None or not sent.filename:
        return opened, NO_MEDIA, ()
    upload = take_upload(sent, file.course.files)
    if upload.problems and not upload.media_type:
        return opened, NO_MEDIA, upload.problems
    opened = replace(opened, fields={**opened.fields, name: linked_path(file.path, upload.path)})
    return opened, {upload.path: upload.content} if upload.content else NO_MEDIA, ()
