"""The only writers of the institution's tables: its facts and signers, its units."""

from lms.org.operations.institution import add_signer, end_signer, set_fact
from lms.org.operations.units import (
    NewUnit,
    UnusableUnit,
    add_unit,
    add_units,
    close_unit,
    move_unit,
    remember_names,
    rename_unit,
    unit_named,
)

__all__ = [
    "NewUnit",
    "UnusableUnit",
    "add_signer",
    "add_unit",
    "add_units",
    "close_unit",
    "end_signer",
    "move_unit",
    "remember_names",
    "rename_unit",
    "set_fact",
    "unit_named",
]
