"""The page on which a draft is seen as a whole: its modules and pages, and whether it is ready for review."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response

from lms.authoring.access import may_bring_in
from lms.authoring.drafts_page import saved_words
from lms.authoring.history_page import HistoryLine, history_line, titles_of
from lms.authoring.outlining import structure_of
from lms.authoring.problem_words import said_problem
from lms.authoring.queries import DraftFacts, files_of, revision_of
from lms.authoring.survey import Survey, survey_of
from lms.authoring.titles import COURSE_FILE
from lms.kernel.errors import NotFound
from lms.kernel.jp import Jp, minutes_of
from lms.kernel.problems import Problem
from lms.platform.web.guards import actor
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, url


@dataclass(frozen=True)
class Check:
    """One line of "ready for review?": where it leads is "" if nothing is to be done."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Finding:
    """Something to look at, its page, and the address of its place there."""

    words: str
    where: str
    href: str


@dataclass(frozen=True)
class Findings:
    """What is to be looked at, under one heading; `name` is its anchor."""

    name: str
    title: str
    lines: tuple[Finding, ...]


def outline_page(draft: DraftFacts, problem: str = "", status: int = 200, undo: int = 0) -> Response:
    """The outline of a draft; `problem` is why what was asked could not be done, `undo` what was done just now."""
    files = files_of(draft.id)
    survey = survey_of(draft.slug, files)
    title = survey.title
    return render(
        "authoring/outline.html",
        status=status,
        title=gettext("To be corrected: ") + title if status == 422 else title,
        heading=title,
        draft=draft,
        saved=saved_words(draft.changed_at),
        survey=survey,
        seen=structure_of(line.path for line in files),
        checks=tuple(_checks(draft, survey)),
        findings=[found for found in _findings(draft, survey) if found.lines],
        page_href=lambda path: page_href(draft.id, path),
        settings_href=lambda path: settings_href(draft.id, path),
        anchor_of=anchor_of,
        problem=problem,
        done=_done(draft, survey, undo),
        may_bring_in=may_bring_in(draft, actor()),
    )


def move_page(draft: DraftFacts, path: str) -> Response:
    """Asks into which module a page is to move. Raises NotFound for no page of the draft."""
    files = files_of(draft.id)
    survey = survey_of(draft.slug, files)
    page = next((page for page in survey.pages if page.path == path), None)
    if page is None:
        raise NotFound
    return render(
        "authoring/move.html",
        title=gettext("Where to?"),
        draft=draft,
        page=page,
        modules=[module for module in survey.modules if page not in module.pages],
        seen=structure_of(line.path for line in files),
    )


def anchor_of(path: str) -> str:
    """The anchor of a page or module on the outline."""
    return "p-" + "".join(char if char.isascii() and char.isalnum() else "-" for char in path)


def _done(draft: DraftFacts, survey: Survey, number: int) -> HistoryLine | None:
    """What was done just now, as long as nothing was done after it."""
    line = revision_of(draft.id, number) if number and number == draft.revision else None
    return history_line(draft.id, line, titles_of(survey)) if line else None


def page_href(draft_id: int, path: str, line: int | None = None) -> str:
    """The address of a page in the editor, at the block that begins or has a problem in that line."""
    return f"/drafts/{draft_id}/page/{quote(path)}" + (f"#l{line}" if line is not None else "")


def settings_href(draft_id: int, path: str) -> str:
    """The address of the settings of a file."""
    if path in (COURSE_FILE, ""):
        return url("authoring.course_settings", draft=draft_id)
    return url("authoring.page_settings", draft=draft_id, file=path)


def problem_href(draft_id: int, problem: Problem, survey: Survey) -> str:
    """Where a problem is mended: on the page, or in the settings at its top."""
    end = survey.settings_end.get(problem.path, 0)
    in_settings = problem.line is not None and problem.line <= end and problem.code not in ON_THE_PAGE
    if problem.path in survey.settings_end and not in_settings and problem.line is not None:
        return page_href(draft_id, problem.path, problem.line)
    return settings_href(draft_id, problem.path)


ON_THE_PAGE = frozenset({"quiz-without-questions", "final-leaves-outcome-out"})
"""Codes of problems of a page as a whole, which are mended on it and not in its settings."""


def _checks(draft: DraftFacts, survey: Survey) -> Iterator[Check]:
    yield _outcomes(draft, survey)
    yield _minutes(draft, survey)
    if survey.errors:
        count = len(survey.errors)
        yield Check(ngettext("%(num)s thing must be corrected", "%(num)s things must be corrected", count), "#errors")
    if survey.empty_pages:
        count = len(survey.empty_pages)
        yield Check(ngettext("%(num)s page is still empty", "%(num)s pages are still empty", count), "#empty")
    if survey.measures.undescribed:
        count = len(survey.measures.undescribed)
        words = ngettext("%(num)s picture without a description", "%(num)s pictures without a description", count)
        yield Check(words, "#pictures")
    if survey.unsourced:
        count = len(survey.unsourced)
        words = ngettext("%(num)s statement without a source", "%(num)s statements without a source", count)
        yield Check(words, "#sources")


def _outcomes(draft: DraftFacts, survey: Survey) -> Check:
    if not survey.outcomes:
        return Check(gettext("No abilities are named yet"), settings_href(draft.id, COURSE_FILE))
    tested, count = len(survey.tested), len(survey.outcomes)
    words = gettext("%(tested)s of %(all)s abilities are tested", tested=tested, all=count)
    return Check(words, "" if tested == count else "#warnings")


def _minutes(draft: DraftFacts, survey: Survey) -> Check:
    settings = settings_href(draft.id, COURSE_FILE)
    if survey.jp is None:
        return Check(gettext("%(minutes)s minutes; no JP are proposed yet", minutes=survey.minutes), settings)
    if survey.fits:
        return Check(gettext("%(minutes)s minutes, right for %(jp)s JP", minutes=survey.minutes, jp=survey.jp))
    proposed = minutes_of(Jp(survey.jp))
    words = gettext(
        "%(minutes)s minutes, but %(jp)s JP are %(all)s minutes", minutes=survey.minutes, jp=survey.jp, all=proposed
    )
    return Check(words, settings)


def _findings(draft: DraftFacts, survey: Survey) -> Iterator[Findings]:
    titles = {page.path: page.title for page in survey.pages}

    def found(problem: Problem) -> Finding:
        words = said_problem(problem, survey.outcomes).sentence
        return Finding(words, _where(problem.path, titles), problem_href(draft.id, problem, survey))

    yield Findings("errors", gettext("To be corrected before it is handed in"), tuple(map(found, survey.errors)))
    yield Findings("empty", gettext("Still empty"), tuple(_empty(draft, survey)))
    yield Findings("pictures", gettext("Pictures without a description"), tuple(map(found, survey.pictures)))
    yield Findings(
        "sources",
        gettext("Statements without a source"),
        tuple(
            Finding(one.shown, _where(one.path, titles), page_href(draft.id, one.path, one.line))
            for one in survey.unsourced
        ),
    )
    yield Findings("warnings", gettext("Worth a look"), tuple(map(found, survey.warnings)))


def _empty(draft: DraftFacts, survey: Survey) -> Iterator[Finding]:
    for module in survey.modules:
        for page in module.pages:
            if page.is_empty:
                yield Finding(page.title, module.title, page_href(draft.id, page.path))


def _where(path: str, titles: dict[str, str]) -> str:
    if path in titles:
        return titles[path]
    return gettext("Settings of the course") if path in (COURSE_FILE, "") else path
