"""Names for the files and folders of an outline: a number for the order, then what the key is made of (pure)."""

import posixpath
from collections.abc import Collection, Sequence

from lms.content.folder_names import order_of_path, without_number
from lms.content.slugs import slug, unique_slug

_LONGEST = 48
_MOST = 1_000_000  # numbers have at most six digits


def new_name(title: str, keys: Collection[str], usual: str, beside: Sequence[str]) -> str:
    """A name for something with this title, whose key is not among `keys`, numbered to stand behind those `beside`."""
    words = slug(title)[: _LONGEST + 1]
    short = words if len(words) <= _LONGEST else words.rpartition("-")[0] or words[:_LONGEST]
    number = max((found for name in beside if (found := number_of(name)) is not None), default=0) + 1
    return f"{number % _MOST:02d}-{unique_slug(short or usual, keys)}"


def numbered(names: Sequence[str]) -> list[str]:
    """The names with numbers that put them in this order; as they are if they stand in it already."""
    if _is_in_order(names):
        return list(names)
    width = max(2, len(str(len(names))))
    return [f"{number:0{width}d}-{bare_name(name)}" for number, name in enumerate(names, 1)]


def bare_name(name: str) -> str:
    """The name of a file or folder without its number."""
    stem = name.removesuffix(".md")
    return without_number(stem) + name[len(stem) :]


def number_of(name: str) -> int | None:
    """The number that a name begins with."""
    stem = name.removesuffix(".md")
    rest = without_number(stem)
    digits = stem[: len(stem) - len(rest)].rstrip("-_. ")
    return int(digits) if digits else None


def _is_in_order(names: Sequence[str]) -> bool:
    return list(names) == sorted(names, key=order_of_path) and None not in map(number_of, names)


def in_folder(folder: str, name: str) -> str:
    """The path of a name in a folder; "" is the root."""
    return posixpath.join(folder, name)
