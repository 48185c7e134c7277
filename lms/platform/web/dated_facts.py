"""Something that happened, as pages list it that say where a number comes from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DatedFact:
    """When it was and what, in words; `href` opens it, "" if there is nothing to open; `symbol` names an icon."""

    at: datetime
    words: str
    href: str = ""
    symbol: str = "check"
