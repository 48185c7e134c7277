"""The sheet as one page of A4, whatever it says. Slow: never inside a write transaction."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from lms.leadership.wording import Sheet
from lms.org.institution import Institution
from lms.platform.documents.typesetting import Pdf, Template, arms_inputs, clean, set_pdf
from lms.platform.web.i18n import current_language, gettext

_SHEET = Template(Path(__file__).with_name("sheet.typ"), "leadership-1")
ENDS = 5
"""Units that are shown from either end of the order; those between are counted in words."""


def sheet_pdf(sheet: Sheet, institution: Institution, on: date) -> Pdf:
    """The file. Raises: UnusableArms, Unavailable."""
    said = asdict(sheet)
    units = said.pop("units")
    left_out = max(0, len(units) - 2 * ENDS)
    said["units_first"], said["units_last"] = (units[:ENDS], units[-ENDS:]) if left_out else (units, ())
    words = {
        "language": current_language(),
        "letterhead": institution.letterhead,
        "address": institution.address,
        "arms_alt": gettext("Arms of the institution"),
        "left_out": gettext("… %(count)s units between these are not shown …", count=left_out),
        "findings_label": gettext("What stands out"),
        "no_findings": gettext("Nothing stands out."),
        "asks_label": gettext("What is asked of whom"),
        "no_asks": gettext("Nothing is asked of anybody."),
        "units_label": gettext("Units"),
        "pace_label": gettext("Target and what was earned"),
        "month_labels": (gettext("Month"), gettext("Earned, JP"), gettext("Together, JP"), gettext("Even pace, JP")),
        "offer_label": gettext("Offered and needed"),
        "duties_label": gettext("Mandatory training"),
        "costs_label": gettext("Cost"),
        "caveat": gettext("These numbers show learning, not yet the quality of service."),
    }
    return set_pdf(_SHEET, {"sheet": json.dumps(clean(said | words)), **arms_inputs(institution.arms)}, on)
