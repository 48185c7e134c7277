"""Remarks on a page that is being reviewed: on a block with other words, on another with a reply, on the whole page."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page as Tab

from lms.authoring.blocks.page_blocks import PageBlock, page_blocks
from lms.authoring.operations import remarks
from lms.authoring.queries import file_of
from lms.content.document_reader import read_document
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from tests.journeys.learners import Learner
from tests.journeys.reviews import LESSON, draft
from tests.support.drafts import writer

SLUG = "menunggu"
PROPOSED = "Surat yang **bernama jelas** lebih cepat ditemukan, juga oleh rekan yang menggantikan Anda.\n"


def let_them_remark(app: Flask, author: Learner, reviewer: Learner, second: Learner) -> None:
    """`reviewer` and `second` remark on the lesson of `author`, who answers one of them."""
    with app.app_context():
        made = draft(SLUG)
        with door(writes=False):
            file = file_of(made, LESSON)
        assert file is not None
        blocks = page_blocks(read_document(LESSON, file.content.text or "").document)
        _say(made, reviewer, blocks[0], "Manfaatnya bagi rekan belum terlihat.", PROPOSED)
        answered = _say(made, second, blocks[3], "Dari mana angka 40 persen ini? Mohon sebut sumbernya.")
        _say(made, second, None, "Contoh nama berkas yang baik dan yang buruk akan membantu peserta.")
        with door(writes=True):
            remarks.reply(
                answered,
                "Dari laporan tahunan. Saya tambahkan besok.",
                "token-balasan",
                utc_now(),
                by=writer(author.id),
            )


def at(act: str, query: str = "") -> Callable[[object], str]:
    """The address of an act on the page with remarks."""
    return lambda _cast: f"/drafts/{draft(SLUG)}/{act}/{LESSON}{query}"


def send_nothing(tab: Tab) -> None:
    """Sends a remark without words."""
    tab.get_by_role("button", name="Kirim catatan").click()
    tab.get_by_role("alert").wait_for()


def open_a_reply(tab: Tab) -> None:
    """Opens the form to answer a remark."""
    tab.locator(".rem summary").first.click()


def _say(draft_id: int, by: Learner, block: PageBlock | None, words: str, proposal: str = "") -> int:
    new = remarks.NewRemark(LESSON, block, words, f"token-{by.id}-{block.index if block else 0:03}", proposal)
    with door(writes=True):
        return remarks.write_remark(draft_id, new, utc_now(), by=writer(by.id))
