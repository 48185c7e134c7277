"""Code cards to print and cut: as PDF, and as a page that carries its own style and needs no server once written."""

import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lms.accounts.one_time_code import printed
from lms.accounts.operations import IssuedCode
from lms.platform.documents.typesetting import Pdf, Template, clean, set_pdf
from lms.platform.web.i18n import DEFAULT_LANGUAGE, catalogue, instant_day

_SHEET = Template(Path(__file__).with_name("cards.typ"), "cards-1")
_TEMPLATES = FileSystemLoader(Path(__file__).parent / "printed")


def cards_page(codes: Sequence[IssuedCode], site_name: str, site_url: str, zone: ZoneInfo) -> str:
    """The HTML of the cards. The QR holds the code behind `#`, which browsers never send to a server."""
    environment = Environment(loader=_TEMPLATES, autoescape=True, undefined=StrictUndefined)
    environment.globals.update(_=catalogue(DEFAULT_LANGUAGE).text)
    address = f"{site_url}/activate"
    cards = [
        {
            "name": code.name,
            "username": code.username,
            "code": printed(code.code),
            "until": _day(code.expires_at, zone),
            "qr": segno.make_qr(f"{address}#kode={code.code}").svg_data_uri(scale=4),
        }
        for code in codes
    ]
    page = environment.get_template("cards.html")
    return page.render(cards=cards, address=address, site_name=site_name, lang=DEFAULT_LANGUAGE)


def _day(instant: datetime, zone: ZoneInfo) -> str:
    return instant_day(instant, zone, DEFAULT_LANGUAGE)


def cards_pdf(codes: Sequence[IssuedCode], units: Sequence[str], site_url: str, zone: ZoneInfo, on: date) -> Pdf:
    """The cards as a file, eight to a page; `units` stand on the cards, in the same order. Raises Unavailable.

    The QR holds the code behind `#`, which browsers never send to a server.
    """
    words, address = catalogue(DEFAULT_LANGUAGE).text, f"{site_url}/activate"
    cards = [
        {
            "name": code.name,
            "unit": unit,
            "username": code.username,
            "code": printed(code.code),
            "until": words(
                "Good until %(day)s, once, for you alone. Afterwards this card is worthless.",
                day=_day(code.expires_at, zone),
            ),
        }
        for code, unit in zip(codes, units, strict=True)
    ]
    sheet = {
        "title": words("Code cards"),
        "language": DEFAULT_LANGUAGE,
        "address": address.partition("://")[2],
        "address_label": words("Address"),
        "username_label": words("User name"),
        "code_label": words("Code on the card"),
        "qr_alt": words("QR code of the address, with the code"),
        "cards": clean(cards),
    }
    for card, code in zip(sheet["cards"], codes, strict=True):
        card["qr"] = _qr(f"{address}#kode={code.code}")
    return set_pdf(_SHEET, {"sheet": json.dumps(sheet)}, on)


def _qr(address: str) -> str:
    target = io.BytesIO()
    segno.make_qr(address).save(target, kind="svg", border=0, xmldecl=False, svgns=True)
    return target.getvalue().decode()
