"""A draft on its way to publication, through the pages that authors and reviewers use."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.authoring.queries import draft_of
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reviewing.checklist import tick_of
from lms.reviewing.decision_page import points_today
from lms.reviewing.models import Submission
from lms.reviewing.review import Aspect
from tests.support.drafts import FILES, add_draft, writer
from tests.support.people import add_person, signed_in

WORTH = {
    "number": "800/17/2026",
    "decided_on": "2026-11-20",
    "jp": "2",
    "form": "E-learning",
    "kind": "Diklat Teknis",
}


@dataclass(frozen=True)
class Cast:
    """An author with a draft, and two reviewers who had no part in it."""

    draft: int
    author_id: int
    author: FlaskClient
    gita_id: int
    gita: FlaskClient
    rudi_id: int
    rudi: FlaskClient


def make_cast(app: Flask, files: Mapping[str, bytes] = FILES) -> Cast:
    """The cast, with a draft that nobody has handed in."""
    nara = add_person("nara", "Nara Contoh", role=Role.SPEAKER)
    gita = add_person("gita", "Gita Seumpama", role=Role.REVIEWER)
    rudi = add_person("rudi", "Rudi Misal", role=Role.REVIEWER)
    draft = add_draft(writer(nara, "nara"), files)
    return Cast(draft, nara, signed_in(app, nara), gita, signed_in(app, gita), rudi, signed_in(app, rudi))


def hand_in(cast: Cast, note: str = "") -> int:
    """The author hands the draft in; gives the key of the review."""
    answer = cast.author.post(f"/drafts/{cast.draft}/hand-in", data={"note": note})
    assert answer.status_code == 303, answer.text
    return review_of(cast.draft)


def review_of(draft: int) -> int:
    """The newest review of a draft."""
    with door(writes=False):
        rows = select(Submission.id).where(Submission.draft_id == draft).order_by(Submission.id.desc())
        return int(db.session.scalars(rows.limit(1)).one())


def revision_of(draft: int) -> int:
    """The newest revision of a draft."""
    with door(writes=False):
        found = draft_of(draft)
    assert found is not None
    return found.revision


def state_of(draft: int) -> str:
    """Where a draft stands."""
    with door(writes=False):
        found = draft_of(draft)
    assert found is not None
    return found.state.value


def ticks(aspect: str) -> list[str]:
    """What the form sends if every point of today is ticked, in Indonesian."""
    with door(writes=False):
        return [tick_of(point) for point in points_today(Aspect(aspect))]


def decide(
    reviewer: FlaskClient, review: int, aspect: str, draft: int, verdict: str = "approved", **fields: object
) -> TestResponse:
    """A reviewer approves an aspect of the draft as it is now, with every point ticked unless `fields` say else."""
    data = {"verdict": verdict, "revision": revision_of(draft), "point": ticks(aspect)}
    return reviewer.post(f"/reviews/{review}/{aspect}", data={**data, **fields})


def approve_both(cast: Cast, review: int, **worth: str) -> None:
    """Gita approves the substance, Rudi the form."""
    for reviewer, aspect in ((cast.gita, "substance"), (cast.rudi, "form")):
        answer = decide(reviewer, review, aspect, cast.draft, **(worth if aspect == "form" else {}))
        assert answer.status_code == 303, answer.text


def publish(reviewer: FlaskClient, review: int, **fields: str) -> TestResponse:
    """A reviewer publishes at once, unless `fields` name a time."""
    return reviewer.post(f"/reviews/{review}/publish", data={"when": "now", **fields})


def published(cast: Cast, **worth: str) -> int:
    """All the way to the first version; gives the key of the review."""
    review = hand_in(cast)
    approve_both(cast, review, **worth)
    answer = publish(cast.rudi, review)
    assert answer.status_code == 303, answer.text
    return review
