"""The same scoring on a Ray cluster: rows of articles in, rows of statements out, streamed by Ray Data.

    python -m stancenlp.scale archive/ -o scores/ --format parquet

On one machine ``stancenlp score --workers N`` does as well. See docs/scaling.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stancenlp.errors import MissingPackageError, StanceError
from stancenlp.schema import Article
from stancenlp.sources import FIELDS, BadRow, Source, expand, files, row_article

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

#: Articles that go to an actor together.
BATCH = 64
#: Reading and writing wait more than they compute.
_LIGHT = 0.1


def read_articles(
    sources: Sequence[str | os.PathLike[str]], columns: Mapping[str, str] | None = None
) -> Dataset:
    """A dataset with a row for each article: the fields of :class:`Article`, and ``error``.

    A file is read by one task, so give an archive as several files; each node must see the files.
    What cannot be read becomes a row with its place in ``article_id`` and the reason in ``error``.

    Parameters
    ----------
    sources, columns : as for :func:`stancenlp.sources.expand`.

    Raises
    ------
    MissingPackageError : Ray is not installed.
    """
    paths = [os.path.abspath(path) for source in sources for path in files(Path(source))]
    dataset = _ray_data().from_items(
        [{"path": path} for path in paths], override_num_blocks=len(paths)
    )
    return dataset.map_batches(
        _read,
        batch_size=1,
        batch_format="pyarrow",
        fn_kwargs={"columns": dict(columns or {})},
        num_cpus=_LIGHT,
    )


def score_dataset(
    articles: Dataset,
    *,
    model: str | None = None,
    backend: str = "auto",
    fast: bool = False,
    offer: str | None = None,
    columns: Mapping[str, str] | None = None,
    all_speakers: bool = False,
    actors: int | None = None,
    cpus_per_actor: int = 1,
) -> Dataset:
    """A row for each statement: the columns of the spreadsheets, and ``error``; in no fixed order.

    An article that cannot be scored becomes a row of its own, with its id and the reason in
    ``error``. Nothing is computed before the dataset is written or drawn from.

    Parameters
    ----------
    articles : rows of articles: of :func:`read_articles`, or of anything else that Ray Data reads.
    columns : field of :class:`Article` -> column of ``articles``, where the two differ.
    model, backend, fast : as for :meth:`StanceClassifier.from_pretrained`; each actor loads it once.
    offer, all_speakers : as for ``stancenlp score``.
    actors : processes that hold the model, at most; default: as many as the cluster has room for.
    cpus_per_actor : CPUs that each of them takes.
    """
    import ray
    from ray.data import ActorPoolStrategy

    if actors is None:
        actors = max(1, int(ray.cluster_resources().get("CPU", 1)) // cpus_per_actor)
    return articles.map_batches(
        _Scorer,
        fn_constructor_kwargs={
            "model": model,
            "backend": backend,
            "fast": fast,
            "offer": offer,
            "columns": dict(columns or {}),
            "all_speakers": all_speakers,
        },
        batch_size=BATCH,
        batch_format="pyarrow",
        compute=ActorPoolStrategy(min_size=1, max_size=actors),
        num_cpus=cpus_per_actor,
    )


def write_rows(scored: Dataset, folder: str, form: str) -> None:
    """Write a dataset's rows into files of ``folder``, as they are scored.

    Parameters
    ----------
    folder : a directory or a URL that Ray Data can write to; it must not hold files already.
    form : ``parquet`` or ``jsonl``.

    Raises
    ------
    StanceError : the folder holds something.
    """
    if Path(folder).is_dir() and any(Path(folder).iterdir()):
        raise StanceError(f"{folder}: is not empty; name a new folder with -o")
    light = {"num_cpus": _LIGHT}
    if form == "parquet":
        scored.write_parquet(folder, ray_remote_args=light, compression="zstd")
    else:
        scored.write_json(folder, ray_remote_args=light, force_ascii=False)


def failures(folder: str, form: str) -> int:
    """How many of the rows that :func:`write_rows` wrote are of what could not be scored."""
    import pyarrow.dataset

    kind = {"parquet": "parquet", "jsonl": "json"}[form]
    written = pyarrow.dataset.dataset(folder, schema=_schema(), format=kind)
    count: int = written.count_rows(filter=pyarrow.dataset.field("error").is_valid())
    return count


def _schema() -> pyarrow.Schema:
    import pyarrow

    from stancenlp.report.spreadsheets import arrow_schema

    return arrow_schema().append(pyarrow.field("error", pyarrow.string()))


class _Scorer:
    """An actor's work: it loads the model once and scores batches of articles."""

    def __init__(
        self,
        model: str | None,
        backend: str,
        fast: bool,
        offer: str | None,
        columns: dict[str, str],
        all_speakers: bool,
    ) -> None:
        from stancenlp.stance.classifier import StanceClassifier

        self._classifier = StanceClassifier.from_pretrained(model, backend=backend, fast=fast)
        self._offer, self._all_speakers = offer, all_speakers
        self._names = {field: columns.get(field, field) for field in FIELDS}

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        from stancenlp.report.tables import rows
        from stancenlp.scoring import score_corpus

        failed: list[dict[str, object]] = []

        def note(source: object, error: object) -> None:
            name = source.article_id if isinstance(source, Article) else str(source)
            failed.append({"article_id": name, "error": str(error)})

        scored = score_corpus(
            self._articles(batch.to_pylist(), note),
            classifier=self._classifier,
            offer=self._offer,
            on_error=note,
        )
        statements: list[dict[str, object]] = list(rows(scored, self._all_speakers))
        return pyarrow.Table.from_pylist([*statements, *failed], schema=_schema())

    def _articles(
        self, batch: list[dict[str, Any]], note: Callable[[object, object], None]
    ) -> Iterator[Article]:
        for row in batch:
            if row.get("error"):
                note(row[self._names["article_id"]], row["error"])
                continue
            digest = hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).hexdigest()[:12]
            name = str(row.get(self._names["article_id"]) or f"row-{digest}")
            article = row_article(row, name, self._names, default_id=name)
            if isinstance(article, BadRow):
                note(article.where, article.error)
            else:
                yield article


