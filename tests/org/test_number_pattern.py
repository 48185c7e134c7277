"""A number pattern is a setting: what is wrong with it is said in words, and what is right is filled in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.org.institution import FACTS
from lms.org.number_pattern import (
    NumberParts,
    certificate_number,
    course_word,
    pattern_problems,
)

DEFAULT_PATTERN = FACTS["number_pattern"].default or ""
PARTS = NumberParts(seq=412, course="DAS", office="BKPSDM", on=date(2026, 11, 2))

NUMBERS = [
    (DEFAULT_PATTERN, "0412/DAS/BKPSDM/XI/2026"),
    ("{seq}/{year}", "412/2026"),
    ("800.1/{seq:6}/{month:02}.{month}/{year}", "800.1/000412/11.11/2026"),
    ("{seq:02}-{seq}/{year}", "412-412/2026"),
    ("No. {seq} Tahun {year}", "No. 412 Tahun 2026"),
]

PROBLEMS = [
    ("", ["number-without-seq", "number-without-year"]),
    ("{seq}", ["number-without-year"]),
    ("{course}/{year}", ["number-without-seq"]),
    ("{seq}/{year}/{name}", ["number-place"]),
    ("{seq.__class__}/{seq}/{year}", ["number-place"]),
    ("{seq!r}/{seq}/{year}", ["number-place"]),
    ("{0}/{seq}/{year}", ["number-place"]),
    ("{}/{seq}/{year}", ["number-place"]),
    ("{seq:>4}/{year}", ["number-place"]),
    ("{seq:9}/{year}", ["number-width"]),
    ("{seq}/{year:04}", ["number-width"]),
    ("{seq}/{year}/{", ["number-brace"]),
    ("{{seq}}/{seq}/{year}", ["number-brace"]),
    ("{seq}/{year}\u202e", ["number-control"]),
    ("{seq}/{year}" + "x" * 120, ["number-long"]),
]


@pytest.mark.parametrize(("pattern", "number"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_sound_pattern_is_filled(pattern: str, number: str) -> None:
    assert certificate_number(pattern, PARTS) == number


@pytest.mark.parametrize(("pattern", "codes"), PROBLEMS, ids=[row[0][:30] for row in PROBLEMS])
def test_an_unsound_pattern_is_explained_and_never_filled(pattern: str, codes: list[str]) -> None:
    problems = pattern_problems(pattern)
    assert [problem.code for problem in problems] == codes
    assert all("{" not in problem.say(problem.message).replace(pattern, "") or problem.params for problem in problems)
    with pytest.raises(ValueError, match="unusable"):
        certificate_number(pattern, PARTS)


def test_inserted_words_are_not_read_as_a_pattern() -> None:
    parts = NumberParts(seq=1, course="{year}", office="{seq.__class__}", on=date(2026, 1, 5))
    assert certificate_number("{seq}/{course}/{office}/{year}", parts) == "1/{year}/{seq.__class__}/2026"


@given(st.text(max_size=60))
def test_any_text_is_either_explained_or_filled(pattern: str) -> None:
    if not pattern_problems(pattern):
        assert "412" in certificate_number(pattern, PARTS)


@given(st.lists(st.integers(1, 99_999), unique=True, max_size=30))
def test_different_places_in_the_year_have_different_numbers(places: list[int]) -> None:
    numbers = {certificate_number(DEFAULT_PATTERN, NumberParts(seq, "DAS", "X", PARTS.on)) for seq in places}
    assert len(numbers) == len(places)


@pytest.mark.parametrize(
    ("slug", "word"),
    [("dasar-administrasi-surat", "DAS"), ("arsip", "ARSIP"), ("8-langkah", "8L"), ("a" * 80, "A" * 20), ("-", "")],
)
def test_a_course_has_a_short_word_in_numbers(slug: str, word: str) -> None:
    assert course_word(slug) == word
