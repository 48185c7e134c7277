"""The PDF of a speaker's paper, set from finished texts. Slow: never inside a write transaction."""

import json
from dataclasses import asdict
from pathlib import Path

from lms.platform.documents.typesetting import Pdf, Template, arms_inputs, clean, set_pdf
from lms.speakers.paper_wording import sheet_of
from lms.speakers.papers import PaperFacts

TEMPLATE = "paper-1"
_PAPER = Template(Path(__file__).with_name("paper.typ"), TEMPLATE)


def render_paper(facts: PaperFacts, arms: bytes | None) -> Pdf:
    """The paper as a file. Raises: UnusableArms, Unavailable."""
    inputs = {"sheet": json.dumps(clean(asdict(sheet_of(facts)))), **arms_inputs(arms)}
    return set_pdf(_PAPER, inputs, facts.issued_on)
