"""What was done can be read: who, what, on which thing, when; on both databases."""

import json

from flask import Flask

from lms.authoring import operations
from lms.authoring.draft import DraftState
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import add_draft, writer
from tests.support.people import NOW, add_person


def audit(app: Flask, *options: str) -> list[str]:
    done = app.test_cli_runner().invoke(args=["audit", *options])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_acts_are_told_newest_first_with_their_particulars(app: Flask) -> None:
    by = writer(add_person("nara", role=Role.SPEAKER), "nara")
    draft = add_draft(by)
    with door(writes=True):
        operations.set_state(draft, DraftState.IN_REVIEW, NOW, by=by)
    lines = audit(app, "--subject", "arsip-kantor")
    told = [line.removeprefix("2026-11-24 09.41.00  nara  authoring.") for line in lines]
    assert told == [
        f"state  arsip-kantor  (after: in-review, before: writing, draft: {draft})",
        f"created  arsip-kantor  (draft: {draft})",
    ]
    assert json.loads(audit(app, "--actor", "nara", "--most", "1", "--json")[0])["action"] == "authoring.state"


def test_what_does_not_fit_is_left_out(app: Flask) -> None:
    add_draft(writer(add_person("nara", role=Role.SPEAKER), "nara"))
    for options in (["--actor", "lain"], ["--since", "2026-11-25"], ["--subject", "' OR 1=1"]):
        assert audit(app, *options) == ["Nothing of the kind was done."]
    assert len(audit(app, "--since", "2026-11-24")) == 1
