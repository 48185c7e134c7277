"""What stays the same of a lesson or quiz as long as learners find the same in it, whatever the version (pure)."""

import hashlib
import html
import json
import re
from collections.abc import Iterable

from lms.content.fingerprint import same_look

RULES = ("pass_mark", "attempts", "wait_minutes", "time_minutes", "draw")
"""The settings of a quiz that learners feel."""

_TAG = re.compile(r"<[^>]*>")
_SHOWN = re.compile(r'\b(?:src|alt|href)="([^"]*)"')


def item_fingerprint(title: str, quiz: str, parts: Iterable[tuple[str, str]], questions: Iterable[str]) -> str:
    """SHA-256 in hex of a title, the rules of a quiz, the words and pictures of a page, and the questions.

    `quiz` is the JSON of `CourseItem.quiz`, `parts` are those of `RenderedItem`, `questions` the fingerprints of the
    questions in their order. Tags do not count, so that a page rendered anew by a later release is the same page.
    """
    facts = [same_look(title), _rules(quiz), [_words(value) for _, value in parts], list(questions)]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _rules(quiz: str) -> list[object]:
    data = json.loads(quiz) if quiz else {"settings": {}, "pools": {}}
    return [*(data["settings"].get(name) for name in RULES), sorted(data["pools"].items())]


def _words(part: str) -> list[str]:
    return [" ".join(same_look(html.unescape(_TAG.sub(" ", part))).split()), *_SHOWN.findall(part)]
