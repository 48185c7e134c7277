"""What authors and reviewers fill in, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from lms.platform.web.addresses import whole_number
from lms.platform.web.typed_text import plain
from lms.reviewing.checklist import missing_points
from lms.reviewing.review import Aspect, Decision, Verdict
from lms.reviewing.worth import MOST_JP, Worth

LONGEST_NOTE, LONGEST_WORDS, LONGEST_REASON = 500, 4000, 500
LONGEST_ABSENCE = timedelta(days=366)
LATEST_PLAN = timedelta(days=366)
LATEST_CHECK = timedelta(days=5 * 366)


@dataclass(frozen=True)
class HandInForm:
    """What changed, in a sentence for learners."""

    note: str = ""
    revision: int = 0

    def errors(self, is_change: bool) -> dict[str, str]:
        """Field → what to mend; a new course needs no words."""
        if is_change and not self.note:
            return {"note": "Say what changed; learners read it."}
        return {"note": "Shorten this text."} if len(self.note) > LONGEST_NOTE else {}


def read_hand_in(form: Mapping[str, str]) -> HandInForm:
    """The fields of a form."""
    return HandInForm(one_line(form.get("note", "")), number_of(form, "revision"))


@dataclass(frozen=True)
class WorthForm:
    """What the office decided, as typed; without a number of a decision there is none."""

    jp: str = ""
    form: str = ""
    kind: str = ""
    number: str = ""
    decided_on: str = ""
    body: str = ""
    signer: str = ""

    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        if not self.number:
            return {}
        found = {
            "jp": "" if self._jp() else "Write JP from 1 to 1000.",
            "form": "" if self.form else "Choose the form of learning.",
            "kind": "" if self.kind else "Choose the kind of training in SIASN.",
            "number": "Shorten this text." if len(self.number) > 120 else "",
            "decided_on": "" if day_of(self.decided_on) else "Choose the day of the decision.",
            "body": "Shorten this text." if len(self.body) > 200 else "",
        }
        return {name: words for name, words in found.items() if words}

    def worth(self) -> Worth | None:
        """The decision; None without one."""
        jp, decided_on = self._jp(), day_of(self.decided_on)
        if not self.number or not jp or decided_on is None:
            return None
        signer = whole_number_or_none(self.signer)
        return Worth(jp, self.form[:120], self.kind[:60], self.number, decided_on, self.body, signer)

    def _jp(self) -> int | None:
        jp = whole_number_or_none(self.jp)
        return jp if jp is not None and 1 <= jp <= MOST_JP else None


@dataclass(frozen=True)
class DecisionForm:
    """A decision as it is shown again when something is wrong; `revision` is the one that was looked at."""

    aspect: Aspect
    verdict: Verdict = Verdict.APPROVED
    revision: int = 0
    words: str = ""
    ticked: frozenset[str] = frozenset()
    worth: WorthForm = field(default_factory=WorthForm)

    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        if len(self.words) > LONGEST_WORDS:
            return {"words": "Shorten this text."}
        if self.verdict is Verdict.NEEDS_WORK:
            return {} if self.words else {"words": "Say what needs work; the author reads it."}
        found = self.worth.errors() if self.aspect is Aspect.FORM else {}
        if missing_points(self.aspect, self.ticked):
            found["points"] = "Tick every point to approve, or say what needs work."
        return found

    def decision(self) -> Decision:
        """What is decided, once nothing is wrong."""
        is_form = self.aspect is Aspect.FORM and self.verdict is Verdict.APPROVED
        worth = self.worth.worth() if is_form else None
        return Decision(self.aspect, self.verdict, self.revision, self.words, tuple(sorted(self.ticked)), worth)


def read_decision(aspect: Aspect, form: "MultiDict[str, str]") -> DecisionForm:
    """The fields of a form; a verdict that is none approves nothing."""
    given = form.get("verdict", "")
    worth = WorthForm(**{name: one_line(form.get(name, "")) for name in WorthForm.__dataclass_fields__})
    return DecisionForm(
        aspect=aspect,
        verdict=Verdict.APPROVED if given == Verdict.APPROVED.value else Verdict.NEEDS_WORK,
        revision=number_of(form, "revision"),
        words=plain(form.get("words", "")),
        ticked=frozenset(form.getlist("point")),
        worth=worth,
    )


def worth_form(worth: Worth | None) -> WorthForm:
    """A decision as it is shown to be changed."""
    if worth is None:
        return WorthForm()
    day, signer = worth.decision_date.isoformat(), str(worth.signer_id or "")
    return WorthForm(
        str(worth.jp), worth.form_of_learning, worth.siasn_kind, worth.decision_number, day, worth.issuing_body, signer
    )


@dataclass(frozen=True)
class PublicationForm:
    """When to publish: at once, or at a time of the people here (`2026-12-01T08:00`).

    `replaces` is the version from outside the draft that is replaced knowingly, 0 for none.
    """

    when: str = "now"
    at: str = ""
    replaces: int = 0

    @property
    def is_planned(self) -> bool:
        """Whether it waits for its time."""
        return self.when == "later"

    def errors(self, now: datetime, zone: ZoneInfo) -> dict[str, str]:
        """Field → what to mend."""
        if not self.is_planned:
            return {}
        instant = self.instant(zone)
        if instant is None:
            return {"at": "Choose day and time."}
        if not now < instant < now + LATEST_PLAN:
            return {"at": "Choose a time to come, within a year."}
        return {}

    def instant(self, zone: ZoneInfo) -> datetime | None:
        """The time; None if it cannot be read."""
        try:
            local = datetime.strptime(self.at, "%Y-%m-%dT%H:%M")  # the zone is put in below
        except ValueError:
            return None
        return local.replace(tzinfo=zone)


def read_publication(form: Mapping[str, str]) -> PublicationForm:
    """The fields of a form."""
    return PublicationForm(form.get("when", ""), form.get("at", "").strip()[:40], number_of(form, "replaces"))


def absence_errors(text: str, today: date) -> dict[str, str]:
    """Field → what to mend in the last day of an absence."""
    until = day_of(text)
    if until is None:
        return {"until": "Choose the last day."}
    return {} if today <= until <= today + LONGEST_ABSENCE else {"until": "Choose a day to come, within a year."}


def reason_errors(reason: str) -> dict[str, str]:
    """Field → what to mend in a reason that learners read."""
    if not reason:
        return {"reason": "Say why; learners read it."}
    return {"reason": "Shorten this text."} if len(reason) > LONGEST_REASON else {}


def next_day_errors(text: str, words: str, today: date, *, is_asked: bool) -> dict[str, str]:
    """Field → what to mend where a course was looked at again."""
    found, next_on = {}, day_of(text)
    if next_on is None or not today < next_on <= today + LATEST_CHECK:
        found["next_on"] = "Choose a day to come, within five years."
    if is_asked and not words:
        found["words"] = "Say what the authors should look at."
    if len(words) > LONGEST_WORDS:
        found["words"] = "Shorten this text."
    return found


def day_of(text: str) -> date | None:
    """A day as browsers send it; None if it is none, or beyond all use."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if 1950 <= day.year <= 2200 else None


def number_of(form: Mapping[str, str], name: str) -> int:
    """A number in a form; 0 for anything else."""
    return whole_number_or_none(form.get(name, "")) or 0


def whole_number_or_none(text: str) -> int | None:
    """The number that a text is; None for anything else."""
    try:
        return whole_number(text.strip())
    except ValueError:
        return None


def one_line(text: str) -> str:
    """The text in one line, without what cannot be seen."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
