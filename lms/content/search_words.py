"""The words that texts are found by: cut to their stem, the same way in what is kept and in what is asked (pure)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

LONGEST_WORD = 60
"""Letters of a word that count; nobody tells longer ones apart."""

_RUN = re.compile(r"[^\W_]+")
_STOP_WORDS = frozenset(
    """
    ada adalah agar akan antara apa atas atau bagi bahwa banyak beberapa belum bila bisa bukan dalam dan dapat dari
    demi dengan di dia hal hanya harus hingga ia ini itu jadi jika juga kami karena ke kepada kita lagi lain lebih maka
    mereka namun oleh pada para pun saat saja sangat satu saya sebagai sebuah secara sehingga sejak seperti serta
    setelah setiap suatu sudah supaya tanpa tapi telah tentang terhadap tetapi tiap untuk yaitu yakni yang anda
    a an and are as at be by for from in is it of on or that the this to was were with
    """.split()
)
"""Words that stand in nearly every text, Indonesian and English."""


class Word(NamedTuple):
    """A run of letters and digits in a text, from `start` to before `end`; `stem` is "" if nobody looks for it."""

    start: int
    end: int
    stem: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order. Hyphens end a word: "sertifikat-sertifikat" is twice the same one."""
    for run in _RUN.finditer(text):
        yield Word(run.start(), run.end(), stem_of(run[0]))


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text in the order of their first appearance, each once; letters and digits only."""
    return tuple(stem for stem in dict.fromkeys(map(stem_of, _RUN.findall(text))) if stem)


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """What a word has in common with its relatives: "Melayani" and "pelayanan" are "layan"; "" for a stop word.

    Small letters without accents. The stemmer is for Indonesian; words of other languages stay much as they are.
    """
    folded = unicodedata.normalize("NFKD", word).casefold()
    plain = "".join(letter for letter in folded if letter.isalnum())[:LONGEST_WORD]
    return "" if plain in _STOP_WORDS else str(stemmer("indonesian").stemWord(plain))
