"""Names taken apart, and user names made of them."""

import pytest

from lms.accounts.names import NameParts, parts_of, proposed_usernames

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
    ("name", "username"),
    [
        ("Siti Contoh", "siti.contoh"),
        ("José Ma'ruf", "jose.ma.ruf"),
        ("王小明", "orang"),
        ("X", "orang"),
        ("199001012015012999", "orang"),
    ],
)
def test_a_user_name_is_made_of_the_name_with_a_number_where_it_is_taken(name: str, username: str) -> None:
    assert proposed_usernames(name)[:3] == (username, f"{username}2", f"{username}3")
