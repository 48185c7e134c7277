"""Re-marking after a key is corrected: seen beforehand, never silent, never downwards by itself; on both databases."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.models import Person
from lms.assessment import remarking_page
from lms.assessment.models import Attempt, AttemptQuestion, MarkChange, Remark
from lms.certificates.models import Certificate
from lms.hours.models import JpEntry
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
    CLEAN,
    CORRECTED,
    LIST,
    REASON,
    correct,
    current_question,
    decide,
    doctor,
    enrolment_of,
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
from tests.support import people
from tests.support.apps import count
from tests.support.authors import add_author
from tests.support.statements import statements


def audited() -> list[str]:
    with door(writes=False):
        return list(db.session.scalars(select(AuditEntry.details).where(AuditEntry.action == "assessment.remark")))


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
    browser, speaker = reviewer(app), people.signed_in(app, add_author("pembicara"))
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
