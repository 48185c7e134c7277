"""The pages on which authors and reviewers answer what learners reported; they never say who it was."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response

from lms.content.authorship import Reach
from lms.feedback.access import block_of
from lms.feedback.fault import Outcome
from lms.feedback.forms import ReplyForm
from lms.feedback.page_blocks import named
from lms.feedback.queries import FaultLine, FaultPage, answered_lately, courses_of, queue_of
from lms.feedback.report_page import shown_block
from lms.feedback.wording import age_words, kind_words, kinds_words
from lms.kernel.clock import utc_now
from lms.kernel.errors import Refusal
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, url


@dataclass(frozen=True)
class Row:
    """A fault in a list: how its block begins, where it stands, what learners chose, and how long it waits."""

    quote: str
    where: str
    kinds: str
    count: str
    age: str
    href: str


def queue_page(reach: Reach) -> Response:
    """What waits, the longest first; the person's courses; what was answered lately."""
    waiting, now = queue_of(reach), utc_now()
    courses = courses_of(reach)
    return render(
        "feedback/queue.html",
        title=gettext("Fault reports"),
        count=sum(course.waiting for course in courses),
        waiting=[_row(one, age_words(one.at, now)) for one in waiting],
        courses=courses,
        answered=[_row(one, "") for one in answered_lately(reach)],
    )


def fault_response(
    fault: FaultPage,
    form: ReplyForm | None = None,
    errors: Mapping[str, str] | None = None,
    problem: Refusal | None = None,
) -> Response:
    """A block with all that was reported of it and the form of the answer."""
    block = block_of(fault)
    newest = fault.newer[0][0] if fault.newer else None
    title = gettext("Correct the answer") if fault.answers else gettext("Answer a report")
    return render(
        "feedback/answer.html",
        status=422 if errors else problem.status if problem else 200,
        title=gettext("To be corrected: ") + title if errors else title,
        heading=title,
        fault=fault,
        block=shown_block(block) if block else None,
        reports=[(kind_words(one.kind), one) for one in fault.reports],
        count=ngettext("%(num)s report", "%(num)s reports", len(fault.reports)),
        form=form or ReplyForm(outcome=str(newest or Outcome.NOT_WRONG.value)),
        errors={name: gettext(words) for name, words in (errors or {}).items()},
        problem=gettext(problem.message, **problem.params) if problem else "",
    )


def _row(line: FaultLine, age: str) -> Row:
    return Row(
        quote=named(line.quote) or gettext("A part without words"),
        where=f"{line.course_title}: {line.item_title}",
        kinds=kinds_words(line.kinds),
        count=ngettext("%(num)s report", "%(num)s reports", line.reports) if line.reports > 1 else "",
        age=age,
        href=url("feedback.fault", fault_id=line.id),
    )
