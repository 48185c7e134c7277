"""Generated course sources: well-formed courses laid out in many ways, and texts of which nothing can be expected."""

from hypothesis import strategies as st

_WORDS = [
    "warga",
    "loket",
    "sopan",
    "Rabu",
    "**tegas**",
    "`kode`",
    "Pasal 18",
    "“janji”",
    "é",
    "_pelan_",
    "10.00",
    "a|b",
]
_LINE_ENDS = st.sampled_from(["\n", "\r\n"])

words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
paragraph = st.lists(words, min_size=1, max_size=3).map("\n".join)
code = st.sampled_from(
    [
        "```markdown\n## Soal: dalam pagar {#bukan}\n\n- (x) a\n```",
        "~~~\n# Judul   \n~~~",
        "    ## Soal: menjorok",
        "- butir\n\n  ```\n  ## Soal: dalam daftar\n  ```",
        "<!--\n## Soal: dalam komentar\n-->",
    ]
)
text = st.one_of(
    paragraph,
    code,
    st.sampled_from(
        [
            "> [!NOTE]\n> Ingat.",
            "- satu\n- dua\n  - tiga",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            '[uu]: https://example.org/uu "UU"',
            "[^1]: Catatan.\n    Lanjut.",
            "baris  \nputus   \nlagi ",
            "Judul\n=====",
            "<details>\n<summary>x</summary>\n\nisi\n</details>",
        ]
    ),
)


@st.composite
def options(draw: st.DrawFn, opening: str, closing: str) -> str:
    """Two to four different options, at least one of them right; messy but readable layout."""
    bodies = draw(st.lists(words, min_size=2, max_size=4, unique_by=lambda body: " ".join(body.split())))
    right = draw(st.integers(0, len(bodies) - 1))
    rows = []
    for number, body in enumerate(bodies):
        mark = "x" if number == right or (opening == "[" and draw(st.booleans())) else " "
        row = f"{draw(st.sampled_from('-*+'))} {opening}{mark}{closing} {body}"
        row += draw(st.sampled_from(["", " {last}", "  "]))
        row += draw(st.sampled_from(["", "\n  lanjutan", "\n\n  paragraf lagi", "\n      > jauh"]))
        row += draw(
            st.sampled_from(["", "\n  > umpan balik", "\n  > dua\n  >\n  > paragraf", "\n\n  > sesudah kosong"])
        )
        rows.append(row)
    return draw(st.sampled_from(["\n", "\n\n"])).join(rows)


@st.composite
def numbered(draw: st.DrawFn) -> str:
    """Two to four different lines in their order, numbered carelessly."""
    bodies = draw(st.lists(words, min_size=2, max_size=4, unique_by=lambda body: " ".join(body.split())))
    marker = draw(st.sampled_from(["1.", "7)"]))
    rows = [f"{marker} {body}{draw(st.sampled_from(['', '', chr(10) + '   lanjut']))}" for body in bodies]
    return draw(st.sampled_from(["\n", "\n\n"])).join(rows)


@st.composite
def pairs(draw: st.DrawFn) -> str:
    """A table of two to four different rows, perhaps with a right cell that fits nowhere."""
    cell = words.map(lambda text: text.replace("a|b", r"a\|b"))
    lefts = draw(st.lists(cell, min_size=2, max_size=4, unique=True))
    rows = [f"| {left} | {number} {draw(cell)} |" for number, left in enumerate(lefts)]
    rows += draw(st.sampled_from([[], ["| | lain |"]]))
    head = draw(st.sampled_from(["Berkas | Kantor\n---|---", "| a | b |\n|:--|--:|", "| | |\n|---|---|"]))
    return "\n".join([head, *rows])


gapped = st.lists(
    st.sampled_from(
        [
            "[[loket]]",
            "[[ atasan | pimpinan ]]",
            "[[(x) ya|( ) tidak]]",
            "`[[kode]]`",
            r"\[\[bukan]]",
            "kata",
            "[[a\nb]]",
        ]
    ),
    max_size=4,
).map(lambda parts: " ".join(["Warga", *parts, "di [[loket]]."]))


