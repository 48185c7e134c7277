"""The pages on which a file becomes a draft, and on which one reads what could not be carried over."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from lms.authoring.drafts_page import room
from lms.authoring.import_report import from_json
from lms.authoring.queries import DraftFacts, not_carried_of
from lms.authoring.uploading import LARGEST_UPLOAD
from lms.kernel.problems import Problem
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render


@dataclass(frozen=True)
class ReportLine:
    """One thing that did not come along: what it is, what its author can do, in which file."""

    words: str
    remedy: str
    where: str


def upload_page(problems: Sequence[Problem] = (), error: str = "", token: str = "") -> Response:
    """Asks for a file; `problems` are why the last one was refused, `error` that none was sent."""
    title = gettext("Upload Word, slides or a zip file")
    is_wrong = bool(problems or error)
    return render(
        "authoring/upload.html",
        status=422 if is_wrong else 200,
        title=gettext("To be corrected: ") + title if is_wrong else title,
        heading=title,
        lines=report_lines(problems),
        error=error,
        room=room(),
        largest=LARGEST_UPLOAD,
        token=token or secrets.token_hex(16),
    )


def report_page(draft: DraftFacts) -> Response:
    """What the import that began a draft could not carry over."""
    lines = report_lines(from_json(not_carried_of(draft.id)))
    return render("authoring/report.html", title=gettext("What did not come along"), draft=draft, lines=lines)


def report_lines(problems: Sequence[Problem]) -> list[ReportLine]:
    """The problems in the language of the page."""
    return [_line(problem) for problem in problems]


def _line(problem: Problem) -> ReportLine:
    words = problem.remedy
    return ReportLine(problem.say(gettext(problem.message)), problem.say(gettext(words)), problem.path)
