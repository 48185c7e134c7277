"""What is broken: an institution that issues, a recognised course with a final, and signed-in learners."""

from dataclasses import dataclass, replace
from pathlib import Path

from lms.accounts.queries import SIGNIN_COOKIE
from lms.platform.db.model import db
from tests.assessment.quizzes import SETTINGS, add_quizzes
from tests.certificates.issuing import recognise, set_up_institution
from tests.support import apps, people


@dataclass(frozen=True)
class Seat:
    """A learner and the cookie of their browser."""

    learner: str
    cookie: str


def lay(data_dir: Path, learners: int, **environ: str) -> list[Seat]:
    """Fills the database of `data_dir`, or of DATABASE_URL in `environ`; the final may be taken as often as wanted."""
    app = apps.make_app(data_dir, **environ)
    with app.app_context():
        set_up_institution()
        add_quizzes(replace(SETTINGS, attempts=None, wait_minutes=0))
        recognise()
        seats = []
        for number in range(learners):
            person_id = people.add_person(f"peserta{number}", nip=f"19900101201501{number:04}")
            cookie = people.signed_in(app, person_id).get_cookie(SIGNIN_COOKIE)
            assert cookie is not None
            seats.append(Seat(f"peserta{number}", f"{SIGNIN_COOKIE}={cookie.value}"))
        db.session.remove()
        db.engine.dispose()
    return seats
