"""The tab with the whole text: letter for letter, with a preview that costs little and ends once it is not wanted."""

import gc
import time
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.editor import text_tab
from lms.authoring.editor.text_tab import Newest, as_sent
from lms.authoring.previewing import previews
from lms.content.source_lines import unified
from tests.authoring.editing import LESSON, author, form_fields, with_lesson
from tests.support.drafts import FILES


def child_seconds(pid: int) -> float:
    """Processor time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


TEXT = FILES[LESSON].decode()
SENTENCE = (
    "Warga yang datang ke loket dilayani menurut nomor antreannya, **kecuali** yang [rentan](https://contoh.go.id). "
)
LONG = "".join(f"## Bagian {n}\n\nKe-{n}. {SENTENCE * 5}\n\n- Satu {n}\n- Dua\n- Tiga\n\n" for n in range(180))


def test_the_text_is_shown_and_saved_letter_for_letter(app: Flask) -> None:
    ani = author(app)
    fields = form_fields(ani.client.get(ani.at("text")).text)
    assert fields["text"] == TEXT
    assert ani.save({**fields, "text": TEXT.replace("\n", "\r\n")}, "text").status_code == 303
    assert ani.text() == TEXT
    ani.save({**fields, "text": "Lain.\r\n"}, "text")
    assert ani.text() == "Lain.\n"


@pytest.mark.parametrize("text", ["Satu.\r\n\r\nDua.\r\n", "\ufeffSatu.\n", "Satu.\rDua.\n\r\nTiga.", "", "\n\n"])
def test_line_ends_of_every_kind_stay(app: Flask, text: str) -> None:
    ani = with_lesson(app, text)
    fields = form_fields(ani.client.get(ani.at("text")).text)
    assert ani.save({**fields, "text": unified(text).replace("\n", "\r\n")}, "text").status_code == 303
    assert ani.text() == text


@given(st.text("ab\r\n", max_size=30), st.text("ab\r\n", max_size=30))
def test_what_a_browser_sends_says_the_same_and_unchanged_lines_keep_their_ends(stored: str, typed: str) -> None:
    made = as_sent(unified(typed).replace("\n", "\r\n"), stored)
    assert unified(made) == unified(typed)
    assert as_sent(unified(stored).replace("\n", "\r\n"), stored) == stored


def test_two_who_change_one_text_see_both_and_nothing_is_overwritten(app: Flask) -> None:
    ani = author(app)
    mine = form_fields(ani.client.get(ani.at("text")).text)
    ani.save({**mine, "text": "Rekan."}, "text")
    page = ani.save({**mine, "text": "Saya."}, "text")
    assert page.status_code == 409 and "Rekan." in page.text and "Saya." in page.text
    assert ani.text() == "Rekan."
    told = ani.save({**mine, "text": "Saya."}, "text", Accept="application/json")
    assert told.status_code == 409 and told.json and told.json["error"].endswith(".")
    assert ani.save(form_fields(page.text), "text").status_code == 303
    assert ani.text() == "Saya."


def test_a_script_is_told_when_it_was_saved(app: Flask) -> None:
    ani = author(app)
    fields = form_fields(ani.client.get(ani.at("text")).text)
    told = ani.save({**fields, "text": "Satu."}, "text", Accept="application/json").json
    assert told and told["saved"].startswith("Tersimpan ") and told["seen"] > int(fields["seen"])


def test_a_text_that_cannot_be_stored_is_refused_in_words(app: Flask) -> None:
    ani = author(app)
    fields = form_fields(ani.client.get(ani.at("text")).text)
    for text in ("a\x00b", "x" * 1_000_001):
        assert ani.save({**fields, "text": text}, "text").status_code == 422
    assert ani.text() == TEXT


def test_the_preview_shows_what_is_typed_with_its_problems_and_saves_nothing(app: Flask) -> None:
    ani = author(app)
    page = ani.save({"text": "Teks **baru**.\n\n#### Kecil\n", "seen": "1"}, "preview").text
    assert "<p>Teks <strong>baru</strong>.</p>" in page and "Baris 3:" in page
    part = ani.save({"text": "Lain.", "part": "1"}, "preview").text
    assert part.strip().startswith("<section") and "<p>Lain.</p>" in part
    assert ani.text() == TEXT


def test_a_preview_of_100_kb_takes_less_than_half_a_second_of_processor_time(app: Flask) -> None:
    ani = author(app)
    ani.save({"text": "Hangat.", "part": "1"}, "preview")
    child = next(iter(previews()._pool.processes()))

    def cost(text: str) -> float:
        """Seconds of this process, its garbage collection set aside (it walks what all other tests left), and of the
        child."""
        assert len(text) > 100_000
        gc.collect()
        gc.disable()
        try:
            before = time.process_time() + child_seconds(child)
            assert ani.save({"text": text, "part": "1"}, "preview").status_code == 200
            return time.process_time() + child_seconds(child) - before
        finally:
            gc.enable()

    new = (LONG.replace("Ke-", f"Putaran {turn}, ke-").replace("- Satu", f"- Satu {turn}") for turn in range(12))
    assert any(cost(text) < 0.5 for text in new), "not once, whatever else the machine does"
    assert any(cost(f"{LONG}Baru {turn}.\n") < 0.5 for turn in range(12)), "one line more"


def test_a_newer_text_ends_the_preview_of_the_older_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ani = author(app)
    newest = Newest()
    monkeypatch.setattr(text_tab, "NEWEST", newest)
    begin = newest.begin

    def begin_two(whose: tuple[int, int, str]) -> int:
        number = begin(whose)
        begin(whose)  # somebody types on before the first chunk is rendered
        return number

    monkeypatch.setattr(newest, "begin", begin_two)
    answer = ani.save({"text": LONG, "part": "1"}, "preview")
    assert (answer.status_code, answer.text) == (204, "")


def test_only_the_newest_preview_of_a_person_and_page_is_wanted() -> None:
    newest, whose, other = Newest(), (1, 1, "a.md"), (2, 1, "a.md")
    first, others = newest.begin(whose), newest.begin(other)
    second = newest.begin(whose)
    assert not newest.is_newest(whose, first)
    assert newest.is_newest(whose, second) and newest.is_newest(other, others)
    newest.end(whose, second)
    assert not newest.is_newest(whose, first)
