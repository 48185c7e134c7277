"""Texts of drafts are rendered as at publication, once, and only while somebody waits."""

from collections.abc import Iterator

import pytest

from lms.authoring.previewing import CHUNK, NotWanted, Previews, Setting
from lms.content.targets import NOTHING_KNOWN

SETTING = Setting("01-a.md", "id", "", NOTHING_KNOWN, "")


@pytest.fixture(scope="module")
def previews() -> Iterator[Previews]:
    made = Previews()
    yield made
    made.rest()


def test_each_text_has_its_own_html_in_the_order_asked(previews: Previews) -> None:
    assert [found.html for found in previews.texts(["Satu.\n", "**Dua**\n", "Satu.\n"], SETTING)] == [
        "<p>Satu.</p>",
        "<p><strong>Dua</strong></p>",
        "<p>Satu.</p>",
    ]


def test_what_was_rendered_once_is_remembered(previews: Previews, monkeypatch: pytest.MonkeyPatch) -> None:
    previews.texts(["Sekali.\n"], SETTING)
    monkeypatch.setattr(previews, "_in_child", None)
    assert previews.texts(["Sekali.\n"], SETTING)[0].html == "<p>Sekali.</p>"


def test_a_text_that_cannot_be_rendered_costs_no_other(previews: Previews) -> None:
    outcomes = previews.texts(["Baik.\n", ">" * 60 + " x\n", "Juga baik.\n"], SETTING)
    assert [found.problem.code if found.problem else found.html for found in outcomes] == [
        "<p>Baik.</p>",
        "text-too-deep",
        "<p>Juga baik.</p>",
    ]


def test_a_preview_ends_once_a_newer_text_has_come(previews: Previews) -> None:
    answers = iter([True, False])
    with pytest.raises(NotWanted):
        previews.texts([f"Baris {n}.\n" for n in range(CHUNK + 1)], SETTING, lambda: next(answers))


def test_the_child_rests_and_wakes_again(previews: Previews) -> None:
    previews.texts(["Bangun.\n"], SETTING)
    previews.rest()
    assert list(previews._pool.processes()) == []
    assert previews.texts(["Lagi.\n"], SETTING)[0].html == "<p>Lagi.</p>"


def test_memory_for_html_is_bounded(previews: Previews, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.authoring.previewing.MOST_BYTES", 2_000)
    previews.texts([f"Kalimat nomor {n}.\n" for n in range(30)], SETTING)
    assert previews._bytes <= 2_000
