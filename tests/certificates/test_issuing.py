"""When a certificate is issued, what it says, and that its number has no gap."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms import wiring
from lms.certificates import operations, queries
from lms.certificates.facts import CertificateFacts, Result
from lms.certificates.models import Certificate, CertificateCounter, CertificateEvent
from lms.certificates.queries import CertificatePage, State
from lms.hours.models import JpEntry
from lms.hours.operations import correct, record_completion
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning.facts import CourseCompleted
from lms.learning.models import Enrolment
from lms.org import operations as org
from lms.org.signing import OfficeKind
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.certificates.issuing import complete, recognise, set_up_institution, with_certificate
from tests.learning.courses import add_course, enrol, finish, pass_quiz
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW


def page_of(code: str) -> CertificatePage:
    with door(writes=False):
        found = queries.certificate_page(code)
    assert found is not None
    return found


def test_completing_a_course_issues_a_certificate_that_says_what_is_known(app: Flask) -> None:
    person_id, code = with_certificate(title_after="A.Md.Kep.")
    page = page_of(code)
    said = page.facts
    assert (page.person_id, page.line.state, page.line.number) == (person_id, State.VALID, "0001/RAMAH/BKPSDM/XI/2026")
    assert (said.learner.name, said.learner.nip) == ("Ani Contoh, A.Md.Kep.", "199001012015012999")
    assert said.learner.unit == "UPTD Puskesmas Contoh, Dinas Kesehatan"
    assert (said.result, said.mark, said.last_day) == (Result.PASSED, 90, date(2026, 11, 24))
    assert said.check_address == f"http://localhost/verify/{code}"
    assert [(row.title, row.minutes) for row in said.materials] == [("sapa", 10), ("Keluhan", 30)]
    assert (said.signer.office, said.speakers) == (OfficeKind.DEFINITIVE, ("Budi Misal",))


def test_the_certificate_says_the_jp_of_the_ledger_and_the_decision_behind_them(app: Flask) -> None:
    set_up_institution()
    person_id = people.add_person()
    complete(person_id, jp=4)
    recognise(jp=9)
    with door(writes=False):
        line = queries.latest_certificate(person_id)
        entry = db.session.scalars(select(JpEntry)).one()
    assert line is not None and line.jp == entry.jp == 4
    said = page_of(line.code).facts
    assert said.recognition is not None
    assert (said.recognition.decision, said.recognition.number) == ("Keputusan Kepala BKPSDM", "800/4/2026")
    assert (said.form, sum(row.jp for row in said.materials)) == ("pembelajaran mandiri daring", 4)


def test_jp_taken_back_are_not_on_the_next_edition(app: Flask) -> None:
    set_up_institution()
    person_id = people.add_person()
    enrolment = complete(person_id, jp=4)
    with door(writes=True):
        correct(db.session.scalars(select(JpEntry.id)).one(), "salah keputusan", NOW, by="operator")
        line = queries.certificate_of_enrolment(enrolment)
        assert line is not None
        new = operations.reissue(line.code, "JP dikoreksi", by="operator", now=NOW)
    assert (page_of(new).facts.jp, page_of(line.code).facts.jp) == (0, 4)


def test_without_institution_or_signer_the_course_is_completed_and_no_number_is_used(app: Flask) -> None:
    enrolment = complete(people.add_person())
    assert (count(Certificate), count(CertificateCounter)) == (0, 0)
    with door(writes=False):
        assert queries.waiting_enrolments() == (enrolment,)
        assert queries.certificate_of_enrolment(enrolment) is None


def test_what_waited_is_issued_later_under_the_later_day(app: Flask) -> None:
    enrolment = complete(people.add_person())
    set_up_institution()
    result = app.test_cli_runner().invoke(args=["certificates", "issue-missing"])
    assert result.output.startswith("1 issued, 0 still wait.")
    with door(writes=False):
        found = queries.certificate_of_enrolment(enrolment)
        assert found is not None and queries.waiting_enrolments() == ()
    said = page_of(found.code).facts
    assert (said.last_day, found.issued_at > NOW) == (date(2026, 11, 24), True)


def test_a_completion_told_twice_has_one_certificate(app: Flask) -> None:
    set_up_institution()
    enrolment = complete(people.add_person())
    with door(writes=True):
        operations.issue_for_completion(queries.completion_of(enrolment))
    assert count(Certificate) == 1


def test_when_issuing_fails_nothing_is_completed(app: Flask) -> None:
    def fail(_: CourseCompleted) -> None:
        raise RuntimeError("no paper")

    set_up_institution()
    items = add_course()
    enrolment = enrol(people.add_person())
    pass_quiz(enrolment, items["ujian"], 90)
    finish(enrolment, items["sapa"])
    recognise()
    facts.wire({CourseCompleted: [record_completion, operations.issue_for_completion, fail]})
    try:
        with pytest.raises(RuntimeError):
            finish(enrolment, items["dengar"])
    finally:
        wiring.wire()
    with door(writes=False):
        row = db.session.get_one(Enrolment, enrolment)
        assert (row.state, row.done_count) == ("active", 2)
    assert (count(Certificate), count(CertificateCounter), count(JpEntry)) == (0, 0, 0)
    finish(enrolment, items["dengar"])
    assert count(JpEntry) == 1
    with door(writes=False):
        assert db.session.scalar(select(Certificate.sequence)) == 1


def test_what_was_printed_stays_when_the_world_goes_on(app: Flask) -> None:
    _, code = with_certificate()
    before = page_of(code).facts
    with door(writes=True):
        org.set_fact("place", "Lain", date(2026, 1, 2), by="operator", now=NOW)
    assert page_of(code).facts == before
    assert CertificateFacts.from_json(before.to_json()) == before


def test_numbers_begin_anew_each_local_year(app: Flask) -> None:
    _, code = with_certificate()
    done = queries.completion_of(page_of(code).line.enrolment_id)
    add_course("arsip")
    other = enrol(people.add_person("budi", "Budi Contoh"), "arsip")
    late = NOW.replace(month=12, day=31, hour=17, minute=30)  # 00.30 on 1 January 2027 in Jakarta
    with door(writes=True):
        operations.issue(replace(done, enrolment_id=other, completed_at=late), late)
    with door(writes=False):
        rows = db.session.execute(select(Certificate.year, Certificate.sequence).order_by(Certificate.id)).all()
        assert [tuple(row) for row in rows] == [(2026, 1), (2027, 1)]


def test_a_reissue_takes_a_new_number_names_the_old_and_renews_the_facts(app: Flask) -> None:
    person_id, code = with_certificate()
    with door(writes=True):
        db.session.execute(db.text("UPDATE person SET name = 'Ani Misal'"))
        new = operations.reissue(code, "perbaikan nama", by="operator", now=NOW + timedelta(days=1))
    old_page, new_page = page_of(code), page_of(new)
    assert (old_page.line.state, old_page.successor, old_page.reason) == (State.REPLACED, new, "perbaikan nama")
    assert (new_page.line.state, new_page.predecessor) == (State.VALID, code)
    assert new_page.line.number.startswith("0002/")
    assert (old_page.facts.learner.name, new_page.facts.learner.name) == ("Ani Contoh", "Ani Misal")
    with door(writes=False):
        latest = queries.latest_certificate(person_id)
        assert latest is not None and latest.code == new
        actions = list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert actions[-1] == "certificates.reissue"


def test_a_revoked_certificate_stays_in_the_records_and_is_nobodys_latest(app: Flask) -> None:
    person_id, code = with_certificate()
    with door(writes=True):
        operations.revoke(code, "salah orang", by="operator", now=NOW)
    assert page_of(code).line.state is State.REVOKED
    with door(writes=False):
        assert queries.latest_certificate(person_id) is None
        assert [line.code for line in queries.certificates_of(person_id)] == [code]


def test_what_is_no_longer_in_force_cannot_be_changed_again(app: Flask) -> None:
    _, code = with_certificate()
    with door(writes=True):
        operations.revoke(code, "salah orang", by="operator", now=NOW)
    for act in (operations.revoke, operations.reissue):
        with pytest.raises(Conflict), door(writes=True):
            act(code, "lagi", by="operator", now=NOW)
    assert (count(CertificateEvent), count(Certificate)) == (1, 1)


@pytest.mark.parametrize(
    ("code", "reason", "refusal"), [("RBT-0000-0000-0000", "a", NotFound), ("", " ", Unprocessable)]
)
def test_an_unknown_code_and_a_missing_reason_change_nothing(
    app: Flask, code: str, reason: str, refusal: type[Exception]
) -> None:
    _, held = with_certificate()
    with pytest.raises(refusal), door(writes=True):
        operations.revoke(code or held, reason, by="operator", now=NOW)
    assert count(CertificateEvent) == 0


def test_a_reissue_that_nobody_could_sign_is_refused_and_the_old_stays(app: Flask) -> None:
    _, code = with_certificate()
    with door(writes=True):
        org.end_signer(db.session.scalar(db.text("SELECT min(id) FROM signer")), date(2026, 11, 24), by="x", now=NOW)
    with pytest.raises(Conflict), door(writes=True):
        operations.reissue(code, "perbaikan", by="operator", now=NOW + timedelta(days=1))
    assert page_of(code).line.state is State.VALID
