"""The check code is drawn by lot and read back from whatever a person types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.code import ALPHABET, check_path, new_code, read_code

CODES = st.binary(min_size=8, max_size=8).map(lambda lot: new_code(lambda n: lot[:n]))


@given(CODES)
def test_every_code_is_read_back_as_it_was_written(code: str) -> None:
    assert read_code(code) == code


@given(CODES, st.sampled_from(["", " ", "-", " - ", "\u2013", "\u00a0", ".", "\u200b"]), st.booleans(), st.booleans())
def test_a_code_may_be_typed_small_with_any_separator_and_without_its_prefix(
    code: str, separator: str, small: bool, prefixed: bool
) -> None:
    typed = separator.join(code.split("-") if prefixed else code.split("-")[1:])
    assert read_code(f" {typed.lower() if small else typed}\n") == code


@given(CODES, st.sampled_from("iIlL"), st.sampled_from("oO"))
def test_lookalike_letters_stand_for_their_figures(code: str, one: str, nought: str) -> None:
    typed = "RBT" + code.removeprefix("RBT").replace("1", one).replace("0", nought)
    assert read_code(typed) == code


@given(st.text(max_size=40))
def test_any_other_text_is_no_code_or_a_well_formed_one(text: str) -> None:
    code = read_code(text)
    assert code is None or read_code(code) == code


@pytest.mark.parametrize(
    "text",
    ["", "RBT", "RBT-7K4M-Q2XD-9HT", "RBT-7K4M-Q2XD-9HTWW", "RBT-7K4M-Q2XD-9HTU", "XYZ-7K4M-Q2XD-9HTW", "é" * 12],
    ids=["empty", "prefix only", "one short", "one long", "letter U", "other prefix", "not of the alphabet"],
)
def test_a_text_that_is_no_code_is_refused(text: str) -> None:
    assert read_code(text) is None


def test_the_whole_check_address_is_read_too() -> None:
    assert read_code("https://rambutan.contoh.id/verify/rbt-7k4m-q2xd-9htw ") == "RBT-7K4M-Q2XD-9HTW"


def test_the_highest_and_lowest_lots_use_the_ends_of_the_alphabet() -> None:
    assert new_code(lambda n: b"\xff" * n) == "RBT-ZZZZ-ZZZZ-ZZZZ"
    assert new_code(lambda n: b"\x00" * n) == "RBT-0000-0000-0000"


def test_a_thousand_codes_all_differ() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


def test_the_alphabet_has_thirty_two_signs_without_lookalikes() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_the_check_path_names_the_code() -> None:
    assert check_path("RBT-7K4M-Q2XD-9HTW") == "/verify/RBT-7K4M-Q2XD-9HTW"
