"""The QR is drawn as segno computed it, and fits its place."""

import re

import segno

from lms.certificates.qr import PRODUCT_MARK, qr_svg
from lms.platform.documents.arms import arms_drawing
from tests.certificates.samples import ANI, LONG


def modules(svg: str) -> set[tuple[int, int]]:
    """The dark modules that the strokes of a drawing cover."""
    runs = re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg)
    return {(int(x) + step, int(y)) for x, y, length in runs for step in range(int(length))}


def test_the_drawing_has_exactly_the_modules_of_the_code() -> None:
    code = segno.make_qr(ANI.check_address, version=4, error="m", boost_error=True)
    dark = {(x, y) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    assert modules(qr_svg(ANI.check_address)) == dark


def test_usual_addresses_fit_version_four() -> None:
    assert 'viewBox="0 0 33 33"' in qr_svg(ANI.check_address)
    assert 'viewBox="0 0 33 33"' in qr_svg("https://rambutan.binjaikota.go.id/verify/RBT-7K4M-Q2XD-9HTW")


def test_a_longer_address_takes_a_larger_code() -> None:
    assert 'viewBox="0 0 37 37"' in qr_svg(LONG.check_address)


def test_without_arms_a_neutral_shield_stands_in() -> None:
    assert b"lambang" in arms_drawing(None).data


def test_the_product_mark_is_small() -> None:
    assert len(PRODUCT_MARK) < 1200
