"""Somebody with more letters than a page shows: long ones, read and unread."""

from datetime import timedelta

from playwright.sync_api import Page as Tab

from lms.feedback.letters import FAULT_ANSWERED
from lms.kernel.clock import utc_now
from lms.learning.letters import COURSE_WITHDRAWN
from lms.notifications.operations import Addressed, notify_many, read_all
from lms.notifications.operations.phones import keep_phone
from lms.platform.db.doors import door
from lms.reviewing.letters import APPROVED, SENT_BACK
from tests.journeys.learners import Learner

LONG = "Pengelolaan Pengaduan Masyarakat dan Keterbukaan Informasi Publik pada Pemerintah Daerah Tingkat Dua"
WORDS = (
    "Terima kasih atas ketelitiannya. Kalimat itu kami tulis ulang supaya jelas siapa yang berwenang.\n\n"
    "Lihat juga https://jdih.contoh.go.id/peraturan/2026/keterbukaan-informasi-publik-dan-pengelolaan-pengaduan-warga"
)


def let_them_be_written(learner: Learner) -> None:
    """Many that were read, then one of each length that were not."""
    now = utc_now() - timedelta(days=2)
    answered = {"course": "Melayani Warga dengan Ramah", "item": "Menyapa", "version": None, "words": "Sudah benar."}
    old = [Addressed(learner.id, answered, f"old{number}") for number in range(24)]
    title = {"draft": 1, "slug": "arsip", "title": "Arsip Kantor yang Tertib"}
    with door(writes=True):
        notify_many(old, FAULT_ANSWERED, now - timedelta(days=9))
        notify_many([Addressed(learner.id, title, "approved")], APPROVED, now)
        read_all(learner.id, now)
        notify_many([Addressed(learner.id, {**title, "words": "Sebutkan dasar hukumnya."}, "back")], SENT_BACK, now)
        withdrawn = {"slug": "cuti", "title": "Aturan Cuti Lama", "reason": "Diganti oleh peraturan tahun ini."}
        notify_many([Addressed(learner.id, withdrawn, "withdrawn")], COURSE_WITHDRAWN, now)
        told = {"course": LONG, "item": "Siapa yang berwenang menjawab permohonan", "version": 3, "words": WORDS}
        notify_many([Addressed(learner.id, told, "long")], FAULT_ANSWERED, utc_now())
        keep_phone(learner.id, "+6281234567890", [FAULT_ANSWERED, APPROVED], now)


def choose_nothing_there_is(tab: Tab) -> None:
    """Sends a choice that the form does not offer."""
    tab.eval_on_selector("#fault-answered option:checked", "option => { option.value = 'never' }")
    tab.get_by_role("button", name="Simpan").click()


def give_no_number(tab: Tab) -> None:
    """Sends a number that is none, without agreeing."""
    tab.locator("#number").fill("bukan nomor yang dapat dihubungi")
    tab.locator("#agrees").uncheck()
    tab.get_by_role("button", name="Simpan").click()
