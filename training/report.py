"""An evaluation made readable: one self-contained HTML page, a Markdown summary, and the figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from stancenlp.jsonl import atomic_writer
from stancenlp.schema import STANCES, Record
from training.behaviour import rates_table

#: The figures of the table that sets a model beside its baselines.
COLUMNS = {
    "macro_f1": "macro-F1",
    "quadratic_kappa": "quadratic kappa",
    "mean_absolute_error": "mean error",
    "severe_error_rate": "severe errors",
    "expected_calibration_error": "calibration error",
    "brier_score": "Brier",
}
_TEMPLATE = "report.html.j2"
WITHHELD = (
    "Not listed: these are statements of the test split, and who has read its errors can no longer "
    "choose on it. `--list-test-errors` lists them all the same."
)


class CurvePoint(Record):
    """One run of a learning curve: how much it was trained on and what it reached."""

    statements: int = Field(gt=0)
    macro_f1: float = Field(ge=0, le=1)
    seed: int | None = None


def write_report(
    result: dict[str, Any], data: str, folder: Path, curve: Sequence[CurvePoint] = ()
) -> None:
    """``report.html``, ``report.md`` and ``metrics.json`` in ``folder``.

    Parameters
    ----------
    result : what :func:`training.evaluation.evaluate` returns.
    data : names the file that was measured on.
    curve : points of a learning curve, to be drawn too.
    """
    for name, text in (
        ("metrics.json", json.dumps(result, indent=1, ensure_ascii=False) + "\n"),
        ("report.md", to_markdown(result, data)),
        ("report.html", to_html(result, data, curve)),
    ):
        with atomic_writer(folder / name) as stream:
            stream.write(text)


def to_html(result: dict[str, Any], data: str, curve: Sequence[CurvePoint] = ()) -> str:
    """The whole evaluation as one page that needs no other file and no network."""
    import jinja2

    from training import figures

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = _cell
    environment.filters["words"] = _words
    marked = result["figures"]["share_marked_for_review"]["value"]
    dimensions: dict[str, list[dict[str, Any]]] = {}
    for row in result["slices"]:
        dimensions.setdefault(row["dimension"], []).append(row)
    return environment.get_template(_TEMPLATE).render(
        result=result,
        data=data,
        columns=COLUMNS,
        compared=_compared(result),
        rest={k: v for k, v in result["figures"].items() if k not in COLUMNS},
        withheld=WITHHELD,
        confusions={
            question: figures.confusion(table["labels"], table["counts"])
            for question, table in result["confusion"].items()
        },
        reliability=figures.reliability(result["reliability"]),
        risk_coverage=figures.risk_coverage(
            result["risk_coverage"], 1 - marked if marked < 1 else None
        ),
        curve=figures.learning_curve(curve) if curve else None,
        slices={
            dimension: figures.intervals(
                [(_slice_name(r), *_figure(r["accuracy"])) for r in rows],
                "share right [95%]",
            )
            for dimension, rows in dimensions.items()
        },
        behaviour=figures.intervals(
            [
                (f"{_words(name)} ({rate['passed']}/{rate['cases']})", *_figure(rate))
                for name, rate in result["behaviour"]["capabilities"].items()
            ],
            "share of cases passed [95%]",
        )
        if "behaviour" in result
        else None,
    )


def to_markdown(result: dict[str, Any], data: str) -> str:
    """The summary: the model beside its baselines, every figure, what is weakest."""
    lines = [
        f"## {result['model']} on {data}: {result['n']} statements of {result['disputes']} disputes",
        "",
        "95% intervals: bootstrap over disputes.",
        "",
        "| | " + " | ".join(COLUMNS.values()) + " |",
        "| --- " * (len(COLUMNS) + 1) + "|",
    ]
    for name, measured in _compared(result).items():
        lines.append(f"| {name} | " + " | ".join(_cell(measured[c]) for c in COLUMNS) + " |")
    if "comparison" in result:
        lines += ["", difference(result["comparison"])]
    lines += ["", "| figure | value [95%] |", "| --- | --- |"]
    rest = {k: v for k, v in result["figures"].items() if k not in COLUMNS}
    lines += [f"| {_words(name)} | {_cell(figure)} |" for name, figure in rest.items()]
    lines += ["", "| true \\ predicted | " + " | ".join(STANCES) + " |", "| --- " * 4 + "|"]
    for label, row in zip(STANCES, result["confusion"]["stance"]["counts"], strict=True):
        lines.append(f"| {label} | " + " | ".join(map(str, row)) + " |")
    weakest = sorted(result["slices"], key=lambda r: r["accuracy"]["value"])[:8]
    lines += ["", "Weakest slices:", "", "| slice | n | right | severe |", "| --- " * 4 + "|"]
    lines += [
        f"| {r['dimension']}: {_words(r['value'])} | {r['n']} | {_cell(r['accuracy'])} "
        f"| {r['severe_errors']} |"
        for r in weakest
    ]
    if "robustness" in result:
        lines += ["", *_robustness(result["robustness"])]
    if "behaviour" in result:
        lines += ["", *rates_table(result["behaviour"]["capabilities"])]
    return "\n".join(lines) + "\n"


def difference(comparison: dict[str, Any]) -> str:
    """The paired comparison in a sentence or two."""
    figures = ", ".join(
        f"{_words(name)} {d['value']:+.3f} [{d['low']:+.3f}, {d['high']:+.3f}]"
        for name, d in comparison["differences"].items()
    )
    return (
        f"{comparison['candidate']} less {comparison['incumbent']}: {figures}. Only "
        f"{comparison['candidate']} right: {comparison['only_first_right']}, only "
        f"{comparison['incumbent']}: {comparison['only_second_right']} (McNemar p = "
        f"{comparison['mcnemar_p']:.3f})."
    )


def _compared(result: dict[str, Any]) -> dict[str, Any]:
    """Name -> figures of everything measured on the same statements, the model last."""
    compared = dict(result["baselines"])
    if "comparison" in result:
        comparison = result["comparison"]
        name = comparison["incumbent"]
        compared[f"{name} (incumbent)"] = comparison["figures"]
    return {**compared, result["model"]: result["figures"]}


def _robustness(measured: dict[str, Any]) -> list[str]:
    return [
        f"On {measured['n']} statements, the label stays under an edit that changes no meaning:",
        "",
        "| edit | statements touched | label stays [95%] |",
        "| --- | --- | --- |",
        *(f"| {k} | {r['n']} | {_cell(r)} |" for k, r in measured["consistency"].items()),
        "",
        "Macro-F1 with less to go by: "
        + ", ".join(f"{k} {v:.3f}" for k, v in measured["macro_f1"].items())
        + ".",
    ]


def _slice_name(row: dict[str, Any]) -> str:
    severe = f", {row['severe_errors']} severe" if row["severe_errors"] else ""
    return f"{_words(row['value'])} ({row['n']}{severe})"


def _figure(figure: dict[str, float]) -> tuple[float, float, float]:
    return figure["value"], figure["low"], figure["high"]


def _cell(figure: dict[str, float]) -> str:
    return "{:.3f} [{:.3f}, {:.3f}]".format(*_figure(figure))


def _words(name: str) -> str:
    return name.replace("_", " ")
