"""The pages on which essays are marked; of the learner they say nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response
from markupsafe import Markup

from lms.assessment.essay_points import in_digits
from lms.assessment.forms import MarkForm
from lms.assessment.marking_queries import Essay, QueuedEssay, marked_lately_by, next_in_queue, queue_of, waiting_for
from lms.content.authorship import reach_of
from lms.kernel.clock import utc_now
from lms.kernel.errors import Refusal
from lms.platform.web.guards import actor
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, url
from lms.questions.showing import show, show_marked


@dataclass(frozen=True)
class EssayLine:
    """An essay in a list: what was asked, and its facts in words."""

    title: Markup
    where: str
    facts: str
    has_draft: bool
    href: str


def queue_page() -> Response:
    """What waits, the longest first, and what this person marked lately."""
    marker, now = reach_of(actor()), utc_now()
    return render(
        "assessment/marking.html",
        title=gettext("Essays to be marked"),
        count=waiting_for(marker),
        waiting=[_line(one, _waited(one.at, now)) for one in queue_of(marker)],
        lately=[_line(one, _given(one)) for one in marked_lately_by(marker)],
    )


def essay_page(
    essay: Essay, form: MarkForm | None = None, errors: Mapping[str, str] | None = None, problem: Refusal | None = None
) -> Response:
    """An essay with its question and rubric, and what is given for it; `form` is what could not be taken as it is."""
    shown = show_marked(essay.question, (), essay.text, None, with_key=True)
    following = next_in_queue(reach_of(actor()), essay.id)
    title = gettext("Correct a mark") if essay.marks else gettext("Mark an essay")
    return render(
        "assessment/marking_essay.html",
        status=422 if errors else problem.status if problem else 200,
        title=gettext("To be corrected: ") + title if errors else title,
        heading=title,
        essay=essay,
        shown=shown,
        waited=_waited(essay.submitted_at, utc_now()) if essay.submitted_at and not essay.marks else "",
        form=form or _started(essay),
        seen=len(essay.marks),
        errors={name: gettext(words) for name, words in (errors or {}).items()},
        problem=gettext(problem.message, **problem.params) if problem else "",
        skip=url("assessment.essay", asked_id=following) if following else "",
    )


def _started(essay: Essay) -> MarkForm:
    """What the form holds at first: the draft, or the mark that is to be corrected."""
    if essay.newest is not None:
        return MarkForm(in_digits(essay.newest.points), essay.newest.comment, "", essay.newest.sequence)
    if essay.draft is not None:
        return MarkForm(essay.draft.points, essay.draft.comment, "", 0)
    return MarkForm("", "", "", 0)


def _line(one: QueuedEssay, facts: str) -> EssayLine:
    title = show(one.question, (), None).title
    where, href = f"{one.course_title}, {one.item_title}", url("assessment.essay", asked_id=one.id)
    return EssayLine(title or Markup(one.question.key), where, facts, one.has_draft, href)


def _given(one: QueuedEssay) -> str:
    points = in_digits(one.points) if one.points is not None else ""
    return gettext("%(points)s of %(all)s points", points=points, all=one.question.points)


def _waited(since: datetime, now: datetime) -> str:
    """How long the learner has waited, in days, at first in hours."""
    waited = max(now - since, timedelta(0))
    if waited.days:
        return ngettext("Waiting for %(num)s day", "Waiting for %(num)s days", waited.days)
    hours = waited.seconds // 3600
    if hours:
        return ngettext("Waiting for %(num)s hour", "Waiting for %(num)s hours", hours)
    return gettext("Waiting for less than an hour")