def _read(batch: pyarrow.Table, columns: Mapping[str, str]) -> Iterator[pyarrow.Table]:
    """Tables of up to :data:`BATCH` articles of a file."""
    import pyarrow

    schema = pyarrow.schema([(name, pyarrow.string()) for name in (*FIELDS, "error")])
    found: list[dict[str, str | None]] = []
    sources: list[Source] = batch["path"].to_pylist()
    for source in expand(sources, columns):
        found.append(_row(source))
        if len(found) == BATCH:
            yield pyarrow.Table.from_pylist(found, schema=schema)
            found = []
    yield pyarrow.Table.from_pylist(found, schema=schema)


def _row(source: Any) -> dict[str, str | None]:
    from stancenlp.articles import read_article

    try:
        if isinstance(source, BadRow):
            raise source.error
        article = source if isinstance(source, Article) else read_article(source)
    except StanceError as error:
        return {"article_id": str(source), "error": str(error)}
    return {field: getattr(article, field) for field in FIELDS}


def _ray_data() -> Any:
    try:
        import ray.data
    except ImportError as error:
        raise MissingPackageError(
            f"scoring on a cluster needs {error.name}: pip install 'stancenlp[scale]'"
        ) from error
    return ray.data


def main(arguments: Sequence[str] | None = None) -> int:
    """Score files on a Ray cluster; returns the exit status: 0 done, 1 some inputs failed."""
    from stancenlp.cli import columns

    parser = argparse.ArgumentParser(prog="python -m stancenlp.scale", description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, globs")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER")
    parser.add_argument("--format", choices=("parquet", "jsonl"), default="parquet")
    parser.add_argument(
        "--address", help="of a running cluster; default: RAY_ADDRESS, or this machine"
    )
    parser.add_argument("--actors", type=int, metavar="N", help="processes that hold the model")
    parser.add_argument("--model", metavar="NAME", help="a released model, a folder or a Hub id")
    parser.add_argument("--backend", default="auto", help="as for stancenlp score")
    parser.add_argument("--fast", action="store_true", help="as for stancenlp score")
    parser.add_argument("--offer", metavar="TEXT", help="what is on the table, for every statement")
    parser.add_argument("--all-speakers", action="store_true")
    parser.add_argument("--columns", type=columns, metavar="FIELD=NAME,…")
    options = parser.parse_args(arguments)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        _ray_data()
        import ray

        ray.init(options.address, ignore_reinit_error=True, include_dashboard=False)
        scored = score_dataset(
            read_articles(options.paths, options.columns),
            model=options.model,
            backend=options.backend,
            fast=options.fast,
            offer=options.offer,
            all_speakers=options.all_speakers,
            actors=options.actors,
        )
        write_rows(scored, options.output, options.format)
        failed = failures(options.output, options.format)
    except StanceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if failed:
        print(f"error: {failed} inputs failed: see the rows with `error`", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
