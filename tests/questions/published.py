"""Published questions for tests, with only what a test speaks of."""

from lms.questions.numbers import key_ranges
from lms.questions.question import PublishedBlank, PublishedOption, PublishedQuestion


def choice(kind: str, right: str, last: str = "", **fields: object) -> PublishedQuestion:
    """A choice of options a to d, those in `right` right, those in `last` marked {last}."""
    options = tuple(
        PublishedOption(name, name.upper(), name in right, f"<p>{name}</p>", name in last) for name in "abcd"
    )
    return PublishedQuestion(
        key="k",
        kind=kind,
        stem_html="",
        fingerprint="",
        options=options,
        correct_html="<p>right</p>",
        incorrect_html="<p>wrong</p>",
        **fields,  # type: ignore[arg-type]
    )


def typed(*accepted: str) -> PublishedQuestion:
    """A typed answer."""
    return PublishedQuestion(key="k", kind="typed_answer", stem_html="", fingerprint="", accepted=accepted)


def number(*accepted: str) -> PublishedQuestion:
    """A number with keys as authors write them."""
    ranges = tuple(span for text in accepted for span in key_ranges(text))
    return PublishedQuestion(key="k", kind="number", stem_html="", fingerprint="", accepted=accepted, ranges=ranges)


def ordering(right: str, **fields: object) -> PublishedQuestion:
    """Lines to put in the order of `right`, such as "cab"."""
    options = tuple(PublishedOption(name, name.upper(), True) for name in right)
    return PublishedQuestion(key="k", kind="ordering", stem_html="", fingerprint="f", options=options, **fields)  # type: ignore[arg-type]


def matching(**fields: object) -> PublishedQuestion:
    """KTP and SIM to match with b (Dukcapil) and a (Polri); c (Pajak) fits nowhere."""
    words = {"a": "Polri", "b": "Dukcapil", "c": "Pajak"}
    options = tuple(PublishedOption(one, text, one != "c") for one, text in words.items())
    blanks = (PublishedBlank("KTP", right="b"), PublishedBlank("SIM", right="a"))
    return PublishedQuestion(
        key="k",
        kind="matching",
        stem_html="",
        fingerprint="f",
        options=options,
        blanks=blanks,
        columns=("Berkas", "Kantor"),
        **fields,  # type: ignore[arg-type]
    )


def gaps(**fields: object) -> PublishedQuestion:
    """A gap to type (loket or konter) and one to choose for (a is right)."""
    choices = (PublishedOption("a", "ya", True), PublishedOption("b", "<em>tidak</em>", False))
    blanks = (PublishedBlank(accepted=("loket", "konter")), PublishedBlank(options=choices, right="a"))
    stem = "<p>Isi.</p>\n<p>Di \ue0000\ue001 atau \ue0001\ue001.</p>"
    return PublishedQuestion(key="k", kind="gaps", stem_html=stem, fingerprint="f", blanks=blanks, **fields)  # type: ignore[arg-type]


def essay() -> PublishedQuestion:
    """A question that a person marks."""
    return PublishedQuestion(
        key="k",
        kind="essay",
        stem_html="<p>Why?</p>",
        fingerprint="f",
        rubric_html="<p>r</p>",
        explanation_html="<p>e</p>",
    )