answers = st.one_of(
    numbered(),
    pairs(),
    gapped,
    st.just(""),
    options("(", ")"),
    options("[", "]"),
    st.lists(st.sampled_from(["Senin", "hari Senin", "SK", "kota  tua"]), min_size=1, max_size=3, unique=True).map(
        lambda accepted: "\n".join(f"- = {text}" for text in accepted)
    ),
    st.sampled_from(["- = 20 ± 0,5", "* = 10 .. 12", "- = 1.500", "- = 20\n- = 30"]),
)
quote = st.sampled_from(
    [
        "> Petunjuk: lihat Pasal 22.",
        "> Hint: look.",
        "> Penjelasan: sebab\n> begitu.",
        "> **Benar:** ya.",
        "> Salah:\n> tidak",
        "> Rubrik: rapi\n> Penjelasan: dua sekaligus",
        "> Penjelasan:\n> - satu\n> - dua",
    ]
)
stem = st.one_of(st.just(""), paragraph, code, st.just("> kutipan biasa"), st.just("- daftar\n- biasa"))


@st.composite
def question(draw: st.DrawFn, level: int) -> str:
    """A question that reads without problems."""
    attributes = draw(st.sampled_from(["", " {points=2 partial}", " {outcome=dengar}", " {keep-order} ##"]))
    word = draw(st.sampled_from(["Soal", "Question", "soal"]))
    parts = [f"{'#' * level} {word}: {draw(words)}{attributes}", draw(stem), draw(answers)]
    parts += draw(st.lists(quote, max_size=3))
    if not parts[2]:  # an essay
        parts.append("> Rubrik: menyebut dua alasan")
    gap = draw(st.sampled_from(["\n\n", "\n\n\n"]))
    return gap.join(part for part in parts if part)


@st.composite
def quiz(draw: st.DrawFn) -> str:
    """The body of a quiz, perhaps with a pool."""
    parts = [draw(text), *draw(st.lists(question(2), min_size=1, max_size=3))]
    if draw(st.booleans()):
        parts += ["## Kelompok: Dasar hukum {draw=1}", *draw(st.lists(question(3), min_size=1, max_size=2))]
    return draw(st.sampled_from(["\n\n", "\n\n\n"])).join(parts)


section = st.one_of(question(2), st.tuples(words.map("## {}".format), text).map("\n\n".join))
lesson = st.tuples(text, st.lists(section, max_size=4)).map(lambda parts: "\n\n".join([parts[0], *parts[1]]))


@st.composite
def course_files(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a course with one module, a lesson and a quiz."""
    end = draw(_LINE_ENDS)
    last = draw(st.sampled_from(["", "\n", "\n\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    sources = {
        "course.md": "---\ntitle: 12:30\njp: 2\noutcomes:\n  dengar: Mendengar\nlain: [1, ya]\n---\n" + draw(text),
        "01-satu/module.md": draw(st.sampled_from(["", "# Satu", "---\ntitle: Satu\n---"])),
        "01-satu/01-baca.md": draw(lesson) + last,
        "01-satu/02-uji.md": "---\nkind: quiz\nrole: practice\n---\n\n" + draw(quiz()) + last,
    }
    files = {path: (mark + source.replace("\n", end)).encode() for path, source in sources.items()}
    return files | {"media/gambar.png": draw(st.binary(max_size=20))}


_FRAGMENTS = [
    *"#-*+>`~=_[](){}|:\\<&!$ \t\n\r", "\r\n", "\n\n", "## Soal: a", "### Question: b {#k}", "## Kelompok: c {draw=1}",
    "- ( ) a", "- (x) b", "- [x] c", "- = 20", "> Penjelasan: d", "> Petunjuk:", "```", "~~~", "<!--", "-->", "---\n",
    "\ufeff", "    ", "  ", "1986. ", "title: x\n", "{last}", "[a]: b", "[^1]: c", "<div>", "$$", "\x0b", "\x85",
    "\u2028", "\0", "kata", "![](x)", "=====\n", "| a | b |\n|--|--|\n", "[[a]]", "\x1c",
]  # fmt: skip
any_text = st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join) | st.text(max_size=60)
