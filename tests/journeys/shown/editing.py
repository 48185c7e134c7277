"""Pages on which a draft's pages are written and tried."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Page as Tab

from tests.journeys import editors, remarks
from tests.journeys.cast import Cast
from tests.journeys.shown.assessing import tried
from tests.journeys.shown.page import Shown, as_opened


def in_editor(name: str, path: Callable[[Cast], str], act: Callable[[Tab], None] = as_opened) -> Shown:
    """A page of the editor, as its author sees it: the page with all its forms is large."""
    return Shown(name, path, "author", act, queries=5, largest=5_600)


SHOWN: Sequence[Shown] = (
    in_editor("editor", editors.at("page", editors.PAGE)),
    in_editor("editor-questions", editors.at("page", editors.QUIZ)),
    in_editor("editor-empty", editors.at("page", editors.EMPTY)),
    in_editor("editor-long", editors.at("page", editors.LONG)),
    in_editor("editor-wide", editors.at("page", editors.WIDE)),
    in_editor("editor-wide-question", editors.at("page", editors.WIDE, "?open=4")),
    in_editor("editor-wide-text", editors.at("text", editors.WIDE)),
    *(
        in_editor(f"editor-{kind}", editors.at("page", editors.PAGE, f"?open={index}"))
        for kind, index in editors.BLOCKS.items()
    ),
    *(in_editor(f"editor-question-{index}", editors.at("page", editors.QUIZ, f"?open={index}")) for index in range(8)),
    in_editor("editor-question", editors.at("page", editors.PAGE, "?open=11"), act=editors.see_as_learners),
    in_editor("editor-as-text", editors.at("page", editors.PAGE, "?open=9")),
    in_editor("editor-add", editors.at("page", editors.PAGE, "?add=1")),
    in_editor("editor-add-question", editors.at("page", editors.PAGE, "?add=end&kind=question")),
    in_editor("editor-wrong", editors.at("page", editors.PAGE, "?open=0"), act=editors.save_nothing),
    in_editor("editor-conflict", editors.at("page", editors.PAGE, "?open=0"), act=editors.save_what_changed),
    in_editor("editor-taken-out", editors.at("page", editors.PAGE), act=editors.take_out_and_look),
    in_editor("editor-text", editors.at("text", editors.PAGE), act=editors.with_preview),
    in_editor("editor-text-long", editors.at("text", editors.LONG)),
    in_editor("editor-text-conflict", editors.at("text", editors.LONG), act=editors.save_an_old_text),
    Shown("editor-remarks", remarks.at("page"), "submitting", largest=4_000),
    Shown("editor-remarks-reply", remarks.at("page"), "submitting", act=remarks.open_a_reply),
    Shown("try-lesson", editors.at("try", editors.PAGE), "author"),
    Shown("try-lesson-missed", editors.at("try", editors.PAGE), "author", act=tried(0)),
    Shown("try-lesson-empty", editors.at("try", editors.PAGE), "author", act=tried()),
    Shown("try-quiz", editors.at("try", editors.QUIZ), "author"),
    Shown("try-page-empty", editors.at("try", editors.EMPTY), "author"),
    Shown("try-wide", editors.at("try", editors.WIDE), "author"),
    Shown("try-long", editors.at("try", editors.LONG), "author"),
)
