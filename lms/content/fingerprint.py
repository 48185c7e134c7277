"""What stays the same of a question when only its typography changes, and of a folder when nothing does (pure)."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping

from lms.questions.question import Question

_SAME_LOOK = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛‹›`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00ad": "",
        "\u200b": "",
    }
)
_BULLET = re.compile(r"^([ \t]*)[*+](?=[ \t])", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_TAG_NAME = re.compile(r"</?[A-Za-z][\w-]*")
_DASHES = re.compile(r"-{2,3}")


def fingerprint(question: Question) -> str:
    """SHA-256 in hex of the kind, stem, options in their order, and key of a question.

    Spaces, line breaks, the look of quotes and dashes, emphasis, and the case of HTML tags do not count; words,
    their case, numbers, the order of options and which of them are right do.
    """
    facts: dict[str, object] = {
        "kind": question.kind,
        "stem": [same_look(question.title), same_look(question.stem)],
        "options": [[same_look(option.text), option.correct] for option in question.options],
        # The ranges of a number say all; that its author wrote 0,5 or 0.5 is typography.
        "accepted": [] if question.ranges else sorted(same_look(text) for text in question.accepted),
        "ranges": sorted([span.low, span.high] for span in question.ranges),
    }
    if question.blanks:  # those of gaps stand in the stem, word for word
        facts["rows"] = [[same_look(blank.text), *map(same_look, blank.accepted)] for blank in question.blanks]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def tree_fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256 in hex over the sorted paths and the hashes of what the files hold."""
    tree = hashlib.sha256()
    for path in sorted(files):
        tree.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return tree.hexdigest()


def same_look(markdown: str) -> str:
    """`markdown` with everything that is only typography made alike."""
    text = _BULLET.sub(r"\1-", unicodedata.normalize("NFC", markdown))
    text = _EMPHASIS.sub("", text.translate(_SAME_LOOK))
    text = _TAG_NAME.sub(lambda tag: tag[0].lower(), text)
    return " ".join(_DASHES.sub("-", text).split())
