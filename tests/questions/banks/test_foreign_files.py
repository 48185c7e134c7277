"""Files as other systems write them, with their oddities: what comes in, and what is told of the rest by line."""

import base64
import gzip
import re
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
    "a packed file": (gzip.compress(b"0" * 1_000_000), "archive"),
    "a PDF": (b"%PDF-1.7\n1 0 obj << /Type /Catalog >>\nendobj {x}", "no-text"),
    "NUL bytes": (b"A\0? {T}", "no-text"),
    "a text of megabytes": (xml(answer("a", "100") + answer("b", "0"), text="<b>x" * 500_000), "left-out"),
    "a text of megabytes in GIFT": (b"A " + b"x" * 2_000_000 + b"? {T}", "left-out"),
    "a hundred thousand answers": (xml(answer("a", "100") * 100_000), "left-out"),
    "a hundred thousand answers in GIFT": (b"A? {" + b"=a" * 40_000 + b"}", "left-out"),
    "entities that grow by squares": (
        b'<!DOCTYPE q [<!ENTITY a "' + b"x" * 50_000 + b'">]><quiz>' + b"&a;" * 9_000 + b"</quiz>",
        "broken-xml",
    ),
    "XML that ends in the middle": (xml(answer("a", "100") + answer("b", "0"))[:150], "broken-xml"),
    "a NUL in XML": (xml(answer("a\0", "100") + answer("b", "0")), "no-text"),
    "characters that XML has not": (b"<quiz><question>&#0;</question></quiz>", "broken-xml"),
    "spans without end": (
        xml(answer("a", "100"), text="<table>" + ("<tr>" + "<td colspan=999 rowspan=999>x" * 40) * 40),
        "left-out",
    ),
    "a million categories": (b"$CATEGORY: a\n" * 100_000, "too-many-questions"),
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


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<!--",
        "&#",
        "{1:SA:=a~",
        "::",
        "![",
        "<img src=",
        "<b>",
        "<b>x",
        "<ul><li>",
        "<table><tr><td>",
        "\\(x",
        "$$",
    ],
)
def test_no_text_takes_longer_than_its_length_asks_for(piece: str) -> None:
    text = (piece * 30_000).replace("&", "&amp;").replace("<", "&lt;")
    started = time.process_time()
    read_bank(xml("", "cloze", "x").replace(b"<![CDATA[x]]>", text.encode()))
    read_bank((piece * 30_000 + " {T}").encode())
    assert time.process_time() - started < 10, "it took minutes once"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert read_bank(b"A? {T}\n\n" * 3_000_000).problems[0].code == "file-too-large"


@pytest.mark.parametrize(
    "name", ["../../x.png", "/etc/x.png", "C:\\x.png", "..%2f..%2fx.png", ".png", "media/../../x.png", "x" * 5_000]
)
def test_a_picture_stays_in_its_folder_whatever_it_is_called(name: str) -> None:
    last = name.rpartition("/")[2]
    file = f'</text><file name="{last}" path="/" encoding="base64">{PNG}</file><text>'
    source = xml(answer("a", "100") + answer("b", "0"), text=f'A <img src="@@PLUGINFILE@@/{name}" alt="peta">')
    bank = read_bank(source.replace(b"</text></questiontext>", f"{file}</text></questiontext>".encode()))
    assert all(re.fullmatch(r"media/[a-z0-9-]{1,60}\.png", path) for path in bank.media)
    assert bank.questions[0].title.startswith("A ")


@pytest.mark.parametrize("packed", [PNG[:-3], "<?php", "%%%", ""])
def test_a_picture_that_is_cut_off_leaves_its_words_and_is_told(packed: str) -> None:
    text = f'A <img src="data:image/png;base64,{packed.replace("<", "")}" alt="peta">'
    bank = read_bank(xml(answer("a", "100") + answer("b", "0"), text=text))
    assert (bank.media, bank.questions[0].title) == ({}, "A peta")
    assert "the picture" in told(bank)[0][1]


