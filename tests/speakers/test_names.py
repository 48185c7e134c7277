"""Names taken apart, and user names made of them."""

import pytest

from lms.speakers.names import NameParts, parts_of, proposed_username

WRITTEN = {
    "Siti Contoh": NameParts("", "Siti Contoh", ""),
    "Dr. Siti Contoh, M.Si.": NameParts("Dr.", "Siti Contoh", "M.Si."),
    "Prof. Dr. Ir. Budi Misal, M.Sc., Ph.D.": NameParts("Prof. Dr. Ir.", "Budi Misal", "M.Sc., Ph.D."),
    "Ani R. Umpama": NameParts("", "Ani R. Umpama", ""),
}


@pytest.mark.parametrize(("written", "parts"), WRITTEN.items(), ids=WRITTEN.keys())
def test_titles_are_told_from_the_name(written: str, parts: NameParts) -> None:
    assert parts_of(written) == parts


@pytest.mark.parametrize(
    ("name", "taken", "username"),
    [
        ("Siti Contoh", set(), "siti.contoh"),
        ("Siti Contoh", {"siti.contoh", "siti.contoh2"}, "siti.contoh3"),
        ("José Ma'ruf", set(), "jose.ma.ruf"),
        ("王小明", set(), "narasumber"),
        ("X", set(), "narasumber"),
        ("199001012015012999", set(), "narasumber"),
    ],
)
def test_a_user_name_is_made_of_the_name(name: str, taken: set[str], username: str) -> None:
    assert proposed_username(name, frozenset(taken)) == username
