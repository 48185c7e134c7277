"""What people fill in about themselves, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_TITLE = 60


@dataclass(frozen=True)
class Titles:
    """The titles before and after a name, without idle spaces and commas."""

    before: str
    after: str

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        texts = {"title_before": self.before, "title_after": self.after}
        return {name: words for name, text in texts.items() if (words := wrong_text(text, LONGEST_TITLE))}


def read_titles(form: Mapping[str, str]) -> Titles:
    """The titles of a form. People write the comma before their titles, which the name adds by itself."""
    before, after = (" ".join(form.get(name, "").split()) for name in ("title_before", "title_after"))
    return Titles(before, after.strip(", "))


def wrong_text(text: str, longest: int) -> str:
    """What is wrong with a short text; "" if nothing is."""
    if len(text) > longest:
        return "Shorten this text."
    return "" if text.isprintable() else "Use letters, digits and usual signs only."
