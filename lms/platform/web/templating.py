"""One Jinja environment per language, in which fixed words and addresses are folded when a template compiles.

`{{ _('…') }}` becomes the translated, escaped text and `{{ url('…') }}` the path; what has arguments stays a
call. On a small server, looking these up on each request was the biggest cost of a page.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from lms.platform.web import i18n

_MESSAGE = re.compile(r"\{\{ _\((?:'([^'\\]*)'|\"([^\"\\]*)\")\) \}\}")
_ADDRESS = re.compile(r"\{\{ url\('([\w.]+)'\) \}\}")


class FoldingLoader(FileSystemLoader):
    """Reads templates from the features' folders and folds what never changes within a language."""

    def __init__(self, folders: Iterable[Path], catalogue: i18n.Catalogue, url: Callable[..., str]) -> None:
        super().__init__([str(folder) for folder in folders])
        self._catalogue = catalogue
        self._url = url

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's source after folding."""
        source, path, is_fresh = super().get_source(environment, template)
        source = _MESSAGE.sub(lambda found: self._message(found[1] if found[1] is not None else found[2]), source)
        source = _ADDRESS.sub(lambda found: str(escape(self._url(found[1]))), source)
        return source, path, is_fresh

    def _message(self, message: str) -> str:
        return str(escape(self._catalogue.text(message)))


def make_environment(loader: BaseLoader) -> Environment:
    """A strict environment: escapes everything, and an unknown name is an error, not an empty place."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )


def environments(folders: Iterable[Path], url: Callable[..., str]) -> dict[str, Environment]:
    """An environment for each language of the interface."""
    kept = tuple(folders)
    made = {}
    for language in i18n.LANGUAGES:
        words = i18n.catalogue(language)
        made[language] = make_environment(FoldingLoader(kept, words, url))
        made[language].globals.update(_=words.text, ngettext=words.plural_text, url=url)
    return made
