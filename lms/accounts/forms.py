"""What people fill in about themselves, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.accounts.preferences import TEXT_SIZES, THEMES, Preferences
from lms.platform.web.i18n import LANGUAGES

LONGEST = 60
TITLES = ("title_before", "title_after")
CHOICES = {"language": LANGUAGES, "theme": THEMES, "text_size": TEXT_SIZES}


@dataclass(frozen=True)
class ProfileForm:
    """The fields of a page about oneself, as they are shown again when one is wrong."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        found = {name: self._wrong(name, text) for name, text in self.values.items()}
        return {name: words for name, words in found.items() if words}

    @property
    def preferences(self) -> Preferences:
        """The choices, of a form without errors."""
        return Preferences(*(self[name] for name in ("form_of_address", *CHOICES)))

    @staticmethod
    def _wrong(name: str, text: str) -> str:
        if name in CHOICES:
            return "" if text in CHOICES[name] else "Choose one of these."
        if len(text) > LONGEST:
            return "Shorten this text."
        return "" if text.isprintable() else "Use letters, digits and usual signs only."


def read_titles(form: Mapping[str, str]) -> ProfileForm:
    """The titles of a form. People write the comma before their titles, which the name adds by itself."""
    return ProfileForm({name: _plain(form, name).strip(", ") for name in TITLES})


def read_profile(form: Mapping[str, str]) -> ProfileForm:
    """The titles and the choices of a form."""
    choices = {name: form.get(name, "") for name in CHOICES}
    return ProfileForm({**read_titles(form).values, "form_of_address": _plain(form, "form_of_address"), **choices})


def _plain(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())
