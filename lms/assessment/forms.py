"""What a marker fills in, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.assessment.essay_points import read_points
from lms.assessment.operations.essays import Verdict

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
    points, comment, reason = (_plain(form.get(name, "")) for name in ("points", "comment", "reason"))
    return MarkForm(points, comment, reason if seen else "", seen)


def _plain(text: str) -> str:
    """The text with line breaks as one character, without surrounding spaces and without what cannot be seen."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in unified if one.isprintable() or one in "\n\t").strip()
