"""Which characters the certificate's typeface can print, asked when a name is entered (pure).

The ranges are those of Libertinus Serif that names and titles in Latin letters need; a test tries each character on
the engine. Whatever lies outside is still printed as well as can be, but the file then cannot claim PDF/UA-1.
"""

from unicodedata import normalize

from lms.kernel.problems import Problem, error

PRINTABLE = (
    (0x0020, 0x007E),
    (0x00A0, 0x00AC),
    (0x00AE, 0x036F),  # Latin with its marks, phonetic letters, hamza and ain, combining accents
    (0x0391, 0x03A1),
    (0x03A3, 0x03C9),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
)


def printable(text: str) -> tuple[Problem, ...]:
    """What a certificate cannot show of a name or another text; empty when all is well."""
    strange = dict.fromkeys(character for character in normalize("NFC", text) if not _has_glyph(character))
    if not strange:
        return ()
    characters = ", ".join(_named(character) for character in strange)
    message = "Certificates cannot print: {characters}."
    return (error("name-without-glyph", message, "Write it in Latin letters.", characters=characters),)


def _has_glyph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in PRINTABLE)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}" + (f" {character}" if character.isprintable() else "")
