"""The report's figures as SVG text, to be put inside the page; one function a figure."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

_INK, _ACCENT, _PALE = "#1d2733", "#1f6f8b", "#b9c3cc"
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "stancenlp",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.edgecolor": _PALE,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


def confusion(labels: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """A confusion matrix, rows true, shaded by the share of the row."""
    table = np.array(counts)
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    with _drawing(1.5 + 0.75 * len(labels), 1.0 + 0.55 * len(labels)) as (axes, svg):
        axes.imshow(shares, cmap="GnBu", vmin=0, vmax=1.15, aspect="auto")
        axes.set_xticks(range(len(labels)), labels)
        axes.set_yticks(range(len(labels)), labels)
        axes.set(xlabel="predicted", ylabel="true")
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        for row, column in np.ndindex(table.shape):
            axes.text(
                column,
                row,
                f"{table[row, column]}",
                ha="center",
                va="center",
                color="white" if shares[row, column] > 0.6 else _INK,
            )
    return svg[0]


def reliability(bins: Sequence[Sequence[float]]) -> str:
    """Accuracy against confidence in bins of equal count; the dashed line is perfect calibration."""
    with _drawing(3.4, 3.0) as (axes, svg):
        axes.plot([0.3, 1], [0.3, 1], color=_PALE, linestyle="--", linewidth=1)
        axes.plot([b[1] for b in bins], [b[2] for b in bins], "o-", color=_ACCENT, markersize=4)
        axes.set(xlabel="mean confidence", ylabel="share right", xlim=(0.3, 1.02), ylim=(0, 1.03))
    return svg[0]


def risk_coverage(points: Sequence[Sequence[float]], share_kept: float | None) -> str:
    """Share of errors among the surest statements, as more are kept; the line marks the review threshold."""
    with _drawing(3.4, 3.0) as (axes, svg):
        axes.plot([p[0] for p in points], [p[1] for p in points], color=_ACCENT)
        if share_kept is not None:
            axes.axvline(share_kept, color=_PALE, linestyle="--", linewidth=1)
            axes.text(share_kept, axes.get_ylim()[1], " not marked", fontsize=8, va="top")
        axes.set(xlabel="share kept (coverage)", ylabel="share wrong (risk)", xlim=(0, 1.02))
        axes.set_ylim(bottom=0)
    return svg[0]


def learning_curve(points: Sequence[Any]) -> str:
    """Macro-F1 against the number of training statements: a dot a run, a line through the means."""
    sizes = sorted({point.statements for point in points})
    means = [np.mean([p.macro_f1 for p in points if p.statements == size]) for size in sizes]
    with _drawing(3.4, 3.0) as (axes, svg):
        axes.plot(
            [p.statements for p in points], [p.macro_f1 for p in points], "o", color=_PALE, ms=4
        )
        axes.plot(sizes, means, "o-", color=_ACCENT, markersize=4)
        axes.set(xlabel="training statements", ylabel="macro-F1", xlim=(0, None))
    return svg[0]


def intervals(rows: Sequence[tuple[str, float, float, float]], label: str) -> str:
    """A dot with its interval for each share (name, value, low, high), one below the other."""
    with _drawing(5.2, 0.6 + 0.22 * len(rows)) as (axes, svg):
        places = range(len(rows))
        axes.hlines(places, [r[2] for r in rows], [r[3] for r in rows], color=_PALE, linewidth=2)
        axes.plot([r[1] for r in rows], places, "o", color=_ACCENT, markersize=4.5)
        axes.set_yticks(places, [r[0] for r in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set(xlabel=label, xlim=(0, 1.02))
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color="#e6eaee", linewidth=0.7)
        axes.set_axisbelow(True)
    return svg[0]


@contextmanager
def _drawing(width: float, height: float) -> Iterator[tuple[Axes, list[str]]]:
    """Axes to draw on (inches); afterwards the list holds the drawing as an ``<svg>`` element."""
    svg: list[str] = []
    with rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure.subplots(), svg
        stream = io.StringIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    text = stream.getvalue()
    svg.append(text[text.index("<svg") :])
