"""Numbers have no gap and no double, however many certificates are issued or rolled back at once."""

import threading
from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from lms.certificates import operations
from lms.certificates.models import Certificate
from lms.learning.facts import CourseCompleted
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.certificates.issuing import set_up_institution
from tests.learning.courses import add_course, enrol
from tests.support import people
from tests.support.people import NOW

TEMPLATE = CourseCompleted(0, 0, 0, 0, enrolled_at=NOW, completed_at=NOW, final_mark=None)
THREADS = {"sqlite": 9, "postgresql": 30}


class Withdrawn(Exception):
    """What a later step of the same transaction may raise."""


def test_of_many_issued_at_once_with_a_third_rolled_back_none_leaves_a_gap(app: Flask) -> None:
    set_up_institution()
    add_course()
    done = [completion(number) for number in range(THREADS[db.engine.dialect.name])]
    start, failures = threading.Barrier(len(done)), list[BaseException]()

    def issue(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with door(writes=True):
                    operations.issue_for_completion(done[place])
                    if place % 3 == 0:
                        raise Withdrawn
            except Withdrawn:
                pass
            except BaseException as problem:
                failures.append(problem)

    threads = [threading.Thread(target=issue, args=(place,)) for place in range(len(done))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with door(writes=False):
        numbers = list(db.session.scalars(select(Certificate.sequence).order_by(Certificate.sequence)))
    assert failures == []
    assert numbers == list(range(1, len(done) * 2 // 3 + 1))


def completion(number: int) -> CourseCompleted:
    person_id = people.add_person(f"peserta{number}", f"Peserta Contoh {number}")
    return replace(TEMPLATE, person_id=person_id, enrolment_id=enrol(person_id), **course())


def course() -> dict[str, int]:
    with door(writes=False):
        course_id, version_id = db.session.execute(db.text("SELECT id, current_version_id FROM course")).one()
    return {"course_id": course_id, "version_id": version_id}
