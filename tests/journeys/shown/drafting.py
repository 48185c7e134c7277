"""Pages of drafts: beginning, outline, settings, authors, history."""

from collections.abc import Sequence

from playwright.sync_api import Page as Tab

from tests.journeys import studios
from tests.journeys.shown.page import Shown
from tests.journeys.site import COURSE


def start_with_nothing(tab: Tab) -> None:
    """Begins a course without a word."""
    tab.eval_on_selector_all("[required]", "fields => fields.forEach(field => field.required = false)")
    tab.click("main form button")


def send_an_old_document(tab: Tab) -> None:
    """Uploads a document in a format of the last century."""
    tab.set_input_files(
        "[name=file]", {"name": "lama.doc", "mimeType": "", "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
    )
    tab.click("main form button")


def ask_in_nobody(tab: Tab) -> None:
    """Asks in a colleague who is not there."""
    tab.fill("[name=username]", "siapa-ya")
    tab.get_by_role("button", name="Tambah", exact=True).click()


def take_out_a_page(tab: Tab) -> None:
    """Takes the first page out; the next page offers to bring it back."""
    tab.locator(".row .menu summary").first.click()
    tab.locator(".row .menu button", has_text="Hapus").first.click()
    tab.get_by_role("button", name="Urungkan").wait_for()


def open_the_menus(tab: Tab) -> None:
    """Shows all that can be done with pages and modules."""
    tab.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")


def save_nothing_as_title(tab: Tab) -> None:
    """Saves settings without a title."""
    tab.fill("[name=title]", "")
    tab.get_by_role("button", name="Simpan", exact=True).last.click()


def save_after_somebody_else(tab: Tab) -> None:
    """Saves settings that were seen before they were changed."""
    tab.fill("[name=title]", "Judul dari saya")
    tab.eval_on_selector("[name=seen]", "field => { field.value = 'x' }")
    tab.get_by_role("button", name="Simpan", exact=True).last.click()


SHOWN: Sequence[Shown] = (
    Shown("drafts-none", "/drafts", "beginner"),
    Shown("drafts", "/drafts", "author"),
    Shown("draft-start", "/drafts/new", "beginner"),
    Shown("draft-start-wrong", "/drafts/new", "beginner", act=start_with_nothing),
    Shown("draft-upload", "/drafts/upload", "beginner"),
    Shown("draft-upload-refused", "/drafts/upload", "beginner", act=send_an_old_document),
    Shown("draft-report", studios.draft(studios.IMPORTED, "/report"), "author"),
    Shown("draft-published", "/drafts/published", "reviewer"),
    Shown("draft-published-none", "/drafts/published", "beginner"),
    Shown("draft-outline", studios.draft(studios.READY), "author"),
    Shown("draft-outline-faulty", studios.draft(studios.FAULTY), "author", largest=5_000),
    Shown("draft-outline-large", studios.draft(COURSE), "reviewer", largest=5_000),
    Shown("draft-outline-menus", studios.draft(studios.FAULTY), "author", act=open_the_menus),
    Shown("draft-outline-undo", studios.draft(studios.IMPORTED), "author", act=take_out_a_page),
    Shown("draft-move", studios.draft(studios.FAULTY, f"/outline/move?path={studios.PAGE}"), "author"),
    Shown("draft-settings", studios.draft(studios.FAULTY, "/settings"), "author"),
    Shown("draft-settings-wrong", studios.draft(studios.FAULTY, "/settings"), "author", act=save_nothing_as_title),
    Shown(
        "draft-settings-conflict", studios.draft(studios.FAULTY, "/settings"), "author", act=save_after_somebody_else
    ),
    Shown("draft-settings-lesson", studios.draft(studios.READY, f"/settings/{studios.LESSON}"), "author"),
    Shown("draft-settings-quiz", studios.draft(studios.READY, f"/settings/{studios.QUIZ}"), "author"),
    Shown("draft-authors", studios.draft(studios.READY, "/authors"), "author"),
    Shown("draft-authors-wrong", studios.draft(studios.READY, "/authors"), "author", act=ask_in_nobody),
    Shown("draft-history", studios.draft(studios.READY, "/history"), "author"),
    Shown("draft-revision", studios.draft(studios.READY, "/history/3?with=before"), "author"),
    Shown("draft-restore", studios.draft(studios.READY, "/history/1/restore"), "author"),
    Shown("draft-discard", studios.draft(studios.READY, "/discard"), "author"),
)
