"""Turns code blocks into HTML with Pygments classes; no styles in it, and no highlighting of very long ones."""

from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

MAX_HIGHLIGHTED = 20_000
"""Characters; beyond it the time of some lexers' regular expressions is no longer bounded."""

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none"})


def code_html(source: str, language: str = "") -> str:
    """`source` (with its last line end) as `<pre><code>`; words get classes where `language` is known."""
    name = language.lower()
    attribute = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{attribute}>{_highlighted(source, name) or escape(source, quote=False)}</code></pre>"


def _highlighted(source: str, name: str) -> str:
    if name in _PLAIN or len(source) > MAX_HIGHLIGHTED:
        return ""
    try:
        lexer = get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return ""
    return highlight(source, lexer, _FORMATTER)
