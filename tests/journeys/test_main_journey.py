"""The main job from sign-in to a checked certificate, on a phone, in both languages, with and without script."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from lms.accounts.operations import set_password
from lms.accounts.passwords import hash_password
from lms.learning.queries import Step
from lms.platform.db.doors import door
from lms.platform.web.i18n import catalogue
from tests.journeys.learners import asked, path_of, reading_of, right_answers
from tests.journeys.site import COURSE, PASSWORD, Site
from tests.support import people
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser
TITLE = "Pelayanan Publik yang Ramah"
SCREEN: ViewportSize = {"width": 360, "height": 740}
LARGEST_PDF = 60_000


@dataclass(frozen=True)
class Phone:
    """A phone of 360 px in the hand of one person, whose buttons are found by their words."""

    tab: Page
    person_id: int
    words: Callable[..., str]

    def press(self, message: str, **params: object) -> None:
        """Presses the button or follows the link with these words."""
        name = self.words(message, **params)
        found = self.tab.get_by_role("button", name=name, exact=True).or_(
            self.tab.get_by_role("link", name=name, exact=True)
        )
        found.first.click()

    def shows(self, message: str, **params: object) -> None:
        """Waits until the page's heading says this."""
        self.tab.get_by_role("heading", level=1, name=self.words(message, **params)).wait_for()

    def answer(self, step: Step, number: int) -> None:
        """Gives the right answer to the question on the page."""
        question = asked(self.person_id, step, number)
        for given in right_answers(question):
            if question.options:
                self.tab.locator(f".opt:has(input[value='{given}']) label").click()
            else:
                self.tab.fill("[name=answer]", given)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_learner_comes_from_sign_in_to_a_checked_certificate(
    site: Site, chromium: Browser, language: str, script: bool
) -> None:
    username = f"peserta-{language}-{'script' if script else 'plain'}"
    person_id = learner_with_password(site, username, language)
    context = chromium.new_context(
        base_url=site.url,
        viewport=SCREEN,
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="id-ID",
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "language", "value": language, "url": site.url}])
    phone = Phone(context.new_page(), person_id, catalogue(language).text)
    refused: list[ConsoleMessage] = []
    phone.tab.on("console", lambda message: refused.append(message) if message.type == "error" else None)

    sign_in(phone, username)
    begin_course(phone)
    take_all_items(phone)
    code = download_certificate(phone)
    assert [message.text for message in refused] == []
    context.close()

    private = chromium.new_context(base_url=site.url, viewport=SCREEN, java_script_enabled=script, locale="id-ID")
    private.set_default_timeout(PATIENCE)
    private.add_cookies([{"name": "language", "value": language, "url": site.url}])
    check_certificate(Phone(private.new_page(), 0, phone.words), code)
    private.close()


def learner_with_password(site: Site, username: str, language: str) -> int:
    """A person with a NIP, a password and a language, who has not confirmed her name yet."""
    person_id = people.add_person(username, "Siti Contoh", confirmed=False, language=language)
    with door(writes=True):
        set_password(person_id, hash_password(PASSWORD), people.NOW, by="test")
    return person_id


def sign_in(phone: Phone, username: str) -> None:
    phone.tab.goto("/")
    phone.press("Sign in")
    phone.tab.fill("[name=identifier]", username)
    phone.tab.fill("[name=password]", PASSWORD)
    phone.press("Sign in")
    phone.tab.wait_for_url("**/")


def begin_course(phone: Phone) -> None:
    phone.tab.goto("/courses")
    phone.tab.get_by_role("link", name=TITLE).click()
    phone.press("Start this course")
    phone.tab.wait_for_url(f"**/courses/{COURSE}*")


def take_all_items(phone: Phone) -> None:
    """Follows the buttons from item to item, as they come."""
    for step in reading_of(phone.person_id).steps:
        phone.tab.goto(path_of(step))
        if step.is_lesson:
            phone.press("Done, continue")
        elif step.role == "practice":
            practise(phone, step)
        else:
            take_final(phone, step)


def practise(phone: Phone, step: Step) -> None:
    phone.press("Begin practice")
    number = 1
    while True:
        phone.tab.wait_for_url(f"**{path_of(step)}/quiz/{number}")
        phone.answer(step, number)
        phone.press("Check the answer")
        phone.tab.locator("#umpan").wait_for()
        if not phone.tab.get_by_role("link", name=phone.words("Next question"), exact=True).count():
            break
        phone.press("Next question")
        number += 1
    phone.press("Finish the practice")
    phone.shows("Practice done")


def take_final(phone: Phone, step: Step) -> None:
    phone.tab.locator("label:has([name=alone])").click()
    phone.press("Begin the final")
    phone.press("Yes, this name is right")
    phone.tab.locator("label:has([name=alone])").click()
    phone.press("Begin the final")
    number = 1
    while "/quiz/review" not in phone.tab.url:
        phone.answer(step, number)
        phone.press("Save, continue")
        number += 1
        phone.tab.wait_for_url(lambda url, n=number: url.endswith((f"/quiz/{n}", "/quiz/review")))
    phone.shows("All questions are answered")
    count = number - 1
    form = catalogue("id" if phone.words("Home") != "Home" else "en")
    phone.tab.get_by_role(
        "button", name=form.plural_text("Hand in %(num)s answer", "Hand in %(num)s answers", count), exact=True
    ).click()
    phone.shows("Passed: mark %(mark)s", mark=100)


def download_certificate(phone: Phone) -> str:
    """Downloads the certificate as a PDF; returns its code."""
    phone.tab.goto("/certificates")
    phone.tab.get_by_role("link", name=TITLE).click()
    with phone.tab.expect_download() as started:
        phone.press("Download PDF")
    data = started.value.path().read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(data) <= LARGEST_PDF
    return phone.tab.url.rpartition("/")[2]


def check_certificate(phone: Phone, code: str) -> None:
    """Types the code and the last digits of the NIP, as somebody does who holds the paper."""
    phone.tab.goto("/verify")
    phone.tab.fill("[name=code]", code.lower().replace("-", " "))
    phone.press("Check")
    phone.shows("This code is registered and in force. Compare its content with your document")
    phone.tab.fill("[name=nip]", "2999")
    phone.press("Compare")
    phone.tab.get_by_role("status").get_by_text(phone.words("Match"), exact=True).wait_for()
