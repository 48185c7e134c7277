"""Two texts are compared word by word; nothing of either gets lost, and no text makes it endless."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.word_diff import Change, differences, excerpts, without_marks

TEXTS = st.text(st.sampled_from("ab c.\n\r"), max_size=60) | st.text(max_size=40)


def told(before: str, after: str) -> list[str]:
    marks = {Change.SAME: "{}", Change.ADDED: "+{}+", Change.REMOVED: "-{}-"}
    return [
        "".join(marks[piece.change].format(piece.text.rstrip("\n")) for piece in line.pieces)
        for line in differences(before, after)
    ]


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_in_what_is_told(before: str, after: str) -> None:
    pieces = [piece for line in differences(before, after) for piece in line.pieces]
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_each_line_says_where_it_stands_in_the_newer_text(before: str, after: str) -> None:
    lines = after.split("\n")
    for line in differences(before, after):
        now = "".join(piece.text for piece in line.pieces if piece.change is not Change.REMOVED)
        if line.change in {Change.SAME, Change.ADDED}:
            assert lines[line.number - 1].endswith(now.removesuffix("\n"))


def test_only_the_words_that_changed_are_marked() -> None:
    assert told("Surat masuk dicatat hari ini.\n", "Surat masuk dicatat besok pagi.\n") == [
        "Surat masuk dicatat -hari ini-+besok pagi+."
    ]


def test_a_new_line_and_a_lost_one_stand_alone() -> None:
    assert told("Satu\nDua\nTiga\n", "Satu\nTiga\nEmpat\n") == ["Satu", "-Dua-", "Tiga", "+Empat+"]


def test_a_passage_that_kept_hardly_a_word_is_told_whole() -> None:
    assert told("Warga menunggu lama di loket.\n", "Pelayanan cepat itu hak.\n") == [
        "-Warga menunggu lama di loket.-",
        "+Pelayanan cepat itu hak.+",
    ]


def test_equal_texts_have_nothing_to_show_and_a_change_is_shown_with_its_surroundings() -> None:
    text = "".join(f"Baris {number}\n" for number in range(20))
    assert excerpts(differences(text, text)) == ()
    changed = text.replace("Baris 3\n", "Baris tiga\n").replace("Baris 16\n", "")
    first, second = excerpts(differences(text, changed), around=1)
    assert [line.number for line in first] == [3, 4, 5]
    assert [line.change for line in second] == [Change.SAME, Change.REMOVED, Change.SAME]
    assert len(excerpts(differences(text, changed), around=9)) == 1


def test_texts_made_to_be_costly_are_told_whole_instead_of_word_by_word() -> None:
    numbered = "".join(f"x\n{number}\n" for number in range(14_000))
    texts = ["\n" * 100_000, "a " * 50_000, "ab\nba\n" * 17_000, " ".join(numbered.split()), numbered]
    for before, after in zip(texts, texts[1:] + texts[:1], strict=True):
        assert (
            sum(len(line.pieces) for line in differences(before, after)) <= before.count("\n") + after.count("\n") + 4
        )


def test_what_is_the_same_is_read_without_marks_and_what_changed_keeps_them() -> None:
    before = "---\n\nSurat **bernama jelas** ditemukan.\n\n## Tiga bagian\n- satu_dua\n"
    after = "---\n\nSurat yang **bernama jelas** _lekas_ ditemukan.\n\n## Tiga bagian\n- satu_dua\n"
    shown = ["".join(piece.text for piece in line.pieces) for line in without_marks(differences(before, after))]
    assert shown == ["Surat yang bernama jelas _lekas_ ditemukan.\n", "Tiga bagian\n", "satu_dua\n"]


def test_a_change_of_marks_alone_is_seen() -> None:
    (line,) = without_marks(differences("Surat penting.\n", "Surat **penting**.\n"))
    assert "**" in "".join(piece.text for piece in line.pieces if piece.change is Change.ADDED)
