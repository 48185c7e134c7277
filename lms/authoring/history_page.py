"""The pages on which one sees who changed what in a draft, and how two states of it differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response

from lms.authoring.draft import Act, FileLine
from lms.authoring.drafts_page import saved_words
from lms.authoring.file_titles import file_title
from lms.authoring.queries import (
    DraftFacts,
    FileChange,
    RevisionLine,
    changes_between,
    files_of,
    history_of,
    version_files,
)
from lms.authoring.survey import Survey, survey_of
from lms.authoring.word_diff import DiffLine, differences, excerpts, without_marks
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, url

MOST_SHOWN = 12
"""Files whose differences stand on one page; the others are named."""

BEFORE, NOW, PUBLISHED = "before", "now", "published"


@dataclass(frozen=True)
class HistoryLine:
    """A change in words: what was done, by whom, when."""

    words: str
    who: str
    when: str
    href: str


@dataclass(frozen=True)
class FileDifference:
    """What differs in a file: `passages` of a text; none of a file that came, went or holds no text."""

    title: str
    what: str
    passages: tuple[tuple[DiffLine, ...], ...]


def history_page(draft: DraftFacts) -> Response:
    """Who changed what, the newest change first."""
    titles = titles_of(survey_of(draft.slug, files_of(draft.id)))
    return render(
        "authoring/history.html",
        title=gettext("History"),
        draft=draft,
        lines=[history_line(draft.id, line, titles) for line in history_of(draft.id)],
    )


def revision_page(draft: DraftFacts, revision: RevisionLine, against: str) -> Response:
    """How a revision differs from the one before it, from the draft now, or from what learners see."""
    titles = titles_of(survey_of(draft.slug, files_of(draft.id)))
    changes = _changes(draft, revision.number, against)
    line = history_line(draft.id, revision, titles)
    return render(
        "authoring/revision.html",
        title=line.words,
        draft=draft,
        revision=revision,
        line=line,
        against=against,
        is_newest=revision.number == draft.revision,
        differences=file_differences(changes[:MOST_SHOWN], titles),
        others=[file_title(change.path, titles) for change in changes[MOST_SHOWN:]],
    )


def restore_page(draft: DraftFacts, revision: RevisionLine) -> Response:
    """Asks whether the draft is really to become what it was."""
    titles = titles_of(survey_of(draft.slug, files_of(draft.id)))
    changes = changes_between(draft.id, revision.number, draft.revision)
    return render(
        "authoring/restore.html",
        title=gettext("Bring this state back?"),
        draft=draft,
        revision=revision,
        line=history_line(draft.id, revision, titles),
        changed=[file_title(change.path, titles) for change in changes],
    )


def history_line(draft_id: int, line: RevisionLine, titles: dict[str, str]) -> HistoryLine:
    """A revision in the language of the page."""
    href = url("authoring.revision", draft=draft_id, number=line.number)
    return HistoryLine(_act_words(line, titles), line.name, saved_words(line.at), href)


def titles_of(survey: Survey) -> dict[str, str]:
    """Path → title of each page, for the words of a history."""
    return {page.path: page.title for page in survey.pages} | {
        module.path: module.title for module in survey.modules if module.path
    }


def file_differences(changes: Iterable[FileChange], titles: dict[str, str]) -> list[FileDifference]:
    """What differs in each of the files."""
    return [_difference(change, titles) for change in changes]


def _difference(change: FileChange, titles: dict[str, str]) -> FileDifference:
    before, after = (line.content.text if line else None for line in (change.before, change.after))
    title = file_title(change.path, titles)
    if change.before is None:
        return FileDifference(title, gettext("New"), excerpts(differences("", after or ""), around=0))
    if change.after is None:
        return FileDifference(title, gettext("Taken out"), ())
    if before is None or after is None:
        return FileDifference(title, gettext("Another file has taken its place"), ())
    return FileDifference(title, "", tuple(map(without_marks, excerpts(differences(before, after)))))


def _changes(draft: DraftFacts, number: int, against: str) -> Sequence[FileChange]:
    if against == NOW:
        return changes_between(draft.id, number, draft.revision)
    if against == PUBLISHED and draft.base_version_id is not None:
        before = {line.path: line for line in version_files(draft.base_version_id)}
        after = {line.path: line for line in files_of(draft.id, number)}
        paths = sorted(path for path in {*before, *after} if _held(before.get(path)) != _held(after.get(path)))
        return [FileChange(path, before.get(path), after.get(path)) for path in paths]
    return changes_between(draft.id, number - 1, number)


def _held(line: FileLine | None) -> tuple[str | None, str | None] | None:
    return (line.content.text, line.content.blob) if line else None


def _act_words(line: RevisionLine, titles: dict[str, str]) -> str:
    page = file_title(line.path, titles) if line.path else gettext("several pages")
    if line.act is Act.RESTORED:
        return gettext("Brought back an earlier state")
    if line.act is Act.CREATED:
        return gettext("Began the draft")
    if line.act is Act.IMPORTED:
        return gettext("Brought in a file or a published version")
    if line.act is Act.ADDED:
        return gettext("Added %(page)s", page=page)
    if line.act is Act.REMOVED:
        return gettext("Took out %(page)s", page=page)
    if line.act is Act.MOVED:
        return gettext("Moved %(page)s", page=page)
    if line.act is Act.ACCEPTED:
        return gettext("Accepted a proposed wording in %(page)s", page=page)
    return gettext("Changed %(page)s", page=page)
