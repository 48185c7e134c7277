"""Who answers for a course that came in by the command line."""

from click.testing import Result
from flask import Flask

from lms.content.models import CourseAuthor
from lms.content.queries import answers_for
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from tests.learning.courses import add_course
from tests.support import people
from tests.support.apps import count


def author(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["courses", "author", *words])


def test_an_author_is_named_once_and_taken_out_again(app: Flask) -> None:
    add_course()
    siti = people.add_person("siti", "Siti Misal", Role.SPEAKER)
    done = [author(app, "ramah", "Siti"), author(app, "ramah", "siti")]
    assert [one.exit_code for one in done] == [0, 0] and "siti answers for ramah." in done[1].output
    assert (count(CourseAuthor), count(AuditEntry)) == (1, 1)
    removed = author(app, "ramah", "siti", "--remove")
    assert removed.exit_code == 0 and "no longer answers" in removed.output
    assert (count(CourseAuthor), count(AuditEntry)) == (0, 2)
    with door(writes=False):
        assert not answers_for(siti, "ramah")


def test_whoever_does_not_exist_or_answer_for_it_is_refused(app: Flask) -> None:
    add_course()
    people.add_person("siti", "Siti Misal", Role.SPEAKER)
    refused = [author(app, "ramah", "tono"), author(app, "lain", "siti"), author(app, "ramah", "siti", "--remove")]
    assert [one.exit_code for one in refused] == [1, 1, 1]
    assert "no person tono" in refused[0].output and "no course lain" in refused[1].output
    assert count(CourseAuthor) == count(AuditEntry) == 0


def test_somebody_without_a_role_that_opens_the_pages_is_named_with_a_hint(app: Flask) -> None:
    add_course()
    people.add_person("ani")
    done = author(app, "ramah", "ani")
    assert done.exit_code == 0 and "people role grant ani speaker" in done.output
