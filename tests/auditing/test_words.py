"""Every action that the code records has words; each is seen in the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from lms.auditing.words import SENTENCES
from lms.authoring.draft import Act
from lms.authoring.remark import Closing
from lms.reviewing.operations.courses import ASKED, RIGHT
from lms.reviewing.review import Verdict
from lms.speakers.offer import OfferState

ROOT = Path(__file__).resolve().parents[2] / "lms"
ENDINGS = {
    "code.": {"activation", "reset"},
    "duty.": {"waived", "extended", "re-given"},
    "reminder.": {"whatsapp", "memo"},
    "speakers.": {OfferState.ACCEPTED, OfferState.DECLINED},
    "reviewing.": set(Verdict),
    "reviewing.check-": {RIGHT, ASKED},
    "authoring.": {Act.CREATED, Act.IMPORTED},
    "authoring.remark-": set(Closing),
}
"""What may follow where only the beginning of an action stands in the source."""


def constants(node: ast.expr, inside: ast.AST) -> set[str]:
    """The actions that an expression can be; a name is what the function around it puts there."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return constants(node.body, inside) | constants(node.orelse, inside)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        beginning = str(node.values[0].value)
        assert beginning in ENDINGS, f"say in ENDINGS what may follow {beginning!r}"
        return {beginning + ending for ending in ENDINGS[beginning]}
    assert isinstance(node, ast.Name), ast.unparse(node)
    given = [
        one.value for one in ast.walk(inside) if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == node.id
    ]
    assert given, f"{node.id} cannot be read from the source"
    return set().union(*(constants(value, inside) for value in given))


def recorded() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        if "platform/audit" in str(path):
            continue
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in (
                        "record",
                        "record_all",
                    ):
                        yield from constants(call.args[1], function)


def test_every_action_that_is_recorded_has_words() -> None:
    assert sorted(set(recorded()) - set(SENTENCES)) == []


def test_no_words_are_left_of_what_nothing_records() -> None:
    assert sorted(set(SENTENCES) - set(recorded())) == []


def test_a_sentence_says_who_and_one_of_its_things() -> None:
    assert [words for words in SENTENCES.values() if not words.startswith("%(who)s ")] == []
