"""A newer version while somebody learns: the notice, what changed, going on, and what stays; on both databases."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.content.models import CourseItem
from lms.learning import operations
from lms.learning.models import EnrolmentMove, ItemProgress
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import FINAL, PRACTICE, add_quizzes, answer_all, begin, hand_in, learner
from tests.learning.courses import ITEMS, State, add_course, add_version, enrol, finish, pass_quiz, state_of
from tests.learning.test_at_once import at_once
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW

NEXT = (
    ("sapa", "", "lesson", ""),
    ("keluhan/catat", "Keluhan", "lesson", ""),
    ("keluhan/latihan", "Keluhan", "quiz", "practice"),
    ("keluhan/ujian", "Keluhan", "quiz", "final"),
)
"""Version 2: "dengar" is gone, "catat" is new, "sapa" has changed."""


def publish(number: int = 2, items: tuple[tuple[str, str, str, str], ...] = NEXT) -> dict[str, int]:
    """The version, in which "sapa" is another text."""
    made = add_version("ramah", number, items)
    with door(writes=True):
        changed = update(CourseItem).where(CourseItem.id == made["sapa"])
        db.session.execute(changed.values(fingerprint=f"version {number}"))
    return made


def move(browser: FlaskClient, number: object = 2) -> tuple[int, str | None]:
    """Goes on with a version."""
    answer = browser.post("/courses/ramah/move", data={"version": number})
    return answer.status_code, answer.location


def reader(app: Flask) -> tuple[FlaskClient, int, dict[str, int]]:
    """Somebody who has done "sapa" and failed the final with 60."""
    items, person_id = add_course(), people.add_person()
    enrolment = enrol(person_id)
    finish(enrolment, items["sapa"])
    pass_quiz(enrolment, items["ujian"], 60, passed=False)
    return people.signed_in(app, person_id), enrolment, items


def test_every_page_of_the_course_says_that_there_is_a_newer_version(app: Flask) -> None:
    browser, *_ = reader(app)
    pages = ("/courses/ramah", "/learn/ramah/-/sapa", "/")
    assert not any("/courses/ramah/changes" in browser.get(page).text for page in pages)
    publish()
    assert all("/courses/ramah/changes" in browser.get(page).text for page in pages)


def test_the_page_says_what_changed_and_what_of_it_was_done(app: Flask) -> None:
    browser, *_ = reader(app)
    assert browser.get("/courses/ramah/changes").status_code == 404
    publish()
    page = browser.get("/courses/ramah/changes").text
    order = ["Contoh baru", ">Berubah<", ">sapa<", "Selesai", ">Baru<", ">catat<", ">Tidak ada lagi<", ">dengar<",
             "Lanjut dengan versi 2"]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places) and ">latihan<" not in page


def test_what_is_done_stays_done_and_changed_lessons_are_marked(app: Flask) -> None:
    browser, enrolment, _ = reader(app)
    publish()
    assert move(browser) == (303, "/courses/ramah?note=version-moved")
    assert state_of(enrolment) == State("active", 1, is_dated=False)
    page = browser.get("/courses/ramah?note=version-moved").text
    assert "Yang sudah selesai tetap selesai." in page and "1 dari 4 selesai" in page and "Berikutnya: 2. catat" in page
    assert "Belum lulus, nilai terbaik 60" in page and "Versi 2 sudah terbit" not in page
    assert page.count("</svg>Berubah</span>") == 1
    assert "Anda lanjut dari versi 1 ke versi 2." in browser.get("/courses/ramah/changes").text
    with door(writes=False):
        kept = db.session.scalars(select(EnrolmentMove)).one()
        assert kept.enrolment_id == enrolment and kept.moved_by and kept.to_version_id != kept.from_version_id


def test_progress_of_items_that_are_gone_stays_in_history_and_counts_no_more(app: Flask) -> None:
    browser, enrolment, items = reader(app)
    finish(enrolment, items["dengar"])
    publish()
    move(browser)
    assert state_of(enrolment).done == 1
    with door(writes=False):
        rows = select(ItemProgress.id).where(ItemProgress.item_id == items["dengar"])
        assert db.session.scalar(rows) is not None


def test_whoever_lacks_nothing_in_the_new_version_completes_it_once_by_going_on(app: Flask) -> None:
    items, person_id = add_course(), people.add_person()
    enrolment = enrol(person_id)
    finish(enrolment, items["sapa"])
    pass_quiz(enrolment, items["ujian"])
    publish(items=(NEXT[0], *NEXT[2:]))
    browser = people.signed_in(app, person_id)
    assert move(browser) == (303, "/courses/ramah?note=course-completed")
    assert state_of(enrolment) == State("completed", 2, is_dated=True)
    assert move(browser) == (303, "/courses/ramah?note=version-moved")
    assert count(EnrolmentMove) == 1


def test_whoever_would_complete_by_going_on_confirms_the_name_first(app: Flask) -> None:
    items, person_id = add_course(), people.add_person(confirmed=False)
    enrolment = enrol(person_id)
    finish(enrolment, items["sapa"])
    pass_quiz(enrolment, items["ujian"])
    publish(items=(NEXT[0], *NEXT[2:]))
    asked = move(people.signed_in(app, person_id))
    assert asked == (303, "/profile/certificate-name?next=/courses/ramah/changes")
    assert (state_of(enrolment), count(EnrolmentMove)) == (State("active", 2, is_dated=False), 0)


def test_a_passed_final_stays_passed_over_two_versions(app: Flask) -> None:
    browser, enrolment, items = reader(app)
    pass_quiz(enrolment, items["ujian"], 90)
    publish()
    move(browser)
    publish(3, ITEMS)
    assert move(browser, 3)[0] == 303
    page = browser.get("/courses/ramah").text
    assert "Lulus, nilai 90" in page and "2 dari 4 selesai" in page
    with door(writes=False):
        carried = select(ItemProgress.carried_from_id).where(ItemProgress.enrolment_id == enrolment)
        assert {items["sapa"], items["ujian"]} <= set(db.session.scalars(carried))


def test_what_comes_back_in_a_later_version_is_done_as_it_was(app: Flask) -> None:
    browser, enrolment, items = reader(app)
    pass_quiz(enrolment, items["ujian"], 90)
    publish(items=NEXT[:2])
    move(browser)
    assert state_of(enrolment) == State("active", 1, is_dated=False)
    publish(3, (*ITEMS, NEXT[1]))
    assert move(browser, 3)[0] == 303
    assert state_of(enrolment) == State("active", 2, is_dated=False)
    assert "Lulus, nilai 90" in browser.get("/courses/ramah").text


def test_a_form_for_a_version_that_is_no_longer_current_shows_what_is(app: Flask) -> None:
    browser, enrolment, _ = reader(app)
    publish()
    publish(3, ITEMS)
    for asked in (2, 99, "x", ""):
        answer = browser.post("/courses/ramah/move", data={"version": asked})
        assert answer.status_code == 409 and "Sementara itu versi lain terbit" in answer.text
        assert 'name="version" value="3"' in answer.text
    assert (count(EnrolmentMove), state_of(enrolment).done) == (0, 1)


def test_two_tabs_go_on_once(app: Flask) -> None:
    _, enrolment, _ = reader(app)
    publish()

    def go_on() -> bool:
        with door(writes=True):
            return operations.move(enrolment, 2, NOW)

    assert at_once(app, go_on, go_on) == [False, False]
    assert (count(EnrolmentMove), state_of(enrolment).done) == (1, 1)


def test_finished_learners_see_what_is_new_keep_everything_and_are_not_moved(app: Flask) -> None:
    browser, enrolment, items = reader(app)
    finish(enrolment, items["dengar"])
    pass_quiz(enrolment, items["ujian"])
    publish()
    assert "Sejak Anda selesai, versi 2 terbit" in browser.get("/courses/ramah").text
    page = browser.get("/courses/ramah/changes").text
    assert "Anda tidak perlu berbuat apa-apa" in page and "Lanjut dengan versi" not in page
    assert move(browser)[0] == 409
    assert state_of(enrolment) == State("completed", 3, is_dated=True)


def test_strangers_and_those_who_do_not_take_the_course_find_nothing(app: Flask) -> None:
    add_course()
    publish()
    browser = people.signed_in(app, people.add_person())
    assert move(browser)[0] == browser.get("/courses/ramah/changes").status_code == 404


def republish(browser: FlaskClient) -> None:
    """Version 2 with the quizzes' questions as they were."""
    made = publish(2, ITEMS)
    with door(writes=True):
        for name in ("ujian", "latihan"):
            before = select(CourseItem.quiz, CourseItem.question_count).where(CourseItem.key == f"keluhan/{name}")
            quiz, asked = db.session.execute(before.order_by(CourseItem.id).limit(1)).one()
            here = update(CourseItem).where(CourseItem.id == made[name])
            db.session.execute(here.values(quiz=quiz.replace('"pass_mark":75', '"pass_mark":90'), question_count=asked))


