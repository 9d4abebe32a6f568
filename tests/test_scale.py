"""The same scoring on a local Ray cluster: the same rows, and none lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from stancenlp import StanceClassifier, score_corpus
from stancenlp.report.tables import rows

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.slow

TEXT = (
    "Allied Care Workers general secretary Ruth Alderman said of story {}: “The offer is an insult.”\n"
    "“It is what we can afford,” said Helen Marsh, chief executive of Pennine Care Ltd.\n"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """A cluster of this machine, with two CPUs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(
            "local",  # never a cluster that happens to run here
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
        )
        yield
        ray.shutdown()


def archive(folder: Path) -> Path:
    """Articles in two files of JSON Lines and one of Parquet; one line is broken, one text empty."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir()
    for name, numbers in (("a", range(40)), ("b", range(40, 80))):
        records = [
            {"article_id": f"x{n}", "text": TEXT.format(n), "title": f"№ {n}"} for n in numbers
        ]
        lines = [json.dumps(record) for record in records]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open(folder / "b.jsonl", "a", encoding="utf-8") as stream:
        stream.write('{"article_id": "broken", "text": \n{"article_id": "empty", "text": " "}\n')
    table = pa.table({"article_id": ["p1", "p2"], "text": [TEXT.format("p1"), TEXT.format("p2")]})
    pq.write_table(table, folder / "c.parquet")
    return folder


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_a_cluster_scores_row_for_row_as_one_process(
    form: str,
    cluster: None,
    classifier: StanceClassifier,
    tiny_model: Path,
    tiny_base: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    from stancenlp.scale import main

    source = archive(tmp_path / "in")
    heard: dict[str, str] = {}
    scored = score_corpus(
        [source],
        classifier=classifier,
        on_error=lambda found, error: heard.update({str(found): str(error)}),
    )
    expected = sorted(rows(scored), key=lambda row: str(row["statement_id"]))

    target = tmp_path / "out"
    options = ["--format", form, "--model", str(tiny_model), "--actors", "1"]
    assert main([str(source), "-o", str(target), *options]) == 1

    found = read(target, form)
    failed = {row["article_id"]: row["error"] for row in found if row["error"] is not None}
    statements = [row for row in found if row["error"] is None]
    assert all(row.pop("error") is None for row in statements)
    assert sorted(statements, key=lambda row: str(row["statement_id"])) == expected
    assert len(expected) == 82
    assert failed == heard
    assert len(heard) == 2
    assert "2 inputs failed" in capfd.readouterr().err


def read(folder: Path, form: str) -> list[dict[str, object]]:
    import pyarrow.parquet as pq

    if form == "parquet":
        return [row for file in folder.glob("*.parquet") for row in pq.read_table(file).to_pylist()]
    lines = [
        line for file in folder.glob("*.json") for line in file.read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def test_what_is_there_is_not_written_over(
    cluster: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from stancenlp.scale import main

    (tmp_path / "old.parquet").write_text("kept", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT.format(1), encoding="utf-8")
    assert main([str(tmp_path / "a.txt"), "-o", str(tmp_path)]) == 1
    assert "not empty" in capfd.readouterr().err
