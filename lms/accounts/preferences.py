"""How a person wants to be addressed and to see the portal (pure)."""

from dataclasses import dataclass

THEMES = {"": "As the phone or computer", "light": "Light", "dark": "Dark"}
TEXT_SIZES = {"": "Normal", "large": "Large", "larger": "Larger"}


@dataclass(frozen=True)
class Preferences:
    """One person's choices; each but the language may be ""."""

    form_of_address: str
    language: str
    theme: str
    text_size: str
