"""How a course goes, on one page for those who answer for it."""

from flask import Response

from lms.assessment.analysis_queries import analysed_questions
from lms.content.authorship import Reach, require_within
from lms.feedback.figures import item_lines, share
from lms.feedback.figures_queries import STILL, crowd_of, done_by_item, figured_course, waiting_by_item
from lms.feedback.minutes_queries import NEWEST, minutes_of
from lms.feedback.queries import waiting_in
from lms.kernel.clock import utc_now
from lms.learning.minutes_spent import BREAK, FEWEST
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render


def figures_page(slug: str, reach: Reach) -> Response:
    """The figures of a course. Raises NotFound, also for one that the person does not answer for."""
    require_within(slug, reach)
    version, items = figured_course(slug)
    course_id = version.course_id
    crowd, minutes = crowd_of(course_id), minutes_of(course_id)
    return render(
        "feedback/figures.html",
        title=gettext("Figures: %(title)s", title=version.title),
        slug=slug,
        version=version,
        crowd=crowd,
        share=share,
        lines=item_lines(items, done_by_item(course_id), waiting_by_item(course_id, utc_now()), minutes.items),
        spent=minutes.course,
        flagged=sum(bool(asked.analysis.findings) for asked in analysed_questions(slug)),
        faults=waiting_in(course_id),
        limits={"days": STILL.days, "gap": BREAK // 60, "fewest": FEWEST, "newest": NEWEST},
    )
