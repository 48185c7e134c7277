"""What differs between a draft and what was published or approved before, as learners see it and in its source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Response
from markupsafe import Markup

from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.contents import texts_of
from lms.authoring.draft import Content
from lms.authoring.draft_course import DraftCourse, draft_course
from lms.authoring.file_titles import course_titles, file_title
from lms.authoring.previewing import previews
from lms.authoring.queries import draft_of, version_files
from lms.authoring.setting_words import BothValues, differing_settings, setting_fields
from lms.authoring.word_diff import Change
from lms.content.course import Document
from lms.content.course_folder import read_course
from lms.content.fingerprint import fingerprint
from lms.content.lesson_parts import published_question, question_job
from lms.kernel.errors import NotFound
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, url
from lms.questions.marking import UNANSWERED
from lms.questions.showing import NOTHING, ShownQuestion, show_marked
from lms.reviewing.changes import FileChange, changed_files, file_change
from lms.reviewing.queries import SubmissionFacts, decisions_of
from lms.reviewing.reviewed_draft import reviewed_draft

MOST_BLOCKS = 60
"""Changed blocks that one page shows; the files beyond are links."""


@dataclass(frozen=True)
class ShownBlock:
    """A block as learners see it, a question with its key; `problem` where it cannot be rendered."""

    html: Markup = NOTHING
    question: ShownQuestion | None = None
    problem: str = ""


@dataclass(frozen=True)
class ShownChange:
    """A changed block before and after, as far as there is either."""

    change: Change
    before: ShownBlock | None
    after: ShownBlock | None


@dataclass(frozen=True)
class ShownFile:
    """A changed file; without `is_shown` it is only a link."""

    found: FileChange
    title: str
    is_shown: bool
    changes: tuple[ShownChange, ...] = ()
    settings: tuple[BothValues, ...] = ()


def changes_page(found: SubmissionFacts, since: int | None, only: str) -> Response:
    """The differences since the published version, or since the revision of an approval; of one file, or all.

    Raises NotFound for a revision that nobody approved, or where nothing is published to compare with.
    """
    after = reviewed_draft(found)
    before = _at_revision(found, since) if since is not None else _as_published(found)
    old, new = _contents(before), _contents(after)
    listed = changed_files(old, new)
    shown, left = [], MOST_BLOCKS
    for path, change in listed:
        file = file_change(path, change, old.get(path), new.get(path))
        is_shown = path == only if only else left >= len(file.blocks)
        left -= len(file.blocks) if is_shown else 0
        shown.append(_shown(file, before, after, found.draft_id, is_shown=is_shown))
    return render(
        "reviewing/changes.html",
        title=gettext("What changed: %(title)s", title=found.title),
        found=found,
        files=shown,
        since=since,
        approvals=_approvals(found),
    )


def _at_revision(found: SubmissionFacts, revision: int) -> DraftCourse:
    if revision not in {line.decision.revision for line in decisions_of([found.draft_id]).get(found.draft_id, ())}:
        raise NotFound
    draft = draft_of(found.draft_id)
    if draft is None:
        raise NotFound
    return draft_course(replace(draft, revision=revision))


def _as_published(found: SubmissionFacts) -> DraftCourse:
    """The version that learners have; nothing where there is none."""
    files = version_files(found.current_version_id) if found.current_version_id else ()
    return DraftCourse(found.slug, files, read_course(texts_of(files), found.slug))


def _contents(course: DraftCourse) -> Mapping[str, Content]:
    return {line.path: line.content for line in course.files}


def _approvals(found: SubmissionFacts) -> list[tuple[int, str]]:
    """The revisions that were decided about, the newest first, with the name of who did."""
    lines = decisions_of([found.draft_id]).get(found.draft_id, ())
    newest = {line.decision.revision: line.name for line in lines if line.decision.revision < found.draft_revision}
    return sorted(newest.items(), reverse=True)


def _shown(file: FileChange, before: DraftCourse, after: DraftCourse, draft_id: int, *, is_shown: bool) -> ShownFile:
    title = file_title(file.path, {**course_titles(before.course), **course_titles(after.course)})
    if not is_shown:
        return ShownFile(file, title, is_shown=False)
    changes = tuple(
        ShownChange(
            one.change,
            _block(one.before, file.before, before, draft_id),
            _block(one.after, file.after, after, draft_id),
        )
        for one in file.blocks
    )
    return ShownFile(file, title, is_shown=True, changes=changes, settings=_settings(file))


def _settings(file: FileChange) -> tuple[BothValues, ...]:
    """Before and after of the settings that differ; none where they can only be read in the source."""
    if file.before is None or file.after is None:
        return ()
    was, now = (setting_fields(file.path, one.front_text) for one in (file.before, file.after))
    return tuple(differing_settings(was, now)) if was is not None and now is not None else ()


def _block(block: PageBlock | None, document: Document | None, course: DraftCourse, draft_id: int) -> ShownBlock | None:
    if block is None or document is None:
        return None
    setting = course.setting(document, lambda path: url("authoring.try_item", draft=draft_id, file=path))
    if block.kind is PageBlockKind.QUESTION and block.question is not None:
        outcome = previews().job(question_job(document, block.question, course.language), setting)
        if outcome.problem is None:
            question = published_question(block.question, fingerprint(block.question), outcome)
            marked = show_marked(question, (), None, UNANSWERED, with_key=True)
            return ShownBlock(question=replace(marked, feedback=NOTHING))
    else:
        outcome = previews().texts([block.text], setting)[0]
    problem = outcome.problem
    if problem is not None:
        return ShownBlock(problem=problem.say(gettext(problem.message)))
    return ShownBlock(html=Markup(outcome.html))
