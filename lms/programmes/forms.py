"""What coordinators say of a programme, read and checked; sentences are English message ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from lms.platform.web.typed_text import plain
from lms.programmes.operations import LONGEST_SUMMARY, LONGEST_TITLE, MOST_PARTS, NewProgramme


@dataclass(frozen=True)
class ProgrammeForm:
    """A programme as it is shown again when something is to be mended; `needed` is "" for all courses, in order."""

    title: str = ""
    summary: str = ""
    courses: tuple[str, ...] = ()
    needed: str = ""

    def errors(self, offered: Mapping[str, str]) -> dict[str, str]:
        """Field → what to mend, in the order of the page."""
        found = {
            "title": "" if 1 <= len(self.title) <= LONGEST_TITLE else "Give a title of at most 200 characters.",
            "summary": "Shorten this text." if len(self.summary) > LONGEST_SUMMARY else "",
            "course-1": "" if self._fits(offered) else "Choose 1 to 10 courses, each once.",
            "needed": "" if self._is_enough else "Write a number from 1 to that of the courses, or nothing.",
        }
        return {name: words for name, words in found.items() if words}

    def _fits(self, offered: Mapping[str, str]) -> bool:
        is_known = all(course in offered for course in self.courses)
        return is_known and 1 <= len(self.courses) <= MOST_PARTS and len(set(self.courses)) == len(self.courses)

    @property
    def _is_enough(self) -> bool:
        if not self.needed:
            return True
        return bool(re.fullmatch(r"[0-9]{1,2}", self.needed)) and 1 <= int(self.needed) <= max(len(self.courses), 1)

    def new(self, token: str) -> NewProgramme:
        """What is to be made, of a form without errors."""
        courses = tuple(map(int, self.courses))
        return NewProgramme(token, self.title, self.summary, courses, int(self.needed or len(courses)))


def read_programme(sent: MultiDict[str, str]) -> ProgrammeForm:
    """The form as it was sent; empty choices are left out."""
    return ProgrammeForm(
        title=_line(sent.get("title", "")),
        summary=_line(sent.get("summary", "")),
        courses=tuple(filter(None, sent.getlist("course"))),
        needed=sent.get("needed", "").strip(),
    )


def _line(text: str) -> str:
    return " ".join(plain(text).split())