@pytest.mark.parametrize("weight", ["%-.%", "%1.2.3%", "%nan%", "%99999999999999999999%", "%1e9%"])
def test_a_weight_that_is_no_number_takes_nothing_else_along(weight: str) -> None:
    bank = read_bank(f"A? {{~{weight}a ~b =c}}\n\nB? {{=x ~y}}\n".encode())
    assert [question.title for question in bank.questions][-1] == "B?"
    gap = xml("", "cloze", f"A {{1:MC:{weight}a~=b}}.")
    assert len(read_bank(gap).questions) + len(read_bank(gap).problems) > 0


def test_line_ends_of_any_system_and_a_mark_in_the_middle_part_questions_alike() -> None:
    for source in ("A?\r{=a\r~b}\r\rB? {T}\r", "A? {=a ~b}\r\n\r\nB? {T}", "A? {=a ~b}\n\n\ufeffB? {T}"):
        assert [question.kind for question in read_bank(source.encode()).questions] == ["single_choice"] * 2


def test_a_gift_file_that_ends_in_the_middle_keeps_what_is_whole() -> None:
    bank = read_bank(b"A? {=x ~y}\n\nB? {=x ~")
    assert [question.title for question in bank.questions] == ["A?"]
    assert told(bank) == [(3, "This question is left out: its brace is not closed.")]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_an_encoding_that_is_named_is_read(encoding: str) -> None:
    source = xml(answer("café", "100") + answer("b", "0")).decode().replace("UTF-8", encoding)
    assert read_bank(source.encode(encoding)).questions[0].options[0].text == "café"


ODDITIES = {
    "spaces within marks": ("a <b>tebal </b>b", "a **tebal** b"),
    "marks twice": ("<b><strong>a</strong></b> <i></i>b", "**a** b"),
    "breaks": ("a<br>b<br/>", "a\\\nb"),
    "two breaks": ("a<br><br>b", "a\n\nb"),
    "code": ("lihat <code>a*b_c</code>", "lihat `a*b_c`"),
    "code with a backtick": ("<code>a`b</code>", "``a`b``"),
    "code on lines": ("x<pre>if a:\n    b\n</pre>", "x\n\n```\nif a:\n    b\n```"),
    "formulas": (r"luas \( a_1 \)cm dan \[ b \]", "luas $a_1$ cm dan\n\n$$\nb\n$$"),
    "dollars within a text": ("Hitung $$a$$ sekarang", "Hitung $a$ sekarang"),
    "money": ("$5 dan $6", r"\$5 dan \$6"),
    "a formula of nothing": (r"\(\)a", "a"),
    "a table": (
        "<table><tr><th>a<th>b<tr><td>c<br>d<td>e|f</table>",
        "| a | b |\n|---|---|\n| c<br>d | e\\|f |",
    ),
    "cells over rows and columns": (
        "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td colspan=2>d</td></tr></table>",
        "| a | b |\n|---|---|\n| | c |\n| d | |",
    ),
    "a table that only arranges": ("<table><tr><td>a</td></tr></table>b", "a\n\nb"),
    "lists within lists": ("x<ul><li>a<ol><li>b</ol></ul>", "x\n\n- a\n  1. b"),
    "a heading": ("<h4>a</h4>b", "**a**\n\nb"),
    "a colon at the beginning": ("a<br>: b", "a\\\n\\: b"),
}


@pytest.mark.parametrize("name", ODDITIES)
def test_html_with_its_oddities_becomes_markdown_that_says_the_same(name: str) -> None:
    html, markdown = ODDITIES[name]
    (question,) = read_bank(xml(answer("a", "100") + answer("b", "0"), text=f"Apa?<p>{html}")).questions
    assert question.stem == markdown


