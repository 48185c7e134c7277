"""The PDF has two pages, is small, tagged, the same every time, and prints any name."""

import hashlib
import io
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from lms.certificates.facts import CertificateFacts
from lms.certificates.glyphs import printable
from lms.certificates.sheet import TEMPLATE, render_pdf
from lms.certificates.wording import sheets_of
from lms.kernel.errors import Unavailable
from lms.platform.documents.arms import UnusableArms
from lms.platform.documents.typesetting import check_arms
from lms.platform.documents.words import Language
from tests.certificates.samples import ANI, LONG, with_materials

MAX_BYTES = 60_000
ROOT = Path(__file__).parents[2]

ENGLISH = replace(ANI, language=Language.ENGLISH, title="CERTIFICATE")
LONG_TITLES = "Materi ke-{n} " + "tentang penyusunan dokumen yang panjang sekali " * 4
CASES = {
    "usual": ANI,
    "english": ENGLISH,
    "long": LONG,
    "one material": with_materials(ANI, 1),
    "forty materials": with_materials(ANI, 40),
    "forty long materials": with_materials(LONG, 40, LONG_TITLES),
    "no materials": replace(ANI, materials=(), outcomes=()),
    "forty outcomes": replace(LONG, outcomes=LONG.outcomes * 13),
    "a word without end": replace(ANI, course="x" * 200, learner=replace(ANI.learner, unit="y" * 200)),
    "nearly empty": replace(
        ANI,
        letterhead=replace(ANI.letterhead, lines=(), address=""),
        learner=replace(ANI.learner, nip="", rank="", position="", unit=""),
        recognition=None,
        signer=replace(ANI.signer, rank="", nip=""),
        signature="",
    ),
}

UNPRINTABLE = {
    "emoji": "Ani \U0001f600",
    "Batak letters": "ᯅᯖᯂ",
    "Chinese letters": "王小明",
}

STRANGE = {
    "byte order mark": "\ufeffAni",
    "control characters": "Ani\x00\x07\x1b\n\tContoh",
    "half a surrogate": "Ani \ud800",
    "turned direction": "Ani \u202e Contoh",
    "many marks on one letter": "A\u0301\u0302\u0303\u0304ni",
    "nothing": "",
}


def named(name: str) -> CertificateFacts:
    """Ani's certificate with another name."""
    return replace(ANI, learner=replace(ANI.learner, name=name))


def picture(kind: str, size: tuple[int, int] = (900, 1200)) -> bytes:
    """A noisy picture with many colours, worse than any scanned coat of arms."""
    out = io.BytesIO()
    red, green = Image.linear_gradient("L").resize(size), Image.radial_gradient("L").resize(size)
    noise = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))
    Image.merge("RGB", (red, green, noise)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES.keys())
def test_every_certificate_is_two_small_tagged_landscape_pages(facts: CertificateFacts) -> None:
    pdf = render_pdf(facts, picture("PNG"))
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        assert [round(float(page.mediabox[2])) for page in document.pages] == [842, 842]
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == facts.language.value
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert document.check_pdf_syntax() == []
    assert pdf.tagged
    assert len(pdf.data) <= MAX_BYTES
    assert pdf.sha256 == hashlib.sha256(pdf.data).hexdigest()


@pytest.mark.parametrize("name", UNPRINTABLE.values(), ids=UNPRINTABLE.keys())
def test_a_name_without_glyphs_is_named_beforehand_and_still_printed(name: str) -> None:
    assert [problem.code for problem in printable(name)] == ["name-without-glyph"]
    pdf = render_pdf(named(name), None)
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        assert len(document.pages) == 2
    assert not pdf.tagged


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE.keys())
def test_a_strange_name_never_stops_a_certificate(name: str) -> None:
    with pikepdf.open(io.BytesIO(render_pdf(named(name), None).data)) as document:
        assert len(document.pages) == 2


def test_what_looks_like_markup_stays_text() -> None:
    name = '#x $y$ `z` *b* _c_ \\ @d <e> = f #import "g" \\u{41} [h] // i'
    assert printable(name) == ()
    pdf = render_pdf(named(name), None)
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        assert str(document.docinfo.Title) == f"SERTIFIKAT {ANI.number}, {name}"
    assert pdf.tagged


def test_the_same_facts_give_the_same_bytes_in_another_process_and_time_zone() -> None:
    script = (
        "from lms.certificates.sheet import render_pdf\n"
        "from tests.certificates.samples import ANI\n"
        "print(render_pdf(ANI, None).sha256)"
    )
    for zone in ("Asia/Jakarta", "America/Adak"):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "7"}
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == render_pdf(ANI, None).sha256


def test_other_facts_give_other_bytes() -> None:
    assert render_pdf(ANI, None).sha256 != render_pdf(named("Ani Misal"), None).sha256


def test_qr_and_address_lead_to_the_check_page() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(ANI, None).data)) as document:
        links = [str(note.A.URI) for note in document.pages[0].Annots.as_list()]
    assert links == [ANI.check_address] * 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_arms_may_be_any_usual_picture(kind: str) -> None:
    check_arms(picture(kind))
    assert render_pdf(ANI, picture(kind)).tagged


def test_arms_may_be_a_drawing() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
    check_arms(drawing)
    assert render_pdf(ANI, drawing).sha256 != render_pdf(ANI, None).sha256


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"<svg", b"\x89PNG\r\n\x1a\n", b"<svg>" + b" " * 30_000, picture("PNG")[:200]],
    ids=["empty", "text", "broken drawing", "broken picture", "large drawing", "cut off"],
)
def test_unusable_arms_are_refused(data: bytes) -> None:
    with pytest.raises(UnusableArms):
        check_arms(data)


def test_a_new_look_has_a_new_template_name() -> None:
    """Change the name with the digest, so that kept files can tell by which template they were made."""
    typst = (ROOT / "lms/certificates/sheet.typ").read_bytes()
    words = "".join(repr(sheets_of(facts)) for facts in (ANI, ENGLISH)).encode()
    assert (TEMPLATE, hashlib.sha256(typst + words).hexdigest()[:12]) == ("sheet-1", "c7446bf407a0")


def test_a_child_that_takes_too_long_is_ended_and_the_next_one_works() -> None:
    with pytest.raises(Unavailable):
        render_pdf(ANI, None, patience=0.001)
    assert render_pdf(ANI, None).tagged


def test_a_drawing_cannot_bring_in_files_of_the_server() -> None:
    secret = (ROOT / "lms/certificates/sheet.py").as_uri()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="{secret}" width="9" height="9"/></svg>'
    )
    with pytest.raises(UnusableArms):
        check_arms(drawing.encode())
