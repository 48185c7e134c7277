"""Two taps, two learners and two authors at the same moment: whatever they do is kept once, on both databases."""

from functools import partial

from flask import Flask

from lms.doctor import differences
from lms.feedback.fault import MOST_OPEN
from lms.feedback.models import Fault, FaultAnswer, FaultReport
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.feedback.reports import REPORT, author, newest_fault, reader, report, token_of
from tests.learning.courses import add_course, enrol
from tests.learning.test_at_once import at_once
from tests.support import people
from tests.support.apps import count


def sound() -> bool:
    """Whether every stored number is what the facts come to."""
    with door(writes=False):
        return list(differences()) == []


def test_the_same_tap_twice_at_once_is_one_report(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    enrol(person_id)
    tabs = [people.signed_in(app, person_id) for _ in range(3)]
    token = token_of(tabs[0].get(f"{REPORT}?block=1").text)
    found = at_once(app, *[lambda t=tab: report(t, token=token).status_code for tab in tabs])
    assert (found, count(FaultReport), count(Fault)) == ([303] * 3, 1, 1)


def test_many_learners_who_report_a_block_at_once_report_one_fault(app: Flask) -> None:
    add_course()
    readers = [reader(app, name) for name in ("ani", "budi", "citra", "dedi")]
    found = at_once(app, *[partial(report, browser, token="t") for browser in readers])
    assert [one.status_code for one in found] == [303] * 4  # type: ignore[attr-defined]
    assert (count(FaultReport), count(Fault), sound()) == (4, 1, True)


def test_several_tabs_of_one_learner_do_not_pass_the_limit(app: Flask) -> None:
    add_course()
    ani = people.add_person()
    enrol(ani)
    tabs = [people.signed_in(app, ani) for _ in range(4)]
    for number in range(MOST_OPEN - 2):
        report(tabs[0], token=f"before{number}")
    acts = [lambda t=tab, n=number: report(t, token=f"t{n}").status_code for number, tab in enumerate(tabs)]
    assert sorted(map(str, at_once(app, *acts))) == ["303", "303", "409", "409"]
    assert count(FaultReport) == MOST_OPEN


def test_two_answers_at_once_leave_one_and_say_so_to_the_other(app: Flask) -> None:
    add_course()
    report(reader(app), token="t")
    siti, rini = author(app), people.signed_in(app, people.add_person("rini", "Rini Misal", Role.REVIEWER))
    path = f"/reports/{newest_fault()}"
    acts = [
        lambda b=browser, w=words: b.post(path, data={"outcome": "not-wrong", "words": w, "seen": "0.1"}).status_code
        for browser, words in ((siti, "Sudah benar."), (rini, "Memang begitu."))
    ]
    assert sorted(map(str, at_once(app, *acts))) == ["303", "409"]
    assert (count(FaultAnswer), sound()) == (1, True)


def test_a_report_and_an_answer_at_once_lose_neither(app: Flask) -> None:
    add_course()
    siti, budi = author(app), reader(app, "budi")
    report(reader(app), token="t")
    path, form = f"/reports/{newest_fault()}", {"outcome": "not-wrong", "words": "Sudah benar.", "seen": "0.1"}
    answered, reported = at_once(
        app, lambda: siti.post(path, data=form).status_code, lambda: report(budi, token="t").status_code
    )
    assert reported == 303 and count(FaultReport) == 2
    assert (answered, count(Fault)) in ((303, 2), (409, 1))  # answered before the report came, or refused after it
    assert sound()
