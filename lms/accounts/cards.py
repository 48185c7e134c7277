"""Code cards to print and cut: a page that carries its own style and needs no server once it is written."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lms.accounts.one_time_code import printed
from lms.accounts.operations import IssuedCode
from lms.platform.web.i18n import DEFAULT_LANGUAGE, catalogue, instant_day

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
