"""The catalogues are whole: every message has its Indonesian, and nothing stands there that nobody says.

A message is what is handed to a parameter called `message`, `remedy`, `one` or `many` (gettext, refusals, problems), to
`_` and `ngettext` in a template, or stands in one of the tables of `said_by_tables`.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from lms import PLACES, all_exports, create_app, demo, letter_kinds  # noqa: F401  (loads every feature, so that all refusals are known)
from lms.accounts.preferences import TEXT_SIZES, THEMES
from lms.assignments import reasons
from lms.auditing.words import GROUPS
from lms.exports.failures import FAILURES
from lms.kernel.errors import Refusal
from lms.kernel.problems import Severity
from lms.platform.web import errors, i18n

ROOT = Path(__file__).resolve().parents[2] / "lms"
CATALOGUES = sorted((ROOT / "translations" / "id").glob("*.po"))
SPOKEN = ("message", "remedy", "one", "many")
SAME_IN_BOTH = {
    "JP",
    "%(jp)s JP",
    "NIP",
    "Rambutan",
    "Bahasa Indonesia",
    "English",
    "PDF",
    "E-mail",
    "Status",
    "Operator",
    "Video",
    "Audio",
}
OTHERS = {"text", "plural_text", "_message", "_send"}
"""Functions of the catalogue itself, and those whose message is no text for people."""
HANDED_ON = {
    "problem.message",
    "problem.remedy",
    "usual[0]",
    "usual[1]",
    "context['remedy']",
    "words",
    "what.one",
    "what.many",
    "export.title",
    "title",
    "sentence",
}
"""What stands for a message that was made elsewhere: in a refusal, a problem, a form or a table."""


@dataclass(frozen=True)
class Said:
    """A message id and where the code says it; `many` is its plural."""

    text: str
    where: str
    many: str = ""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def trees() -> Mapping[str, ast.Module]:
    return {name_of(path): ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def parameters(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg not in {"self", "cls"}]


def subclasses(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from subclasses(below)


@cache
def speakers() -> Mapping[str, list[str]]:
    """Every function and class that takes a message: its name → the names of its parameters, in order."""
    found: dict[str, list[str]] = {kind.__name__: ["message"] for kind in subclasses(Refusal)}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
                found[node.name] = parameters(node)
            elif isinstance(node, ast.ClassDef):
                made = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
                if made:
                    found[node.name] = parameters(made[0])
    return {name: names for name, names in found.items() if set(names) & set(SPOKEN) and name not in OTHERS}


def texts(node: ast.expr, known: Mapping[str, set[str]]) -> set[str] | None:
    """The texts an expression can be; None if that cannot be read from the source."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) and node.value else set()
    if isinstance(node, ast.Subscript):
        return texts(node.value, known)
    if isinstance(node, ast.IfExp):
        body, other = texts(node.body, known), texts(node.orelse, known)
        return None if body is None or other is None else body | other
    return known.get(node.id) if isinstance(node, ast.Name) else None


def sentences(tree: ast.AST) -> Iterator[str]:
    """The texts of several words below a node; what documents code is none."""
    documenting = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and " " in node.value and id(node) not in documenting:
            yield node.value


def named_texts(tree: ast.Module) -> dict[str, set[str]]:
    """Names that stand for texts in a file; parameters called like messages are read where they are handed over."""
    known: dict[str, set[str]] = {name: set() for name in SPOKEN}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            pairs = [(node.targets[0], node.value)]
        elif (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Tuple)
            and isinstance(node.value, ast.Tuple)
        ):
            pairs = list(zip(node.targets[0].elts, node.value.elts, strict=False))
        else:
            continue
        for target, value in pairs:
            found = set(sentences(value)) if isinstance(value, ast.Dict) else texts(value, {})
            if isinstance(target, ast.Name) and found:
                known[target.id] = known.get(target.id, set()) | found
    return known


