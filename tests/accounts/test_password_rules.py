"""Which passwords people may choose."""

import pytest

from lms.accounts.errors import UnusablePassword
from lms.accounts.password_rules import check_password

GOOD = ["jeruk-manis-tujuh", "kopi pagi di teras", "correct horse battery", "Dr4gonfruit&Rain"]
GUESSED = {
    "short": "abcdefghi",
    "digits": "081234567890",
    "a NIP": "199001012015012999",
    "one letter": "aaaaaaaaaaaa",
    "English": "Password123!",
    "Indonesian": "Bismillah1234",
    "twice": "sayangsayang",
    "three times with digits": "CintaCintaCinta99",
    "place and year": "KotaBinjai2026",
    "own name": "budi.santoso2026",
    "keyboard": "qwertyuiop",
}


@pytest.mark.parametrize("password", GOOD)
def test_several_words_may_be_chosen(password: str) -> None:
    check_password(password)


@pytest.mark.parametrize("password", GUESSED.values(), ids=GUESSED)
def test_what_is_guessed_soon_is_refused(password: str) -> None:
    with pytest.raises(UnusablePassword):
        check_password(password, ["budi.santoso"])
