"""The course for speakers is a sample of the format: whatever an author may write stands in it once at least."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.content.blobs import BlobStore
from lms.content.course import Course, ItemKind, QuizRole
from lms.content.course_folder import read_course
from lms.content.folder_loading import load_folder
from lms.content.front_fields import CourseFields, QuizFields
from lms.content.publication import Prepared, prepare_version
from lms.content.render_pool import RenderPool
from lms.kernel.jp import Jp, minutes_of
from lms.questions.kinds import KINDS
from lms.questions.question import Question

FOLDER = Path(__file__).parents[2] / "courses" / "menulis-pelatihan-di-rambutan"

CONSTRUCTS = {
    "heading": r"<h2 id=",
    "bold": r"<strong>",
    "italic": r"<em>",
    "list": r"<ul>",
    "numbered list": r"<ol>",
    "list in a list": r"<li>(?:(?!</li>).)*<ul>",
    "table": r"<table>",
    "column that is aligned": r'<td[^>]*align="right"',
    "quotation": r"<blockquote>",
    "link to another lesson": r'href="/learn/[^"]+/sepuluh-menit-di-hp#u-satu-hal"',
    "link to elsewhere": r'href="https://',
    "drawing": r'<img[^>]*src="/media/[^"]+\.svg"',
    "photograph": r'<img[^>]*src="/media/[^"]+\.webp"',
    "picture with a caption": r"<figcaption>",
    "callout: note": r'<aside class="note" role="note">\s*<p>Catatan',
    "callout: tip": r'<aside class="note g" role="note">\s*<p>Kiat',
    "callout: important": r'<aside class="note" role="note">\s*<p>Penting',
    "callout: warning": r'<aside class="note y" role="note">\s*<p>Perhatian',
    "callout: caution": r'<aside class="note r" role="note">\s*<p>Bahaya',
    "footnote": r'class="footnotes"',
    "definition list": r"<dl>",
    "code with a language": r'class="language-markdown"',
    "code in a line": r"<p>(?:(?!</p>).)*<code>",
    "formula in a line": r"<p>(?:(?!</p>).)*<math>",
    "formula on its own": r'<math display="block">',
    "recording": r'<audio[^>]*src="/media/[^"]+\.wav"',
    "captions": r'<track[^>]*src="/media/[^"]+\.vtt"',
    "transcript": r'class="transcript"',
    "hand-out": r'href="/media/[^"]+\.pdf"',
    "disclosure": r"<details><summary>|<details>\s*<summary>",
    "key of a keyboard": r"<kbd>",
    "abbreviation": r"<abbr[^>]* title=",
    "subscript": r"<sub>",
    "superscript": r"<sup>2</sup>",
    "line break": r"<br>",
}

OF_QUESTIONS = {
    "points": lambda question: question.points > 1,
    "partial": lambda question: question.partial,
    "keep-order": lambda question: question.keep_order,
    "{last}": lambda question: any(option.last for option in question.options),
    "several hints": lambda question: len(question.hints) > 1,
    "words for right answers": lambda question: bool(question.if_correct),
    "words for wrong answers": lambda question: bool(question.if_incorrect),
    "rubric": lambda question: bool(question.rubric),
    "gap to type": lambda question: any(not blank.text and blank.accepted for blank in question.blanks),
    "gap with two right answers": lambda question: any(len(blank.accepted) > 1 for blank in question.blanks),
    "gap to choose": lambda question: any(blank.options for blank in question.blanks),
    "range of numbers": lambda question: any(span.low != span.high for span in question.ranges),
    "answer that fits nowhere": lambda question: (
        question.kind == "matching" and any(not option.correct for option in question.options)
    ),
}

# A course without another before it, whose files keep their names, and whose final takes as long as it takes.
UNUSED_SETTINGS = {"key", "prerequisites", "time"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """The course as it is published."""
    files, _ = load_folder(FOLDER)
    with RenderPool() as pool:
        made = prepare_version(read_course(files, FOLDER.name), pool, BlobStore(tmp_path_factory.mktemp("blobs")))
    assert isinstance(made, Prepared), made.problems
    yield made


@pytest.fixture(scope="module")
def course(published: Prepared) -> Course:
    """The course as it is written."""
    return published.course


def questions_of(course: Course) -> list[Question]:
    return [question for item in course.items for question in item.questions]


def test_it_is_published_without_a_warning(published: Prepared) -> None:
    assert published.problems == ()


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_each_construct_of_the_text_stands_in_it(published: Prepared, construct: str) -> None:
    pages = "\n".join(html for item in published.items for kind, html in item.parts if kind == "html")
    assert re.search(CONSTRUCTS[construct], pages, re.DOTALL)


def test_each_kind_of_question_is_asked_and_the_final_asks_all_that_a_machine_marks(course: Course) -> None:
    final = next(item for item in course.items if item.quiz is not None and item.quiz.role is QuizRole.FINAL)
    assert {question.kind for question in questions_of(course)} == set(KINDS)
    assert {question.kind for question in final.questions} == set(KINDS) - {"essay"}


@pytest.mark.parametrize("construct", OF_QUESTIONS)
def test_each_construct_of_questions_stands_in_it(course: Course, construct: str) -> None:
    assert any(map(OF_QUESTIONS[construct], questions_of(course)))


def test_every_question_has_a_key_an_outcome_and_an_explanation(course: Course) -> None:
    assert all(one.key and one.outcome and one.explanation for one in questions_of(course))


def test_every_wrong_option_says_what_was_overlooked(course: Course) -> None:
    chosen = [one for one in questions_of(course) if one.kind in ("single_choice", "multiple_choice")]
    assert [option.text for one in chosen for option in one.options if not option.feedback] == []


def test_every_lesson_lets_its_reader_try(course: Course) -> None:
    assert all(item.questions for item in course.items)
    assert {item.quiz.role for item in course.items if item.quiz is not None} == set(QuizRole)


def test_the_final_draws_from_pools_and_spares_a_pre_test(course: Course) -> None:
    final = course.items[-1]
    assert final.quiz is not None and final.quiz.draw is not None
    assert sum(pool.draw or 0 for pool in final.pools) == final.quiz.draw < len(final.questions)
    assert course.pretest


def test_each_setting_is_used_but_those_that_would_do_harm(course: Course) -> None:
    front = set(course.document.front).union(*(item.document.front for item in course.items))
    known = {
        field.alias or name for fields in (CourseFields, QuizFields) for name, field in fields.model_fields.items()
    }
    assert known - front == UNUSED_SETTINGS


def test_the_minutes_of_its_items_are_those_of_its_jp(course: Course) -> None:
    assert course.proposed_jp is not None
    assert sum(item.minutes or 0 for item in course.items) == minutes_of(Jp(course.proposed_jp))
    assert all(item.minutes and 5 <= item.minutes <= 8 for item in course.items if item.kind is ItemKind.LESSON)


def test_a_learner_who_guesses_the_longest_option_fails(course: Course) -> None:
    single = [one.options for one in questions_of(course) if one.kind == "single_choice"]
    longest = [max(options, key=lambda option: len(option.text)).correct for options in single]
    assert sum(longest) < len(single) / 2
