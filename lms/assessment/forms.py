"""What markers and reviewers fill in, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.assessment.essay_points import read_points
from lms.assessment.operations.essays import Verdict
from lms.assessment.remarking import LONGEST_REASON as LONGEST_REMARK
from lms.platform.web.typed_text import plain

LONGEST_POINTS, LONGEST_COMMENT, LONGEST_REASON = 40, 4000, 500


@dataclass(frozen=True)
class MarkForm:
    """The fields as they are shown again when one is wrong; `seen` is the number of the newest mark that they saw."""

    points: str
    comment: str
    reason: str
    seen: int

    def errors(self, most: int) -> dict[str, str]:
        """Field → what to mend, where a mark is to be given to a question of `most` points."""
        found = {"points": "", "comment": "", "reason": ""} | self.too_long
        if self.verdict(most) is None:
            found["points"] = "Write points from 0 to the most there are, in quarters, such as 2,5."
        if self.seen and not self.reason:
            found["reason"] = "Say why the mark is changed; the learner reads it."
        return {name: words for name, words in found.items() if words}

    @property
    def too_long(self) -> dict[str, str]:
        """Field → what to mend, where a draft is to be kept."""
        limits = {"points": LONGEST_POINTS, "comment": LONGEST_COMMENT, "reason": LONGEST_REASON}
        return {name: "Shorten this text." for name, limit in limits.items() if len(getattr(self, name)) > limit}

    def verdict(self, most: int) -> Verdict | None:
        """What is given; None if the points cannot be told."""
        points = read_points(self.points, most)
        return None if points is None else Verdict(points, self.comment, self.reason, self.seen)


def read_mark(form: Mapping[str, str]) -> MarkForm:
    """The fields of a form; a `seen` that is no number saw nothing."""
    text = form.get("seen", "")
    seen = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    points, comment, reason = (plain(form.get(name, "")) for name in ("points", "comment", "reason"))
    return MarkForm(points, comment, reason if seen else "", seen)


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
        if len(self.reason) > LONGEST_REMARK:
            return "Shorten the reason to 500 characters."
        return "" if self.reason.isprintable() else "Use letters, digits and usual signs only."

    def _wrong_direction(self) -> str:
        return "" if self.direction in {UP, DOWN} else "Choose one of these."


def read_remark(form: Mapping[str, str]) -> RemarkForm:
    """The fields of a form; nothing chosen is upwards."""
    reason = " ".join(form.get("reason", "").split())
    return RemarkForm(reason, form.get("direction", UP), form.get("seen", ""))
