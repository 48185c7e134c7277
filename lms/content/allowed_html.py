"""The one list of the HTML that may reach a page; both sanitisers and the warnings to authors come from it (pure)."""

import re

from pygments.token import STANDARD_TYPES

from lms.content.slugs import slug
from lms.content.targets import ID_PREFIX

EVERYWHERE = frozenset({"id", "lang", "dir", "title", "class"})

ALLOWED: dict[str, frozenset[str]] = {
    tag: frozenset(attributes.split())
    for tag, attributes in {
        # text
        "p": "", "br": "", "hr": "", "div": "role tabindex aria-label", "span": "", "blockquote": "", "pre": "",
        "h2": "", "h3": "", "h4": "", "h5": "", "h6": "",
        "a": "href rel download aria-label",
        "em": "", "strong": "", "b": "", "i": "", "u": "", "s": "", "del": "", "ins": "",
        "code": "", "kbd": "", "samp": "", "var": "", "sub": "", "sup": "", "small": "", "mark": "", "q": "",
        "abbr": "", "cite": "", "dfn": "", "time": "datetime", "wbr": "", "bdi": "", "bdo": "",
        # lists, asides, disclosures
        "ul": "", "ol": "start reversed", "li": "value", "dl": "", "dt": "", "dd": "",
        "aside": "role", "section": "aria-label", "details": "open", "summary": "",
        # tables
        "table": "", "caption": "", "thead": "", "tbody": "", "tfoot": "", "tr": "",
        "th": "scope colspan rowspan align", "td": "colspan rowspan align",
        # media
        "figure": "", "figcaption": "", "img": "src alt width height srcset sizes loading decoding",
        "audio": "src controls preload", "video": "src controls preload", "track": "src kind srclang label default",
        # MathML Core
        "math": "display", "mrow": "", "mi": "mathvariant", "mn": "", "ms": "", "mtext": "",
        "mo": "stretchy lspace rspace form fence separator largeop movablelimits symmetric minsize maxsize",
        "mspace": "width height depth", "msub": "", "msup": "", "msubsup": "", "munder": "accentunder",
        "mover": "accent", "munderover": "accent accentunder", "mfrac": "linethickness displaystyle", "msqrt": "",
        "mroot": "", "mtable": "displaystyle", "mtr": "", "mtd": "columnspan rowspan",
        "mpadded": "width height depth lspace voffset",
        "mphantom": "", "mstyle": "displaystyle scriptlevel", "merror": "", "mmultiscripts": "", "mprescripts": "",
    }.items()
}  # fmt: skip
"""Tag → attributes beside those that every tag may have (id, lang, dir, title, and classes of a closed set)."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""What a link may begin with when it is not relative; media may only be the portal's own."""

_CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name) | {
    *("note", "g", "y", "r", "scroll", "player", "transcript", "card"),
    *("formula", "math", "footnotes", "footnote-ref", "footnote-back"),
}
_LANGUAGE_CLASS = re.compile(r"language-[\w#+.-]{1,40}")
_OWN_MEDIA = re.compile(r"/(?!/)[\w./~-]*")
_VALUES: dict[tuple[str, str], re.Pattern[str]] = {
    ("div", "role"): re.compile("group"),
    ("div", "tabindex"): re.compile("0"),
    ("a", "rel"): re.compile("noopener"),
    ("img", "src"): _OWN_MEDIA,
    ("img", "srcset"): re.compile(r"(?:/(?!/)[\w./~-]+ \d+w(?:, )?)+"),
    ("audio", "src"): _OWN_MEDIA,
    ("video", "src"): _OWN_MEDIA,
    ("track", "src"): _OWN_MEDIA,
    ("audio", "preload"): re.compile("none"),
    ("video", "preload"): re.compile("none"),
}


def kept_value(tag: str, attribute: str, value: str) -> str | None:
    """What stays of an attribute's value on `tag`; None takes the attribute away."""
    if attribute not in EVERYWHERE and attribute not in ALLOWED.get(tag, frozenset()):
        return None
    if attribute == "class":
        return " ".join(name for name in value.split() if name in _CLASSES or _LANGUAGE_CLASS.fullmatch(name)) or None
    if attribute == "id":
        return ID_PREFIX + (slug(value.removeprefix(ID_PREFIX)) or "section")
    rule = _VALUES.get((tag, attribute))
    return value if rule is None or rule.fullmatch(value) else None
