"""The pages on which the settings at the top of a file are a form."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response

from lms.authoring.blocks.form_rows import rows_of
from lms.authoring.blocks.front_form import front_to_fields
from lms.authoring.blocks.front_settings import read_front_form
from lms.authoring.blocks.front_values import FrontKind, front_kind
from lms.authoring.draft import FileLine
from lms.authoring.queries import DraftFacts
from lms.authoring.setting_words import differing_settings, setting_choices
from lms.content.front_matter import split_front
from lms.kernel.problems import Problem
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render

ROWS = {"outcomes": "outcome-0", "authors": "author-0", "pass": "pass_mark"}
"""The field of a form in which a setting of another name is mended."""

_IN_LISTS = {
    "review_by": "Choose a day.",
    "level": "Choose one from the list.",
    "role": "Choose one from the list.",
    "feedback": "Choose one from the list.",
}
"""How a setting is mended that a form lets one choose, where the checker speaks to those who write it by hand."""


@dataclass(frozen=True)
class SettingsFile:
    """A file of a draft, as its settings are changed."""

    draft: DraftFacts
    line: FileLine

    @property
    def path(self) -> str:
        """Where it stands in the folder."""
        return self.line.path

    @property
    def source(self) -> str:
        """The whole text."""
        return self.line.content.text or ""

    @property
    def kind(self) -> FrontKind:
        """Which settings it has."""
        return front_kind(self.path, self.source)

    @property
    def seen(self) -> str:
        """Names the settings as they are: a form that carries another name saw other ones."""
        return hashlib.sha256(split_front(self.source)[0].encode()).hexdigest()[:16]

    @property
    def fields(self) -> Mapping[str, str] | None:
        """Its settings as the fields of a form; None if they can only be changed as text."""
        values = read_front_form(self.kind, self.source)
        return front_to_fields(values) if values is not None else None


def settings_page(
    file: SettingsFile, sent: Mapping[str, str] | None = None, problems: Sequence[Problem] = ()
) -> Response:
    """The form; `sent` is what was filled in already, `problems` are why it could not be saved."""
    errors = {_field_of(problem): _mend(problem) for problem in problems}
    title = _title(file)
    fields = sent if sent is not None else file.fields
    return render(
        "authoring/settings.html" if fields is not None else "authoring/settings_as_text.html",
        status=422 if errors else 200,
        title=gettext("To be corrected: ") + title if errors else title,
        heading=title,
        file=file,
        fields=fields or {},
        outcomes=_rows(fields or {}, "outcome"),
        authors=_rows(fields or {}, "author"),
        errors=errors,
        choices=setting_choices(),
    )


def conflict_page(file: SettingsFile, sent: Mapping[str, str]) -> Response:
    """Somebody changed the settings meanwhile: both, side by side, and nothing is overwritten."""
    differing = differing_settings(sent, file.fields or {})
    title = gettext("These settings were changed meanwhile")
    return render(
        "authoring/settings_conflict.html", status=409, title=title, file=file, differing=differing, sent=sent
    )


def _title(file: SettingsFile) -> str:
    if file.kind is FrontKind.COURSE:
        return gettext("Settings of the course")
    if file.kind is FrontKind.MODULE:
        return gettext("Settings of the module")
    return gettext("Settings of the quiz") if file.kind is FrontKind.QUIZ else gettext("Settings of the lesson")


def _field_of(problem: Problem) -> str:
    name = dict(problem.params).get("name", "title")
    return ROWS.get(name, name)


def _mend(problem: Problem) -> str:
    """What to do; which setting is meant, its place on the page says."""
    words = _IN_LISTS.get(dict(problem.params).get("name", ""), problem.remedy)
    return problem.say(gettext(words))


def _rows(fields: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """The rows of a form, and an empty one where there is none."""
    return rows_of(fields, name) or [{"": ""}]
