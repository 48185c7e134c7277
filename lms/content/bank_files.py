"""A bank as the Markdown of a quiz, of which only what reads back the same is written; and a quiz as a bank (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lms.content.document_reader import read_document
from lms.content.gap_finder import with_places
from lms.content.keys import derived_key
from lms.content.meaning import question_meaning
from lms.content.question_writer import question_lines
from lms.content.slugs import is_plain_key, unique_slug
from lms.kernel.problems import Problem, has_errors
from lms.questions.banks.bank import Bank, left_out
from lms.questions.banks.moodle_writer import write_moodle
from lms.questions.question import Question

_NOT_IN_TITLES = re.compile(r"[{}#\\\s\x00-\x1f]+")


@dataclass(frozen=True)
class QuizFile:
    """The text of a quiz, how many questions stand in it, and what was lost on the way, by line of the bank."""

    text: str
    count: int
    problems: tuple[Problem, ...]


def quiz_file(bank: Bank, title: str, word: str = "Soal", pool_word: str = "Kelompok") -> QuizFile:
    """The quiz with the questions outside pools first, then pool by pool; each question has a key."""
    problems = list(bank.problems)
    lines = ["---", f"title: {_quoted(title)}", "kind: quiz", "---"]
    taken: set[str] = set()
    count = 0
    for pool in sorted(dict.fromkeys(question.pool for question in bank.questions), key=bool):
        if pool:
            lines += ["", f"## {pool_word}: {_NOT_IN_TITLES.sub(' ', pool).strip() or pool_word}"]
        for question in (one for one in bank.questions if one.pool == pool):
            written = replace(question, key=_key(question, taken), pool="", level=3 if pool else 2)
            block = question_lines(written, word, english=word != "Soal")
            if not _reads_back(written, block):
                problems.append(left_out(question.line, "its text would be read as something else"))
                continue
            taken.add(written.key)
            lines += ["", *block]
            count += 1
    return QuizFile("\n".join(lines) + "\n", count, tuple(problems))


def moodle_file(questions: Sequence[Question], pools: Mapping[str, str], media: Mapping[str, bytes]) -> bytes:
    """The questions of a quiz as Moodle XML; `pools` gives titles by key, `media` pictures by their address."""
    placed = [replace(one, stem=with_places(one.stem)) if one.kind == "gaps" else one for one in questions]
    return write_moodle(placed, pools, media)


def _quoted(title: str) -> str:
    return '"' + " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(question: Question, taken: set[str]) -> str:
    if question.key and question.key not in taken and is_plain_key(question.key):
        return question.key
    return unique_slug(derived_key(question), taken)


def _reads_back(question: Question, block: Sequence[str]) -> bool:
    """Whether the lines are this one question and nothing else; a foreign text may hold headings, lists and marks."""
    reading = read_document("", "\n".join(block) + "\n")
    found = [one.question for one in reading.document.blocks]
    if has_errors(reading.problems) or len(found) != 1 or found[0] is None:
        return False
    return _comparable(found[0]) == _comparable(question)


def _comparable(question: Question) -> Question:
    plain = question_meaning(question)
    blanks = tuple(
        replace(blank, line=0, options=tuple(replace(option, line=0) for option in blank.options))
        for blank in plain.blanks
    )
    return replace(plain, blanks=blanks)
