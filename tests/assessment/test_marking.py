"""An essay from handing in to its mark, seen by learner and marker through the browser, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.assessment.models import Attempt, EssayDraft, EssayMark
from lms.content.course import FeedbackRule
from lms.doctor import differences
from lms.kernel.clock import utc_now
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.essays import (
    LONG,
    QUEUE,
    add_final,
    essay_id,
    give,
    marker,
    marks,
    path,
    write,
    writer,
)
from tests.assessment.quizzes import ESSAY, FINAL, SETTINGS, SINGLE, add_quizzes, answer, begin, hand_in, learner
from tests.certificates.issuing import recognise, set_up_institution
from tests.support.apps import count
from tests.support.statements import selects, statements

AGAIN = replace(SETTINGS, attempts=None, wait_minutes=0)


def sound() -> bool:
    """Whether every stored number is what the facts come to."""
    with door(writes=False):
        return list(differences()) == []


def test_the_way_of_an_essay_from_handing_in_to_the_certificate(app: Flask) -> None:
    set_up_institution()
    add_final()
    recognise()
    ani, siti = writer(app), marker(app)
    result = ani.get(FINAL + "/result").text
    assert "<h1>Menunggu penilaian</h1>" in result and "Anda tidak perlu berbuat apa-apa" in result
    assert "ulus: nilai" not in result and "Belum lulus" not in result
    assert "Menunggu penilaian" in ani.get("/courses/ramah").text
    assert "RBT-" not in ani.get("/certificates").text
    assert sound()

    assert "1 esai menunggu penilaian" in siti.get("/").text
    queue = siti.get(QUEUE).text
    assert "Menunggu kurang dari 1 jam" in queue and f'href="{path()}"' in queue
    page = siti.get(path()).text
    assert "rubrik delapan" in page and "Sebab &lt;b&gt;warga&lt;/b&gt; menunggu.\nLalu saya minta maaf." in page
    assert siti.post(path() + "/draft", data={"points": "2", "comment": "Bagus"}).location.startswith(path() + "?")
    assert "Konsep Anda" in siti.get(QUEUE).text and "Bagus" in siti.get(path()).text
    assert "Menunggu penilaian" in ani.get(FINAL + "/result").text

    given = give(siti, "2,5", comment="Runtut.\r\nTambahkan contoh <nyata>.")
    assert given.location == f"{QUEUE}?note=essay-marked"
    assert (count(EssayMark), count(EssayDraft)) == (1, 0)
    result = ani.get(FINAL + "/result").text
    assert "Lulus: nilai 87" in result and "2,5 dari 3 poin" in result
    assert "Runtut.\nTambahkan contoh &lt;nyata&gt;." in result
    assert "RBT-" in ani.get("/certificates").text
    assert "2,5 dari 3 poin" in ani.get(FINAL + "/history").text
    assert "Tidak ada esai yang menunggu penilaian" in siti.get(QUEUE).text
    assert "2,5 dari 3 poin" in siti.get(QUEUE).text
    assert sound()


def test_while_it_waits_there_is_no_next_attempt_and_no_dead_end(app: Flask) -> None:
    add_final(AGAIN)
    ani = writer(app, lessons=False)
    rules = ani.get(FINAL).text
    assert "Menunggu penilaian" in rules and 'name="alone"' not in rules
    refused = begin(ani)
    assert refused.status_code == 409 and "Menunggu penilaian" in refused.text
    assert 'href="/learn/ramah/-/sapa">Lanjutkan' in ani.get("/").text
    for lesson in ("/learn/ramah/-/sapa", "/learn/ramah/keluhan/dengar"):
        ani.post(lesson + "/finish")
    home, course = ani.get("/").text, ani.get("/courses/ramah").text
    assert 'href="/learn/ramah/keluhan/latihan/quiz">Lanjutkan' in home  # practice is left, and open
    begin(ani, "/learn/ramah/keluhan/latihan/quiz")
    for number in (1, 2):
        ani.post(f"/learn/ramah/keluhan/latihan/quiz/{number}/reveal")
    home, course = ani.get("/").text, ani.get("/courses/ramah").text
    assert "Ujian akhir Anda menunggu penilaian" in home and "Lanjutkan" not in home
    assert "Ujian akhir Anda menunggu penilaian" in course and "Semuanya selesai" not in course
    assert count(Attempt) == 2


def test_a_failed_essay_opens_the_next_attempt_and_the_best_mark_counts(app: Flask) -> None:
    add_final(AGAIN)
    ani, siti = writer(app), marker(app)
    give(siti, "1")
    assert "Belum lulus: nilai 50, perlu 75" in ani.get(FINAL + "/result").text
    begin(ani)
    write(ani, "Kali ini lengkap.")
    assert "Menunggu penilaian" in ani.get(FINAL + "/result").text
    assert "Nilai terbaik sejauh ini" in ani.get(FINAL).text
    siti.post(path(sequence=2), data={"points": "3", "seen": "0"})
    assert "Lulus: nilai 100" in ani.get(FINAL + "/result").text
    assert sound()


@pytest.mark.parametrize(("number", "has_more"), [(1, True), (2, False)])
def test_several_essays_wait_until_the_last_one_is_marked(app: Flask, number: int, has_more: bool) -> None:
    add_final(questions=(ESSAY, replace(LONG, key="sembilan"))[:number])
    browser = learner(app)
    begin(browser)
    for place in range(1, number + 1):
        answer(browser, place, "Sebab.")
    hand_in(browser)
    siti = marker(app)
    first = siti.get(QUEUE).text.partition('href="/marking/')[2].partition('"')[0]
    after = siti.post(f"{QUEUE}/{first}", data={"points": "1", "seen": "0"}).location
    assert ("Menunggu penilaian" in browser.get(FINAL + "/result").text) is not has_more
    assert after.startswith(QUEUE + ("?" if has_more else "/"))
    assert sound()


def test_an_essay_that_was_not_written_has_no_points_and_waits_for_nobody(app: Flask) -> None:
    add_final()
    ani, siti = writer(app, text="  "), marker(app)
    assert "Belum lulus: nilai 25" in ani.get(FINAL + "/result").text
    assert "Tidak ada esai" in siti.get(QUEUE).text
    assert siti.get(path()).status_code == give(siti, "3").status_code == 409
    assert sound()


def test_what_is_not_handed_in_or_no_essay_of_a_final_is_refused_in_words(app: Flask) -> None:
    add_final()
    ani = learner(app)
    begin(ani)
    for number in (1, 2):
        answer(ani, number, "b")
    siti = marker(app)
    assert "belum dikumpulkan" in give(siti, "3").text and siti.get(path()).status_code == 409
    begin(ani, "/learn/ramah/keluhan/latihan/quiz")
    hand_in(ani)
    for wrong in (0, essay_id() - 1, essay_id() + 1, essay_id() + 2, 10**6, 2**63, 10**30):
        answers = [siti.get(f"{QUEUE}/{wrong}"), siti.post(f"{QUEUE}/{wrong}", data={"points": "1", "seen": "0"}),
                   siti.post(f"{QUEUE}/{wrong}/draft", data={"points": "1"})]  # fmt: skip
        if wrong != essay_id():
            assert [one.status_code for one in answers] == [404] * 3, wrong
    assert count(EssayMark) == 0


@pytest.mark.parametrize(
    "points", ["", "x", "-1", "3,25", "4", "1e9", "2,3", "NaN", "∞", "1,2,3", "9" * 5000, "½", "\0"]
)
def test_points_that_cannot_be_given_are_told_and_what_was_typed_is_kept(app: Flask, points: str) -> None:
    add_final()
    writer(app)
    siti = marker(app)
    page = give(siti, points, comment="Sudah <bagus>")
    assert page.status_code == 422 and page.text.count("Perlu diperbaiki: ") >= 2
    assert "kelipatan 0,25" in page.text and "Sudah &lt;bagus&gt;" in page.text
    assert count(EssayMark) == 0


@pytest.mark.parametrize(("typed", "given"), [("0", 25), ("3", 100), ("2,25", 81), ("2.25", 81), (" 1,50 ", 62)])
def test_points_are_read_with_comma_and_point(app: Flask, typed: str, given: int) -> None:
    add_final()
    ani, siti = writer(app), marker(app)
    assert give(siti, typed).status_code == 303
    assert f"nilai {given}" in ani.get(FINAL + "/result").text
    assert sound()


def test_texts_that_are_too_long_or_hold_what_cannot_be_stored(app: Flask) -> None:
    add_final()
    writer(app)
    siti = marker(app)
    assert give(siti, "2", comment="a" * 4001).status_code == 422
    assert siti.post(path() + "/draft", data={"points": "1", "comment": "a" * 4001}).status_code == 422
    assert siti.post(path() + "/draft", data={"points": "1" * 41}).status_code == 422
    assert siti.post(path() + "/draft").status_code == 303
    assert give(siti, "2", comment="a\0b\u202ec" + "d" * 3900, seen="x").status_code == 303
    assert give(siti, "1", reason="a" * 501, seen="1").status_code == 422
    assert marks() == [(1, "2.00", "")]


def test_the_same_mark_sent_twice_counts_once_and_another_one_asks_why(app: Flask) -> None:
    add_final()
    writer(app, lessons=False)
    siti = marker(app)
    assert [give(siti, "2", comment="Baik.").status_code for _ in range(3)] == [303] * 3
    other = give(siti, "1")
    assert other.status_code == 409 and "sudah dinilai lebih dulu" in other.text
    assert give(siti, "1", seen="1").status_code == 422
    assert [give(siti, "1", seen="1", reason="Keliru baca.").status_code for _ in range(2)] == [303] * 2
    assert marks() == [(1, "2.00", ""), (2, "1.00", "Keliru baca.")]


def test_the_second_of_two_markers_is_told_and_sees_what_was_given(app: Flask) -> None:
    add_final()
    writer(app, lessons=False)
    siti, rudi = marker(app), marker(app, "rudi", Role.REVIEWER)
    rudi.post(path() + "/draft", data={"points": "1", "comment": "Konsep Rudi"})
    assert "Konsep Rudi" not in siti.get(path()).text and "Konsep Anda" not in siti.get(QUEUE).text
    give(siti, "3", comment="Lengkap sekali")
    late = give(rudi, "1", comment="Kurang lengkap")
    assert late.status_code == 409
    assert "sudah dinilai lebih dulu" in late.text and "Lengkap sekali" in late.text and "Nama Siti" in late.text
    assert "Kurang lengkap" in late.text and 'name="seen" value="1"' in late.text
    assert rudi.post(path() + "/draft", data={"points": "1"}).status_code == 409
    assert marks() == [(1, "3.00", "")]


def test_a_correction_raises_or_lowers_and_is_kept_with_its_reason(app: Flask) -> None:
    add_final(AGAIN)
    ani, siti = writer(app, lessons=False), marker(app)
    give(siti, "1")
    assert "Belum lulus: nilai 50" in ani.get(FINAL + "/result").text
    give(siti, "3", seen="1", reason="Jawaban ini juga benar.", comment="Baik")
    assert (
        "Lulus: nilai 100" in ani.get(FINAL + "/result").text and "1 dari 4 selesai" in ani.get("/courses/ramah").text
    )
    assert sound()
    rudi = marker(app, "rudi", Role.REVIEWER)
    assert rudi.post(path(), data={"points": "0,5", "seen": "2", "reason": "Disalin."}).location.endswith("corrected")
    result = ani.get(FINAL + "/result").text
    assert "Belum lulus: nilai 37" in result and "Dikoreksi: Disalin." in result and "Jawaban ini juga" not in result
    assert "0 dari 4 selesai" in ani.get("/courses/ramah").text
    history = ani.get(FINAL + "/history").text
    assert "Jawaban ini juga benar." in history and "Disalin." in history and "Nama Rudi" not in history
    with door(writes=False):
        acts = db.session.execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [tuple(act) for act in acts if "essay" in act.action] == [
        ("siti", "assessment.mark-essay"),
        ("siti", "assessment.correct-essay-mark"),
        ("rudi", "assessment.correct-essay-mark"),
    ]
    assert "Tidak ada esai" in siti.get(QUEUE).text and "Baru Anda nilai" not in siti.get(QUEUE).text
    assert sound()


def test_the_mark_on_which_a_certificate_stands_stays(app: Flask) -> None:
    set_up_institution()
    add_final()
    ani, siti = writer(app), marker(app)
    give(siti, "3")
    page = siti.get(path()).text
    assert "Nilai ini tetap" in page and 'name="points"' not in page
    refused = give(siti, "1", seen="1", reason="Ternyata disalin.")
    assert refused.status_code == 409 and "sertifikatnya berdasar nilai ini" in refused.text
    assert marks() == [(1, "3.00", "")] and "Lulus: nilai 100" in ani.get(FINAL + "/result").text
    assert sound()


def test_an_essay_that_waits_when_the_course_is_completed_is_still_marked_and_changes_nothing_else(app: Flask) -> None:
    set_up_institution()
    add_final(AGAIN)
    ani, siti = writer(app, lessons=False), marker(app)
    give(siti, "2,5")
    begin(ani)
    write(ani, "Mencoba lagi.")
    for lesson in ("/learn/ramah/-/sapa", "/learn/ramah/keluhan/dengar"):
        ani.post(lesson + "/finish")
    assert "Selesai pada" in ani.get("/courses/ramah").text
    assert sound()
    assert siti.post(path(sequence=2), data={"points": "3", "seen": "0"}).status_code == 303
    assert "nilai 100" in ani.get(FINAL + "/result").text
    course = ani.get("/courses/ramah").text
    assert "Lulus, nilai 87" in course and "Menunggu penilaian" not in course
    assert sound()


@pytest.mark.parametrize("rule", [FeedbackRule.SUBMISSION, FeedbackRule.PASSED])
def test_rubric_and_explanation_are_seen_only_as_the_rule_says(app: Flask, rule: FeedbackRule) -> None:
    add_final(replace(AGAIN, feedback=rule))
    ani = learner(app)
    begin(ani)
    secrets = ("rubrik delapan", "penjelasan")
    for page in ("/1", "/2", "/review"):
        assert not [secret for secret in secrets if secret in ani.get(FINAL + page).text]
    write(ani)
    number = 1 if "Uraikan" in ani.get(FINAL + "/1", follow_redirects=True).text else 2
    may_see = rule is FeedbackRule.SUBMISSION
    pages = "".join(ani.get(FINAL + page, follow_redirects=True).text for page in ("/1", "/2", "/result"))
    assert all((secret in pages) is may_see for secret in secrets)
    siti = marker(app)
    give(siti, "1", comment="Kurang")
    result = ani.get(FINAL + "/result").text
    assert "1 dari 3 poin" in result and "Kurang" in result
    assert ("rubrik delapan" in ani.get(f"{FINAL}/{number}", follow_redirects=True).text) is may_see
    give(siti, "3", seen="1", reason="Benar")
    assert "penjelasan" in "".join(ani.get(f"{FINAL}/{place}", follow_redirects=True).text for place in (1, 2))


def test_a_time_limit_ends_an_essay_like_any_answer(app: Flask) -> None:
    add_final(replace(AGAIN, time_minutes=20))
    ani = learner(app)
    begin(ani)
    for number in (1, 2):
        answer(ani, number, "b")
    with door(writes=True):
        db.session.execute(update(Attempt).values(ends_at=utc_now() - timedelta(hours=1)))
    assert answer(ani, 2, "Terlambat").status_code == 409
    hand_in(ani)
    assert "Menunggu penilaian" in ani.get(FINAL + "/result").text
    assert ">b</p>" in marker(app).get(path()).text


def test_the_queue_lists_the_longest_waits_first_with_as_many_queries_whatever_its_length(app: Flask) -> None:
    add_final()
    siti = marker(app)
    counts = []
    for start, stop in ((0, 2), (2, 33)):
        for number in range(start, stop):
            writer(app, f"p{number}", lessons=False)
            with door(writes=True):
                newest = update(Attempt).where(Attempt.id == select(db.func.max(Attempt.id)).scalar_subquery())
                db.session.execute(newest.values(submitted_at=utc_now() - timedelta(days=40 - number)))
        with statements() as seen:
            page = siti.get(QUEUE).text
        counts.append(len(selects(seen)))
    assert counts[0] == counts[1] <= 4
    assert "33 esai menunggu penilaian" in page and "30 esai yang paling lama menunggu" in page
    assert page.index("Menunggu 40 hari") < page.index("Menunggu 39 hari") < page.index("Menunggu 11 hari")
    assert "Menunggu 10 hari" not in page
    with statements() as seen:
        siti.get("/")
    assert len(selects(seen)) <= 6


def test_thirds_of_points_lose_nothing_when_they_are_added_up(app: Flask) -> None:
    add_quizzes(replace(SETTINGS, pass_mark=50), (replace(SINGLE, points=1), LONG))
    ani, siti = writer(app), marker(app)
    give(siti, "1")
    assert "Lulus: nilai 50" in ani.get(FINAL + "/result").text
    assert sound()
