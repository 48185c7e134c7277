"""Numbers, dates and periods are worded as letters of government offices word them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.platform.documents.words import (
    Language,
    date_words,
    decimal_words,
    nip_words,
    number_words,
    period_words,
    roman_month,
)

NUMBERS = [
    (0, "nol", "zero"),
    (1, "satu", "one"),
    (4, "empat", "four"),
    (10, "sepuluh", "ten"),
    (11, "sebelas", "eleven"),
    (12, "dua belas", "twelve"),
    (19, "sembilan belas", "nineteen"),
    (20, "dua puluh", "twenty"),
    (21, "dua puluh satu", "twenty-one"),
    (99, "sembilan puluh sembilan", "ninety-nine"),
    (100, "seratus", "one hundred"),
    (111, "seratus sebelas", "one hundred and eleven"),
    (200, "dua ratus", "two hundred"),
    (340, "tiga ratus empat puluh", "three hundred and forty"),
    (1000, "seribu", "one thousand"),
    (1001, "seribu satu", "one thousand and one"),
    (2026, "dua ribu dua puluh enam", "two thousand and twenty-six"),
    (1990, "seribu sembilan ratus sembilan puluh", "one thousand nine hundred and ninety"),
    (100_000, "seratus ribu", "one hundred thousand"),
    (101_000, "seratus satu ribu", "one hundred and one thousand"),
    (
        999_999,
        "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan",
        "nine hundred and ninety-nine thousand nine hundred and ninety-nine",
    ),
]

PERIODS = [
    ((2026, 10, 12), (2026, 11, 2), "12 Oktober s.d. 2 November 2026", "12 October to 2 November 2026"),
    ((2026, 11, 2), (2026, 11, 20), "2 s.d. 20 November 2026", "2 to 20 November 2026"),
    ((2026, 11, 2), (2026, 11, 2), "2 November 2026", "2 November 2026"),
    ((2025, 12, 30), (2026, 1, 2), "30 Desember 2025 s.d. 2 Januari 2026", "30 December 2025 to 2 January 2026"),
    ((2025, 11, 2), (2026, 11, 2), "2 November 2025 s.d. 2 November 2026", "2 November 2025 to 2 November 2026"),
]


@pytest.mark.parametrize(("number", "indonesian", "english"), NUMBERS, ids=[str(row[0]) for row in NUMBERS])
def test_a_number_is_named_in_both_languages(number: int, indonesian: str, english: str) -> None:
    assert number_words(number, Language.INDONESIAN) == indonesian
    assert number_words(number, Language.ENGLISH) == english


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        number_words(number, Language.INDONESIAN)


@given(st.integers(0, 999_999), st.sampled_from(Language))
def test_number_words_are_letters_with_single_spaces(number: int, language: Language) -> None:
    words = number_words(number, language)
    assert words.replace("-", " ").replace(" ", "").isalpha()
    assert "  " not in words


@given(st.lists(st.integers(0, 999_999), unique=True, max_size=50), st.sampled_from(Language))
def test_different_numbers_have_different_words(numbers: list[int], language: Language) -> None:
    assert len({number_words(number, language) for number in numbers}) == len(numbers)


@pytest.mark.parametrize(("first", "last", "indonesian", "english"), PERIODS, ids=[row[2] for row in PERIODS])
def test_a_period_names_month_and_year_once(
    first: tuple[int, int, int], last: tuple[int, int, int], indonesian: str, english: str
) -> None:
    assert period_words(date(*first), date(*last), Language.INDONESIAN) == indonesian
    assert period_words(date(*first), date(*last), Language.ENGLISH) == english


def test_a_date_names_its_month() -> None:
    assert date_words(date(2026, 8, 17), Language.INDONESIAN) == "17 Agustus 2026"
    assert date_words(date(2026, 8, 17), Language.ENGLISH) == "17 August 2026"


def test_months_are_numbered_in_roman() -> None:
    months = [roman_month(month) for month in range(1, 13)]
    assert months == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def test_decimals_have_a_comma_in_indonesian() -> None:
    assert decimal_words(Decimal("1.1"), 2, Language.INDONESIAN) == "1,10"
    assert decimal_words(Decimal("1.1"), 2, Language.ENGLISH) == "1.10"
    assert decimal_words(Decimal(4), 0, Language.INDONESIAN) == "4"


@pytest.mark.parametrize(
    ("nip", "written"),
    [("199001012015012999", "19900101 201501 2 999"), ("12345", "12345"), ("", "")],
    ids=["eighteen digits", "another number", "none"],
)
def test_a_nip_is_written_in_groups(nip: str, written: str) -> None:
    assert nip_words(nip) == written
