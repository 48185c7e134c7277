"""The only writers of the tables of staff lists."""

from lms.staff.operations.lists import (
    NewList,
    begin_list,
    decide,
    drop_list,
    lock_lists,
    match_columns,
    save_list,
    sweep_lists,
)
from lms.staff.operations.undoing import undo_list, undo_until

__all__ = [
    "NewList",
    "begin_list",
    "decide",
    "drop_list",
    "lock_lists",
    "match_columns",
    "save_list",
    "sweep_lists",
    "undo_list",
    "undo_until",
]
