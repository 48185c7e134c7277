"""What a reviewer decides on the preview of a re-marking, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.assessment.remarking import LONGEST_REASON

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class RemarkForm:
    """The fields as they are shown again when one is wrong; `seen` is the token of the preview that was looked at."""

    reason: str = ""
    direction: str = UP
    seen: str = ""

    @property
    def lowers(self) -> bool:
        """Whether marks may also become less."""
        return self.direction == DOWN

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        found = {"reason": self._wrong_reason(), "direction": self._wrong_direction()}
        return {name: words for name, words in found.items() if words}

    def _wrong_reason(self) -> str:
        if not self.reason:
            return "Give the reason; learners read it."
        if len(self.reason) > LONGEST_REASON:
            return "Shorten the reason to 500 characters."
        return "" if self.reason.isprintable() else "Use letters, digits and usual signs only."

    def _wrong_direction(self) -> str:
        return "" if self.direction in {UP, DOWN} else "Choose one of these."


def read_remark(form: Mapping[str, str]) -> RemarkForm:
    """The fields of a form; nothing chosen is upwards."""
    reason = " ".join(form.get("reason", "").split())
    return RemarkForm(reason, form.get("direction", UP), form.get("seen", ""))
