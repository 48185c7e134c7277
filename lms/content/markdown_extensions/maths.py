"""Turns LaTeX between dollars into MathML; a formula that cannot be read stays visible as its source."""

from contextlib import suppress
from html import escape

from math_core import LatexError, LatexToMathML

from lms.content.markdown_extensions.stash import BlockHtml

MAX_FORMULA = 4_000
"""Characters of one formula."""

_CONVERTER = LatexToMathML(fancy_error=False)


def math_html(tex: str, *, block: bool) -> str:
    """`tex` as a `<math>` element, or as `<code class="math">` if it is not LaTeX that can be rendered."""
    if len(tex) <= MAX_FORMULA:
        with suppress(LatexError):
            return _CONVERTER.convert_with_local_state(tex.strip(), displaystyle=block)
    return f'<code class="math">{escape(tex.strip(), quote=False)}</code>'


def math_block(tex: str, label: str) -> BlockHtml:
    """A formula on lines of its own; where it is wider than the page it scrolls by itself, by keyboard too."""
    group = f'<div class="formula" role="group" tabindex="0" aria-label="{label}">'
    return BlockHtml(f"{group}{math_html(tex, block=True)}</div>")
