"""Jam pelajaran (JP), the lesson hour of 45 minutes in which training of civil servants is counted.

Source: PerLAN 5/2018 (1 JP = 45 minutes). JP are never mixed with clock hours.
"""

from typing import NewType

Jp = NewType("Jp", int)
MINUTES_PER_JP = 45


def minutes_of(jp: Jp) -> int:
    """Learning minutes that `jp` lesson hours stand for."""
    return jp * MINUTES_PER_JP