def test_an_open_final_ends_under_its_own_version_before_its_learner_goes_on(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    republish(browser)
    refused = browser.post("/courses/ramah/move", data={"version": 2})
    assert refused.status_code == 409 and "Ujian akhir Anda masih terbuka" in refused.text
    answer_all(browser, wrong=[1])
    assert hand_in(browser).status_code == 303
    assert "Lulus" in browser.get(FINAL + "/result").text  # by the 75 of its own version
    assert move(browser)[0] == 303
    page = browser.get("/courses/ramah").text
    assert "Lulus, nilai 75" in page
    assert "Lulus" in browser.get(FINAL + "/result").text


def test_chances_and_waiting_times_do_not_begin_anew(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    hand_in(browser)
    republish(browser)
    move(browser)
    assert begin(browser).status_code == 409
    assert "Belum lulus: nilai 0, perlu 75" in browser.get(FINAL + "/result").text  # as it was where it was taken


def test_an_open_practice_goes_on_in_the_new_version(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser, PRACTICE)
    browser.post(f"{PRACTICE}/1/check", data={"answer": "b"})
    republish(browser)
    assert move(browser)[0] == 303
    assert browser.get(PRACTICE).location == f"{PRACTICE}/2"
    for number in (2, 3, 4):
        assert browser.post(f"{PRACTICE}/{number}/reveal").status_code == 303
    assert "1 dari 4 selesai" in browser.get("/courses/ramah").text


def test_a_result_that_arrives_after_the_move_counts_for_the_same_quiz(app: Flask) -> None:
    browser, enrolment, items = reader(app)
    publish()
    move(browser)
    with door(writes=True):
        later = NOW + timedelta(days=1)
        operations.record_quiz_result(enrolment, items["ujian"], mark=88, passed=True, now=later)
    assert "Lulus, nilai 88" in browser.get("/courses/ramah").text
