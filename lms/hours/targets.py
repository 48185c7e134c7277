"""JP of many people by the rules of a day: who is at the minimum, what is lacking, what is credited (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class JpCell:
    """How many people of a unit (0: none) and status have so many JP in the year; 0 JP too."""

    unit_id: int
    status: str
    jp: int
    people: int


@dataclass(frozen=True)
class Bounds:
    """What a status needs at least and is credited at most; None where no rule is known."""

    floor: int | None = None
    ceiling: int | None = None


@dataclass(frozen=True)
class Standing:
    """People at work in a year. `bound` are those of a status with a minimum; the next four are of them alone.

    `capped` are those of a status with a ceiling, with what they earned and what is credited of it.
    """

    people: int = 0
    bound: int = 0
    reached: int = 0
    target: int = 0  # JP that all of them need
    lacking: int = 0  # JP
    earned: int = 0  # JP of everybody
    credited: int = 0
    capped: int = 0
    capped_earned: int = 0
    capped_credited: int = 0

    @property
    def behind(self) -> int:
        """Who lacks JP to the minimum."""
        return self.bound - self.reached

    @property
    def share(self) -> int:
        """Percent at the minimum; never 100 while somebody lacks JP, never 0 once somebody does not."""
        if not self.bound:
            return 0
        return max(int(self.reached > 0), 100 * self.reached // self.bound)

    @property
    def average_lacking(self) -> int:
        """JP that whoever is behind lacks on average, rounded up."""
        return -(-self.lacking // self.behind) if self.behind else 0


def standing_of(cells: Iterable[JpCell], rules: Mapping[str, Bounds]) -> Standing:
    """Adds cells up by the rules of each status."""
    sums = dict.fromkeys(Standing.__dataclass_fields__, 0)
    for cell in cells:
        rule = rules.get(cell.status, Bounds())
        credited = cell.jp if rule.ceiling is None else min(cell.jp, rule.ceiling)
        _add(sums, cell.people, people=1, earned=cell.jp, credited=credited)
        if rule.floor is not None:
            _add(
                sums,
                cell.people,
                bound=1,
                target=rule.floor,
                reached=cell.jp >= rule.floor,
                lacking=max(0, rule.floor - cell.jp),
            )
        if rule.ceiling is not None:
            _add(sums, cell.people, capped=1, capped_earned=cell.jp, capped_credited=credited)
    return Standing(**sums)


def _add(sums: dict[str, int], times: int, /, **each: int) -> None:
    for name, amount in each.items():
        sums[name] += times * amount


@dataclass(frozen=True)
class MonthCell:
    """JP that people of a unit (0: none) and status earned in a month."""

    unit_id: int
    status: str
    month: int
    jp: int


@dataclass(frozen=True)
class MonthLine:
    """What people with a minimum earned in a month, and in the year until its end; `due` would be an even pace."""

    month: int
    jp: int
    total: int
    due: int


def months_of(cells: Iterable[MonthCell], rules: Mapping[str, Bounds], target: int, last: int) -> tuple[MonthLine, ...]:
    """The months of a year until `last`, held against a target of JP for all twelve."""
    earned: Counter[int] = Counter()
    for cell in cells:
        if rules.get(cell.status, Bounds()).floor is not None:
            earned[cell.month] += cell.jp
    found, total = [], 0
    for month in range(1, last + 1):
        total += earned[month]
        found.append(MonthLine(month, earned[month], total, target * month // 12))
    return tuple(found)
