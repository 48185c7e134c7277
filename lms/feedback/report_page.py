"""The pages on which a learner reports a fault: all blocks, then what is wrong with one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response
from markupsafe import Markup

from lms.feedback.access import Reportable
from lms.feedback.fault import FaultKind
from lms.feedback.forms import ReportForm, new_token
from lms.feedback.page_blocks import Block, named
from lms.feedback.wording import kind_words
from lms.kernel.errors import Refusal
from lms.learning.access import path_of
from lms.learning.queries import address_of
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, url
from lms.questions.showing import ShownQuestion, show


@dataclass(frozen=True)
class ShownBlock:
    """A block as it stands on the page; `name` is how its text begins, "" if it has none."""

    name: str
    html: Markup
    question: ShownQuestion | None
    href: str = ""


def shown_block(block: Block, href: str = "") -> ShownBlock:
    """A block to look at; of a question nothing of its key."""
    return ShownBlock(named(block.quote), block.html, show(block.question, (), None) if block.question else None, href)


def choose_page(found: Reportable) -> Response:
    """The lesson in blocks, each with a button to point at it."""
    address = _address(found)
    return render(
        "feedback/choose.html",
        title=gettext("Which part is wrong?"),
        heading=found.step.title,
        back=path_of(found.reading.slug, found.step),
        blocks=[shown_block(block, f"{address}?block={block.number}") for block in found.blocks],
    )


def report_page(
    found: Reportable,
    block: Block,
    form: ReportForm | None = None,
    errors: Mapping[str, str] | None = None,
    problem: Refusal | None = None,
    number: int | None = None,
) -> Response:
    """One block and what may be wrong with it; `number` is that of the question of a quiz."""
    title = gettext("What is wrong here?")
    return render(
        "feedback/report.html",
        status=422 if errors else problem.status if problem else 200,
        title=gettext("To be corrected: ") + title if errors else title,
        heading=title,
        block=shown_block(block),
        hidden={"question": number} if number else {"block": block.number},
        kinds=[(kind.value, kind_words(kind)) for kind in FaultKind],
        form=form or ReportForm(token=new_token()),
        errors={name: gettext(words) for name, words in (errors or {}).items()},
        problem=gettext(problem.message, **problem.params) if problem else "",
        address=_address(found),
        back=back_to(found, number),
    )


def back_to(found: Reportable, number: int | None) -> str:
    """Where the learner came from."""
    slug = found.reading.slug
    if number:
        return url("assessment.question", course=slug, number=number, **address_of(found.step))
    return path_of(slug, found.step)


def _address(found: Reportable) -> str:
    return url("feedback.report", course=found.reading.slug, **address_of(found.step))
