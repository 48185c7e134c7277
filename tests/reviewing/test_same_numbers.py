"""Authors and reviewers are told the same of the same draft: the numbers, and what is to be mended."""

import re

import pytest
from flask import Flask

from lms.authoring.problem_words import IN_FORMS
from lms.platform.web.i18n import catalogue
from tests.authoring.foreign.documents import png
from tests.reviewing.reviewing import hand_in, make_cast
from tests.support.drafts import FILES

LESSON, QUIZ = "01-menyimpan/01-nama-berkas.md", "01-menyimpan/02-uji-diri.md"
MARKS = (
    "\nSebanyak 40 persen surat hilang. Survei menyebut banyak.\n\n- Naik 5 %\n- Turun 7 %[^b]\n\n[^b]: Data 2019.\n"
    "\n![](media/a.png) ![](media/b.png)\n\n![Peta](media/c.png)\n\nAda 2,5 juta surat (BPS, 2022).\n\n#### Kecil\n"
)
MANY = {
    **FILES,
    "course.md": FILES["course.md"].replace(b"outcomes:\n", b"outcomes:\n  buang: Memusnahkan arsip\n")
    + b"\nSepertiga kantor, 33 persen, tidak punya arsip.\n",
    "01-menyimpan/module.md": FILES["01-menyimpan/module.md"] + b"\nPenelitian menunjukkan hal itu.\n",
    LESSON: FILES[LESSON] + MARKS.encode(),
    QUIZ: FILES[QUIZ].replace(b"## Soal", b"Hanya 12 persen lulus.\n\n## Soal"),
}

PICTURES = {f"01-menyimpan/media/{name}.png": png() for name in "abc"}


def number(pattern: str, page: str) -> int:
    """The number that a page says at a pattern, 0 if it does not say it."""
    found = re.search(pattern, re.sub(r"\s+", " ", page))
    return int(found[1]) if found else 0


@pytest.mark.parametrize(("files", "unsourced", "undescribed", "untested"), [(FILES, 0, 0, 0), (MANY, 6, 2, 1)])
def test_card_and_summary_agree(
    app: Flask, files: dict[str, bytes], unsourced: int, undescribed: int, untested: int
) -> None:
    cast = make_cast(app, {**files, **(PICTURES if undescribed else {})})
    card = cast.author.get(f"/drafts/{cast.draft}").text
    page = cast.gita.get(f"/reviews/{hand_in(cast)}").text
    assert number(r"(\d+) pernyataan tanpa sumber", card) == unsourced
    assert number(r"pernyataan bersumber, (\d+) tanpa sumber", page) == unsourced
    assert number(r"(\d+) gambar tanpa uraian", card) == undescribed
    assert number(r"di antaranya (\d+) tanpa uraian", page) == undescribed
    tested, outcomes = re.findall(r"(\d+) dari (\d+) kemampuan diuji", card)[0]
    assert int(outcomes) - int(tested) == page.count("Belum diuji") == untested
    assert number(r">(\d+) menit, ", card) == number(r"Narasumber (\d+) menit", page) > 0


def test_a_problem_is_said_in_the_same_words_on_every_page(app: Flask) -> None:
    cast, words = make_cast(app, {**MANY, **PICTURES}), catalogue("id").singular
    outline, hand = (cast.author.get(f"/drafts/{cast.draft}{at}").text for at in ("", "/hand-in"))
    review = cast.gita.get(f"/reviews/{hand_in(cast)}").text
    for code in ("picture-without-words", "outcome-not-tested", "heading-level-skipped"):
        said = " ".join(words[text] for text in IN_FORMS[code])
        said = said.replace("{outcome}", "Memusnahkan arsip")
        assert [said in shown for shown in (outline, hand, review)] == [True] * 3, said
    editor = cast.author.get(f"/drafts/{cast.draft}/page/{LESSON}").text
    assert all(words[text] in editor for text in IN_FORMS["heading-level-skipped"])
