"""Published questions for tests, with only what a test speaks of."""

from lms.questions.numbers import key_ranges
from lms.questions.question import PublishedOption, PublishedQuestion


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
