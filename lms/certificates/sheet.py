"""The PDF of a certificate: two sheets A4 landscape, set from finished texts.

Equal facts and arms give equal bytes, in any process and time zone, as long as `engine` and `template` are the same.
Rendering takes some tenths of a second in a child process: never do it inside a write transaction.
"""

import json
from dataclasses import asdict
from pathlib import Path

from lms.certificates.facts import CertificateFacts
from lms.certificates.qr import PRODUCT_MARK, qr_svg
from lms.certificates.wording import sheets_of
from lms.platform.documents.typesetting import PATIENCE, Pdf, Template, arms_inputs, clean, set_pdf

TEMPLATE = "sheet-1"
_SHEET = Template(Path(__file__).with_name("sheet.typ"), TEMPLATE)


def render_pdf(facts: CertificateFacts, arms: bytes | None, patience: float = PATIENCE) -> Pdf:
    """The certificate as a file of exactly two pages; `arms` is SVG, PNG, JPEG or WebP, None draws a placeholder.

    Raises: UnusableArms when `arms` is no such picture, which `check_arms` says beforehand; Unavailable when the
    child process fails, or it and those before it take longer than `patience` seconds.
    """
    inputs = {
        "sheets": json.dumps(clean(asdict(sheets_of(facts)))),
        "logo": PRODUCT_MARK,
        "qr": qr_svg(facts.check_address),
        **arms_inputs(arms),
    }
    return set_pdf(_SHEET, inputs, facts.issued_on, patience)
