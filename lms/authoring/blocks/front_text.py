"""Writes a typed text as a YAML value that every reader takes for that very text (pure)."""

import json
import re

from lms.content.front_matter import plain_value, read_front

_PLAIN = re.compile(r"[^\W_](?:[^\n#:,\[\]{}\"'`|>&*!%@\\]|:(?=\S)|(?<=\S)#|,(?=\S))*")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_OTHER_WORDS = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~)$|[-+.\d][-+.:_\da-fx]*$", re.IGNORECASE)


def yaml_text(typed: str) -> str:
    """`typed` in one line: plain where that is safe, else in quotes."""
    text = one_line_of(typed)
    if _PLAIN.fullmatch(text) and not _OTHER_WORDS.match(text) and _is_read_as(text, text):
        return text
    return json.dumps(text, ensure_ascii=False)


def one_line_of(typed: str) -> str:
    """`typed` in one line, without characters that settings cannot hold."""
    return " ".join(_CONTROLS.sub(" ", typed).split())


def settings_alone(**settings: str) -> bytes:
    """A file with settings and nothing else."""
    lines = [f"{name}: {yaml_text(value)}" for name, value in settings.items()]
    return "\n".join(["---", *lines, "---", ""]).encode("utf-8")


def yaml_list(texts: tuple[str, ...]) -> str:
    """A list in one line."""
    return f"[{', '.join(map(_in_list, texts))}]"


def _in_list(text: str) -> str:
    written = yaml_text(text)
    return json.dumps(text, ensure_ascii=False) if "," in written and not written.startswith('"') else written


def _is_read_as(written: str, text: str) -> bool:
    tree = read_front(f"---\nx: {written}\n---\n").tree
    return tree == {"x": text} and plain_value(text) == text
