"""Banks come in and go out on the command line, with every loss told and nothing overwritten."""

import base64
import json
from pathlib import Path

import pytest
from flask import Flask

from lms.content.course_folder import read_course
from lms.kernel.problems import has_errors
from tests.questions.banks.test_foreign_files import HOSTILE

GIFT = "$CATEGORY: top/Dasar\n\nSiapa? {=Ani ~Budi}\n\n## Soal: palsu? {T}\n\nHanya teks.\n"


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["courses", *words])
    return done.exit_code, done.output


def test_a_bank_becomes_a_quiz_that_goes_out_and_comes_back(app: Flask, tmp_path: Path) -> None:
    source, quiz, out, again = (tmp_path / name for name in ("a.gift", "quiz.md", "a.xml", "again.md"))
    source.write_text(GIFT)
    code, said = run(app, "import-questions", str(source), "--to", str(quiz), "--language", "en", "--title", "Uji")
    assert code == 0
    assert f"{source}:7: error: This question is left out: it has no answers in braces." in said
    files = {"course.md": b"# Satu\n", "quiz.md": quiz.read_bytes()}
    reading = read_course(files, "satu")
    assert not has_errors(reading.problems)
    assert [len(item.questions) for item in reading.course.items] == [2]  # type: ignore[union-attr]
    assert run(app, "export-questions", str(quiz), "--to", str(out))[0] == 0
    assert run(app, "import-questions", str(out), "--to", str(again), "--title", "Uji")[0] == 0
    assert again.read_bytes() == quiz.read_bytes()


def test_a_file_that_exists_is_not_overwritten(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.gift").write_text(GIFT)
    (tmp_path / "quiz.md").write_text("milik saya")
    code, said = run(app, "import-questions", str(tmp_path / "a.gift"), "--to", str(tmp_path / "quiz.md"))
    assert (code, "exists already" in said) == (2, True)
    assert (tmp_path / "quiz.md").read_text() == "milik saya"


def test_a_file_without_questions_writes_nothing_and_says_why(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    code, said = run(app, "import-questions", str(tmp_path / "a.zip"), "--to", str(tmp_path / "quiz.md"), "--json")
    assert code == 1
    assert (json.loads(said)["questions"], json.loads(said)["problems"][0]["code"]) == (0, "archive")
    assert not (tmp_path / "quiz.md").exists()


PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
WITH_PICTURE = (
    f'A? <img src\\="data:image/png;base64,{base64.b64encode(PNG).decode().replace("=", chr(92) + "=")}"> {{T}}\n'
)


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device", "quiz.md"), KeyboardInterrupt()])
def test_an_import_that_is_interrupted_leaves_nothing(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    (tmp_path / "a.gift").write_text(WITH_PICTURE)
    write = Path.write_bytes

    def broken(path: Path, data: bytes) -> int:
        if "quiz.md" in path.name:
            write(path, data[:10])
            raise problem
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", broken)
    code, said = run(app, "import-questions", str(tmp_path / "a.gift"), "--to", str(tmp_path / "x" / "y" / "quiz.md"))
    assert code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.gift"]
    assert "Nothing was written." in said or isinstance(problem, KeyboardInterrupt)


def test_export_takes_no_picture_from_outside_the_course(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    course = tmp_path / "course"
    (course / "01-a").mkdir(parents=True)
    (course / "media").mkdir()
    (course / "media" / "mine.png").write_bytes(PNG + b"mine")
    (course / "course.md").write_text("# Satu\n")
    pictures = "![a](../../secret.png) ![b](../media/mine.png)"
    (course / "01-a" / "quiz.md").write_text(
        f"---\nkind: quiz\n---\n\n## Soal: A? {{#k}}\n\n{pictures}\n\n- (x) a\n- ( ) b\n"
    )
    out = tmp_path / "out.xml"
    assert run(app, "export-questions", str(course / "01-a" / "quiz.md"), "--to", str(out))[0] == 0
    text = out.read_text()
    assert (base64.b64encode(PNG).decode() in text, base64.b64encode(PNG + b"mine").decode() in text) == (False, True)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_writes_nothing_and_is_refused_in_words(app: Flask, tmp_path: Path, name: str) -> None:
    data, _ = HOSTILE[name]
    (tmp_path / "a.xml").write_bytes(data)
    code, said = run(app, "import-questions", str(tmp_path / "a.xml"), "--to", str(tmp_path / "kuis" / "quiz.md"))
    assert (code, "nothing came in" in said, "Traceback" in said) == (1, True, False)
    assert len(said.splitlines()) < 10
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


@pytest.mark.parametrize(
    "name", ["../../jahat.png", "{outside}/jahat.png", "..%2F..%2Fjahat.png", "a/../../jahat.png", ""]
)
def test_a_picture_never_leaves_the_folder_of_its_quiz(app: Flask, tmp_path: Path, name: str) -> None:
    outside = tmp_path.parent
    stem = f"<p>Siapa? <img src='@@PLUGINFILE@@/{name.format(outside=outside)}'></p>"
    stored = f'<file name="jahat.png" path="/../../" encoding="base64">{base64.b64encode(PNG).decode()}</file>'
    (tmp_path / "a.xml").write_text(
        f"<quiz><question type='shortanswer'><name><text>a</text></name><questiontext format='html'>"
        f"<text><![CDATA[{stem}]]></text>{stored}</questiontext>"
        f"<answer fraction='100'><text>Ani</text></answer></question></quiz>"
    )
    code, _ = run(app, "import-questions", str(tmp_path / "a.xml"), "--to", str(tmp_path / "kuis" / "quiz.md"))
    assert code == 0
    written = [path.relative_to(tmp_path).parts for path in tmp_path.rglob("*") if path.is_file()]
    assert not name or any(parts[:2] == ("kuis", "media") for parts in written), written
    assert all(parts in {("a.xml",), ("kuis", "quiz.md")} or parts[:2] == ("kuis", "media") for parts in written)
    assert not (outside / "jahat.png").exists()
