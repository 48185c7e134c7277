"""A folder becomes an immutable version, whole or not at all, and its HTML can be made anew from what was stored."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from lms.content import operations, queries
from lms.content.blobs import BlobStore
from lms.content.course_folder import read_course
from lms.content.folder_loading import load_folder
from lms.content.models import CourseRow, CourseVersion, MediaBlob, QuestionRow, RenderedItem, SourceFile
from lms.content.operations import CoursePublished, Published
from lms.content.publication import Prepared, Refused, prepare_version
from lms.content.render_pool import RenderPool
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound
from lms.kernel.jp import Jp
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.apps import count

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SHIPPED = Path(__file__).parents[2] / "courses" / "pelayanan-publik-ramah"


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 600), "teal").save(buffer, "PNG")
    return buffer.getvalue()


QUIZ = """---
title: Uji diri
kind: quiz
role: final
draw: 1
---

## Soal: Berapa *hari*? {#hari}

Lihat [hak](01-hak.md).

- ( ) 7 hari
  > Terlalu singkat.
- (x) 10 hari

> Petunjuk: Kurang dari dua minggu.

> Penjelasan: Pasal 22.

## Soal: Berapa hari lagi?

- ( ) 3
- (x) 4
"""
FOLDER = {
    "course.md": b"---\ntitle: Hak Warga\nsummary: Singkat.\nlanguage: id\n---\n\nTentang *hak*.\n",
    "01-dasar/01-hak.md": (
        b"# Hak\n\n## Awal\n\nTeks[^1] dan [uji](02-uji.md). ![Loket](../media/loket.png)\n\n"
        b"## Soal: Cek?\n\n- (x) ya\n- ( ) tidak\n\n## Akhir\n\nSelesai.\n\n[^1]: Kaki.\n"
    ),
    "01-dasar/02-uji.md": QUIZ.encode(),
    "media/loket.png": picture(),
    "catatan.bin": b"\0\xff",
}


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool() as pool:
        yield pool


def store_of(app: Flask) -> BlobStore:
    return BlobStore.within(app.extensions["settings"].data_dir)


def prepared_from(app: Flask, pool: RenderPool, files: dict[str, bytes], **options: bool) -> Prepared:
    with door(writes=False):
        known = queries.known_media()
    made = prepare_version(read_course(files, "hak-warga"), pool, store_of(app), known, **options)  # type: ignore[arg-type]
    assert isinstance(made, Prepared), made.problems
    return made


def publish(app: Flask, pool: RenderPool, files: dict[str, bytes], note: str = "") -> Published:
    made = prepared_from(app, pool, files)
    with door(writes=True):
        return operations.publish_version(made, note, "sari", NOW)


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    return FOLDER | {path: FOLDER[path].replace(old.encode(), new.encode())}


def test_a_lesson_is_stored_as_text_and_questions_in_their_order(app: Flask, pool: RenderPool) -> None:
    publish(app, pool, FOLDER)
    with door(writes=False):
        lesson, _quiz = queries.items_of(queries.current_version("hak-warga").id)  # type: ignore[union-attr]
        parts = queries.lesson_text.__wrapped__(lesson.id, "").parts
    assert [kind for kind, _ in parts] == ["html", "question", "html"]
    assert parts[0][1].startswith('<h2 id="u-awal">Awal</h2>'), "the title stands on the page already"
    assert '<a href="/learn/hak-warga/dasar/uji">' in parts[0][1]
    assert "960w" in parts[0][1] and 'alt="Loket"' in parts[0][1]
    assert "footnotes" in parts[2][1] and "footnotes" not in parts[0][1]
    assert parts[1][1] == "cek"


def test_a_question_keeps_its_answer_away_from_what_learners_read(app: Flask, pool: RenderPool) -> None:
    publish(app, pool, FOLDER)
    with door(writes=False):
        _lesson, quiz = queries.items_of(queries.current_version("hak-warga").id)  # type: ignore[union-attr]
        first, second = queries.questions_of(quiz.id)
        pages = "".join(db.session.scalars(select(RenderedItem.parts)))
        facts_of_quiz = queries.quiz_of(quiz)
    assert (first.key, second.key) == ("hari", "berapa-hari-lagi")
    assert [(option.id, option.html, option.correct) for option in first.options] == [
        ("a", "7 hari", False),
        ("b", "10 hari", True),
    ]
    assert first.options[0].feedback_html == "<p>Terlalu singkat.</p>"
    assert first.hints_html == ("<p>Kurang dari dua minggu.</p>",)
    assert first.explanation_html == "<p>Pasal 22.</p>"
    assert first.stem_html.startswith("<p>Berapa <em>hari</em>?</p>")
    assert "/learn/hak-warga/dasar/hak" in first.stem_html
    assert not [word for word in ("Terlalu", "Petunjuk", "Pasal", "10 hari") if word in pages]
    assert facts_of_quiz is not None and facts_of_quiz.settings.draw == 1
    assert (quiz.role, quiz.question_count) == ("final", 1)


def test_publishing_the_same_folder_twice_changes_nothing(app: Flask, pool: RenderPool) -> None:
    first = publish(app, pool, FOLDER)
    second = publish(app, pool, FOLDER)
    assert (first.number, first.is_new) == (1, True)
    assert (second.number, second.is_new, second.version_id) == (1, False, first.version_id)
    assert count(CourseVersion) == 1


def test_a_changed_folder_is_a_new_version_and_the_old_one_stays_to_the_letter(app: Flask, pool: RenderPool) -> None:
    old = publish(app, pool, FOLDER)
    before = snapshot(old.version_id)
    new = publish(app, pool, changed("01-dasar/01-hak.md", "Selesai", "Tamat"), "Penutup baru")
    assert (new.number, new.is_new) == (2, True)
    assert snapshot(old.version_id) == before
    with door(writes=False):
        current = queries.current_version("hak-warga")
        assert current is not None and (current.id, current.note) == (new.version_id, "Penutup baru")
    back = publish(app, pool, FOLDER)
    assert (back.number, back.is_new) == (3, True), "going back is a publication too"


def snapshot(version_id: int) -> str:
    """Everything that is stored of a version, as text."""
    with door(writes=False):
        version = db.session.get(CourseVersion, version_id)
        items = queries.items_of(version_id)
        rows: list[object] = [columns(version), *map(columns, items)]
        rows += [(queries.lesson_text.__wrapped__(item.id, ""), queries.questions_of(item.id)) for item in items]
        rows += list(queries.kept_files(version_id))
    return repr(rows)


def columns(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_the_folder_comes_out_byte_for_byte(app: Flask, pool: RenderPool) -> None:
    version = publish(app, pool, FOLDER)
    with door(writes=False):
        assert queries.folder_of(queries.kept_files(version.version_id), store_of(app)) == FOLDER
        stored = {row.path: row.blob is None for row in db.session.scalars(select(SourceFile))}
    assert stored == {path: path.endswith(".md") for path in FOLDER}


def test_a_folder_with_problems_says_all_of_them_and_stores_nothing(app: Flask, pool: RenderPool) -> None:
    files = changed("01-dasar/02-uji.md", "(x) 10", "( ) 10") | {"01-dasar/03-a.md": b"# A\n\n[x](hilang.md)\n"}
    files["media/loket.png"] = b"<html>"
    refused = prepare_version(read_course(files, "hak-warga"), pool, store_of(app))
    assert isinstance(refused, Refused)
    assert {(p.path, p.code) for p in refused.problems if p.severity == "error"} == {
        ("01-dasar/02-uji.md", "no-right-answer"),
        ("01-dasar/03-a.md", "link-not-there"),
        ("media/loket.png", "file-type-differs"),
    }
    assert count(CourseRow) == 0


def test_a_text_made_to_stall_is_an_error_that_names_its_file(app: Flask, pool: RenderPool) -> None:
    files = FOLDER | {"01-dasar/03-a.md": b"# A\n\n" + b"[a](https://b.id) " * 50_000}
    refused = prepare_version(read_course(files, "hak-warga"), pool, store_of(app), recheck=False)
    assert isinstance(refused, Refused)
    assert [(p.path, p.code) for p in refused.problems] == [("01-dasar/03-a.md", "text-too-slow")]
    assert publish(app, pool, FOLDER).is_new, "the pool carries on"


def test_new_html_takes_the_place_of_the_old_and_nothing_else_changes(app: Flask, pool: RenderPool) -> None:
    version = publish(app, pool, FOLDER)
    good = snapshot(version.version_id)
    spoil(version.version_id)
    assert snapshot(version.version_id) != good
    with door(writes=False):
        files = queries.folder_of(queries.kept_files(version.version_id), store_of(app))
        assert queries.versions_by_other_renderers("1") == ((version.version_id, "hak-warga"),)
    made = prepared_from(app, pool, files, recheck=False)
    with door(writes=True):
        assert operations.rerender(version.version_id, made, NOW)
    assert snapshot(version.version_id) == good
    with door(writes=True):
        assert not operations.rerender(version.version_id, made, NOW), "it is of this renderer already"


def test_a_version_knows_its_pretest_as_far_as_its_final_can_spare_it(app: Flask, pool: RenderPool) -> None:
    version = publish(app, pool, changed("course.md", "language: id", "language: id\npretest: 1"))
    assert pretest_of(version.version_id) == 1
    greedy = changed("course.md", "language: id", "language: id\npretest: 2")
    refused = prepare_version(read_course(greedy, "hak-warga"), pool, store_of(app))
    assert isinstance(refused, Refused)
    assert [(p.path, p.line) for p in refused.problems if p.code == "pretest-too-large"] == [("course.md", 5)]
    made = prepared_from(app, pool, greedy, recheck=False)  # as a release could publish it that did not look
    with door(writes=True):
        older = operations.publish_version(made, "", "sari", NOW)
        db.session.get_one(CourseVersion, older.version_id).pretest = 0
        assert operations.rerender(older.version_id, made, NOW, force=True)
    assert pretest_of(older.version_id) == 1


def pretest_of(version_id: int) -> int:
    with door(writes=False):
        return db.session.get_one(CourseVersion, version_id).pretest


def spoil(version_id: int) -> None:
    """As if an older release had rendered this version."""
    with door(writes=True):
        version = db.session.get(CourseVersion, version_id)
        assert version is not None
        version.renderer, version.description_html, version.size = "0", "<p>lama</p>", 1
        for row in db.session.scalars(select(RenderedItem)):
            row.parts, row.renderer = '[["html","<p>lama</p>"]]', "0"
        for question in db.session.scalars(select(QuestionRow)):
            fields = json.loads(question.published) | {"stem_html": "<p>lama</p>"}
            question.published = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_html_made_from_other_files_is_refused(app: Flask, pool: RenderPool) -> None:
    version = publish(app, pool, FOLDER)
    other = prepared_from(app, pool, changed("course.md", "Singkat", "Panjang"))
    with pytest.raises(Conflict), door(writes=True):
        operations.rerender(version.version_id, other, NOW)


def test_pictures_are_stored_once_with_their_variants_and_not_made_smaller_again(app: Flask, pool: RenderPool) -> None:
    publish(app, pool, FOLDER)
    made = prepared_from(app, pool, changed("course.md", "Singkat", "Panjang"))
    assert all(blob.data is None for blob in made.blobs)
    publish(app, pool, changed("course.md", "Singkat", "Panjang"))
    with door(writes=False):
        rows = {(row.media_type, row.width, row.original is None) for row in db.session.scalars(select(MediaBlob))}
    assert rows == {("image/png", 1200, True), ("image/webp", 480, False), ("image/webp", 960, False)}


def test_a_publication_is_told_to_whoever_listens_once(app: Flask, pool: RenderPool) -> None:
    heard: list[CoursePublished] = []
    facts.wire({CoursePublished: (heard.append,)})
    version = publish(app, pool, FOLDER)
    publish(app, pool, FOLDER)
    assert [fact.version_id for fact in heard] == [version.version_id]


def test_the_newest_decision_says_what_a_course_is_worth(app: Flask, pool: RenderPool) -> None:
    with pytest.raises(NotFound), door(writes=True):
        operations.recognise_course("hak-warga", Jp(2), "Mandiri", "1", date(2026, 1, 5), "BKPSDM", "sari", NOW)
    publish(app, pool, FOLDER)
    for jp, number in ((2, "1"), (3, "2")):
        with door(writes=True):
            operations.recognise_course("hak-warga", Jp(jp), "Mandiri", number, date(2026, 1, 5), "", "sari", NOW)
    with door(writes=False):
        assert [line.jp for line in queries.all_courses()] == [3]


def test_a_withdrawn_course_is_closed_to_new_versions(app: Flask, pool: RenderPool) -> None:
    publish(app, pool, FOLDER)
    with door(writes=True):
        operations.withdraw_course("hak-warga", "Aturan berubah.", "sari", NOW)
    with pytest.raises(Conflict):
        publish(app, pool, changed("course.md", "Singkat", "Panjang"))
    with pytest.raises(Conflict), door(writes=True):
        operations.withdraw_course("hak-warga", "Lagi.", "sari", NOW)


def test_the_shipped_course_is_published_without_a_warning(app: Flask, pool: RenderPool) -> None:
    files, problems = load_folder(SHIPPED)
    made = prepare_version(read_course(files, SHIPPED.name), pool, store_of(app))
    assert isinstance(made, Prepared)
    assert (*problems, *made.problems) == ()


def test_names_longer_than_can_be_stored_are_errors(app: Flask, pool: RenderPool) -> None:
    refused = prepare_version(read_course(FOLDER, "x" * 81), pool, store_of(app))
    assert isinstance(refused, Refused)
    assert [p.code for p in refused.problems if p.severity == "error"] == ["name-too-long"]
