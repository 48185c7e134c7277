"""What a learner reads of Markdown: the words of the page that it becomes."""

import re
from html import unescape

from lms.content.markdown import render_markdown


def words_of(markdown: str) -> str:
    """The words of the rendered text, white space made one blank."""
    html = re.sub(r"</(?:p|li|h\d|td|th|blockquote|dd|dt)>|<br>", " ", render_markdown(markdown))
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
