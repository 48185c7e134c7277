"""An author with a draft in a browser, who works on one page by its buttons and forms."""

import html
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.authoring.contents import folder_of
from lms.authoring.queries import files_of
from lms.content.blobs import BlobStore
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, writer
from tests.support.people import add_person, signed_in

LESSON = "01-menyimpan/01-nama-berkas.md"
QUIZ = "01-menyimpan/02-uji-diri.md"
_INPUT = re.compile(r"<(input|textarea|select|button)\b([^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w.-]+)(?:="([^"]*)")?')


class Author:
    """Somebody who writes in a draft, on one page of it."""

    def __init__(self, app: Flask, draft: int, client: FlaskClient, page: str = LESSON) -> None:
        self.app, self.draft, self.client, self.path = app, draft, client, page

    def at(self, act: str, query: str = "") -> str:
        """The address of an act on the page."""
        return f"/drafts/{self.draft}/{act}/{self.path}{query}"

    def opened(self, index: int) -> dict[str, str]:
        """The fields of the form of a block."""
        return fields_of(self.client.get(self.at("page", f"?open={index}")).text)

    def new(self, kind: str, below: int | str = "end") -> dict[str, str]:
        """The fields of the form of a new block."""
        return fields_of(self.client.get(self.at("page", f"?add={below}&kind={kind}")).text)

    def save(self, fields: Mapping[str, object], act: str = "page", **headers: str) -> TestResponse:
        """Sends a form."""
        return self.client.post(self.at(act), data=dict(fields), headers=headers)

    def press(self, act: str, index: int, **more: object) -> TestResponse:
        """Presses a button below a block."""
        shown = self.client.get(self.at("page")).text
        acts = re.findall(r'<form class="acts".*?</form>', shown, re.DOTALL)
        return self.client.post(self.at(act), data={**fields_of(acts[index]), **more})

    def text(self, path: str = "") -> str:
        """The page as it is stored."""
        return self.files()[path or self.path].decode()

    def files(self) -> dict[str, bytes]:
        """The draft, byte for byte."""
        store = BlobStore.within(self.app.extensions["settings"].data_dir)
        with door(writes=False):
            return folder_of(files_of(self.draft), store)


def author(app: Flask, files: Mapping[str, bytes] = FILES, page: str = LESSON) -> Author:
    """A new speaker with a draft of these files."""
    who = add_person("narasumber", role=Role.SPEAKER)
    return Author(app, add_draft(writer(who), files), signed_in(app, who), page)


def with_lesson(app: Flask, text: str) -> Author:
    """A new speaker on a lesson of this text."""
    return author(app, {**FILES, LESSON: text.encode()})


def fields_of(page: str) -> dict[str, str]:
    """What the open form of a page would send, as a browser without script does."""
    kinds = ("blk open", "rem", "acts")
    forms = (re.search(rf'<form class="{kind}.*?</form>', page, re.DOTALL) for kind in kinds)
    form = next((found for found in forms if found), None)
    assert form, page[-3000:]
    return form_fields(form[0])


def form_fields(form: str) -> dict[str, str]:
    """The fields of a form in HTML by name, buttons left out."""
    found: dict[str, str] = {}
    for name, value in re.findall(r'<textarea\b[^>]*\bname="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(value)
    for name, options in re.findall(r'<select\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        found[name] = html.unescape(chosen[1]) if chosen else ""
    for tag in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(_ATTRIBUTE.findall(tag))
        is_choice = attributes.get("type") in ("checkbox", "radio")
        if "name" in attributes and attributes.get("type") != "file" and (not is_choice or "checked" in attributes):
            found[attributes["name"]] = html.unescape(attributes.get("value", ""))
    return found


def anchor_of(answer: TestResponse) -> str:
    """Where a redirect leads within its page."""
    return urlsplit(answer.location).fragment
