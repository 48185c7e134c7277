"""The demonstration: there with DEMO on, never with DEMO off, never beside real people."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from lms import demo
from lms.accounts import operations
from lms.accounts.models import Employment, Person, RoleGrant
from lms.accounts.passwords import verify
from lms.accounts.queries import person_id_of
from lms.content.course_folder import read_course
from lms.content.folder_loading import load_folder
from lms.content.models import Recognition
from lms.content.queries import all_courses, answers_for
from lms.org.queries import institution_on, signer_on
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import add_course
from tests.support import apps, people
from tests.support.apps import count

PASSWORD = "jeruk-manis-tujuh"
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application with DEMO on and its people loaded."""
    folder: Path = tmp_path_factory.mktemp("demo")
    app = apps.make_app(folder, DEMO="on", DEMO_PASSWORD=PASSWORD)
    with app.app_context():
        demo.load(PASSWORD, NOW)
    return app


@pytest.mark.parametrize("name", list(demo.PEOPLE))
def test_each_demo_person_signs_in_and_is_told_that_all_is_made_up(demo_app: Flask, name: str) -> None:
    with demo_app.app_context():
        browser = people.browser(demo_app)
        assert browser.post("/sign-in", data={"identifier": name, "password": PASSWORD}).status_code == 303
        page = browser.get("/profile").text
    assert "Peragaan: orang, keputusan, dan sertifikat di sini hanya contoh." in page and "Contoh" in page


def test_loading_again_changes_nothing(demo_app: Flask) -> None:
    with demo_app.app_context():
        before = [count(table) for table in (Person, Employment, RoleGrant, AuditEntry)]
        demo.load(PASSWORD, NOW)
        assert [count(table) for table in (Person, Employment, RoleGrant, AuditEntry)] == before


def test_the_speaker_of_the_demonstration_was_accepted_and_is_thanked(demo_app: Flask) -> None:
    with demo_app.app_context():
        assert "Narasumber Contoh" in people.browser(demo_app).get("/speakers/thanks").text


def test_certificates_of_the_demonstration_say_that_they_are_none(demo_app: Flask) -> None:
    with demo_app.app_context(), door(writes=False):
        institution, signer = institution_on(date(2026, 11, 24)), signer_on(date(2026, 11, 24))
    assert institution.missing == () and signer is not None
    assert "CONTOH" in institution.title and "Kota Contoh" in institution.organiser and "Umpama" in signer.name


def test_another_password_holds_from_the_next_start_on(demo_app: Flask) -> None:
    with demo_app.app_context():
        demo.load("mangga-harum-enam", NOW)
        with door(writes=False):
            kept = db.session.scalars(select(Person.password_hash)).all()
        assert all(verify(one, "mangga-harum-enam") for one in kept)
        demo.load(PASSWORD, NOW)


def test_demo_people_are_not_put_beside_real_ones(app: Flask) -> None:
    people.add_person()
    with pytest.raises(demo.NotForDemo, match="DEMO=off"):
        demo.load(PASSWORD, NOW)
    assert count(Person) == 1


def test_with_demo_off_nothing_starts_where_demo_people_are(app: Flask) -> None:
    demo.refuse_where_off()
    demo.load(PASSWORD, NOW)
    with pytest.raises(demo.NotForDemo, match="DATA_DIR"):
        demo.refuse_where_off()


def test_with_demo_off_a_demo_person_neither_signs_in_nor_stays_signed_in(app: Flask) -> None:
    demo.load(PASSWORD, NOW)
    with door(writes=False):
        person_id = db.session.scalars(select(Person.id).where(Person.username == "peserta")).one()
    assert people.signed_in(app, person_id).get("/profile").status_code == 303
    tried = people.browser(app).post("/sign-in", data={"identifier": "peserta", "password": PASSWORD})
    assert tried.status_code == 422


def test_a_demo_person_left_out_is_put_in_at_the_next_start(app: Flask) -> None:
    with door(writes=True):
        operations.add_person("peserta", "Peserta Contoh", NOW, by="command:demo", is_demo=True)
    demo.load(PASSWORD, NOW)
    assert count(Person) == len(demo.PEOPLE)


def test_the_shipped_courses_are_worth_what_their_authors_propose(app: Flask) -> None:
    proposed = {}
    for folder in (Path(__file__).parents[1] / "courses").iterdir():
        course = read_course(load_folder(folder)[0], folder.name).course
        assert course is not None and course.proposed_jp is not None
        proposed[folder.name] = course.proposed_jp
    assert proposed == demo.WORTH


def test_courses_that_are_published_are_recognised_once(app: Flask) -> None:
    slug = "keamanan-informasi-asn"
    folder = Path(__file__).parents[1] / "courses" / slug
    assert app.test_cli_runner().invoke(args=["courses", "publish", str(folder)]).exit_code == 0
    for _ in range(2):
        demo.load(PASSWORD, NOW)
    with door(writes=False):
        assert [(line.slug, line.jp) for line in all_courses()] == [(slug, demo.WORTH[slug])]
    assert count(Recognition) == 1


def test_the_speaker_of_the_demonstration_answers_for_the_shipped_courses(tmp_path: Path) -> None:
    app = apps.make_app(tmp_path, DEMO="on", DEMO_PASSWORD=PASSWORD)
    with app.app_context():
        add_course("pelayanan-publik-ramah")
        add_course("lain")
        for _ in range(2):
            demo.load(PASSWORD, NOW)
        with door(writes=False):
            speaker = person_id_of("narasumber") or 0
            found = [answers_for(speaker, slug) for slug in ("pelayanan-publik-ramah", "lain")]
    assert found == [True, False]
