"""Re-markings in the words in which reviewers decide: what waits, what a decision comes to, what was decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response
from markupsafe import Markup

from lms.assessment.forms import RemarkForm
from lms.assessment.remarking import Effect, Line
from lms.assessment.remarking_queries import Corrected, Plan, Summary, decisions, names_of, plan_of, summaries
from lms.content.queries import current_version
from lms.kernel.errors import NotFound
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, url
from lms.questions.marking import UNANSWERED
from lms.questions.question import PublishedQuestion
from lms.questions.showing import NOTHING, ShownQuestion, show, show_marked

MOST_DECISIONS, MOST_PEOPLE = 50, 25
MOVES = (Effect.GAINS, Effect.LOSES)


@dataclass(frozen=True)
class QuestionRow:
    """A corrected question in the list: where it stands and what re-marking by it comes to."""

    title: Markup
    where: str
    href: str
    counts: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision in the list; `outcome` says how many marks it changed."""

    title: Markup
    at: datetime
    by: str
    reason: str
    outcome: str


@dataclass(frozen=True)
class PersonRow:
    """An attempt in the preview: whose, and what becomes of it."""

    name: str
    before: str
    after: str
    outcome: str


@dataclass(frozen=True)
class Group:
    """The attempts for which a re-marking means the same; `more` are those that are not listed."""

    id: str
    title: str
    text: str
    rows: Sequence[PersonRow]
    more: int


def remarking_page(slug: str) -> Response:
    """The corrected questions of a course and what was decided about them. Raises NotFound."""
    version = current_version(slug)
    if version is None:
        raise NotFound
    found = summaries(slug)
    waiting = [one for one in found if one.undecided]
    return render(
        "assessment/remarking.html",
        title=waiting_words(len(waiting)),
        slug=slug,
        course_title=version.title,
        waiting=[_question_row(one) for one in waiting],
        others=[_question_row(one) for one in found if not one.undecided],
        decisions=_decision_rows(slug),
    )


def preview_page(
    corrected: Corrected, form: RemarkForm | None = None, status: int = 200, problem: str = ""
) -> Response:
    """What re-marking by a question comes to, and the form to decide on it; `problem` says why it is shown again."""
    plan, form = plan_of(corrected), form or RemarkForm()
    counts = Counter(line.effect for line in plan.lines)
    return render(
        "assessment/remark.html",
        status=status,
        title=_finding(counts),
        others=counts_words({effect: count for effect, count in counts.items() if effect not in MOVES}),
        slug=corrected.slug,
        question_id=corrected.id,
        where=f"{corrected.item_title}, {corrected.question.key}",
        wordings=_wordings(plan),
        groups=_groups(plan),
        may_decide=bool(plan.lines),
        loses=counts[Effect.LOSES],
        fails=sum(line.from_passed and not line.to_passed for line in plan.having(Effect.LOSES)),
        token=plan.token,
        form=form,
        errors={field: gettext(words) for field, words in form.errors.items()} if status == 422 else {},
        problem=problem,
    )


def waiting_words(count: int) -> str:
    """How many corrected questions wait for a decision."""
    if not count:
        return gettext("No re-marking waits for a decision")
    return ngettext(
        "%(num)s corrected question waits for a decision", "%(num)s corrected questions wait for a decision", count
    )


def _finding(counts: Mapping[Effect, int]) -> str:
    """What a preview says first."""
    if not counts:
        return gettext("No attempt was marked by another key")
    moved = {effect: count for effect, count in counts.items() if effect in MOVES}
    return counts_words(moved) or gettext("Nobody gains or loses")


def counts_words(counts: Mapping[Effect, int]) -> str:
    """What a re-marking means for how many attempts; "" if for none."""
    said = [_counted(effect, counts[effect]) for effect in Effect if counts.get(effect)]
    return ", ".join(said)


def _counted(effect: Effect, count: int) -> str:
    match effect:
        case Effect.GAINS:
            return gettext("%(count)s would gain", count=count)
        case Effect.LOSES:
            return gettext("%(count)s would lose", count=count)
        case Effect.UNCHANGED:
            return gettext("%(count)s stay as they are", count=count)
        case Effect.CERTIFIED:
            return gettext("%(count)s completed already", count=count)
        case Effect.NOT_CARRIED:
            return gettext("%(count)s cannot be re-marked", count=count)


def _question_row(summary: Summary) -> QuestionRow:
    one = summary.corrected
    return QuestionRow(
        title=_title(one.question),
        where=f"{one.item_title}, {one.question.key}",
        href=url("assessment.remark_preview", slug=one.slug, question_id=one.id),
        counts=counts_words(summary.counts),
    )


def _decision_rows(slug: str) -> list[DecisionRow]:
    return [
        DecisionRow(
            title=_title(one.question),
            at=one.at,
            by=one.by,
            reason=one.reason,
            outcome=gettext("%(raised)s marks raised, %(lowered)s lowered.", raised=one.raised, lowered=one.lowered),
        )
        for one in decisions(slug, MOST_DECISIONS)
    ]


def _title(question: PublishedQuestion) -> Markup:
    return show(question, (), None).title or Markup.escape(question.key)


def _wordings(plan: Plan) -> list[tuple[str, ShownQuestion]]:
    """The earlier wordings by which attempts count, each once, then the corrected one; all with their keys."""
    ids = dict.fromkeys(line.counted.old_id for line in plan.lines)
    olds = {plan.olds[old_id].fingerprint: plan.olds[old_id] for old_id in ids}
    found = [(gettext("Before the correction"), _with_key(old)) for old in olds.values()]
    return [*found, (gettext("Corrected"), _with_key(plan.corrected.question))]


def _with_key(question: PublishedQuestion) -> ShownQuestion:
    return replace(show_marked(question, (), None, UNANSWERED, with_key=True), feedback=NOTHING, hints=())


def _groups(plan: Plan) -> list[Group]:
    by_effect = {effect: plan.having(effect) for effect in Effect if effect is not Effect.UNCHANGED}
    shown = {effect: lines[:MOST_PEOPLE] for effect, lines in by_effect.items()}
    names = names_of({line.counted.person_id for lines in shown.values() for line in lines})
    return [
        Group(
            id=effect.value,
            title=_counted(effect, len(lines)),
            text=_explained(effect),
            rows=[_person_row(line, names) for line in shown[effect]],
            more=len(lines) - len(shown[effect]),
        )
        for effect, lines in by_effect.items()
        if lines
    ]


def _explained(effect: Effect) -> str:
    match effect:
        case Effect.LOSES:
            return gettext("They keep their marks unless you decide otherwise.")
        case Effect.CERTIFIED:
            return gettext("Their courses are completed, and their certificates stand. Nothing changes for them.")
        case Effect.NOT_CARRIED:
            return gettext("Their answers say nothing of the corrected question, so their marks stay.")
        case _:
            return ""


def _person_row(line: Line, names: Mapping[int, str]) -> PersonRow:
    one = line.counted
    after = "–" if line.recounted.fraction is None else _mark(line.to_mark)
    return PersonRow(names[one.person_id], _mark(one.mark), after, _outcome(line))


def _mark(mark: int | None) -> str:
    return gettext("not marked yet") if mark is None else str(mark)


def _outcome(line: Line) -> str:
    if words := line.recounted.why:
        return gettext(words)
    if line.effect is Effect.CERTIFIED:
        return gettext("stays at %(mark)s", mark=_mark(line.counted.mark))
    if line.from_passed == line.to_passed:
        return gettext("still passed") if line.to_passed else gettext("still not passed")
    return gettext("passes now") if line.to_passed else gettext("no longer passes")
