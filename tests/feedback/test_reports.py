"""A fault from the lesson to the answer, seen by learner and author through the browser, on both databases."""

import pytest
from flask import Flask

from lms.content.authorship import Reach
from lms.doctor import differences
from lms.feedback.fault import MOST_OPEN, Reply
from lms.feedback.models import Fault, FaultAnswer, FaultReport
from lms.feedback.operations import answer_fault
from lms.kernel.errors import NotFound, Unprocessable
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import FINAL, PRACTICE, add_quizzes, answer_all, begin, hand_in, learner
from tests.feedback.reports import LESSON, REPORT, author, newest_fault, reader, reply, report, token_of
from tests.learning.courses import add_course, add_version, enrol
from tests.support import people
from tests.support.apps import count
from tests.support.authors import add_author, name_author
from tests.support.statements import selects, statements


def sound() -> bool:
    """Whether every stored number is what the facts come to."""
    with door(writes=False):
        return list(differences()) == []


def test_three_taps_report_a_fault_and_the_learner_reads_the_answer(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    assert f'href="{REPORT}">Laporkan kekeliruan' in ani.get(LESSON).text
    blocks = ani.get(REPORT).text
    assert "Sapa &amp; senyum" in blocks and f'href="{REPORT}?block=1"' in blocks
    assert 'aria-label="Bagian ini: Kapan Anda menyapa?"' in blocks and "Begitu warga datang" in blocks
    assert "Salah ketik" in ani.get(f"{REPORT}?block=1").text

    sent = report(ani, words="Seharusnya <b>salam</b>.")
    assert sent.status_code == 303 and sent.location == f"{LESSON}?note=fault-reported"
    assert "Laporan Anda terkirim" in ani.get(sent.location).text
    assert "Menunggu jawaban" in ani.get("/reports/mine").text

    assert "1 laporan kekeliruan menunggu jawaban Anda" in siti.get("/").text
    queue = siti.get("/reports").text
    assert "1 bagian menunggu jawaban" in queue and "Sapa &amp; senyum" in queue and "Masuk hari ini" in queue
    page = siti.get(f"/reports/{newest_fault()}").text
    assert "Seharusnya &lt;b&gt;salam&lt;/b&gt;." in page and "Salah ketik" in page
    assert "Nama Ani" not in queue + page

    assert "sudah dijawab" not in ani.get("/").text
    assert reply(siti, words="Memang begitu tulisannya.").location == "/reports?note=fault-answered"
    assert "1 laporan kekeliruan Anda sudah dijawab" in ani.get("/").text
    mine = ani.get("/reports/mine").text
    assert "Tidak keliru" in mine and "Memang begitu tulisannya." in mine and "Jawaban baru" in mine
    assert "Tidak ada laporan yang menunggu jawaban" in siti.get("/reports").text
    ani.post("/reports/mine/read")
    assert "sudah dijawab" not in ani.get("/").text and "Jawaban baru" not in ani.get("/reports/mine").text
    assert sound()


def test_a_block_that_several_report_is_one_line_and_is_answered_once(app: Flask) -> None:
    add_course()
    ani, budi, siti = reader(app), reader(app, "budi"), author(app)
    report(ani, kind="typo")
    report(budi, kind="wrong", words="Sudah diganti.")
    report(ani, block=2)
    assert count(Fault) == 2
    queue = siti.get("/reports").text
    assert "2 laporan" in queue and "Keliru atau sudah usang, Salah ketik" in queue
    assert "2 bagian menunggu jawaban" in queue
    reply(siti, words="Benar begitu.", fault_id=newest_fault() - 1)
    assert "Benar begitu." in ani.get("/reports/mine").text and "Benar begitu." in budi.get("/reports/mine").text
    assert "1 laporan kekeliruan menunggu" in siti.get("/").text
    report(budi)  # the same block, once more
    assert count(Fault) == 3
    assert sound()


def test_a_fault_is_mended_in_a_later_version_and_in_no_other(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    assert "terbitkan versi baru lebih dulu" in siti.get(f"/reports/{newest_fault()}").text
    assert [reply(siti, outcome).status_code for outcome in ("1", "2", "", "x", "9999999999")] == [422] * 5
    add_version("ramah", 2)
    assert "Sudah diperbaiki di versi 2" in siti.get(f"/reports/{newest_fault()}").text
    assert reply(siti, "2").status_code == 303
    assert "sudah diperbaiki di versi 2" in ani.get("/reports/mine").text
    assert sound()


def test_an_answer_is_corrected_by_a_further_one_with_its_reason(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    add_version("ramah", 2)
    reply(siti, words="Tidak keliru.")
    ani.post("/reports/mine/read")
    assert reply(siti, "2").status_code == 422  # what changes an answer says why
    assert reply(siti, "2", "Ternyata keliru, maaf.").status_code == 303
    assert "Ternyata keliru, maaf." in ani.get("/reports/mine").text
    assert "1 laporan kekeliruan Anda sudah dijawab" in ani.get("/").text
    assert "Tidak keliru." in siti.get(f"/reports/{newest_fault()}").text
    assert (count(FaultAnswer), count(AuditEntry)) == (2, 2)
    assert sound()


def test_what_is_sent_twice_is_kept_once(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    token = token_of(ani.get(f"{REPORT}?block=1").text)
    first, second = report(ani, token=token), report(ani, token=token)
    assert (first.location, count(FaultReport)) == (second.location, 1)
    path, form = f"/reports/{newest_fault()}", {"outcome": "not-wrong", "words": "Sudah benar.", "seen": "0.1"}
    assert [siti.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    assert count(FaultAnswer) == 1


def test_an_answer_to_what_has_changed_meanwhile_is_shown_again_and_not_counted(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    form = {"outcome": "not-wrong", "words": "Sudah benar.", "seen": "0.1"}
    report(ani, kind="wrong", words="Tambahan.")
    refused = siti.post(f"/reports/{newest_fault()}", data=form)
    assert refused.status_code == 409 and "Sudah benar." in refused.text and "Tambahan." in refused.text
    assert count(FaultAnswer) == 0 and 'name="seen" value="0.2"' in refused.text


def test_only_a_few_reports_of_one_learner_wait_at_a_time(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    for _ in range(MOST_OPEN):
        assert report(ani).status_code == 303
    refused = report(ani, words="Satu lagi")
    assert refused.status_code == 409 and "5 laporan Anda di pelatihan ini masih menunggu" in refused.text
    assert "Satu lagi" in refused.text and count(FaultReport) == MOST_OPEN
    assert report(reader(app, "budi")).status_code == 303
    reply(siti, words="Sudah benar.")
    assert report(ani).status_code == 303


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"block": "1", "kind": "salah"}, 422),
        ({"block": "1"}, 422),
        ({"block": "1", "kind": "typo", "words": "x" * 1001}, 422),
        ({"block": "3", "kind": "typo"}, 404),
        ({"block": "0", "kind": "typo"}, 404),
        ({"block": "1e9", "kind": "typo"}, 404),
        ({"kind": "typo"}, 404),
        ({}, 404),
        ({"block": "1", "kind": "typo", "words": "\x00\x07 ok ✓", "token": "\x00'\"<" * 99}, 303),
    ],
)
def test_hostile_reports_are_refused_in_words(app: Flask, form: dict[str, str], status: int) -> None:
    add_course()
    answer = reader(app).post(REPORT, data=form)
    assert answer.status_code == status
    assert count(FaultReport) == (status == 303)
    assert status != 422 or "<title>Perlu diperbaiki: " in answer.text


def test_words_of_any_length_up_to_the_limit_come_back_when_they_are_too_long(app: Flask) -> None:
    add_course()
    ani = reader(app)
    assert "y" * 1001 in report(ani, words="y" * 1001).text
    assert report(ani, words="y" * 1000).status_code == 303


def test_whoever_does_not_take_the_course_reports_nothing(app: Flask) -> None:
    add_course()
    budi = people.signed_in(app, people.add_person("budi"))
    form = {"block": "1", "kind": "typo"}
    assert (budi.get(REPORT).status_code, budi.post(REPORT, data=form).status_code) == (404, 404)
    assert budi.get("/reports").status_code == 403


def test_an_author_answers_for_the_own_courses_and_a_reviewer_for_all(app: Flask) -> None:
    add_course()
    add_course("lain")
    report(reader(app))
    fault_id = newest_fault()
    other = author(app, "tono", "lain")
    assert "Sapa" not in other.get("/reports").text
    assert other.get(f"/reports/{fault_id}").status_code == 404
    form = {"outcome": "not-wrong", "words": "Bukan urusan saya.", "seen": "0.1"}
    assert other.post(f"/reports/{fault_id}", data=form).status_code == 404
    assert other.post("/reports/999999999", data=form).status_code == 404
    reviewer = people.signed_in(app, people.add_person("rini", "Rini Misal", Role.REVIEWER))
    assert "Sapa" in reviewer.get("/reports").text
    assert reply(reviewer, words="Sudah benar.").status_code == 303


def test_a_question_is_reported_where_its_answer_stands(app: Flask) -> None:
    add_quizzes()
    ani, siti = learner(app), author(app)
    begin(ani)
    answer_all(ani)
    hand_in(ani)
    assert f'href="{FINAL.removesuffix("/quiz")}/report?question=1"' in ani.get(f"{FINAL}/1").text
    path = FINAL.removesuffix("/quiz") + "/report"
    page = ani.get(f"{path}?question=1").text
    assert "Apa yang keliru di sini?" in page and "Penjelasan" not in page
    sent = ani.post(path, data={"question": "1", "kind": "wrong", "token": token_of(page)})
    assert sent.location == f"{FINAL}/1?note=fault-reported"
    assert siti.get(f"/reports/{newest_fault()}").status_code == 200
    assert [ani.get(f"{path}{rest}").status_code for rest in ("", "?question=0", "?question=99", "?question=x")] == [
        404
    ] * 4
    assert ani.get(PRACTICE.removesuffix("/quiz") + "/report?question=1").status_code == 404  # never begun
    assert sound()


def test_the_queue_asks_as_much_for_many_reports_as_for_few(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    with statements() as few:
        siti.get("/reports")
    for username in ("budi", "citra", "dedi"):
        browser = reader(app, username)
        report(browser)
        report(browser, block=2)
    with statements() as many:
        siti.get("/reports")
    assert len(selects(few)) == len(selects(many))


def test_home_tells_of_an_answer_also_where_there_is_no_course_to_show(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    reply(siti, words="Sudah benar.")
    with door(writes=True):
        db.session.execute(db.text("UPDATE enrolment SET state = 'completed', completed_at = enrolled_at"))
        db.session.execute(db.text("UPDATE course_version SET minutes = 900"))
    page = ani.get("/").text
    assert "Tidak ada pelatihan" in page or "Belum ada pelatihan" in page or "katalog" in page.lower()
    assert "1 laporan kekeliruan Anda sudah dijawab" in page


def test_learners_of_two_versions_report_each_their_own_block(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    add_version("ramah", 2)
    report(reader(app, "budi"))
    assert count(Fault) == 1  # the same words in the same place
    page = siti.get(f"/reports/{newest_fault()}").text
    assert "versi 1" in page and "versi 2" in page
    assert sound()


def test_a_reviewer_who_is_also_an_author_is_told_of_what_waits_in_the_own_courses(app: Flask) -> None:
    add_course()
    rini = people.add_person("rini", "Rini Misal", Role.REVIEWER)
    name_author(rini)
    enrol(rini)
    report(reader(app))
    assert "1 laporan kekeliruan menunggu jawaban Anda" in people.signed_in(app, rini).get("/").text


def test_the_operation_itself_answers_nothing_out_of_reach_and_names_no_version_that_is_not_later(app: Flask) -> None:
    add_course()
    siti = add_author()
    report(reader(app))
    mine, others = Reach(siti, "siti", is_all=False), Reach(people.add_person("tono"), "tono", is_all=False)
    wrong = [
        (others, Reply(None, "Sudah benar.", "0.1"), NotFound),
        (mine, Reply(1, "", "0.1"), Unprocessable),
        (mine, Reply(None, "", "0.1"), Unprocessable),
        (mine, Reply(None, "x" * 1001, "0.1"), Unprocessable),
    ]
    fault_id = newest_fault()
    for reach, given, refusal in wrong:
        with pytest.raises(refusal), door(writes=True):
            answer_fault(fault_id, given, people.NOW, by=reach)
    assert count(FaultAnswer) == 0
