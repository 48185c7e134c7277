"""What authors fill in to begin a course, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.guided_start import Beginning
from lms.content.course import Level
from lms.platform.web.typed_text import plain

LONGEST_TITLE, LONGEST_LINE, LONGEST_AUDIENCE, LONGEST_TOKEN = 200, 300, 2000, 40
MOST_OUTCOMES, MOST_MODULES, MOST_JP = 12, 30, 100


@dataclass(frozen=True)
class StartForm:
    """The fields of a guided start as they are shown again when one is wrong; outcomes and modules one per line."""

    title: str
    audience: str
    outcomes: str
    modules: str
    level: str
    jp: str
    token: str

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        found = {
            "title": self._wrong_title(),
            "audience": "Shorten this text." if len(self.audience) > LONGEST_AUDIENCE else "",
            "outcomes": self._wrong_lines(self.outcomes, MOST_OUTCOMES),
            "modules": self._wrong_modules(),
            "level": "" if self.level in {"", *Level} else "Choose one of these.",
            "jp": "" if not self.jp or self._jp() else "Write a whole number from 1 to 100, or leave it empty.",
        }
        return {name: words for name, words in found.items() if words}

    @property
    def beginning(self) -> Beginning:
        """What is begun, of a form without errors."""
        outcomes, modules = tuple(_lines(self.outcomes)), tuple(_lines(self.modules))
        return Beginning(self.title, self.audience, outcomes, modules, self.level, self._jp())

    def _jp(self) -> int | None:
        is_number = self.jp.isascii() and self.jp.isdigit() and len(self.jp) < 4
        return int(self.jp) if is_number and 1 <= int(self.jp) <= MOST_JP else None

    def _wrong_title(self) -> str:
        if not any(map(str.isalnum, self.title)):
            return "Give the course a title."
        return "Shorten this text." if len(self.title) > LONGEST_TITLE else ""

    def _wrong_modules(self) -> str:
        if not any(any(map(str.isalnum, line)) for line in _lines(self.modules)):
            return "Name at least one module."
        return self._wrong_lines(self.modules, MOST_MODULES)

    @staticmethod
    def _wrong_lines(text: str, most: int) -> str:
        lines = _lines(text)
        if len(lines) > most:
            return "These are too many lines; put some together."
        return "Shorten the longest line to 300 characters." if any(len(line) > LONGEST_LINE for line in lines) else ""


def read_start(form: Mapping[str, str]) -> StartForm:
    """The fields of a form; what is absent is empty."""
    title, level, jp = (" ".join(plain(form.get(name, "")).split()) for name in ("title", "level", "jp"))
    audience, outcomes, modules = (plain(form.get(name, "")) for name in ("audience", "outcomes", "modules"))
    return StartForm(title, audience, outcomes, modules, level, jp, read_token(form))


def read_token(form: Mapping[str, str]) -> str:
    """The token that a form carries, "" for none that was made here."""
    token = form.get("token", "")
    return token if token.isascii() and token.isalnum() and len(token) <= LONGEST_TOKEN else ""


def read_number(form: Mapping[str, str], name: str) -> int:
    """A key that a form carries, 0 for what cannot be one."""
    text = form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _lines(text: str) -> list[str]:
    """The lines that say something, without the marks of a list that people type before them."""
    lines = (line.strip().lstrip("-*•·").strip() for line in text.split("\n"))
    return [line for line in lines if line]
