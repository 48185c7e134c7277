"""What certificates cannot print is named when it is entered, and the table of letters agrees with the engine."""

import pytest
import typst

from lms.certificates.glyphs import PRINTABLE, printable

PROBE = b'#set document(title: "probe")\n#set text(font: "Libertinus Serif")\n#sys.inputs.text'


@pytest.mark.parametrize(
    "name", ["Ani Contoh, A.Md.Kep.", "Siti Nur'aini", "Ḥusain ʿAbd", "José Núñez", "Drs. I Gusti — M.Si.", "e\u0301"]
)
def test_usual_names_are_printable(name: str) -> None:
    assert printable(name) == ()


def test_invisible_characters_are_not_printable() -> None:
    (problem,) = printable("Ani\u202e\x07")
    assert dict(problem.params)["characters"] == "U+202E, U+0007"


def test_the_engine_has_a_sign_for_every_printable_character() -> None:
    characters = [chr(number) for first, last in PRINTABLE for number in range(first, last + 1)]
    text = " a".join(characters)
    pdf = typst.compile(PROBE, sys_inputs={"text": text}, ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert pdf.startswith(b"%PDF")
