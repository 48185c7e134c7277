"""The acts as a workbook: in words, and as they are stored."""

from collections.abc import Iterable

from lms.auditing.saying import Line
from lms.platform.documents.workbook import Column, workbook
from lms.platform.web.i18n import gettext
from lms.platform.zone import local_zone


def acts_workbook(lines: Iterable[Line]) -> bytes:
    """One row for each act."""
    columns = [
        Column(gettext("Time"), 20),
        Column(gettext("By whom"), 20),
        Column(gettext("The act"), 80),
        Column(gettext("Words with it"), 40),
        Column(gettext("Stored name of the act"), 24),
        Column(gettext("Stored subject"), 24),
    ]
    zone = local_zone()
    rows = (
        (
            f"{line.act.at.astimezone(zone):%Y-%m-%d %H.%M.%S}",
            line.act.actor,
            line.plain,
            " / ".join(line.quoted),
            line.act.action,
            line.act.subject,
        )
        for line in lines
    )
    return workbook(gettext("Audit trail"), columns, rows)
