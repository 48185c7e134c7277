"""What is said on an official memo besides the names, read and checked; sentences are English message ids."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lms.platform.web.typed_text import plain

LONGEST_NUMBER, LONGEST_COPIES = 80, 200
URGENCIES: Mapping[str, str] = {"usual": "Usual", "urgent": "Urgent", "very-urgent": "Very urgent"}
"""Code → message id of what stands after “Sifat”."""


@dataclass(frozen=True)
class MemoForm:
    """As it is shown again when something is to be mended; nobody chosen signs: a place for a name is left."""

    number: str = ""
    copies: str = ""
    urgency: str = "usual"
    signer: str = ""

    def errors(self, signers: Collection[str]) -> dict[str, str]:
        """What is to be mended, by field."""
        found = {}
        for name, longest in (("number", LONGEST_NUMBER), ("copies", LONGEST_COPIES)):
            typed = getattr(self, name)
            if len(typed) > longest or "\n" in typed:
                found[name] = "Write it in one line, shorter."
        if self.urgency not in URGENCIES:
            found["urgency"] = "Choose one from the list."
        if self.signer and self.signer not in signers:
            found["signer"] = "Choose somebody who may sign today."
        return found


def read_memo(sent: Mapping[str, str]) -> MemoForm:
    """The form as it was sent."""
    number, copies = plain(sent.get("number", "")), plain(sent.get("copies", ""))
    return MemoForm(number, copies, sent.get("urgency", "usual"), sent.get("signer", ""))
