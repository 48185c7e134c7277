"""Two records of one person that wrote and reviewed: what they did goes along, and nobody comes to approve own work."""

import pytest
from flask import Flask

from lms.doctor import differences
from lms.kernel.errors import Conflict
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.accounts import twins
from tests.reviewing.reviewing import Cast, approve_both, hand_in, make_cast
from tests.support.people import add_person, signed_in


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def doctor() -> list[str]:
    with door(writes=False):
        return [str(one) for one in differences()]


def test_whoever_wrote_a_draft_is_not_one_with_whoever_approved_it(cast: Cast) -> None:
    approve_both(cast, hand_in(cast))
    for kept, gone in ((cast.author_id, cast.gita_id), (cast.gita_id, cast.author_id)):
        with pytest.raises(Conflict, match="nobody approves own work"):
            twins.merge(kept, gone)
    assert doctor() == []


def test_two_records_of_a_reviewer_are_one_and_undone_with_all_they_decided(cast: Cast) -> None:
    approve_both(cast, hand_in(cast))
    twin = add_person("gita2", "Gita Seumpama", role=Role.REVIEWER)
    before = twins.everything()
    merged = twins.merge(twin, cast.gita_id)
    assert doctor() == []
    twins.undo(merged)
    assert twins.everything() == before


def test_a_draft_that_both_write_in_has_one_author_and_the_draft_goes_with_its_owner(app: Flask, cast: Cast) -> None:
    twin = add_person("nara2", "Nara Contoh", role=Role.SPEAKER)
    cast.author.post(f"/drafts/{cast.draft}/authors", data={"username": "nara2"})
    before = twins.everything()
    merged = twins.merge(twin, cast.author_id)
    page = signed_in(app, twin).get(f"/drafts/{cast.draft}/authors")
    assert page.status_code == 200 and page.text.count("Nara Contoh") >= 1
    assert doctor() == []
    twins.undo(merged)
    assert twins.everything() == before
