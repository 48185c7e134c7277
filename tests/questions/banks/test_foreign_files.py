"""Files as other systems write them, with their oddities: what comes in, and what is told of the rest by line."""

import base64
import time

import pytest

from lms.questions.banks.bank import MOST_QUESTIONS, Bank
from lms.questions.banks.reading import read_bank

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 20).decode()


def told(bank: Bank) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.say(problem.message)) for problem in bank.problems]


def xml(body: str, kind: str = "multichoice", text: str = "Apa?") -> bytes:
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    question = f'<question type="{kind}">{asked}{body}</question>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{question}\n</quiz>'.encode()


def answer(text: str, fraction: str) -> str:
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text></answer>'


def test_weights_of_a_third_are_three_right_answers() -> None:
    bank = read_bank(
        xml("<single>false</single>" + "".join(answer(t, "33.33333") for t in "abc") + answer("d", "-100"))
    )
    (question,) = bank.questions
    assert (question.kind, question.partial, bank.problems) == ("multiple_choice", True, ())
    assert [option.correct for option in question.options] == [True, True, True, False]


def test_unequal_weights_are_told() -> None:
    bank = read_bank(xml("<single>false</single>" + answer("a", "75") + answer("b", "25") + answer("c", "0")))
    assert told(bank) == [(3, "Not kept of this question: the different weights of right answers.")]


def test_a_picture_within_the_file_comes_by_what_its_bytes_are() -> None:
    text = f'<p>Lihat <img src="data:image/svg+xml;base64,{PNG}" alt="loket"></p>'
    (question,) = (bank := read_bank(xml(answer("a", "100") + answer("b", "0"), text=text))).questions
    (path,) = bank.media
    assert question.title == f"Lihat ![loket]({path})"
    assert path.endswith(".png") and path.startswith("media/")


def test_a_picture_that_is_none_leaves_its_words_and_is_told() -> None:
    evil = base64.b64encode(b"<svg onload=alert(1)>").decode()
    bank = read_bank(
        xml(answer("a", "100") + answer("b", "0"), text=f'A <img src="data:image/png;base64,{evil}" alt="peta">')
    )
    assert bank.media == {}
    assert bank.questions[0].title == "A peta"
    assert "the picture" in told(bank)[0][1]


def test_html_becomes_markdown_that_says_the_same() -> None:
    text = "<p>Satu <b>tebal</b> * bintang</p><ul><li>a</li><li>b</li></ul><script>x</script><p># bukan judul</p>"
    (question,) = read_bank(xml(answer("a", "100") + answer("b", "0"), text=text)).questions
    assert question.title == "Satu **tebal** \\* bintang"
    assert question.stem == "- a\n- b\n\n\\# bukan judul"


def test_gaps_of_moodle_become_gaps() -> None:
    text = "<p>Ibu kota {1:SHORTANSWER:=Medan~%100%Kota Medan} dan {1:MC:=ya~tidak}.</p>"
    (question,) = read_bank(xml("<name><text>Isi</text></name>", "cloze", text)).questions
    assert question.stem == "Ibu kota [[Medan|Kota Medan]] dan [[(x) ya|( ) tidak]]."


def test_kinds_that_we_do_not_have_are_left_out_by_line() -> None:
    bank = read_bank(xml("", "calculated"))
    assert told(bank) == [(3, "This question is left out: there is no kind “calculated”.")]


def test_windows_1252_and_byte_order_marks_are_read() -> None:
    source = "Siapa “René”? {=Ya ~Tidak}\n"
    old = read_bank(source.encode("cp1252"))
    assert old.questions[0].title == "Siapa “René”?"
    assert old.problems[0].code == "not-utf-8"
    for encoding in ("utf-8-sig", "utf-16"):
        bank = read_bank(source.encode(encoding))
        assert (bank.questions[0].title, bank.problems) == ("Siapa “René”?", ())


def test_xml_that_says_utf_8_but_is_windows_1252_is_read_with_a_warning() -> None:
    bank = read_bank(xml(answer("é", "100") + answer("b", "0")).decode().encode("cp1252"))
    assert bank.questions[0].options[0].text == "é"
    assert bank.problems[0].code == "not-utf-8"


def test_categories_within_one_another_become_pools() -> None:
    bank = read_bank(b"$CATEGORY: $course$/top/Hukum/Dasar\n\nA? {T}\n\n$CATEGORY: tom/a//b\nB? {F}\n")
    assert [question.pool for question in bank.questions] == ["Hukum / Dasar", "tom / a/b"]


@pytest.mark.parametrize(
    ("source", "kind", "accepted"),
    [
        ("A? {=x =y}", "typed_answer", ("x", "y")),
        ("A? {=x\\=1 =\\{y\\}}", "typed_answer", ("x=1", "{y}")),
        ("A? {#3:0.5}", "number", ("2,5 .. 3,5",)),
        ("A? {#1..5}", "number", ("1 .. 5",)),
    ],
)
def test_answers_of_gift_are_read_with_their_escapes(source: str, kind: str, accepted: tuple[str, ...]) -> None:
    (question,) = read_bank(source.encode()).questions
    assert (question.kind, question.accepted) == (kind, accepted)


def test_wildcards_comments_and_entries_without_answers_are_told_by_their_line() -> None:
    bank = read_bank(b"// satu\n\nA? {=x =y*}\n\nHanya teks.\n\nB? {=x\n")
    assert [line for line, _ in told(bank)] == [3, 5, 7]
    assert len(bank.questions) == 1


BOMB = b'<!DOCTYPE q [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><quiz><question>&b;</question></quiz>'
HOSTILE = {
    "an archive": (b"PK\x03\x04" + b"0" * 100, "archive"),
    "entities": (BOMB, "broken-xml"),
    "depth": (b"<quiz>" + b"<question>" * 100_000, "broken-xml"),
    "a file from outside": (b'<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>', "broken-xml"),
    "broken XML": (b"<quiz><question></quiz>", "broken-xml"),
    "other XML": (b"<html><body/></html>", "no-moodle-xml"),
    "bytes": (bytes(range(256)), "no-text"),
    "nothing": (b"", "no-bank"),
    "prose": (b"Halo dunia.", "no-bank"),
    "too many in GIFT": (b"A? {T}\n\n" * (MOST_QUESTIONS + 1), "too-many-questions"),
    "too many in XML": (b"<quiz>" + b"<question/>" * (MOST_QUESTIONS + 1) + b"</quiz>", "too-many-questions"),
    "braces": (b"{" * 1_000_000, "left-out"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "broken-xml"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_bank_is_refused_in_words(name: str) -> None:
    data, code = HOSTILE[name]
    bank = read_bank(data)
    assert bank.questions == ()
    assert [problem.code for problem in bank.problems] == [code]


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "&#", "{1:SA:=a~", "::", "![", "<img src=", "<b>", "<ul><li>"])
def test_no_text_takes_longer_than_its_length_asks_for(piece: str) -> None:
    text = (piece * 30_000).replace("&", "&amp;").replace("<", "&lt;")
    started = time.process_time()
    read_bank(xml("", "cloze", "x").replace(b"<![CDATA[x]]>", text.encode()))
    read_bank((piece * 30_000 + " {T}").encode())
    assert time.process_time() - started < 10, "it took minutes once"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert read_bank(b"A? {T}\n\n" * 3_000_000).problems[0].code == "file-too-large"
