"""The same answer in terms of another wording of its question, such as one whose key was corrected (pure).

Options are recognised by their words and pictures, rows by their left cells, gaps by their places: ids are stable only
within one wording.
"""

import html
import re
from collections.abc import Mapping, Sequence

from lms.questions.blanks import options_of
from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedBlank, PublishedOption, PublishedQuestion, Value

_TAG = re.compile(r"<[^>]*>")
_SHOWN = re.compile(r'\b(?:src|alt)="([^"]*)"')


class NotCarried(Exception):
    """The answer says nothing of the other wording; `message` is an English message id that says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def carried_answer(old: PublishedQuestion, new: PublishedQuestion, value: Value) -> Value:
    """`value`, given to `old`, as an answer to `new`; typed texts and numbers stay as they are.

    Raises NotCarried if another kind of answer is asked for, if something that was chosen is gone or reads otherwise,
    and if what is right now could not be chosen then.
    """
    if old.kind != new.kind:
        raise NotCarried("The question is of another kind now.")
    match KINDS[new.kind].input:
        case Input.ESSAY:
            raise NotCarried("A person marks the answers to this question.")
        case Input.RADIO | Input.CHECKBOX:
            return _chosen(old, new, value)
        case Input.ORDER:
            return _ordered(old, new, value)
        case Input.BLANKS:
            return _filled(old, new, value)
        case _:
            return value


def _chosen(old: PublishedQuestion, new: PublishedQuestion, value: Value) -> Value:
    ids = _same_options(old.options, new.options)
    _require_offered(ids, [option.id for option in new.options if option.correct])
    if not isinstance(value, list):
        return _moved(ids, value) if value else value
    picked = {_moved(ids, one) for one in value}
    return [option.id for option in new.options if option.id in picked]


def _ordered(old: PublishedQuestion, new: PublishedQuestion, value: Value) -> Value:
    ids = _same_options(old.options, new.options)
    if not len(ids) == len(old.options) == len(new.options):
        raise NotCarried("The lines to put in order are others now.")
    return [ids[one] for one in value] if isinstance(value, list) else value


def _filled(old: PublishedQuestion, new: PublishedQuestion, value: Value) -> Value:
    places = _same_places(old, new)
    fillings = value if isinstance(value, list) else [""] * len(places)
    found = [
        _filling(old, new, (old.blanks[place], blank), fillings[place])
        for place, blank in zip(places, new.blanks, strict=True)
    ]
    return found if isinstance(value, list) else value


def _same_places(old: PublishedQuestion, new: PublishedQuestion) -> Sequence[int]:
    """For each blank of the new wording its place in the old one."""
    if len(old.blanks) != len(new.blanks):
        raise NotCarried("There are more or fewer places to fill now.")
    if not new.columns:
        return range(len(new.blanks))
    rows = [_words(blank.html) for blank in old.blanks]
    wanted = [_words(blank.html) for blank in new.blanks]
    if sorted(rows) != sorted(wanted):
        raise NotCarried("The rows to match are others now.")
    return [rows.index(row) for row in wanted]


def _filling(
    old: PublishedQuestion, new: PublishedQuestion, blanks: tuple[PublishedBlank, PublishedBlank], filling: str
) -> str:
    before, after = blanks
    if bool(before.right) != bool(after.right):
        raise NotCarried("What was chosen is to be typed now, or the other way round.")
    if not after.right:
        return filling
    ids = _same_options(options_of(old, before), options_of(new, after))
    _require_offered(ids, [after.right])
    return _moved(ids, filling) if filling else ""


def _same_options(old: Sequence[PublishedOption], new: Sequence[PublishedOption]) -> Mapping[str, str]:
    """Old id → new id of the options with the same words; nothing where two have them."""
    before, after = [_words(option.html) for option in old], [_words(option.html) for option in new]
    return {
        option.id: new[after.index(words)].id
        for option, words in zip(old, before, strict=True)
        if before.count(words) == after.count(words) == 1
    }


def _moved(ids: Mapping[str, str], option: str) -> str:
    if option not in ids:
        raise NotCarried("What was chosen is gone or reads otherwise now.")
    return ids[option]


def _require_offered(ids: Mapping[str, str], right: Sequence[str]) -> None:
    if not set(right) <= set(ids.values()):
        raise NotCarried("What is right now could not be chosen then.")


def _words(text: str) -> str:
    """What is read and seen in HTML, whatever its tags."""
    return " ".join([*html.unescape(_TAG.sub("", text)).split(), *_SHOWN.findall(text)])
