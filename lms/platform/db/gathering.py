"""The texts of many rows as one value with a space between: what both databases can do, each by a name of its own.

SQLAlchemy's `aggregate_strings` puts its separator in when a statement runs; a hot statement is compiled before.
"""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

NAMES = {"sqlite": "group_concat", "postgresql": "string_agg"}


class gathered(GenericFunction[str]):
    """`gathered(text)` in a SELECT; NULL without rows. The order of the texts is the database's."""

    type = String()
    inherit_cache = True


@compiles(gathered)
def _in_words_of_the_database(element: gathered, compiler: Any, **options: Any) -> str:
    return f"{NAMES[compiler.dialect.name]}({compiler.process(element.clauses, **options)}, ' ')"
