"""What a reviewer confirms before approving. An institution that checks more adds its points here."""

from collections.abc import Mapping

from lms.platform.web.i18n import gettext
from lms.reviewing.review import Aspect


def points_of(aspect: Aspect) -> Mapping[str, str]:
    """The points of an aspect: name, which is kept with the approval → words in the language of the page."""
    if aspect is Aspect.SUBSTANCE:
        return {
            "right": gettext("What it says is right and up to date."),
            "sources": gettext("Statements that need a source have one."),
            "tested": gettext("Every outcome is tested, and the keys are right."),
            "neutral": gettext("It is neutral: no party, no product, no interest of its own."),
        }
    return {
        "language": gettext("The language is clear and polite."),
        "pictures": gettext("Pictures and recordings are described and may be used."),
        "time": gettext("The time fits its JP."),
        "people": gettext("Nobody is named or shown who did not agree."),
    }


def missing_points(aspect: Aspect, ticked: frozenset[str]) -> tuple[str, ...]:
    """The points of an aspect that were not ticked."""
    return tuple(name for name in points_of(aspect) if name not in ticked)
