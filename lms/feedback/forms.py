"""What learners and authors fill in, read and checked; sentences are English message ids."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from lms.feedback.fault import LONGEST_WORDS, FaultKind, Outcome, Reply, Reported
from lms.platform.web.typed_text import plain

LONGEST_TOKEN = 40


def new_token() -> str:
    """By which the same form sent twice is known."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True)
class ReportForm:
    """What is wrong, as it is shown again when it cannot be taken."""

    kind: str = ""
    words: str = ""
    token: str = ""

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        found = {
            "words": "Shorten this text." if len(self.words) > LONGEST_WORDS else "",
            "kind": "" if self.kind in set(FaultKind) else "Choose one of these.",
        }
        return {name: words for name, words in found.items() if words}

    @property
    def reported(self) -> Reported:
        """What is sent, where there is nothing to mend."""
        return Reported(FaultKind(self.kind), self.words, self.token)


def read_report(form: Mapping[str, str]) -> ReportForm:
    """The fields of a form; one without a token is a report of its own."""
    token = re.sub(r"[^\w-]", "", form.get("token", ""), flags=re.ASCII)[:LONGEST_TOKEN]
    return ReportForm(form.get("kind", ""), plain(form.get("words", "")), token or new_token())


@dataclass(frozen=True)
class ReplyForm:
    """An answer; `outcome` is the number of a version or says that nothing is wrong. `is_first`: none was given yet."""

    outcome: str = ""
    words: str = ""
    seen: str = ""
    is_first: bool = True

    def errors(self, numbers: frozenset[int]) -> dict[str, str]:
        """Field → what to mend, where it may be mended in the versions of these numbers."""
        is_mended = self.outcome in {str(number) for number in numbers}
        found = {"outcome": "", "words": ""}
        if not is_mended and self.outcome != Outcome.NOT_WRONG:
            found["outcome"] = "Choose one of these."
        if len(self.words) > LONGEST_WORDS:
            found["words"] = "Shorten this text."
        elif not self.words and not (is_mended and self.is_first):
            found["words"] = "Say why; the learners read it."
        return {name: words for name, words in found.items() if words}

    @property
    def reply(self) -> Reply:
        """What is answered, where there is nothing to mend."""
        return Reply(None if self.outcome == Outcome.NOT_WRONG else int(self.outcome), self.words, self.seen)


def read_reply(form: Mapping[str, str], *, is_first: bool) -> ReplyForm:
    """The fields of a form."""
    return ReplyForm(form.get("outcome", ""), plain(form.get("words", "")), form.get("seen", ""), is_first)
