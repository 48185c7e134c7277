"""What is said of faults on pages."""

from collections.abc import Mapping
from datetime import datetime

from lms.feedback.fault import FaultKind
from lms.platform.web.i18n import gettext, ngettext


def kind_words(kind: FaultKind) -> str:
    """What is wrong, as a learner chooses it."""
    match kind:
        case FaultKind.WRONG:
            return gettext("Wrong or outdated")
        case FaultKind.UNCLEAR:
            return gettext("Not clear")
        case FaultKind.TYPO:
            return gettext("Typing mistake")
        case FaultKind.NOT_SHOWN:
            return gettext("Picture or recording does not show")
        case FaultKind.OTHER:
            return gettext("Something else")


def kinds_words(kinds: Mapping[FaultKind, int]) -> str:
    """What several learners chose, the most frequent first: "Typing mistake (2), Not clear"."""
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], tuple(FaultKind).index(kind)))
    return ", ".join(kind_words(kind) + (f" ({kinds[kind]})" if kinds[kind] > 1 else "") for kind in ordered)


def age_words(since: datetime, now: datetime) -> str:
    """How long a fault has waited, in whole days."""
    days = max((now - since).days, 0)
    return ngettext("Waiting for %(num)s day", "Waiting for %(num)s days", days) if days else gettext("Came in today")
