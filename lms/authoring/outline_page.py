"""The page on which a draft is seen as a whole: its modules and pages, and whether it is ready for review."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response

from lms.authoring.drafts_page import saved_words
from lms.authoring.problem_words import said
from lms.authoring.queries import DraftFacts, files_of
from lms.authoring.survey import PageLine, Survey, survey_of
from lms.authoring.titles import COURSE_FILE
from lms.kernel.jp import Jp, minutes_of
from lms.kernel.problems import Problem
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


def outline_page(draft: DraftFacts, problem: str = "", status: int = 200) -> Response:
    """The outline of a draft; `problem` is why what was asked could not be done."""
    survey = survey_of(draft.slug, files_of(draft.id))
    return render(
        "authoring/outline.html",
        status=status,
        title=survey.title,
        draft=draft,
        saved=saved_words(draft.changed_at),
        survey=survey,
        checks=tuple(_checks(draft, survey)),
        findings=[found for found in _findings(draft, survey) if found.lines],
        page_href=lambda path: page_href(draft.id, path),
        problem=problem,
    )


def page_href(draft_id: int, path: str, line: int | None = None) -> str:
    """The address of a page in the editor; the settings of course and modules have no other page."""
    if path == COURSE_FILE or path == "":
        return url("authoring.outline", draft=draft_id) + "/settings"
    if path.endswith("/module.md"):
        return url("authoring.outline", draft=draft_id) + f"/settings/{quote(path)}"
    anchor = f"#l{line}" if line is not None else ""
    return url("authoring.outline", draft=draft_id) + f"/page/{quote(path)}{anchor}"


def _checks(draft: DraftFacts, survey: Survey) -> Iterator[Check]:
    yield _outcomes(draft, survey)
    yield _minutes(draft, survey)
    if survey.errors:
        count = len(survey.errors)
        yield Check(ngettext("%(num)s thing must be corrected", "%(num)s things must be corrected", count), "#errors")
    if survey.empty_pages:
        count = len(survey.empty_pages)
        yield Check(ngettext("%(num)s page is still empty", "%(num)s pages are still empty", count), "#empty")
    if survey.pictures:
        count = len(survey.pictures)
        words = ngettext("%(num)s picture without a description", "%(num)s pictures without a description", count)
        yield Check(words, "#pictures")
    if survey.unsourced:
        count = len(survey.unsourced)
        words = ngettext("%(num)s statement without a source", "%(num)s statements without a source", count)
        yield Check(words, "#sources")


def _outcomes(draft: DraftFacts, survey: Survey) -> Check:
    if not survey.outcomes:
        return Check(gettext("No abilities are named yet"), page_href(draft.id, COURSE_FILE))
    words = gettext("%(tested)s of %(all)s abilities are tested", tested=survey.tested, all=survey.outcomes)
    return Check(words, "" if survey.tested == survey.outcomes else "#warnings")


def _minutes(draft: DraftFacts, survey: Survey) -> Check:
    settings = page_href(draft.id, COURSE_FILE)
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
        return Finding(said(problem), _where(problem.path, titles), page_href(draft.id, problem.path, problem.line))

    yield Findings("errors", gettext("To be corrected before it is handed in"), tuple(map(found, survey.errors)))
    yield Findings("empty", gettext("Still empty"), tuple(_empty(draft, page) for page in survey.empty_pages))
    yield Findings("pictures", gettext("Pictures without a description"), tuple(map(found, survey.pictures)))
    yield Findings(
        "sources",
        gettext("Statements without a source"),
        tuple(
            Finding(one.sentence, _where(one.path, titles), page_href(draft.id, one.path, one.line))
            for one in survey.unsourced
        ),
    )
    yield Findings("warnings", gettext("Worth a look"), tuple(map(found, survey.warnings)))


def _empty(draft: DraftFacts, page: PageLine) -> Finding:
    return Finding(page.title, page.path.rpartition("/")[0], page_href(draft.id, page.path))


def _where(path: str, titles: dict[str, str]) -> str:
    if path in titles:
        return titles[path]
    return gettext("Settings of the course") if path in (COURSE_FILE, "") else path
