"""What strangers and coordinators fill in about speakers, read and checked; sentences are English message ids."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from lms.speakers.offer import LICENCES, Offer
from lms.speakers.operations import TimeGiven, Wish
from lms.speakers.papers import PaperKind

LONGEST = 200
LONGEST_TEXT = 2000
LONGEST_REPLY = 1000
LONGEST_REASON = 500
LONGEST_TITLE = 60
MINUTES_OF_A_DAY = 24 * 60
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LONGEST_TOKEN = 64
LINES = ("name", "institution", "position", "field")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?\d{8,15}")
_MISSING = {
    "name": "Write your name.",
    "institution": "Write where you work or teach.",
    "position": "Write your position.",
    "field": "Write what you know well.",
    "topic": "Write in a sentence or two what you want to teach.",
}


@dataclass(frozen=True)
class OfferForm:
    """The fields of the offer, as they are shown again when one is wrong."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend, in the order of the page."""
        found = {name: self._wrong_text(name, LONGEST) for name in LINES}
        found["email"], found["phone"] = self._wrong_email(), self._wrong_phone()
        found["topic"] = self._wrong_text("topic", LONGEST_TEXT)
        found["licence"] = "" if self["licence"] in LICENCES else "Choose one of these."
        found["unpaid"] = "" if self["unpaid"] else "Tick this: speakers give their time without fee."
        return {name: words for name, words in found.items() if words}

    @property
    def offer(self) -> Offer:
        """The offer, of a form without errors."""
        texts = {name: self[name] for name in (*LINES, "topic", "licence")}
        return Offer(
            **texts, email=self["email"] or None, phone=self["phone"] or None, may_be_named=bool(self["may_be_named"])
        )

    def _wrong_text(self, name: str, longest: int) -> str:
        return unusable(self[name], longest) if self[name] else _MISSING[name]

    def _wrong_email(self) -> str:
        if not self["email"]:
            return "" if self["phone"] else "Give an e-mail or a telephone number."
        return "" if _is_email(self["email"]) else "Write the e-mail like nama@contoh.id."

    def _wrong_phone(self) -> str:
        return "" if not self["phone"] or _PHONE.fullmatch(self["phone"]) else "Write the number in 8 to 15 digits."


@dataclass(frozen=True)
class DecisionForm:
    """The answer to an offer, and the account that a new speaker gets."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def errors(self, *, is_accepted: bool, is_new: bool) -> dict[str, str]:
        """Field → what to mend."""
        found = {"reply": unusable(self["reply"], LONGEST_REPLY)}
        if not is_accepted and not self["reply"]:
            found["reply"] = "Say in a few words why."
        if is_accepted and is_new:
            found["name"] = unusable(self["name"], LONGEST) if self["name"] else "Write the name without titles."
            found |= {name: unusable(self[name], LONGEST_TITLE) for name in ("title_before", "title_after")}
        return {name: words for name, words in found.items() if words}


def read_decision(form: Mapping[str, str]) -> DecisionForm:
    """The answer of a form."""
    fields = ("username", "title_before", "name", "title_after")
    values = {field: " ".join(form.get(field, "").split()) for field in fields}
    return DecisionForm({**values, "reply": "\n".join(form.get("reply", "").split("\r\n")).strip()})


@dataclass(frozen=True)
class HoursForm:
    """Time that a speaker gave."""

    values: Mapping[str, str]
    today: date

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        day = read_day(self["day"])
        found = {"what": unusable(self["what"], LONGEST) if self["what"] else "Say what was done."}
        found["day"] = "" if day and FIRST_DAY <= day <= self.today else "Give a day that is not in the future."
        is_number = re.fullmatch(r"\d{1,4}", self["minutes"], re.ASCII) is not None
        is_usual = is_number and 1 <= int(self["minutes"]) <= MINUTES_OF_A_DAY
        found["minutes"] = "" if is_usual else "Give the minutes as a number from 1 to 1440."
        return {name: words for name, words in found.items() if words}

    @property
    def given(self) -> TimeGiven:
        """The time, of a form without errors."""
        return TimeGiven(date.fromisoformat(self["day"]), int(self["minutes"]), self["what"])


@dataclass(frozen=True)
class PaperForm:
    """Which paper is to be issued to a speaker."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        first, last = read_day(self["first_day"]), read_day(self["last_day"])
        found = {"kind": "" if self["kind"] in set(PaperKind) else "Choose one of these."}
        found["first_day"] = "" if first else "Give a day."
        found["last_day"] = "" if last and first and first <= last else "Give a day that is not before the first."
        if self["kind"] == PaperKind.REQUEST:
            text = self["addressee"]
            found["addressee"] = unusable(text, LONGEST) if text else "Say whom the letter goes to."
        return {name: words for name, words in found.items() if words}

    @property
    def wish(self) -> Wish:
        """The paper, of a form without errors."""
        kind = PaperKind(self["kind"])
        first, last = (date.fromisoformat(self[name]) for name in ("first_day", "last_day"))
        return Wish(kind, first, last, self["addressee"] if kind is PaperKind.REQUEST else "")


def read_hours(form: Mapping[str, str], today: date) -> HoursForm:
    """The time of a form."""
    return HoursForm({name: " ".join(form.get(name, "").split()) for name in ("day", "minutes", "what")}, today)


def read_reason(form: Mapping[str, str]) -> str:
    """Why an entry is taken back."""
    return " ".join(form.get("reason", "").split())


def reason_error(reason: str) -> str:
    """What to mend of a reason; "" if nothing."""
    return unusable(reason, LONGEST_REASON) if reason else "Say in a few words why."


def read_paper(form: Mapping[str, str]) -> PaperForm:
    """The paper of a form."""
    fields = ("kind", "first_day", "last_day", "addressee")
    return PaperForm({name: " ".join(form.get(name, "").split()) for name in fields})


def read_day(text: str) -> date | None:
    """A day of a form, such as 2026-11-27; None if it is none, or of no usual century."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is None:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(text)
        return day if FIRST_DAY <= day <= LAST_DAY else None
    return None


def read_offer(form: Mapping[str, str], name: str = "") -> OfferForm:
    """The offer of a form; `name` stands instead of what was typed where the portal knows it."""
    values = {field: " ".join(form.get(field, "").split()) for field in (*LINES, "licence", "unpaid", "may_be_named")}
    values["topic"] = "\n".join(form.get("topic", "").split("\r\n")).strip()
    values["email"] = form.get("email", "").strip().lower()
    values["phone"] = re.sub(r"[\s().\-]", "", form.get("phone", ""))
    return OfferForm({**values, "name": name} if name else values)


def read_token(form: Mapping[str, str]) -> str:
    """The token that was made with the form; "" if it is none."""
    token = form.get("token", "")
    return token if len(token) <= LONGEST_TOKEN and re.fullmatch(r"[\w-]+", token, re.ASCII) else ""


def unusable(text: str, longest: int) -> str:
    """What is wrong with a text of several lines; "" if nothing."""
    if len(text) > longest:
        return "Shorten this text."
    is_plain = all(line.isprintable() for line in text.split("\n"))
    return "" if is_plain else "Use letters, digits and usual signs only."


def _is_email(text: str) -> bool:
    return len(text) <= LONGEST and text.isprintable() and _EMAIL.fullmatch(text) is not None
