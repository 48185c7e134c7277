"""The two small drawings at the check address: its QR and the product's mark, as SVG."""

import segno
from segno.encoder import DataOverflowError

INK = "#231f1c"
QR_VERSION = 4
_OVERLAP = 0.04

PRODUCT_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M24.9 19.1Q27.7 19.8 28.9 21.7M22.9 '
    "23.7Q24.8 25.8 24.8 28.1M18.7 26.6Q19.2 29.4 18.0 31.3M13.7 26.7Q12.6 29.3 10.5 30.2M9.3 24.0Q7.0 25.6 4.8 "
    "25.3M7.1 19.5Q4.3 19.6 2.6 18.1M7.7 14.4Q5.3 13.0 4.7 10.8M11.0 10.5Q9.7 8.0 10.4 5.8M15.8 9.0Q16.1 6.2 17.8 "
    '4.7M20.7 10.3Q22.5 8.1 24.7 7.8M24.1 14.1Q26.8 13.2 28.8 14.2" fill="none" stroke="#bf1d3a" stroke-width="2.6" '
    'stroke-linecap="round"/><circle cx="16" cy="18" r="10.4" fill="#bf1d3a"/><path d="M16 8.400C15.200 4.600 18 '
    '1.600 23 1.200 23.400 5.600 20.600 8.400 16 8.400z" fill="#1f9d78"/><path d="M16 23.600c-1.900-1.500-4.200-2-6.5'
    '-1.800v-7.800c2.300-.2 4.600.3 6.500 1.800 1.900-1.500 4.200-2 6.500-1.800v7.800c-2.300-.2-4.600.3-6.500 1.800z" '
    'fill="#fff"/><path d="M16 16v7" stroke="#bf1d3a" stroke-width="1.3"/></svg>'
)


def qr_svg(address: str) -> str:
    """The QR of `address` without its quiet zone: version 4 where it fits, larger for long addresses.

    Runs of dark modules are strokes a hair wider than a row, so that no viewer draws seams between rows.
    """
    try:
        code = segno.make_qr(address, version=QR_VERSION, error="m", boost_error=True)
    except DataOverflowError:
        code = segno.make_qr(address, error="m")
    rows = [bytes(row) for row in code.matrix]
    runs = "".join(_run(x, y, length) for y, row in enumerate(rows) for x, length in _runs(row))
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path stroke="{INK}" stroke-width="{1 + _OVERLAP}" d="{runs}"/></svg>'
    )


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found


def _run(x: int, y: int, length: int) -> str:
    return f"M{x} {y + 0.5}h{length}"
