"""The PDF of a paper: made once, outside any transaction that writes, then kept and handed out as it is."""

from dataclasses import dataclass

from lms.org.queries import arms_by_hash
from lms.platform.documents.typesetting import Pdf
from lms.speakers.paper_sheet import render_paper
from lms.speakers.papers import PaperFacts


@dataclass(frozen=True)
class Recipe:
    """What a file is made from."""

    facts: PaperFacts
    arms: bytes | None


def recipe_of(facts: PaperFacts) -> Recipe:
    """Everything that `make_file` needs, so that no transaction is open while it works."""
    arms = facts.letterhead.arms
    return Recipe(facts, arms_by_hash(arms) if arms else None)


def make_file(recipe: Recipe) -> Pdf:
    """Makes the file; slow. Raises Unavailable if it cannot be made now."""
    return render_paper(recipe.facts, recipe.arms)
