"""A sample as a workbook: one row for each completion."""

from collections.abc import Iterable
from datetime import datetime

from lms.inspection.queries import Checked, SamplePage
from lms.platform.documents.workbook import Column, workbook
from lms.platform.web.i18n import gettext
from lms.platform.zone import local_zone


def sample_workbook(page: SamplePage, lines: Iterable[Checked]) -> bytes:
    """The facts of each completion and the newest finding; the seed stands in every row."""
    names = (gettext("Seed"), gettext("Place in the sample"), gettext("Name"), gettext("Course"), gettext("Version"),
             gettext("Enrolled"), gettext("Completed"), gettext("Items done"), gettext("Tries"), gettext("Passed on"),
             gettext("Certificate"), gettext("Check code"), gettext("JP"), gettext("Decision"), gettext("Finding"),
             gettext("Note"))  # fmt: skip
    return workbook(gettext("Sample %(number)s", number=page.id), [Column(name, 18) for name in names],
                    (_row(page, one) for one in lines))  # fmt: skip


def _row(page: SamplePage, one: Checked) -> tuple[str, ...]:
    certificate, finding = one.certificate, one.findings[0] if one.findings else None
    passed = [attempt.passed_at for attempt in one.attempts if attempt.passed_at is not None]
    return (
        page.seed,
        str(one.place),
        one.name,
        one.course,
        str(one.version),
        _at(one.enrolled_at),
        _at(one.completed_at),
        str(len(one.lessons)),
        str(len(one.attempts)),
        _at(passed[-1]) if passed else "",
        certificate.number if certificate else "",
        certificate.code if certificate else "",
        str(sum(entry.jp for entry in one.entries)),
        one.entries[0].decision_number if one.entries else "",
        finding.verdict if finding else "",
        finding.note if finding else "",
    )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(local_zone()):%Y-%m-%d %H.%M}"
