"""A draft as its learners will take it: every page, every question with its feedback, and nothing recorded.

A POST answers with the page itself and never writes, so what is tried here is in no figure.
"""

from flask import Response, request

from lms.authoring.access import readable_draft
from lms.authoring.draft_course import DraftCourse, draft_course
from lms.authoring.queries import DraftFacts
from lms.authoring.trial import TrialPage, trial_page
from lms.authoring.views.blueprint import bp
from lms.content.course import Item
from lms.kernel.errors import NotFound
from lms.learning.self_checks import SelfCheck, Verdict, answered, with_questions
from lms.permissions import Permission
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, url


@bp.get("/drafts/<int:draft>/try")
@requires(Permission.WRITE_COURSES)
def try_course(draft: int) -> Response:
    """The first page of the draft."""
    found = readable_draft(draft, actor())
    course = draft_course(found).course
    if course is None or not course.items:
        return render("authoring/try_nothing.html", title=gettext("Try as a learner"), draft=found)
    return go_to(url("authoring.try_item", draft=draft, file=course.items[0].document.path))


@bp.get("/drafts/<int:draft>/try/<path:file>")
@requires(Permission.WRITE_COURSES)
def try_item(draft: int, file: str) -> Response:
    """A lesson or quiz to try."""
    found, course, item = _item_of(draft, file)
    return _page(found, course, item, _trial(draft, course, item), None)


@bp.post("/drafts/<int:draft>/try/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def tried(draft: int, file: str) -> Response:
    """Says of an answer what it is worth, with its feedback: the page again, or for a script only the question."""
    found, course, item = _item_of(draft, file)
    page = _trial(draft, course, item)
    question = page.questions.get(request.form.get("question", ""))
    if question is None:
        raise NotFound
    given = answered(question, request.form.getlist("answer"), reveal="reveal" in request.form)
    if "part" not in request.form:
        return _page(found, course, item, page, given)
    in_quiz = item.quiz is not None
    return render("learning/self_check.html", check=given, path=request.path, in_quiz=in_quiz, status=_status(given))


def _item_of(draft: int, file: str) -> tuple[DraftFacts, DraftCourse, Item]:
    found = readable_draft(draft, actor())
    course = draft_course(found)
    item = course.item(file)
    if item is None:
        raise NotFound
    return found, course, item


def _trial(draft: int, course: DraftCourse, item: Item) -> TrialPage:
    return trial_page(course, item, lambda path: url("authoring.try_item", draft=draft, file=path))


def _page(found: DraftFacts, course: DraftCourse, item: Item, page: TrialPage, given: SelfCheck | None) -> Response:
    items = course.course.items if course.course else ()
    place = items.index(item)
    return render(
        "authoring/try.html",
        status=_status(given),
        title=gettext("To be corrected: ") + item.title if _status(given) == 422 else item.title,
        draft=found,
        item=item,
        number=place + 1,
        items=items,
        before=items[place - 1].document.path if place else "",
        after=items[place + 1].document.path if place + 1 < len(items) else "",
        parts=with_questions(page.parts, page.questions, given),
        problems=page.problems,
        path=request.path,
    )


def _status(given: SelfCheck | None) -> int:
    return 422 if given is not None and given.verdict is Verdict.MISSING else 200
