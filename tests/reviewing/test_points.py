"""The points that reviewers confirm are dated facts of the institution; what was confirmed stays as it was shown."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.doctor import differences
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reviewing.models import Approval
from tests.reviewing.reviewing import Cast, approve_both, decide, hand_in, make_cast, ticks
from tests.support.apps import count

OWN = "Netral: tidak memihak siapa pun."


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def say(app: Flask, name: str, *lines: str, code: int = 0) -> str:
    done = app.test_cli_runner().invoke(args=["institution", "set", name, *lines, "--from", "2026-01-01"])
    assert done.exit_code == code, done.output
    return done.output


def test_an_institution_adds_rewords_and_drops_points_from_a_day_on(app: Flask, cast: Cast) -> None:
    review = hand_in(cast)
    assert "Semua kemampuan diuji" in cast.gita.get(f"/reviews/{review}/substance").text
    say(app, "substance_points", "right", f"neutral: {OWN}", "data: Data pribadi <tidak> tampak.")
    page = cast.gita.get(f"/reviews/{review}/substance").text
    assert OWN in page and "Data pribadi &lt;tidak&gt; tampak." in page and "Isinya benar dan terkini." in page
    assert "Semua kemampuan diuji" not in page
    assert "Bahasa jelas dan santun." in cast.gita.get(f"/reviews/{review}/form").text
    say(app, "substance_points", "")
    assert "Semua kemampuan diuji" in cast.gita.get(f"/reviews/{review}/substance").text, "the built-in ones again"


def test_points_of_a_day_to_come_are_not_asked_today(app: Flask, cast: Cast) -> None:
    review = hand_in(cast)
    args = ["institution", "set", "form_points", "foto: Fotonya baru.", "--from", "2199-01-01"]
    assert app.test_cli_runner().invoke(args=args).exit_code == 0
    assert "Fotonya baru." not in cast.gita.get(f"/reviews/{review}/form").text


def test_what_was_confirmed_stays_as_it_was_shown(app: Flask, cast: Cast) -> None:
    say(app, "substance_points", "right", f"neutral: {OWN}")
    review = hand_in(cast)
    approve_both(cast, review)
    say(app, "substance_points", "neutral")
    with door(writes=False):
        kept = db.session.scalars(select(Approval.points).order_by(Approval.id)).first()
    assert kept == f'{{"right": "Isinya benar dan terkini.", "neutral": "{OWN}"}}'
    for address in (f"/reviews/{review}", f"/reviews/{review}/substance"):
        page = cast.rudi.get(address).text
        assert OWN in page and "Isinya benar dan terkini." in page
    with door(writes=False):
        assert list(differences()) == []


def test_a_point_that_was_reworded_meanwhile_is_not_confirmed_unseen(app: Flask, cast: Cast) -> None:
    review, seen = hand_in(cast), ticks("substance")
    say(app, "substance_points", "right", "sources", "tested", f"neutral: {OWN}")
    answer = decide(cast.gita, review, "substance", cast.draft, point=seen)
    assert answer.status_code == 422 and OWN in answer.text and count(Approval) == 0
    assert (
        decide(cast.gita, review, "substance", cast.draft, point=[*ticks("substance"), "x" * 9000]).status_code == 303
    )
    with door(writes=False):
        assert "xxx" not in db.session.scalars(select(Approval.points)).one()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["right", "sources"], "UU 20/2023"),
        (["neutral", "neutral: Lagi"], "twice"),
        (["neutral", "baru"], "Say in words"),
        (["neutral", "baru:"], "Say in words"),
        (["neutral", "Baru: kata"], "small letters"),
        (["neutral", "language"], "Say in words"),
        (["neutral", "baru: " + "k" * 201], "too long"),
        (["neutral", *(f"p{number}: Kata." for number in range(20))], "too many lines"),
        (["neutral", "", "a: b"], "empty one"),
    ],
)
def test_points_that_cannot_be_read_are_refused_in_words(app: Flask, lines: list[str], words: str) -> None:
    assert words in say(app, "substance_points", *lines, code=1)


def test_the_doctor_finds_an_approval_without_neutrality(app: Flask, cast: Cast) -> None:
    approve_both(cast, hand_in(cast))
    with door(writes=True):
        db.session.execute(update(Approval).where(Approval.aspect == "substance").values(points='{"right": "Benar."}'))
    with door(writes=False):
        assert [(one.table, one.column) for one in differences()] == [("approval", "points")]
