"""Papers of speakers: numbers without gap, facts frozen, the same bytes again, whom they are handed to."""

import io
import subprocess
import threading
from contextlib import suppress
from datetime import date

import pikepdf
import pytest
from flask import Flask

from lms.kernel.clock import utc_now
from lms.org import operations as org
from lms.org import queries as org_queries
from lms.platform.db.doors import door
from lms.speakers import operations, reach
from lms.speakers.models import Speaker, SpeakerPaper, SpeakerPaperCounter
from lms.speakers.operations import Wish
from lms.speakers.papers import PaperFacts, PaperKind
from lms.speakers.reach import Reach
from tests.certificates.issuing import FIRST_DAY, set_up_institution
from tests.speakers.offers import accepted, coordinator, token_on
from tests.speakers.papers import REQUEST, download, give, issue, page_of_speaker, papers
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW


def test_a_letter_of_request_is_issued_with_a_number_and_handed_to_the_speaker(app: Flask) -> None:
    set_up_institution()
    office = coordinator(app)
    siti = accepted(app, office)
    assert issue(office).status_code == 303
    (paper,) = papers()
    facts = PaperFacts.from_json(paper.facts)
    assert paper.number == facts.number == f"0001/SPN/BKPSDM/{_roman()}/{paper.year}"
    assert (facts.addressee, facts.institution) == ("Dekan Fakultas Ilmu Budaya", "Universitas Contoh")
    answered = download(siti)
    assert answered.content_type == "application/pdf"
    with pikepdf.open(io.BytesIO(answered.data)) as document:
        assert paper.number in str(document.docinfo.Title)
        assert document.open_metadata()["pdfuaid:part"] == "1"


def _roman() -> str:
    return "I II III IV V VI VII VIII IX X XI XII".split()[papers()[0].issued_at.month - 1]


def test_what_was_issued_stays_as_it_was_and_comes_in_the_same_bytes_without_being_made_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_institution()
    office = coordinator(app)
    siti = accepted(app, office)
    issue(office)
    first = download(siti).data
    with door(writes=True):
        org.set_fact("organiser", "BKPSDM Kota Lain", FIRST_DAY, by="operator", now=NOW)
    monkeypatch.delattr(subprocess, "run")
    assert download(siti).data == first


def test_a_statement_sums_the_time_of_its_period_without_what_was_taken_back_and_the_learners_reached(
    app: Flask,
) -> None:
    set_up_institution()
    office = coordinator(app)
    accepted(app, office)
    give(office)
    give(office, day="2026-10-31", minutes="600")
    early, late = Reach("Arsip", date(2026, 11, 20), 12), Reach("Surat", date(2027, 2, 1), 5)
    reach.wire(lambda people_ids: dict.fromkeys(people_ids, (early, late)))
    assert issue(office, kind="service").status_code == 303
    facts = PaperFacts.from_json(papers()[0].facts)
    assert (facts.minutes, facts.courses, facts.addressee) == (90, (early,), "")


def test_nothing_given_is_not_attested_and_takes_no_number(app: Flask) -> None:
    set_up_institution()
    office = coordinator(app)
    accepted(app, office)
    for kind in ("service", "certificate"):
        answered = issue(office, kind=kind)
        assert answered.status_code == 422 and "Tidak ada catatan pada masa ini" in answered.text
    assert count(SpeakerPaper) == count(SpeakerPaperCounter) == 0


def test_without_the_facts_of_the_institution_and_a_signer_nothing_is_issued(app: Flask) -> None:
    office = coordinator(app)
    accepted(app, office)
    with door(writes=True):
        org.add_signer("Umpama Nyata", "Kepala BKPSDM", FIRST_DAY, by="operator", now=NOW)
    assert issue(office).status_code == 409
    set_up_institution()
    with door(writes=True):
        for signer in org_queries.all_signers():
            org.end_signer(signer.id, FIRST_DAY, by="operator", now=NOW)
    assert issue(office).status_code == 409
    assert count(SpeakerPaper) == count(SpeakerPaperCounter) == 0


def test_the_same_form_sent_twice_issues_once(app: Flask) -> None:
    set_up_institution()
    office = coordinator(app)
    accepted(app, office)
    form = {"token": token_on(office, page_of_speaker()), **REQUEST}
    assert [office.post(f"{page_of_speaker()}/papers", data=form).status_code for _ in range(2)] == [303, 303]
    assert len(papers()) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "diploma"},
        {"addressee": ""},
        {"addressee": "x" * 201},
        {"first_day": "2026-13-01"},
        {"last_day": "2026-11-01"},
        {"last_day": "9999-12-31"},
        {"token": ""},
    ],
)
def test_a_paper_that_cannot_be_is_refused_in_words(app: Flask, form: dict[str, str]) -> None:
    set_up_institution()
    office = coordinator(app)
    accepted(app, office)
    answered = issue(office, **form)
    assert answered.status_code == 422 and "<title>Perlu diperbaiki: " in answered.text
    assert papers() == []


def test_the_paper_of_another_is_not_there(app: Flask) -> None:
    set_up_institution()
    office = coordinator(app)
    accepted(app, office)
    issue(office)
    path = f"/speakers/papers/{papers()[0].id}.pdf"
    stranger = people.signed_in(app, people.add_person("budi", "Budi Misal"))
    assert [browser.get(path).status_code for browser in (office, stranger)] == [200, 404]
    assert office.get("/speakers/papers/999.pdf").status_code == 404


class Withdrawn(Exception):
    """What a later step of the same transaction may raise."""


def test_of_many_issued_at_once_with_a_third_rolled_back_none_leaves_a_gap(app: Flask) -> None:
    set_up_institution()
    accepted(app, coordinator(app))
    speaker_id, start, failures = int(page_of_speaker().rpartition("/")[2]), threading.Barrier(9), list[BaseException]()
    wish = Wish(PaperKind.REQUEST, date(2026, 11, 2), date(2026, 12, 31), "Dekan")

    def issue_one(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with suppress(Withdrawn), door(writes=True):
                    operations.issue_paper(speaker_id, wish, f"token-{place}", utc_now(), by="koordinator")
                    if place % 3 == 0:
                        raise Withdrawn
            except BaseException as problem:
                failures.append(problem)

    threads = [threading.Thread(target=issue_one, args=(place,)) for place in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [paper.sequence for paper in papers()] == list(range(1, 7))
    assert count(Speaker) == 1
