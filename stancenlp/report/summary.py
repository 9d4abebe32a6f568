"""What a run says as a whole: shares, unions and disputes, stance over time, the clearest statements."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stancenlp.schema import STANCES, Prediction, ScoredArticle, ScoredStatement

Grain = Literal["day", "month", "year"]

UNNAMED_UNION = "union not named"
UNNAMED_DISPUTE = "other side not named"
#: A union's mean hardness that moves by less than this is called steady.
STEADY = 0.15
_DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Entry:
    """A union statement of the run: where it is from, and what was predicted."""

    anchor: str
    scored: ScoredArticle
    statement: ScoredStatement
    prediction: Prediction
    union: str
    dispute: str

    @property
    def hardness(self) -> float:
        """Probability of hostile minus that of conciliatory: from -1 (soft) to 1 (hard)."""
        chances = self.prediction.stance_probabilities
        return chances["hostile"] - chances["conciliatory"]


@dataclass(frozen=True)
class Group:
    """The statements of one union in one dispute."""

    union: str
    dispute: str
    counts: dict[str, int]
    hardness: float
    review: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Point:
    """A union's mean hardness in one period; ``when`` is the period's first day."""

    when: date
    label: str
    hardness: float
    count: int


@dataclass(frozen=True)
class Course:
    """How one union's hardness went, period by period."""

    union: str
    points: list[Point]

    @property
    def count(self) -> int:
        return sum(point.count for point in self.points)

    @property
    def movement(self) -> str:
        """``hardening``, ``softening`` or ``steady``, from the first period to the last."""
        change = self.points[-1].hardness - self.points[0].hardness
        if abs(change) < STEADY:
            return "steady"
        return "hardening" if change > 0 else "softening"


def entries(articles: Sequence[ScoredArticle]) -> list[Entry]:
    """The union statements of a run, in the order of the articles."""
    found = []
    for number, scored in enumerate(articles, 1):
        other_side = _other_side(scored)
        for position, statement in enumerate(scored.statements, 1):
            if statement.side == "union" and statement.prediction is not None:
                found.append(
                    Entry(
                        anchor=anchor(number, position),
                        scored=scored,
                        statement=statement,
                        prediction=statement.prediction,
                        union=statement.organisation or UNNAMED_UNION,
                        dispute=statement.dispute or other_side or UNNAMED_DISPUTE,
                    )
                )
    return found


def anchor(article: int, statement: int) -> str:
    """The id of a statement in the page; both numbers count from 1."""
    return f"s{article}-{statement}"


def shares(found: Iterable[Entry]) -> dict[str, int]:
    """How many statements have each stance, in :data:`STANCES` order."""
    counts: Counter[str] = Counter(entry.prediction.stance for entry in found)
    return {stance: counts[stance] for stance in STANCES}


def groups(found: Iterable[Entry]) -> list[Group]:
    """The run by union and dispute, the largest group first."""
    gathered: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in found:
        gathered[entry.union, entry.dispute].append(entry)
    rows = [
        Group(
            union,
            dispute,
            shares(members),
            _mean(members),
            sum(entry.prediction.review for entry in members),
        )
        for (union, dispute), members in gathered.items()
    ]
    return sorted(
        rows, key=lambda row: (row.union == UNNAMED_UNION, -row.total, row.union, row.dispute)
    )


def clearest(found: Iterable[Entry], stance: str, count: int = 5) -> list[Entry]:
    """The statements that most certainly have ``stance``, the surest first."""
    those = [entry for entry in found if entry.prediction.stance == stance]
    return sorted(those, key=lambda entry: -entry.prediction.confidence)[:count]


def courses(found: Iterable[Entry]) -> tuple[list[Course], Grain, int]:
    """Each union's hardness over time; unions with one period only are left out.

    Returns the courses (most statements first), the grain of the periods, and how many statements
    have no date that can be read (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, perhaps with a time).
    """
    dated, undated = [], 0
    for entry in found:
        when = read_date(entry.scored.article.published)
        if when is None:
            undated += 1
        else:
            dated.append((entry, *when))
    grain = _grain([(day, grain) for _, day, grain in dated])
    by_union: dict[str, dict[date, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry, day, _ in dated:
        by_union[entry.union][_period(day, grain)].append(entry)
    result = [
        Course(
            union,
            [
                Point(day, _label(day, grain), _mean(members), len(members))
                for day, members in sorted(periods.items())
            ],
        )
        for union, periods in by_union.items()
        if len(periods) > 1 and union != UNNAMED_UNION
    ]
    return sorted(result, key=lambda course: (-course.count, course.union)), grain, undated


def read_date(text: str | None) -> tuple[date, Grain] | None:
    """A publication date and how fine it is; None where there is none that can be read."""
    match = _DATE.match(text or "")
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    grain: Grain = "day" if day else "month" if month else "year"
    try:
        return date(year or 0, month or 1, day or 1), grain
    except ValueError:
        return None


def _grain(dated: Sequence[tuple[date, Grain]]) -> Grain:
    """As fine as every date allows, and coarse enough for a line of some dozen points."""
    if not dated:
        return "day"
    days = [day for day, _ in dated]
    span = (max(days) - min(days)).days
    order: tuple[Grain, ...] = ("day", "month", "year")
    fitting: Grain = "day" if span <= 45 else "month" if span <= 3 * 366 else "year"
    return max([fitting, *(grain for _, grain in dated)], key=order.index)


def _period(day: date, grain: Grain) -> date:
    if grain == "year":
        return date(day.year, 1, 1)
    return day.replace(day=1) if grain == "month" else day


def _label(day: date, grain: Grain) -> str:
    if grain == "year":
        return str(day.year)
    return f"{day:%b %Y}" if grain == "month" else f"{day.day} {day:%b}"


def _other_side(scored: ScoredArticle) -> str | None:
    """The employer that the article quotes most: stands for the dispute where none is named."""
    named = Counter(
        statement.organisation
        for statement in scored.statements
        if statement.side == "employer" and statement.organisation
    )
    return named.most_common(1)[0][0] if named else None


def _mean(members: Sequence[Entry]) -> float:
    return sum(entry.hardness for entry in members) / len(members)
