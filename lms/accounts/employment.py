"""What somebody may be in the institution (pure)."""

from dataclasses import dataclass
from enum import StrEnum


class EmploymentStatus(StrEnum):
    """The kinds of civil servants, and everybody else."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk-part-time"
    OTHER = "other"


@dataclass(frozen=True)
class Job:
    """A post as the staff list has it; everything but the status may be ""."""

    nip: str = ""  # 18 digits
    unit: str = ""
    position: str = ""
    rank: str = ""  # pangkat and golongan, as printed
    status: EmploymentStatus = EmploymentStatus.OTHER