def test_links_within_the_other_system_and_recordings_are_told() -> None:
    text = 'A <a href="@@PLUGINFILE@@/a.pdf">berkas</a> <video src="x"></video>'
    bank = read_bank(xml(answer("a", "100") + answer("b", "0"), text=text))
    assert bank.questions[0].title == "A berkas"
    assert [said for _, said in told(bank)] == [
        "Not kept of this question: the link to “@@PLUGINFILE@@/a.pdf”.",
        "Not kept of this question: a recording.",
    ]


def test_html_that_stands_in_the_xml_as_it_is_counts_as_text() -> None:
    source = xml(answer("a", "100") + answer("b", "0")).replace(b"<![CDATA[Apa?]]>", b"<p>A <b>b</b> 1 &lt; 2</p>")
    assert read_bank(source).questions[0].title == "A **b** 1 \\< 2"


def test_line_ends_of_moodles_own_format_are_breaks() -> None:
    source = xml(answer("a", "100") + answer("b", "0"), text="A?\nB").replace(b'"html"', b'"moodle_auto_format"', 1)
    assert read_bank(source).questions[0].stem == "A?\\\nB"


def test_the_picture_of_an_old_question_stands_below_its_text() -> None:
    old = f"<image>data/peta.png</image><image_base64>{PNG}</image_base64>"
    (question,) = read_bank(xml(old + answer("a", "100") + answer("b", "0"))).questions
    assert re.fullmatch(r"!\[\]\(media/peta-\w+\.png\)", question.stem)


@pytest.mark.parametrize(("kind", "tag"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_words_to_choose_or_drag_become_gaps_by_their_groups(kind: str, tag: str) -> None:
    words = "".join(
        f"<{tag}><text>{w}</text><group>{g}</group></{tag}>" for w, g in [("a", 1), ("b", 1), ("c", 2), ("d", 2)]
    )
    (question,) = read_bank(xml(f"<name><text>Isi</text></name>{words}", kind, "Ini [[2]]. Itu [[3]].")).questions
    assert question.stem == "Ini [[( ) a|(x) b]]. Itu [[(x) c|( ) d]]."


def test_what_is_said_to_right_and_other_typed_answers_goes_with_the_verdict() -> None:
    bank = read_bank(b"A? {=x#Tepat =%0%*#Bukan}\n\nB? {#3:1#Tepat~#Bukan}\n")
    assert [(q.if_correct, q.if_incorrect) for q in bank.questions] == [("Tepat", "Bukan")] * 2
    assert bank.problems == ()


def test_gaps_of_html_are_read_as_a_browser_shows_them_and_numbers_with_either_mark() -> None:
    text = "A {1:SA:=R&amp;D~=caf&eacute;} {1:NUMERICAL:=2.5} {1:MULTICHOICE_VS:=f(x)={a\\}~<b>b</b>}"
    (question,) = read_bank(xml("<name><text>A {1:SA:=x}</text></name>", "cloze", text)).questions
    assert question.title == "Isi yang kosong"
    assert question.stem == "A [[R&D|café]] [[2.5|2,5]] [[(x) f(x)={a}|( ) b]]"


def test_a_short_answer_of_gift_needs_no_sign_and_a_gap_in_the_text_keeps_its_spaces() -> None:
    bank = read_bank(b"A? {satu}\n\nDua {=x}. Ya\n")
    assert [question.accepted for question in bank.questions] == [("satu",), ("x",)]
    assert bank.questions[1].title == r"Dua \_\_\_\_\_. Ya"


def test_tags_and_what_an_answer_begins_with_are_told() -> None:
    extra = "<tags><tag><text>hukum</text></tag></tags><responsetemplate><text>Saya</text></responsetemplate>"
    bank = read_bank(xml(f"{extra}<graderinfo><text>Isi</text></graderinfo>", "essay"))
    assert [said for _, said in told(bank)] == [
        "Not kept of this question: the tags “hukum”.",
        "Not kept of this question: the text that an answer begins with.",
    ]
