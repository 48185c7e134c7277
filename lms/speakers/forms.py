"""What strangers and coordinators fill in about speakers, read and checked; sentences are English message ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lms.speakers.offer import LICENCES, Offer

LONGEST = 200
LONGEST_TEXT = 2000
LONGEST_REPLY = 1000
LONGEST_TITLE = 60
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
        """Field → what to mend."""
        found = {name: self._wrong_text(name, LONGEST) for name in LINES}
        found["topic"] = self._wrong_text("topic", LONGEST_TEXT)
        found["email"], found["phone"] = self._wrong_email(), self._wrong_phone()
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
