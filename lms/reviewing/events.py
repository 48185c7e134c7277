"""What happened to a draft in review, in words, the first thing first; the audit holds the same acts."""

from collections.abc import Iterable, Iterator, Sequence

from lms.platform.web.dated_facts import DatedFact
from lms.platform.web.i18n import current_language, day_text, gettext, instant_day, instant_time
from lms.platform.zone import local_zone
from lms.reviewing.queries import PlanLine, SubmissionFacts
from lms.reviewing.review import Aspect, DecisionLine, Ending, PlanEnding, Verdict


def happened_to(
    submissions: Sequence[SubmissionFacts], decisions: Iterable[DecisionLine], plans: Iterable[PlanLine]
) -> list[DatedFact]:
    """Every time that a draft was handed in, what was decided and planned, and how it ended."""
    found = [
        *(fact for one in submissions for fact in _handed_in(one)),
        *map(_decided, decisions),
        *(fact for plan in plans for fact in _planned(plan)),
    ]
    return sorted(found, key=lambda fact: fact.at)


def _handed_in(found: SubmissionFacts) -> Iterator[DatedFact]:
    day = day_text(found.promised_on, current_language())
    words = gettext("%(name)s handed it in; an answer was promised by %(day)s", name=found.handed_in_by, day=day)
    yield DatedFact(found.handed_in_at, words, symbol="send")
    if found.ended_at is not None and found.ended_how is Ending.TAKEN_BACK:
        yield DatedFact(found.ended_at, gettext("Taken back by its authors"), symbol="redo")
    if found.ended_at is not None and found.ended_how is Ending.PUBLISHED:
        yield DatedFact(found.ended_at, gettext("Published"), symbol="check")


def _decided(line: DecisionLine) -> DatedFact:
    decision = line.decision
    if decision.verdict is Verdict.NEEDS_WORK:
        words = gettext("%(name)s sent it back: %(words)s", name=line.name, words=decision.words)
        return DatedFact(line.at, words, symbol="redo")
    if decision.aspect is Aspect.SUBSTANCE:
        words = gettext("%(name)s approved the substance", name=line.name)
    elif decision.worth is None:
        words = gettext("%(name)s approved the form, without a decision on JP", name=line.name)
    else:
        worth = decision.worth
        words = gettext(
            "%(name)s approved the form: %(jp)s JP, decision %(number)s",
            name=line.name,
            jp=worth.jp,
            number=worth.decision_number,
        )
    if decision.words:
        words = f"{words}. {decision.words}"
    return DatedFact(line.at, words, symbol="check")


def _planned(plan: PlanLine) -> Iterator[DatedFact]:
    language, zone = current_language(), local_zone()
    day, time = instant_day(plan.publish_at, zone, language), instant_time(plan.publish_at, zone)
    words = gettext("%(name)s planned the publication for %(day)s, %(time)s", name=plan.name, day=day, time=time)
    yield DatedFact(plan.planned_at, words, symbol="clock")
    if plan.ended_at is not None and plan.ended_how is PlanEnding.CANCELLED:
        yield DatedFact(plan.ended_at, gettext("The planned publication was called off"), symbol="x")
    if plan.ended_at is not None and plan.ended_how is PlanEnding.REFUSED:
        words = plan.words
        words = gettext("It could not be published at its time: %(words)s", words=gettext(words))
        yield DatedFact(plan.ended_at, words, symbol="warn")
