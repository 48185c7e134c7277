"""The doctor counts what is stored of drafts anew, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import text

from lms.authoring.recount import differences
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.drafts import add_draft, edit, writer
from tests.support.people import add_person

FALSE = {
    "draft revision": "UPDATE draft SET revision = 9",
    "draft title": "UPDATE draft SET title = 'Lain'",
    "draft_file size": "UPDATE draft_file SET size = 1 WHERE path = 'course.md'",
}


def found() -> set[str]:
    with door(writes=False):
        return {f"{one.table} {one.column}" for one in differences()}


@pytest.mark.parametrize("falsified", FALSE)
def test_each_number_of_a_draft_that_was_falsified_is_named(app: Flask, falsified: str) -> None:
    by = writer(add_person("narasumber", role=Role.SPEAKER))
    draft = add_draft(by)
    edit(draft, "course.md", "---\ntitle: Arsip Baru\n---\n\nIsi é.\n", by)
    assert found() == set()
    with door(writes=True):
        db.session.execute(text(FALSE[falsified]))
    assert found() == {falsified}
