"""The offer of a pre-test on the page of a course, beside the way on and never in it."""

from lms.assessment.pretest_queries import standing_of
from lms.learning.offers import Offer
from lms.learning.queries import CoursePage
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import url


def pretest_offer(page: CoursePage) -> Offer | None:
    """The way to the pre-test as long as it is open; one query, and none once a lesson is done."""
    is_read = any(step.is_lesson and step.is_done for step in page.steps)
    if not page.pretest or page.enrolment is None or not page.is_active or is_read:
        return None
    if not standing_of(page.enrolment.id).is_open:
        return None
    words = ngettext("Pre-test: %(num)s question, no mark", "Pre-test: %(num)s questions, no mark", page.pretest)
    return Offer(gettext("Curious what you know already?"), words, url("assessment.pretest", course=page.slug))
