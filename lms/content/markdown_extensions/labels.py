"""The few words that rendering itself adds to a text, in the language of the course (pure)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """Words by their place. `callouts` maps the kind in `[!KIND]` to its title."""

    callouts: dict[str, str]
    table: str
    formula: str
    footnotes: str
    back_to_text: str
    captions: str
    transcript: str
    youtube: str
    language: str
    decimal_mark: str

    def megabytes(self, size: int) -> str:
        """`size` in bytes as people read it: "12,3 MB"."""
        return f"{max(size / 1_000_000, 0.1):.1f} MB".replace(".", self.decimal_mark)


_ENGLISH = Labels(
    callouts={"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "WARNING": "Warning", "CAUTION": "Caution"},
    table="Table",
    formula="Formula",
    footnotes="Footnotes",
    back_to_text="Back to the text",
    captions="Captions",
    transcript="Transcript",
    youtube="Opens YouTube and uses mobile data.",
    language="en",
    decimal_mark=".",
)
_INDONESIAN = Labels(
    callouts={"NOTE": "Catatan", "TIP": "Kiat", "IMPORTANT": "Penting", "WARNING": "Perhatian", "CAUTION": "Bahaya"},
    table="Tabel",
    formula="Rumus",
    footnotes="Catatan kaki",
    back_to_text="Kembali ke teks",
    captions="Takarir",
    transcript="Transkrip",
    youtube="Membuka YouTube, memakai kuota internet.",
    language="id",
    decimal_mark=",",
)


def labels_for(language: str) -> Labels:
    """The labels of a course in `language` ("id", "en-GB"); English for languages not known here."""
    return _INDONESIAN if language.lower().split("-")[0] in ("id", "in", "") else _ENGLISH
