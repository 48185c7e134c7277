"""Re-marking after a key is corrected: seen beforehand, never silent, never downwards by itself; on both databases."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.models import Person
from lms.accounts.queries import SIGNIN_COOKIE
from lms.assessment import remarking_page
from lms.assessment.models import Attempt, AttemptQuestion, MarkChange, Remark
from lms.certificates.models import Certificate
from lms.hours.models import JpEntry
from lms.learning.models import Enrolment
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import (
    ESSAY,
    FINAL,
    MULTIPLE,
    TYPED,
    add_quizzes,
    answer,
    begin,
    hand_in,
    learner,
    options,
)
from tests.assessment.remarkings import (
    BEFORE,
    CORRECTED,
    LIST,
    REASON,
    correct,
    current_question,
    decide,
    doctor,
    marks,
    read,
    reviewer,
    sit,
    take,
    token,
    wrong_key,
)
from tests.certificates.issuing import recognise, set_up_institution
from tests.learning.courses import leave
from tests.learning.test_at_once import at_once
from tests.support import people
from tests.support.apps import count
from tests.support.statements import statements

CLEAN = "Every stored number is what the facts come to.\n"


def audited() -> list[str]:
    with door(writes=False):
        return list(db.session.scalars(select(AuditEntry.details).where(AuditEntry.action == "assessment.remark")))


def cookie_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    return cookie.value


def enrolment_of(username: str) -> Enrolment:
    with door(writes=False):
        rows = select(Enrolment).join(Person, Person.id == Enrolment.person_id).where(Person.username == username)
        return db.session.scalars(rows).one()


def test_a_preview_says_who_gains_who_loses_who_stays_and_who_is_certified(app: Flask) -> None:
    set_up_institution()
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "budi", "b")
    sit(app, "citra", "b", lessons=True)
    sit(app, "dewi", "c")
    question, browser = correct(), reviewer(app)
    listed = browser.get(LIST).text
    assert "1 soal yang diperbaiki menunggu keputusan" in listed and f"{LIST}/{question}" in listed
    page = browser.get(f"{LIST}/{question}").text
    assert "1 akan naik, 1 akan turun</h1>" in page and "1 tetap, 1 sudah menyelesaikan pelatihan." in page
    rows = [part.split("</tr>")[0] for part in page.split('<th scope="row" role="rowheader">')[1:]]
    assert [row.partition("<")[0] for row in rows] == ["Ani", "Budi", "Citra"]
    assert ">74<" in rows[0] and ">100<" in rows[0] and "kini lulus" in rows[0]
    assert ">100<" in rows[1] and ">74<" in rows[1] and "tidak lagi lulus" in rows[1]
    assert "tetap 100" in rows[2]
    assert page.index("Sebelum diperbaiki") < page.index("Sesudah diperbaiki")
    assert marks() == {"ani": [(74, False)], "budi": [(100, True)], "citra": [(100, True)], "dewi": [(74, False)]}
    assert count(Remark) == 0


def test_whoever_has_74_passes_by_it_and_is_certified_exactly_once(app: Flask) -> None:
    set_up_institution()
    wrong_key()
    recognise()
    ani = sit(app, "ani", "a", lessons=True)
    question, browser = correct(), reviewer(app)
    assert (count(Certificate), count(JpEntry)) == (0, 0)
    page = browser.get(f"{LIST}/{question}").text
    done = [decide(browser, question, seen=token(page)) for _ in range(2)]
    assert [(one.status_code, one.location) for one in done] == [(303, LIST + "?note=remarked")] * 2
    assert (count(Certificate), count(JpEntry), count(Remark), count(MarkChange)) == (1, 1, 1, 1)
    assert marks() == {"ani": [(100, True)]}
    assert enrolment_of("ani").state == "completed"
    assert "Lihat sertifikat" in ani.get(FINAL + "/result").text
    assert doctor(app) == CLEAN


def test_nobody_loses_by_default_and_the_question_is_decided(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "budi", "b")
    question, browser = correct(), reviewer(app)
    assert decide(browser, question).status_code == 303
    assert marks() == {"ani": [(100, True)], "budi": [(100, True)]}
    listed = browser.get(LIST + "?note=remarked").text
    assert "Tidak ada penilaian ulang yang menunggu keputusan" in listed and "Dibiarkan apa adanya" in listed
    assert REASON in listed and "1 nilai naik, 0 turun." in listed and "Bu Penelaah" in listed
    assert "1 akan turun" in browser.get(f"{LIST}/{question}").text
    assert doctor(app) == CLEAN


def test_marks_become_less_by_a_decision_with_a_reason_which_is_audited(app: Flask) -> None:
    wrong_key()
    budi = sit(app, "budi", "b")
    read_one = budi.post("/learn/ramah/-/sapa/finish")
    question, browser = correct(), reviewer(app)
    assert read_one.status_code == 303 and enrolment_of("budi").done_count == 2
    assert decide(browser, question, "down").status_code == 303
    assert marks() == {"budi": [(74, False)]}
    assert enrolment_of("budi").done_count == 1
    assert "1 nilai" not in browser.get(LIST).text and "0 nilai naik, 1 turun." in browser.get(LIST).text
    (entry,) = audited()
    assert REASON in entry and '"lowered": 1' in entry
    page = budi.get("/learn/ramah/keluhan/ujian/quiz/result").text
    assert "nilai 100 menjadi 74" in page and REASON in page and "Belum lulus: nilai 74" in page
    assert doctor(app) == CLEAN


def test_a_decision_upwards_may_be_followed_by_one_downwards(app: Flask) -> None:
    wrong_key()
    sit(app, "budi", "b")
    question, browser = correct(), reviewer(app)
    for direction in ("up", "down"):
        assert decide(browser, question, direction).status_code == 303
    assert (marks(), count(Remark), count(MarkChange)) == ({"budi": [(74, False)]}, 2, 1)
    assert "Tidak ada hasil ujian yang dinilai dengan kunci lain" in browser.get(f"{LIST}/{question}").text


@pytest.mark.parametrize(
    "form",
    [{}, {"reason": " \n "}, {"reason": "x" * 501}, {"reason": "a\0b"}, {"reason": REASON, "direction": "sideways"}],
)
def test_without_a_usable_reason_and_direction_nothing_happens(app: Flask, form: dict[str, str]) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    seen = token(browser.get(f"{LIST}/{question}").text)
    answer = browser.post(f"{LIST}/{question}", data={"seen": seen, "direction": "down", **form})
    assert answer.status_code == 422
    assert "<title>Perlu diperbaiki: " in answer.text and token(answer.text) == seen
    assert marks() == {"ani": [(74, False)]} and count(Remark) == 0


def test_whoever_hands_in_between_preview_and_decision_is_shown_first(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    late = learner(app, "budi", name="Budi")
    begin(late)
    answer(late, 1, "a")
    question, browser = correct(), reviewer(app)
    seen = token(browser.get(f"{LIST}/{question}").text)
    hand_in(late)
    refused = decide(browser, question, seen=seen)
    assert refused.status_code == 409 and "berubah sejak Anda membuka halaman ini" in refused.text
    assert REASON in refused.text and "Budi" in refused.text and marks()["ani"] == [(74, False)]
    assert decide(browser, question, seen=token(refused.text)).status_code == 303
    assert marks() == {"ani": [(100, True)], "budi": [(26, False)]}
    assert doctor(app) == CLEAN


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_a_decision_on_no_preview_is_refused(app: Flask, seen: str) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    data = {"reason": REASON, "seen": seen}
    assert browser.post(f"{LIST}/{question}", data=data).status_code == 409
    assert count(Remark) == 0


def test_nothing_to_re_mark_is_nothing_to_decide(app: Flask) -> None:
    wrong_key()
    question, browser = correct(), reviewer(app)
    assert "Tidak ada yang dinilai dengan kunci lain" in browser.get(LIST).text
    assert 'name="seen"' not in browser.get(f"{LIST}/{question}").text
    assert browser.post(f"{LIST}/{question}", data={"reason": REASON}).status_code == 409


def test_another_reviewer_who_decides_otherwise_on_the_same_preview_is_told(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "budi", "b")
    question, first, second = correct(), reviewer(app), reviewer(app, "penelaah-2")
    seen = token(first.get(f"{LIST}/{question}").text)
    assert decide(first, question, "up", seen=seen).status_code == 303
    assert decide(second, question, "down", seen=seen).status_code == 409
    assert marks()["budi"] == [(100, True)]


def test_only_reviewers_decide_and_only_on_questions_of_the_current_version(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    for role in (Role.SPEAKER, Role.LEARNER, Role.COORDINATOR, Role.OPERATOR, Role.INSPECTOR):
        other = people.signed_in(app, people.add_person(role.value, role=role))
        assert [other.get(path).status_code for path in (LIST, f"{LIST}/{question}")] == [403, 403]
        assert other.post(f"{LIST}/{question}", data={"reason": REASON}).status_code == 403
    correct(3, replace(CORRECTED, fingerprint="f1-anew"))
    gone = [f"{LIST}/{question}", f"{LIST}/999999", f"{LIST}/99999999999999999999", "/courses/lain/remarking"]
    assert [browser.get(path).status_code for path in gone] == [404] * 4
    assert browser.post(f"{LIST}/{question}", data={"reason": REASON}).status_code == 404
    assert people.browser(app).get(LIST).status_code == 303


def test_options_are_recognised_by_their_words_in_whatever_order(app: Flask) -> None:
    wrong_key()
    ani, budi = sit(app, "ani", "a"), sit(app, "budi", "b")
    a, b, c = CORRECTED.options
    moved = (replace(c, id="a"), replace(a, id="b"), replace(b, id="c"))
    question, browser = correct(first=replace(CORRECTED, options=moved)), reviewer(app)
    assert decide(browser, question, "down").status_code == 303
    assert marks() == {"ani": [(100, True)], "budi": [(74, False)]}
    shown = ani.get(FINAL + "/1").text
    assert "Jawaban tepat, pilihan Anda.</b> pilihan a" in shown and REASON in shown
    assert "Jawaban Anda.</b> pilihan b" in budi.get(FINAL + "/1").text
    assert doctor(app) == CLEAN


def test_an_answer_that_is_gone_keeps_its_mark_and_the_preview_says_why(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "cici", "c")
    renamed = (*CORRECTED.options[:2], replace(CORRECTED.options[2], html="pilihan lain"))
    question, browser = correct(first=replace(CORRECTED, options=renamed)), reviewer(app)
    page = browser.get(f"{LIST}/{question}").text
    assert "1 akan naik</h1>" in page and "1 tidak dapat dinilai ulang." in page
    assert "Pilihan yang dijawab sudah tidak ada atau berbunyi lain." in page
    assert decide(browser, question, "down").status_code == 303
    assert marks() == {"ani": [(100, True)], "cici": [(74, False)]}
    assert doctor(app) == CLEAN


def test_a_question_that_became_another_kind_says_nothing_of_earlier_answers(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(first=replace(TYPED, key="satu", fingerprint="other", points=26)), reviewer(app)
    assert "Soal ini sekarang berjenis lain." in browser.get(f"{LIST}/{question}").text
    assert decide(browser, question, "down").status_code == 303
    assert marks() == {"ani": [(74, False)]}


def test_a_key_that_is_corrected_twice_counts_as_it_stands_last(app: Flask) -> None:
    wrong_key()
    ani = sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    decide(browser, question)
    again = correct(3, replace(BEFORE[0], fingerprint="f1-back"))
    assert "1 akan turun" in browser.get(f"{LIST}/{again}").text
    assert decide(browser, again, "down", "Kunci semula ternyata benar.").status_code == 303
    assert marks() == {"ani": [(74, False)]}
    page = ani.get(FINAL + "/result").text
    assert page.index("nilai 100 menjadi 74") < page.index("nilai 74 menjadi 100")
    assert doctor(app) == CLEAN
    first_wording = correct(4, BEFORE[0])
    page = browser.get(f"{LIST}/{first_wording}").text
    assert "Tidak ada yang naik atau turun</h1>" in page and "1 tetap." in page


def test_two_corrected_questions_add_up(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    dua = replace(BEFORE[1], options=options("a"), fingerprint="f2-corrected")
    correct(rest=(dua, *BEFORE[2:]))
    browser = reviewer(app)
    assert "2 soal yang diperbaiki menunggu keputusan" in browser.get(LIST).text
    for key, direction in (("satu", "up"), ("dua", "down")):
        assert decide(browser, current_question(key), direction).status_code == 303
    assert marks() == {"ani": [(76, True)]}
    assert doctor(app) == CLEAN


def test_parts_of_points_are_counted_exactly(app: Flask) -> None:
    thirds = tuple(replace(MULTIPLE, key=f"q{n}", partial=True, options=options("a", "b", "c")) for n in range(3))
    add_quizzes(questions=(replace(BEFORE[0], points=1), *thirds))
    browser = learner(app)
    begin(browser)
    for number in range(1, 5):
        answer(browser, number, "a")
    hand_in(browser)
    assert marks() == {"ani": [(25, False)]} and doctor(app) == CLEAN
    question = correct(first=replace(CORRECTED, points=1), rest=thirds)
    assert decide(reviewer(app), question).status_code == 303
    assert marks() == {"ani": [(50, False)]} and doctor(app) == CLEAN


def test_the_best_of_several_attempts_counts_after_it(app: Flask) -> None:
    wrong_key()
    ani = sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    with door(writes=True):
        before = db.session.scalars(select(Attempt)).one()
        before.submitted_at = before.started_at.replace(year=2020)
    take(ani, "b")
    assert marks() == {"ani": [(74, False), (100, True)]}
    assert decide(browser, question, "down").status_code == 303
    assert marks() == {"ani": [(100, True), (74, False)]}
    assert doctor(app) == CLEAN


def test_whoever_left_is_re_marked_too_and_completes_by_coming_back(app: Flask) -> None:
    set_up_institution()
    wrong_key()
    ani = sit(app, "ani", "a", lessons=True)
    leave(enrolment_of("ani").id)
    question, browser = correct(), reviewer(app)
    assert decide(browser, question).status_code == 303
    assert (marks(), enrolment_of("ani").state) == ({"ani": [(100, True)]}, "left")
    assert doctor(app) == CLEAN
    ani.post("/courses/ramah/enrol")
    assert enrolment_of("ani").state == "completed" and doctor(app) == CLEAN


def test_without_a_confirmed_name_completion_waits_for_it(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a", lessons=True)
    with door(writes=True):
        db.session.scalars(select(Person).where(Person.username == "ani")).one().name_confirmed_at = None
    question, browser = correct(), reviewer(app)
    assert decide(browser, question).status_code == 303
    assert enrolment_of("ani").state == "active" and marks() == {"ani": [(100, True)]}


def test_whoever_goes_on_with_the_corrected_version_is_re_marked_and_completes(app: Flask) -> None:
    set_up_institution()
    wrong_key()
    ani = sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    assert ani.post("/courses/ramah/move", data={"version": "2"}).status_code == 303
    assert decide(browser, question).status_code == 303
    assert doctor(app) == CLEAN
    assert "Lulus: nilai 100" in ani.get(FINAL + "/result").text
    read(ani)
    assert enrolment_of("ani").state == "completed" and count(Certificate) == 1
    assert doctor(app) == CLEAN


def test_what_is_already_certified_never_changes(app: Flask) -> None:
    set_up_institution()
    wrong_key()
    sit(app, "citra", "b", lessons=True)
    question, browser = correct(), reviewer(app)
    assert decide(browser, question, "down").status_code == 303
    assert (marks(), count(MarkChange)) == ({"citra": [(100, True)]}, 0)
    with door(writes=False):
        assert set(db.session.scalars(select(AttemptQuestion.remark_id))) == {None}
    assert doctor(app) == CLEAN


def test_authors_read_that_a_re_marking_waits_and_reviewers_get_there(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    browser, speaker = reviewer(app), people.signed_in(app, people.add_person("pembicara", role=Role.SPEAKER))
    page = "/courses/ramah/questions"
    assert "menunggu keputusan" not in browser.get(page).text and LIST in browser.get(page).text
    correct()
    assert "1 soal yang diperbaiki menunggu keputusan" in browser.get(page).text
    assert "menunggu keputusan" in speaker.get(page).text and LIST not in speaker.get(page).text


def test_the_history_of_answers_stays_as_it_was(app: Flask) -> None:
    wrong_key()
    ani = sit(app, "ani", "a")
    before = ani.get(FINAL + "/history").text
    decide(reviewer(app), correct())
    assert ani.get(FINAL + "/history").text.split("<main")[1] == before.split("<main")[1]


def test_more_attempts_cost_no_more_statements(app: Flask) -> None:
    wrong_key()
    question = 0

    def cost(browser_name: str, names: list[str]) -> list[int]:
        nonlocal question
        for name in names:
            sit(app, name, "a")
            sit(app, f"{name}-b", "b")
        question = correct(2 + count(Remark), replace(CORRECTED, fingerprint=f"f-{len(names)}"))
        browser, found = reviewer(app, browser_name), []
        for path in (LIST, f"{LIST}/{question}", "/courses/ramah/questions"):
            with statements() as seen:
                assert browser.get(path).status_code == 200
            found.append(len(seen))
        seen_token = token(browser.get(f"{LIST}/{question}").text)
        with statements() as seen:
            assert decide(browser, question, "up", seen=seen_token).status_code == 303
        return [*found, len(seen)]

    few = cost("penelaah", ["p1"])
    many = cost("penelaah-2", [f"q{number}" for number in range(6)])
    assert many[:3] == few[:3]
    assert many[3] - few[3] <= 3 * 5, "only those who come to be passed cost some of their own"


def test_two_taps_at_once_re_mark_once(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "budi", "b")
    question, browser, twin = correct(), reviewer(app), reviewer(app, "penelaah-2")
    twin.set_cookie(SIGNIN_COOKIE, cookie_of(browser))
    seen = token(browser.get(f"{LIST}/{question}").text)
    done = at_once(
        app, *[lambda one=one: decide(one, question, "down", seen=seen).status_code for one in (browser, twin)]
    )
    assert done == [303, 303]
    assert (count(Remark), count(MarkChange), marks()["ani"]) == (1, 2, [(100, True)])
    assert doctor(app) == CLEAN


def test_handing_in_and_re_marking_at_once_lose_nothing(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    late = learner(app, "budi")
    begin(late)
    question, browser = correct(), reviewer(app)
    seen = token(browser.get(f"{LIST}/{question}").text)
    first, second = at_once(
        app, lambda: hand_in(late).status_code, lambda: decide(browser, question, seen=seen).status_code
    )
    assert first == 303 and second in (303, 409)
    assert count(Remark) == (second == 303) and marks()["budi"] == [(0, False)]
    assert doctor(app) == CLEAN


def test_what_still_waits_for_a_person_is_re_marked_without_a_mark(app: Flask) -> None:
    add_quizzes(questions=(BEFORE[0], ESSAY))
    browser = learner(app)
    begin(browser)
    answer(browser, 1, "a")
    answer(browser, 2, "Saya menyapa lebih dahulu.")
    hand_in(browser)
    question, decider = correct(rest=(ESSAY,)), reviewer(app)
    assert "belum dinilai" in decider.get(f"{LIST}/{question}").text
    assert decide(decider, question).status_code == 303
    assert (marks(), count(MarkChange)) == ({"ani": [(None, None)]}, 0)
    with door(writes=False):
        assert list(db.session.scalars(select(AttemptQuestion.fraction).order_by(AttemptQuestion.id))) == [1, None]


def test_re_marked_answers_say_nothing_of_the_question_as_it_was_asked(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    decide(reviewer(app), correct())
    correct(3, BEFORE[0])
    found = json.loads(app.test_cli_runner().invoke(args=["quizzes", "analyse", "ramah", "--json"]).output)
    assert [(one["question"], one["n"]) for one in found] == [("satu", 0), ("dua", 1), ("tiga", 1), ("empat", 1)]


def test_a_long_list_says_how_many_more_there_are(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong_key()
    for name in ("ani", "budi", "citra"):
        sit(app, name, "a")
    monkeypatch.setattr(remarking_page, "MOST_PEOPLE", 1)
    page = reviewer(app).get(f"{LIST}/{correct()}").text
    assert "3 akan naik" in page and "dan 2 lagi" in page and "Ani" in page and "Budi" not in page


def test_a_preview_is_outdated_once_another_question_changed_the_same_marks(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    first = correct(rest=(replace(BEFORE[1], options=options("a"), fingerprint="f2-corrected"), *BEFORE[2:]))
    browser, second = reviewer(app), current_question("dua")
    seen = token(browser.get(f"{LIST}/{second}").text)
    assert decide(browser, first).status_code == 303
    assert decide(browser, second, "down", seen=seen).status_code == 409
    assert marks() == {"ani": [(100, True)]}
