"""The behavioural suite: what a model must be able to do, capability by capability, as data.

After CheckList (Ribeiro et al. 2020): cases of minimum functionality (a label beyond dispute by the
codebook), of invariance (an edit that must change nothing) and of direction (an edit that must move
the prediction one way). The cases are ``tests/behaviour/*.jsonl``, the least that the released
model must pass is ``floors.json`` beside them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from scipy.stats import binomtest

from stancenlp.errors import DataError
from stancenlp.jsonl import atomic_writer, read_records
from stancenlp.schema import STANCES, Kind, Record
from stancenlp.stance.classifier import StanceClassifier

SUITE = Path(__file__).resolve().parent.parent / "tests" / "behaviour"
FLOORS = "floors.json"
#: An edit moves a prediction if its expected position on the scale 0 (conciliatory) … 2 (hostile)
#: changes by more than this.
MARGIN = 0.1

Test = Literal["minimum functionality", "invariance", "directional"]
Expectation = Literal["conciliatory", "firm", "hostile", "same", "softer", "harder"]


class Words(BaseModel):
    """What a case gives the model to read."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1)
    offer: str | None = None
    context: str | None = None
    kind: Kind = "direct"


class Case(Record):
    """One case: one statement with its label, or an original and its edits with what must follow."""

    model_config = ConfigDict(extra="forbid")

    case_id: str
    capability: str
    test: Test
    statements: list[Words] = Field(min_length=1)
    expect: Expectation
    #: Why the expectation is beyond dispute: the codebook's rule, or what the edit does.
    rule: str = Field(min_length=1)

    @model_validator(mode="after")
    def _expectation_fits_the_test(self) -> Case:
        wanted: tuple[Any, int] = {
            "minimum functionality": (STANCES, 1),
            "invariance": (("same",), 2),
            "directional": (("softer", "harder"), 2),
        }[self.test]
        expectations, least = wanted
        if self.expect not in expectations:
            raise ValueError(f"a case of {self.test} expects one of {', '.join(expectations)}")
        if len(self.statements) < least or (least == 1 and len(self.statements) > 1):
            raise ValueError(f"a case of {self.test} has not {len(self.statements)} statements")
        return self


@dataclass(frozen=True)
class Outcome:
    """Whether a model passed a case, and what it said of each of the case's statements."""

    case: Case
    passed: bool
    said: tuple[str, ...]
    positions: tuple[float, ...]


def read_suite(folder: Path = SUITE) -> list[Case]:
    """All cases of a folder, files in order of their names; DataError if one is bad or none is there."""
    cases = [case for path in sorted(folder.glob("*.jsonl")) for case in read_records(path, Case)]
    if not cases:
        raise DataError(f"{folder}: holds no behavioural case (*.jsonl)")
    return cases


def run_suite(classifier: StanceClassifier, cases: Sequence[Case]) -> list[Outcome]:
    """What the model makes of every case, in order."""
    words = [statement.model_dump() for case in cases for statement in case.statements]
    chances = iter(classifier.predict_proba(words))
    return [_judge(case, np.array([next(chances) for _ in case.statements])) for case in cases]


def _judge(case: Case, chances: np.ndarray) -> Outcome:
    said = tuple(STANCES[column] for column in chances.argmax(axis=1))
    positions = chances @ np.arange(len(STANCES))
    passed = {
        "same": len(set(said)) == 1,
        "softer": bool((positions[1:] < positions[0] - MARGIN).all()),
        "harder": bool((positions[1:] > positions[0] + MARGIN).all()),
    }.get(case.expect, said[0] == case.expect)
    return Outcome(case, passed, said, tuple(positions.tolist()))


def pass_rates(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """By capability: the kinds of test, ``passed`` of ``cases``, and the rate with its 95% Wilson interval."""
    rates = {}
    for capability in dict.fromkeys(outcome.case.capability for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.case.capability == capability]
        passed = sum(outcome.passed for outcome in own)
        interval = binomtest(passed, len(own)).proportion_ci(method="wilson")
        rates[capability] = {
            "tests": sorted({outcome.case.test for outcome in own}),
            "passed": passed,
            "cases": len(own),
            "value": passed / len(own),
            "low": float(interval.low),
            "high": float(interval.high),
        }
    return rates


def rates_table(rates: dict[str, dict[str, Any]]) -> list[str]:
    """Pass rates as the lines of a Markdown table."""
    return [
        "| capability | passed | rate [95%] |",
        "| --- | --- | --- |",
        *(
            f"| {name.replace('_', ' ')} | {rate['passed']} of {rate['cases']} "
            f"| {rate['value']:.2f} [{rate['low']:.2f}, {rate['high']:.2f}] |"
            for name, rate in rates.items()
        ),
    ]


def to_markdown(outcomes: Sequence[Outcome]) -> str:
    """The pass rates as a table, and every case that was failed beside what the model said."""
    lines = rates_table(pass_rates(outcomes))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    lines += [
        "",
        f"{len(outcomes) - len(failed)} of {len(outcomes)} cases passed. Failed:",
        "",
        *(
            f"- {o.case.case_id}: expected {o.case.expect}, got {', '.join(o.said)}: "
            f"{o.case.statements[-1].text}"
            for o in failed
        ),
    ]
    return "\n".join(lines) + "\n"


def read_floors(folder: Path = SUITE) -> dict[str, int]:
    """The least number of cases of each capability that a released model passes."""
    path = folder / FLOORS
    try:
        floors = json.loads(path.read_text("utf-8"))
        return {str(name): int(least) for name, least in floors["at_least"].items()}
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"{path}: not a floor file ({error!r}); `python -m training behaviour --record` writes one"
        ) from error


def below_floors(rates: dict[str, dict[str, Any]], floors: dict[str, int]) -> list[str]:
    """A sentence for every capability in which a model passes fewer cases than the floor."""
    return [
        f"{capability} passes {rates[capability]['passed']} of {rates[capability]['cases']} "
        f"cases, the floor is {least}"
        for capability, least in floors.items()
        if capability in rates and rates[capability]["passed"] < least
    ]


def record_floors(rates: dict[str, dict[str, Any]], model: str, folder: Path = SUITE) -> None:
    """Write the floors: one case below what was measured, for machines differ in the last digits."""
    floors = {name: max(0, rate["passed"] - 1) for name, rate in sorted(rates.items())}
    with atomic_writer(folder / FLOORS) as stream:
        json.dump({"model": model, "at_least": floors}, stream, indent=2)
        stream.write("\n")
