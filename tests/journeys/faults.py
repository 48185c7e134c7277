"""Faults of the shipped course: one reported by two learners, one answered, and its author."""

import re
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page as Tab
from sqlalchemy import func, select

from lms.feedback.models import Fault
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys.learners import Learner, path_of
from tests.journeys.site import COURSE, run

LONG = "Pasal 34 sudah diganti pada 2025.\nLihat https://peraturan.contoh.go.id/undang-undang/2025/sangat/panjang/tanpa-spasi"


def let_them_report(app: Flask, reporter: Learner, second: Learner, author: Learner, username: str) -> None:
    """Both report a block, the author answers another, and a third one waits."""
    run(app, "courses", "author", COURSE, username)
    reporter.enrol()
    _report(reporter, 2, "typo", "")
    fault_id = newest()
    seen = re.findall(r'name="seen" value="([\d.]+)"', author.client.get(f"/reports/{fault_id}").text)[0]
    author.post(f"/reports/{fault_id}", outcome="not-wrong", words="Ejaan ini mengikuti KBBI edisi keenam.", seen=seen)
    _report(second, 3, "wrong", LONG)
    _report(reporter, 3, "unclear", "")
    _report(reporter, 4, "not-shown", "Gambarnya kosong di HP saya.")


def _report(learner: Learner, block: int, kind: str, words: str) -> None:
    learner.post(f"{lesson_of(learner)}/report", block=block, kind=kind, words=words)


def lesson_of(learner: Learner) -> str:
    """The first lesson of the course."""
    return path_of(next(step for step in learner.reading().steps if step.is_lesson))


def newest() -> int:
    """The fault that was reported last."""
    with door(writes=False):
        return db.session.scalar(select(func.max(Fault.id))) or 0


def fault(order: int) -> Callable[[object], str]:
    """The address of a fault, by the order in which they were reported first."""

    def address(_cast: object) -> str:
        with door(writes=False):
            ids = db.session.scalars(select(Fault.id).order_by(Fault.id)).all()
        return f"/reports/{ids[order]}"

    return address


def without_words(tab: Tab) -> None:
    """Answers that nothing is wrong, without saying why."""
    tab.get_by_text("Tidak keliru, karena").click()
    tab.get_by_role("button", name="Kirim jawaban").click()
    tab.get_by_role("alert").wait_for()


def outdated(tab: Tab) -> None:
    """Answers what has changed meanwhile."""
    tab.get_by_text("Tidak keliru, karena").click()
    tab.fill("[name=words]", "Sudah benar.")
    tab.eval_on_selector("[name=seen]", "field => { field.value = '9.9' }")
    tab.get_by_role("button", name="Kirim jawaban").click()
    tab.get_by_role("alert").wait_for()


def too_long(tab: Tab) -> None:
    """Reports with too many words."""
    script = "f => { f.removeAttribute('maxlength'); f.value = 'kata '.repeat(220); f.closest('details').open = true }"
    tab.eval_on_selector("[name=words]", script)
    tab.get_by_role("button", name="Salah ketik").click()
    tab.get_by_role("alert").wait_for()


def sent(tab: Tab) -> None:
    """Reports with one tap."""
    tab.get_by_role("button", name="Salah ketik").click()
