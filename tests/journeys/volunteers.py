"""Volunteers at every stage: an offer that waits, is late or was declined; speakers with papers and without."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page as Tab
from sqlalchemy import select, update

from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers.models import Speaker, SpeakerHours, SpeakerOffer
from tests.journeys.learners import Learner
from tests.speakers.offers import answer, send
from tests.speakers.papers import give, issue, page_of_speaker
from tests.support import people

LONG = "Pengelolaan Pengaduan Masyarakat dan Keterbukaan Informasi Publik pada Pemerintah Daerah " * 2
STRANGER = {"name": "Prof. Dr. Umpama Panjang Sekali Namanya, S.H., M.Hum.", "institution": LONG[:200], "field": LONG}


def let_them_offer(app: Flask, office: Learner, waits: Learner, declined: Learner, speaker: Learner) -> None:
    """Each offers and is answered, but the one who waits; strangers wait, one too long, and one has no account yet."""
    send(speaker.client, email="narasumber@contoh.id")
    answer(office.client)
    give(office.client)
    give(office.client, what="Webinar tanya jawab bersama petugas loket", minutes="120")
    with door(writes=False):
        entry = db.session.scalars(select(SpeakerHours.id).order_by(SpeakerHours.id)).first()
    office.post(f"{page_of_speaker()}/hours/{entry}/take-back", reason="Hari yang keliru.")
    give(office.client)
    for kind in ("request", "service", "certificate"):
        issue(office.client, kind=kind)
    send(declined.client, email="ditolak@contoh.id")
    answer(office.client, "decline", reply="Bidang ini sudah terisi. Kami senang mendengar usulan lain.")
    send(people.browser(app), email="tanpa-akun@contoh.id", name="Dr. Rukmini Misal")
    answer(office.client)
    send(waits.client, email="menunggu@contoh.id")
    send(people.browser(app), email="umpama@kampus.contoh.id", **STRANGER)
    with door(writes=True):
        late = update(SpeakerOffer).where(SpeakerOffer.email == "menunggu@contoh.id")
        db.session.execute(late.values(sent_at=utc_now() - timedelta(days=9)))


def offer_of(email: str, rest: str = "") -> str:
    """The address of an offer, for the office."""
    with door(writes=False):
        offer_id = db.session.scalars(select(SpeakerOffer.id).where(SpeakerOffer.email == email)).one()
    return f"/speakers/offers/{offer_id}{rest}"


def speaker_number(number: int) -> str:
    """The address of a speaker's page, for the office."""
    with door(writes=False):
        return f"/speakers/{list(db.session.scalars(select(Speaker.id).order_by(Speaker.id)))[number]}"


def send_unchecked(action: str) -> Callable[[Tab], None]:
    """Sends a form as it stands, without what the browser would ask for first."""

    def act(tab: Tab) -> None:
        tab.eval_on_selector(f"form[action$='{action}']", "form => { form.noValidate = true; form.requestSubmit() }")
        tab.wait_for_selector(".note.r, .note.y")

    return act


def offered_again(tab: Tab) -> None:
    """Sends an offer once more that still waits."""
    tab.fill("[name=email]", "menunggu@contoh.id")
    for name in ("name", "institution", "position", "field", "topic"):
        tab.fill(f"[name={name}]", "Contoh")
    tab.check("[name=unpaid]")
    tab.click("main form[method=post] button")
    tab.wait_for_selector(".note.y")


def new_code(tab: Tab) -> None:
    """Makes a new code for somebody whose account is not active yet."""
    tab.click("form[action$='/code'] button")
    tab.wait_for_url("**/card")
