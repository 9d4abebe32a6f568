"""The figures of an extraction run as Markdown, and all its errors as a file to read."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any


def to_markdown(result: dict[str, Any], data: str, most_errors: int = 40) -> str:
    """The figures as a table, the phenomena as another, then the first errors."""
    lines = [
        f"## Extraction on {data}: {result['runs']} quoted runs of {result['articles']} articles",
        "",
        "| figure | value [95%, bootstrap over articles] | n |",
        "| --- | --- | --- |",
    ]
    for name, figure in result["figures"].items():
        shown = f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"
        lines.append(f"| {name.replace('_', ' ')} | {shown} | {figure['n']} |")
    if result["textacy_refused"]:
        lines += ["", f"textacy refused {result['textacy_refused']} articles."]
    lines += [
        "",
        "| phenomenon | runs | found | speaker | side |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, numbers in result["phenomena"].items():
        shares = (f"{numbers[what] / numbers['runs']:.3f}" for what in ("found", "speaker", "side"))
        lines.append(f"| {name} | {numbers['runs']} | {' | '.join(shares)} |")
    lines += ["", f"Errors ({len(result['errors'])}):", ""]
    lines += [f"- {error}" for error in result["errors"][:most_errors]]
    return "\n".join(lines) + "\n"


def write_errors(result: dict[str, Any], path: Path) -> None:
    """Every error in a Markdown file, by article."""
    lines = [f"# Errors of extraction: {len(result['errors'])}", ""]
    for article, errors in groupby(result["errors"], key=lambda error: error.article):
        lines += [f"## {article}", ""]
        for error in errors:
            lines += [f"- **{error.what.rstrip(':')}** {' '.join(error.words.split())}"]
            if error.found is not None or error.should_be is not None:
                lines += [f"  - found: {error.found}", f"  - should be: {error.should_be}"]
        lines += [""]
    path.write_text("\n".join(lines), encoding="utf-8")
