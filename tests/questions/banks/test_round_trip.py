"""What we export as Moodle XML comes back in without loss, whatever the kind; and as Markdown too."""

import hashlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.bank_files import moodle_file, quiz_file
from lms.content.document_reader import read_document
from lms.content.meaning import question_meaning
from lms.questions.banks.bank import Bank
from lms.questions.banks.reading import read_bank
from lms.questions.question import Question

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
PICTURE = f"media/peta-{hashlib.sha256(PNG).hexdigest()[:8]}.png"
WORD = st.sampled_from(
    [
        f"![peta]({PICTURE})",
        *"warga loket **tegas** `kode` _pelan_ é “janji” 100% <5 a&b &amp; 10.00 x* ~a =b {c} [d] #e $f$ 🍈".split(),
    ]
)
SENTENCE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
PLAIN = st.lists(st.sampled_from("warga loket é “janji” 100% <5 a&b x* *".split()), min_size=1, max_size=3).map(
    " ".join
)
PARAGRAPHS = st.lists(SENTENCE.map("Baris ".__add__), max_size=2).map("\n\n".join)
ANSWERS = {
    "single_choice": st.lists(SENTENCE, min_size=2, max_size=4, unique=True).map(
        lambda texts: [f"- ({'x' if n == 1 else ' '}) Butir {text}\n  > Sebab {text}." for n, text in enumerate(texts)]
    ),
    "multiple_choice": st.lists(SENTENCE, min_size=3, max_size=6, unique=True).map(
        lambda texts: [f"- [{'x' if n else ' '}] Butir {text}" + " {last}" * (n == 2) for n, text in enumerate(texts)]
    ),
    "typed_answer": st.lists(PLAIN, min_size=1, max_size=3, unique=True).map(
        lambda texts: [f"- = kata {text}" for text in texts]
    ),
    "number": st.lists(
        st.sampled_from(["20", "20 ± 0,5", "1.500", "-3 .. 4,125", "0,001"]), min_size=1, max_size=3, unique=True
    ).map(lambda texts: [f"- = {text}" for text in texts]),
    "ordering": st.lists(SENTENCE, min_size=2, max_size=5, unique=True).map(
        lambda texts: [f"{n}. Lalu {text}" for n, text in enumerate(texts, 1)]
    ),
    "matching": st.lists(
        st.sampled_from("satu dua tiga *empat* `lima`".split()), min_size=2, max_size=5, unique=True
    ).map(lambda texts: ["| Kata | Arti |", "|---|---|", *(f"| {t} | arti {t} |" for t in texts), "| | tiada |"]),
    "gaps": st.lists(
        st.sampled_from(
            ["[[loket]]", "[[a|b c]]", "[[(x) ya|( ) tidak]]", "[[100%=#~]]", "`[[x]]` [[a*]]", "{1:SA:=x} [[b]]"]
        ),
        min_size=1,
        max_size=3,
    ).map(lambda gaps: ["Isilah " + " lalu ".join(gaps) + " sampai habis."]),
    "essay": st.just([]),
}


@st.composite
def sources(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(sorted(ANSWERS)))
    flags = draw(st.sampled_from(["", " points=3", " outcome=dengar", " partial"]))
    keeps = " keep-order" if kind.endswith("choice") and draw(st.booleans()) else ""
    stem, answer = draw(PARAGRAPHS), draw(ANSWERS[kind])
    quotes = [f"> Petunjuk: {text}" for text in draw(st.lists(SENTENCE, max_size=3))]
    quotes += [f"> {word}: {draw(SENTENCE)}" for word in ("Benar", "Salah", "Penjelasan") if draw(st.booleans())]
    quotes += ["> Rubrik: Isi dan alasan."] if kind == "essay" else []
    title = f"Apa {draw(SENTENCE)}?" if not stem or draw(st.booleans()) else ""
    heading = f"## Soal: {title} {{#k{flags}{keeps}}}"
    return "\n\n".join(part for part in (heading, stem, "\n".join(answer), *quotes) if part) + "\n"


def questions_in(text: str) -> list[Question]:
    reading = read_document("a.md", text)
    return [block.question for block in reading.document.blocks if block.question is not None]


def meaning(question: Question) -> Question:
    """A question apart from how its numbers are written and where it stands."""
    plain = question_meaning(question)
    blanks = tuple(replace(b, line=0, options=tuple(replace(o, line=0) for o in b.options)) for b in plain.blanks)
    return replace(plain, blanks=blanks, accepted=() if plain.kind == "number" else plain.accepted)


@given(sources())
@settings(max_examples=200)
def test_a_question_of_any_kind_comes_back_from_our_export(source: str) -> None:
    (question,) = questions_in(source)
    bank = read_bank(moodle_file([question], {}, {PICTURE: PNG}))
    assert bank.problems == ()
    assert [meaning(found) for found in bank.questions] == [meaning(question)]


@given(sources())
@settings(max_examples=100)
def test_a_question_of_any_kind_is_written_as_markdown_that_says_the_same(source: str) -> None:
    (question,) = questions_in(source)
    quiz = quiz_file(Bank((question,)), "Uji")
    assert quiz.problems == ()
    assert [meaning(found) for found in questions_in(quiz.text)] == [meaning(question)]


def test_pools_keys_and_pictures_come_back() -> None:
    text = (
        "## Soal: Satu ![loket](media/a.png) {#satu}\n\n- (x) a\n- ( ) b\n\n"
        "## Kelompok: Hukum / Dasar {#hukum draw=1}\n\n### Soal: Dua {#dua}\n\n- (x) a\n- ( ) b\n"
    )
    questions = questions_in(text)
    bank = read_bank(moodle_file(questions, {"hukum": "Hukum / Dasar"}, {"media/a.png": PNG}))
    assert [(question.key, question.pool) for question in bank.questions] == [("satu", ""), ("dua", "Hukum / Dasar")]
    ((path, data),) = bank.media.items()
    assert (data, f"![loket]({path})" in bank.questions[0].title) == (PNG, True)


@given(st.lists(sources(), min_size=1, max_size=4), st.lists(st.sampled_from(["", "a", "b/c"]), min_size=4, max_size=4))
@settings(max_examples=40)
def test_a_quiz_with_pools_comes_back_as_the_same_quiz(texts: list[str], pools: list[str]) -> None:
    questions = [
        replace(question, key=f"k{number}", pool=pool)
        for number, (text, pool) in enumerate(zip(texts, pools, strict=False))
        for question in questions_in(text)
    ]
    again = read_bank(moodle_file(questions, {"a": "a", "b/c": "b/c"}, {PICTURE: PNG}))
    assert [(meaning(one), one.pool) for one in again.questions] == [(meaning(one), one.pool) for one in questions]


def test_pictures_of_one_name_from_two_folders_stay_two() -> None:
    text = "## Soal: A ![x](a/p.png) ![y](b/p.png) {#k}\n\n- (x) a\n- ( ) b\n"
    bank = read_bank(moodle_file(questions_in(text), {}, {"a/p.png": PNG, "b/p.png": PNG + b"z"}))
    assert sorted(bank.media.values()) == [PNG, PNG + b"z"]
