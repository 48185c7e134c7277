"""A change to a published course with learners inside: seen, approved by two people, recognised, published, told."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.certificates.models import Certificate
from lms.content.models import (
    CourseItem,
    CourseVersion,
    QuestionRow,
    Recognition,
    RenderedItem,
    SearchEntry,
    SourceFile,
)
from lms.content.queries import current_version
from lms.doctor import differences
from lms.hours.models import JpEntry
from lms.org import operations as org
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.certificates.issuing import FIRST_DAY, set_up_institution
from tests.reviewing.reviewing import WORTH, Cast, approve_both, decide, hand_in, make_cast, publish, published
from tests.support.drafts import FILES, edit, writer
from tests.support.people import NOW, add_person, signed_in

LESSON, QUIZ = "01-menyimpan/01-nama-berkas.md", "01-menyimpan/02-uji-diri.md"
READ = "/learn/arsip-kantor/menyimpan/nama-berkas"
FINAL = "/learn/arsip-kantor/menyimpan/uji-diri/quiz"
CHANGED = FILES[LESSON].decode().replace("cepat", "segera") + "\n> [!NOTE]\n> Sejak 2026 berlaku pedoman baru.\n"


@pytest.fixture
def cast(app: Flask) -> Cast:
    set_up_institution()
    return make_cast(app)


def second_signer() -> int:
    with door(writes=True):
        return org.add_signer("Sari Contoh, M.M.", "Kepala BPSDM Contoh", date(2025, 1, 1), by="operator", now=NOW)


def take(app: Flask, username: str) -> FlaskClient:
    opened = signed_in(app, add_person(username, f"{username.title()} Contoh"))
    assert opened.post("/courses/arsip-kantor/enrol").status_code == 303
    return opened


def pass_final(learner: FlaskClient) -> None:
    learner.post(f"{FINAL}/start", data={"alone": "1"})
    assert learner.post(f"{FINAL}/1", data={"answer": "a"}).status_code == 303
    assert learner.post(f"{FINAL}/submit").status_code == 303


def test_from_the_difference_to_learners_who_are_told_and_moved(app: Flask, cast: Cast) -> None:
    published(cast, **WORTH)
    ani, budi = take(app, "ani"), take(app, "budi")
    ani.post(f"{READ}/finish")
    signer = second_signer()
    edit(cast.draft, LESSON, CHANGED, writer(cast.author_id))
    assert cast.author.post(f"/drafts/{cast.draft}/hand-in", data={"note": ""}).status_code == 422
    review = hand_in(cast, "Pedoman 2026 sudah masuk.")
    page = cast.gita.get(f"/reviews/{review}").text
    assert "Perubahan pelatihan yang sudah terbit" in page and "Pedoman 2026 sudah masuk." in page
    changes = cast.gita.get(f"/reviews/{review}/changes").text
    assert "Surat yang <strong>bernama jelas</strong> cepat" in changes
    assert "Surat yang <strong>bernama jelas</strong> segera" in changes
    assert "cepat</del>" in changes and "segera</ins>" in changes and "Tiga bagian nama</h" not in changes
    new = {**WORTH, "number": "800/99/2026", "jp": "3", "body": "BPSDM Provinsi Contoh", "signer": str(signer)}
    assert "800/17/2026" in cast.rudi.get(f"/reviews/{review}/form").text, "the standing decision is offered"
    approve_both(cast, review, **new)
    assert publish(cast.gita, review).status_code == 303
    told = ani.get("/courses/arsip-kantor").text
    assert "Versi 2 sudah terbit" in told
    assert "Pedoman 2026 sudah masuk." in ani.get("/courses/arsip-kantor/changes").text
    assert ani.post("/courses/arsip-kantor/move", data={"version": "2"}).status_code == 303
    assert "Sejak 2026 berlaku pedoman baru." in ani.get(READ).text
    assert "Sejak 2026" not in budi.get(READ).text, "who has not gone on keeps the version they learn"
    pass_final(ani)
    with door(writes=False):
        entry = db.session.scalars(select(JpEntry)).one()
        facts = json.loads(db.session.scalars(select(Certificate.facts)).one())
        assert (entry.jp, entry.decision_number) == (3, "800/99/2026")
        assert (facts["organiser"], facts["signer"]["name"]) == ("BPSDM Provinsi Contoh", "Sari Contoh, M.M.")
        assert worth_of_versions() == [1, 2]
        assert list(differences()) == []
    assert "di SIASN: Diklat Teknis" in ani.get(f"/hours/{entry_id()}").text


def worth_of_versions() -> list[int]:
    rows = select(CourseVersion.number).join(Recognition, Recognition.version_id == CourseVersion.id)
    return list(db.session.scalars(rows.order_by(Recognition.id)))


def entry_id() -> int:
    with door(writes=False):
        return int(db.session.scalars(select(JpEntry.id)).one())


def test_a_signer_who_left_office_signs_no_more(app: Flask, cast: Cast) -> None:
    signer = second_signer()
    published(cast, **WORTH, signer=str(signer))
    with door(writes=True):
        org.end_signer(signer, FIRST_DAY, by="operator", now=NOW)
    ani = take(app, "ani")
    ani.post(f"{READ}/finish")
    pass_final(ani)
    with door(writes=False):
        facts = json.loads(db.session.scalars(select(Certificate.facts)).one())
    assert facts["signer"]["name"] == "Drs. Umpama Nyata, M.Si."


def test_a_change_without_a_new_decision_leaves_the_old_one_in_force(app: Flask, cast: Cast) -> None:
    published(cast, **WORTH)
    edit(cast.draft, LESSON, CHANGED, writer(cast.author_id))
    review = hand_in(cast, "Diperbaiki.")
    approve_both(cast, review)
    assert "Keputusan 800/17/2026 tetap berlaku" in cast.gita.get(f"/reviews/{review}").text
    assert publish(cast.gita, review).status_code == 303
    assert "2 JP, diakui sebagai E-learning" in cast.gita.get("/courses/arsip-kantor").text


def test_an_issuing_body_that_certificates_cannot_print_is_refused(cast: Cast) -> None:
    review = hand_in(cast)
    answer = decide(cast.gita, review, "form", cast.draft, **WORTH, body="部署")
    assert answer.status_code == 422 and "Sertifikat tidak dapat mencetak ini." in answer.text


def test_the_command_and_the_page_publish_the_same_rows(app: Flask, cast: Cast, tmp_path: Path) -> None:
    published(cast)
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    done = app.test_cli_runner().invoke(args=["courses", "publish", str(tmp_path), "--slug", "lewat-perintah"])
    assert done.exit_code == 0, done.output
    by_page, by_command = rows_of("arsip-kantor"), rows_of("lewat-perintah")
    assert by_page == by_command
    assert by_page["version"]["fingerprint"] and len(by_page["questions"]) == 1


def test_a_draft_is_published_under_its_own_name_whatever_its_settings_call_it(app: Flask) -> None:
    files = {**FILES, "course.md": FILES["course.md"].replace(b"jp: 2", b"jp: 2\nkey: nama-lain")}
    cast = make_cast(app, files)
    published(cast)
    assert cast.author.get("/courses/arsip-kantor").status_code == 200
    assert cast.author.get("/courses/nama-lain").status_code == 404


def rows_of(slug: str) -> Mapping[str, object]:
    """All that a version stores but keys, and what names the course or who published it when."""
    with door(writes=False):
        version = current_version(slug)
        assert version is not None
        version_id = version.id
        items = db.session.scalars(select(CourseItem).filter_by(version_id=version_id).order_by(CourseItem.position))
        ids = [item.id for item in items]
        questions = db.session.scalars(select(QuestionRow).where(QuestionRow.item_id.in_(ids)).order_by(QuestionRow.id))
        html = db.session.scalars(
            select(RenderedItem).where(RenderedItem.item_id.in_(ids)).order_by(RenderedItem.item_id)
        )
        files = db.session.scalars(select(SourceFile).filter_by(version_id=version_id).order_by(SourceFile.path))
        search = db.session.scalars(
            select(SearchEntry).filter_by(course_id=version.course_id).order_by(SearchEntry.position)
        )
        return {
            "version": plain(version, "number", "published_at", "published_by"),
            "items": [plain(db.session.get_one(CourseItem, item_id)) for item_id in ids],
            "questions": [plain(one) for one in questions],
            "html": [plain(one) for one in html],
            "files": [plain(one) for one in files],
            "search": [plain(one) for one in search],
        }


def plain(row: object, *less: str) -> dict[str, object]:
    columns = row.__table__.columns  # type: ignore[attr-defined]
    left_out = {"id", "version_id", "course_id", "item_id", *less}
    return {column.name: getattr(row, column.name) for column in columns if column.name not in left_out}


def test_settings_that_changed_are_named_as_in_their_form(cast: Cast) -> None:
    published(cast)
    changed = FILES["course.md"].decode().replace("jp: 2", "jp: 3\nlevel: dasar")
    edit(cast.draft, "course.md", changed, writer(cast.author_id, "nara"))
    review = hand_in(cast, "Usulan JP berubah.")
    page = cast.gita.get(f"/reviews/{review}/changes").text
    assert ">Pengaturan pelatihan</h2>" in page and ">course.md<" not in page
    assert "<dt>Usulan JP</dt>" in page and "<dt>Tingkat</dt>" in page and "> 3</dd>" in page
    assert "</span> Dasar</dd>" in page and "level:" not in page.partition("<details")[0]


def test_a_picture_that_is_none_is_told_without_words_of_the_machine(app: Flask) -> None:
    text = FILES[LESSON] + b"\n![Loket](../media/loket.png)\n"
    cast = make_cast(app, {**FILES, LESSON: text, "media/loket.png": b"<html></html>"})
    page = cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    assert "Isi berkas ini tidak sesuai dengan namanya." in page and "loket.png" in page
    for machine in ("something else", "image/png", "media/loket.png"):
        assert machine not in page
