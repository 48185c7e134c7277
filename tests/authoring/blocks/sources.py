"""Generated files and typed texts for the editor: well-formed ones, and ones of which nothing can be expected."""

from hypothesis import strategies as st

from lms.authoring.blocks.runs import Run
from tests.content.course_sources import any_text, lesson, quiz, text

_FRONTS = st.sampled_from(["", "---\ntitle: a\n---\n", "\ufeff", "\ufeff---\ntitle: a\n---\n"])
_BODIES = st.one_of(any_text, lesson, quiz(), st.just(""))
_LAST = st.sampled_from(["", "\n", "\n\n"])


def _with_ends(parts: tuple[str, str, str, str]) -> str:
    front, body, last, end = parts
    return (front + body + last).replace("\r\n", "\n").replace("\r", "\n").replace("\n", end)


any_file = st.tuples(_FRONTS, _BODIES, _LAST, st.sampled_from(["\n", "\r\n"])).map(_with_ends)
"""With and without settings, byte order mark, last line end; every kind of line end."""

some_block = st.one_of(text, any_text)

_TYPED = [
    *"*_`[]()<>!#$&|\\{}-+=~:.1a \n\"'^%@/", "kata", "1986. ", "Soal: ", "Kelompok: ", "**", "__", "[[", "]]", "$x$",
    "<b>", "&amp;", "&copy;", "https://a.b/c_d_e", "www.x.id", "- ", "( ) ", "(x) ", "= ", "Petunjuk: ", "---", "===",
    "{#a}", "{last}", "```", "~~~", "[^1]", "[a]: b", "é", "\u00a0", "\x02", "\u2028", "a@b.c", "<a@b.c>", "> ", ": ",
]  # fmt: skip
typed = st.lists(st.sampled_from(_TYPED), max_size=12).map("".join) | st.text(max_size=20)
"""What a person might type into a field, and what nobody would."""

some_run = st.builds(
    Run,
    text=typed,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    link=st.sampled_from(["", "", "https://a.b/c", "../a b.md", "https://x/?a=1&copy=2", "x(y)_*", "javascript:x"]),
    title=st.sampled_from(["", "", 'ju*d"ul']),
)
