"""Keeps when people want which letters as e-mail. Nothing is committed here."""

from collections.abc import Mapping
from datetime import datetime

from lms.kernel.errors import Unprocessable
from lms.notifications.letter import Choice
from lms.notifications.models import ChannelChoice
from lms.notifications.operations.letters import INSERTS
from lms.notifications.registry import kind_of
from lms.platform.db.doors import current_dialect
from lms.platform.db.model import db


def keep_choices(person_id: int, choices: Mapping[str, Choice], now: datetime) -> None:
    """What a person chose by kind, for letters from now on; of one that is waiting only "off" is heeded.

    Raises Unprocessable for a kind that always leaves as e-mail and is not to.
    """
    for kind, choice in choices.items():
        if choice not in kind_of(kind).choices:
            raise Unprocessable("Choose one of these.")
    rows = [
        {"person_id": person_id, "kind": kind, "choice": one.value, "chosen_at": now} for kind, one in choices.items()
    ]
    if rows:
        added = INSERTS[current_dialect().name](ChannelChoice.__table__)
        kept = {"choice": added.excluded.choice, "chosen_at": added.excluded.chosen_at}
        db.session.execute(added.on_conflict_do_update(index_elements=["person_id", "kind"], set_=kept), rows)
