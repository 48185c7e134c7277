"""Two people at the same moment, through the doors of the portal: whatever they do holds, and is done once."""

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from lms.content.models import CourseVersion
from lms.doctor import differences
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reviewing.models import Approval, Submission
from tests.learning.test_at_once import at_once
from tests.reviewing.reviewing import Cast, approve_both, decide, hand_in, make_cast, publish, revision_of, state_of
from tests.support.apps import count
from tests.support.drafts import edit, writer
from tests.support.people import signed_in

LESSON = "01-menyimpan/01-nama-berkas.md"
ROUNDS = 4


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def test_two_reviewers_who_approve_the_same_aspect_approve_it_once(app: Flask, cast: Cast) -> None:
    review = hand_in(cast)
    acts = [partial(decide, one, review, "substance", cast.draft) for one in (cast.gita, cast.rudi)]
    assert sorted(answer.status_code for answer in at_once(app, *acts)) == [303, 409]
    assert count(Approval) == 1


def test_two_reviewers_who_approve_an_aspect_each_leave_it_approved(app: Flask, cast: Cast) -> None:
    for number in range(ROUNDS):
        edit(cast.draft, LESSON, f"Putaran {number}.\n", writer(cast.author_id))
        review = hand_in(cast)
        acts = [
            partial(decide, cast.gita, review, "substance", cast.draft),
            partial(decide, cast.rudi, review, "form", cast.draft),
        ]
        assert [answer.status_code for answer in at_once(app, *acts)] == [303, 303]
        assert state_of(cast.draft) == "approved"
        cast.author.post(f"/drafts/{cast.draft}/hand-in/take-back")


def test_what_is_edited_while_it_is_approved_is_never_published_unseen(app: Flask, cast: Cast) -> None:
    for number in range(ROUNDS):
        review, seen = hand_in(cast), revision_of(cast.draft)
        decide(cast.rudi, review, "form", cast.draft)
        acts = [
            partial(decide, cast.gita, review, "substance", cast.draft, revision=seen),
            partial(edit, cast.draft, LESSON, f"Sementara itu {number}.\n", writer(cast.author_id)),
        ]
        at_once(app, *acts)
        assert state_of(cast.draft) == "in-review" and revision_of(cast.draft) > seen
        assert publish(cast.gita, review).status_code == 409
        cast.author.post(f"/drafts/{cast.draft}/hand-in/take-back")
    assert count(CourseVersion) == 0


def test_published_from_two_desks_it_is_published_once(app: Flask, cast: Cast) -> None:
    review = hand_in(cast)
    approve_both(cast, review)
    answers = at_once(app, partial(publish, cast.gita, review), partial(publish, cast.rudi, review))
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert 303 in {answer.status_code for answer in answers}
    assert count(CourseVersion) == 1 and state_of(cast.draft) == "published"
    with door(writes=False):
        acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "reviewing.publish")).all()
        assert len(acts) == 1 and list(differences()) == []


def test_handed_in_from_two_tabs_it_is_handed_in_once(app: Flask, cast: Cast) -> None:
    tabs = [signed_in(app, cast.author_id), signed_in(app, cast.author_id)]
    acts = [partial(tab.post, f"/drafts/{cast.draft}/hand-in", data={"note": "Baru."}) for tab in tabs]
    assert {answer.status_code for answer in at_once(app, *acts)} == {303}
    assert count(Submission) == 1


def test_taken_back_while_it_is_published_it_is_one_or_the_other(app: Flask, cast: Cast) -> None:
    review = hand_in(cast)
    approve_both(cast, review)
    at_once(app, partial(publish, cast.gita, review),
            partial(cast.author.post, f"/drafts/{cast.draft}/hand-in/take-back"))  # fmt: skip
    assert (state_of(cast.draft), count(CourseVersion)) in {("published", 1), ("writing", 0)}