def spoken_arguments(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    names = [] if ast.unparse(call.func).startswith("log.") else speakers().get(called, [])
    for name, value in [*zip(names, call.args, strict=False), *((word.arg, word.value) for word in call.keywords)]:
        if name in SPOKEN and names and not isinstance(value, ast.Starred):
            yield name, value


def said_by_code() -> Iterator[Said]:
    for file, tree in trees().items():
        known = named_texts(tree)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            found = {name: texts(value, known) for name, value in spoken_arguments(call)}
            many = next(iter(found.pop("many", None) or [""]))
            for name, value in found.items():
                for text in value or ():
                    yield Said(text, f"{file}:{call.lineno}", many if name == "one" else "")


def said_by_templates() -> Iterator[Said]:
    for path in sorted(ROOT.rglob("*.html")):
        for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in {"_", "ngettext"}:
                found = [list(constants(argument)) for argument in call.args]
                many = found[1][0] if call.node.name == "ngettext" else ""
                for text in found[0]:
                    yield Said(text, f"{name_of(path)}:{call.lineno}", many)


def constants(node: nodes.Expr) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from constants(node.expr1)
        if node.expr2 is not None:
            yield from constants(node.expr2)


def said_by_tables() -> Iterator[Said]:
    """Messages that stand in tables of the code."""
    yield from (Said(place.label, "PLACES") for place in PLACES)
    yield from (Said(text, f"errors.PAGES[{status}]") for status, pair in errors.PAGES.items() for text in pair)
    yield from (Said(text, "auditing.GROUPS") for group, acts in GROUPS.items() for text in (group, *acts.values()))
    yield from (Said(severity.value, "Severity") for severity in Severity)
    yield from (Said(text, kind.key) for kind in letter_kinds() for text in (kind.label, kind.always) if text)
    yield from (Said(text, "preferences") for text in (*THEMES.values(), *TEXT_SIZES.values()))
    yield from (Said(export.title, export.key) for export in all_exports())
    yield from (Said(text, "exports.FAILURES") for text in FAILURES.values())
    yield from (Said(text, "reasons") for text in reasons.ALL.values())
    for file, tree in trees().items():
        if file.endswith(("/notes.py", "forms.py")):
            yield from (Said(text, file) for text in sentences(tree) if text.endswith("."))


@cache
def said() -> Sequence[Said]:
    return [*said_by_code(), *said_by_templates(), *said_by_tables()]


@cache
def translated() -> Sequence[tuple[str, Message]]:
    found = []
    for path in CATALOGUES:
        with path.open("rb") as file:
            found += [(path.name, message) for message in read_po(file, locale="id", abort_invalid=True) if message.id]
    return found


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def places(text: str) -> list[str]:
    return sorted(set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text)))


def stray_percent(text: str) -> bool:
    """Whether filling the places of a text would raise: a % that is neither a place nor doubled."""
    return "%" in re.sub(r"%%|%\(\w+\)[sd]", "", text)


def test_every_message_has_its_indonesian() -> None:
    known = {ids(message)[0] for _, message in translated()}
    missing = sorted({f"{one.where}: {one.text!r}" for one in said() if one.text not in known})
    assert not missing, "\n".join(missing)


def test_every_plural_message_has_its_plural_in_the_catalogue() -> None:
    known = {tuple(ids(message)) for _, message in translated()}
    missing = sorted({f"{one.where}: {one.text!r}" for one in said() if one.many and (one.text, one.many) not in known})
    assert not missing, "\n".join(missing)


def test_no_translation_is_left_that_nobody_says() -> None:
    heard = {one.text for one in said()} | {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = [f"{file}: {ids(message)[0]!r}" for file, message in translated() if ids(message)[0] not in heard]
    assert not unused, "\n".join(unused)


def test_no_message_is_translated_in_two_ways() -> None:
    first: dict[str, tuple[str, list[str]]] = {}
    double = []
    for file, message in translated():
        before = first.setdefault(ids(message)[0], (file, forms(message)))
        if before[1] != forms(message):
            double.append(f"{ids(message)[0]!r}: {before} and {(file, forms(message))}")
    assert not double, "\n".join(double)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.name))
def test_no_message_stands_twice_in_a_catalogue(path: Path) -> None:
    found = re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    assert sorted(found) == sorted(set(found))


def test_places_in_the_translation_are_those_of_the_message() -> None:
    wrong = [
        f"{file}: {ids(message)[-1]!r} -> {form!r}"
        for file, message in translated()
        for form in forms(message)
        if places(form) != places(ids(message)[-1]) or not form.strip()
    ]
    assert not wrong, "\n".join(wrong)


def test_no_percent_sign_raises_when_places_are_filled() -> None:
    wrong = [
        f"{file}: {text!r}"
        for file, message in translated()
        if any("%(" in text for text in [*ids(message), *forms(message)])
        for text in [*ids(message), *forms(message)]
        if stray_percent(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_indonesian_is_not_the_english_again() -> None:
    same = [
        f"{file}: {text!r}"
        for file, message in translated()
        for text in ids(message)
        if text in forms(message)
        and text not in SAME_IN_BOTH
        and re.search(r"[A-Za-z]{2}", re.sub(r"%\(\w+\)s", "", text))
    ]
    assert not same, "\n".join(same)


def test_every_message_can_be_read_from_the_source() -> None:
    hidden = [
        f"{file}:{call.lineno}: {ast.unparse(value)}"
        for file, tree in trees().items()
        for known in [named_texts(tree)]
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for _, value in spoken_arguments(call)
        if texts(value, known) is None and ast.unparse(value) not in HANDED_ON
    ]
    assert not hidden, "\n".join(hidden)


def test_the_application_finds_the_words_of_every_catalogue() -> None:
    words = i18n.catalogue("id")
    for _, message in translated():
        assert ids(message)[0] in (words.singular if isinstance(message.id, str) else words.plural)
