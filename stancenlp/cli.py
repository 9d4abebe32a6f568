"""The command line: score, extract, classify, models, serve. Everything heavy is imported where it is used."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any

DONE, FAILED = 0, 1  # argparse itself exits with 2 on wrong usage


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0 done, 1 some inputs failed, 2 usage."""
    options = _parser().parse_args(arguments)
    from stancenlp.errors import StanceError

    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except StanceError as error:
        _complain(error)
        return FAILED
    except BrokenPipeError:
        # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stancenlp",
        description="Union statements in news articles: who said what, for whom, and how hard.",
    )
    from stancenlp import __version__

    parser.add_argument("--version", action="version", version=f"stancenlp {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    score = commands.add_parser("score", help="find and label the statements of articles")
    _paths(score)
    score.add_argument(
        "--format",
        choices=("table", "jsonl", "csv", "html", "xlsx", "parquet"),
        help="default: table on a terminal, else jsonl",
    )
    score.add_argument(
        "-o", "--output", metavar="FILE", help="write there instead of standard output"
    )
    score.add_argument(
        "--all-speakers", action="store_true", help="show employers, ministers and others too"
    )
    score.add_argument(
        "--explain",
        action="store_true",
        help="html, jsonl: the words' weights (slow: one pass of the model a word)",
    )
    score.add_argument("--offer", metavar="TEXT", help="what is on the table, for every statement")
    _model(score)
    score.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that find statements"
    )
    score.add_argument(
        "--columns",
        type=columns,
        metavar="FIELD=NAME,…",
        help="where rows call an article's field otherwise: text=body,article_id=uuid",
    )
    score.add_argument(
        "--resume",
        action="store_true",
        help="go on where a run with the same -o FILE (jsonl) was stopped",
    )
    score.add_argument(
        "--errors", metavar="FILE", help="write what could not be scored there, as jsonl"
    )
    score.set_defaults(run=_score)

    extract = commands.add_parser("extract", help="find the statements of articles, without labels")
    _paths(extract)
    extract.set_defaults(run=_extract)

    classify = commands.add_parser("classify", help="label one statement")
    classify.add_argument("statement", help="the statement's words")
    classify.add_argument("--offer", metavar="TEXT", help="what is on the table")
    _model(classify)
    classify.set_defaults(run=_classify)

    serve = commands.add_parser("serve", help="open the workbench: read, correct and export")
    serve.add_argument(
        "folder",
        nargs="?",
        metavar="FOLDER",
        help="where the desk is kept; default: data/annotated in a checkout, else stancenlp-desk",
    )
    serve.add_argument("--host", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=int, default=8765, metavar="N")
    serve.add_argument("--model", metavar="NAME", help="a released model, a folder or a Hub id")
    serve.add_argument("--blind", action="store_true", help="hide the model's and others' labels")
    serve.add_argument("--no-browser", action="store_true", help="do not open the page")
    serve.set_defaults(run=_serve)

    convert = commands.add_parser("convert", help="to and from Label Studio, Argilla and doccano")
    forms = ("jsonl", "label-studio", "argilla", "doccano")
    convert.add_argument("file", metavar="FILE", help="labelled statements")
    convert.add_argument("--from", dest="source", choices=forms, required=True)
    convert.add_argument("--to", dest="target", choices=forms, required=True)
    convert.add_argument("--annotator", metavar="NAME", help="doccano: whose votes the labels are")
    convert.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
    convert.set_defaults(run=_convert)

    models = commands.add_parser("models", help="list the released models, or choose the default")
    models.add_argument("--use", metavar="NAME", help="make this released model the default")
    models.set_defaults(run=_models)
    return parser


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="articles (.txt .html .md, .gz), folders, globs, rows of articles (.jsonl .csv "
        ".parquet), or -",
    )


def _model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAME", help="a released model, a folder or a Hub id")
    parser.add_argument(
        "--backend",
        choices=("auto", "openvino", "onnx", "torch", "torch-bfloat16"),
        default="auto",
        help="what runs the model; default: the fastest that can",
    )
    parser.add_argument(
        "--fast",
        action="store_true",
        help="leave what the small model is sure of to it: for archives",
    )


def columns(value: str) -> dict[str, str]:
    """``FIELD=NAME,FIELD=NAME`` on the command line as a mapping. Raises ``ValueError``."""
    pairs = dict(pair.split("=", 1) for pair in value.split(","))  # ValueError: wrong usage
    return {field.strip(): name.strip() for field, name in pairs.items()}


def _score(options: argparse.Namespace) -> int:
    from stancenlp.errors import StanceError
    from stancenlp.loading import load_everything
    from stancenlp.scoring import score_corpus

    form = options.format or ("table" if _to_terminal(options) else "jsonl")
    if options.resume and (form != "jsonl" or options.output is None):
        raise StanceError("--resume needs an output that can be read back: --format jsonl -o FILE")
    if form in ("xlsx", "parquet") and options.output is None:
        raise StanceError(f"{form} cannot go to standard output; name a file with -o FILE")
    if options.explain and form not in ("html", "jsonl"):
        raise StanceError(f"--explain has no place in {form}; take --format html or jsonl")
    classifier = load_everything(
        options.model, options.backend, options.fast, extraction=options.workers <= 1
    )
    failures = 0
    with ExitStack() as stack:
        note = stack.enter_context(_errors(options.errors))
        skip = None
        if form == "jsonl" and options.output is not None:
            from stancenlp.outputs import resumable_writer

            writer = resumable_writer(options.output, options.resume, classifier.config.name)
            stack.enter_context(_naming(options.output))
            stream, held = stack.enter_context(writer)
            skip = held.takes if options.resume else None
        elif form not in ("xlsx", "parquet"):
            stream = stack.enter_context(_output(options.output))

        def failed(source: Any, error: StanceError) -> None:
            nonlocal failures
            failures += 1
            _complain(error)
            note(str(getattr(source, "article_id", source)), error)

        scored = score_corpus(
            options.paths,
            options.workers,
            classifier,
            options.offer,
            failed,
            columns=options.columns,
            skip=skip,
        )
        if options.output is not None:
            from stancenlp.progress import tracked
            from stancenlp.sources import count

            scored = tracked(scored, count(options.paths))
        explain = classifier.explain if options.explain else None
        if form in ("xlsx", "parquet"):
            from stancenlp.report.spreadsheets import write_spreadsheet

            write_spreadsheet(options.output, form, scored, options.all_speakers)
        else:
            from stancenlp.report.formats import write

            write(scored, form, stream, options.all_speakers, explain)
    return FAILED if failures else DONE


@contextmanager
def _errors(path: str | None) -> Iterator[Callable[[str, Exception], None]]:
    """Takes what could not be scored, and why, into a file (JSON Lines) or, without one, nowhere."""
    if path is None:
        yield lambda source, error: None
        return
    import json

    with _output(path) as stream:

        def note(source: str, error: Exception) -> None:
            stream.write(json.dumps({"source": source, "error": str(error)}, ensure_ascii=False))
            stream.write("\n")

        yield note


def _extract(options: argparse.Namespace) -> int:
    from stancenlp.articles import read_article
    from stancenlp.errors import StanceError
    from stancenlp.jsonl import dump_record
    from stancenlp.schema import Article
    from stancenlp.sources import BadRow, expand
    from stancenlp.statements import extract_statements

    status = DONE
    for found in expand(options.paths):
        try:
            if isinstance(found, BadRow):
                raise found.error
            article = found if isinstance(found, Article) else read_article(found)
            statements = extract_statements(article.text, article.article_id)
        except StanceError as error:
            _complain(error)
            status = FAILED
            continue
        if sys.stdout.isatty():
            from rich.console import Console

            from stancenlp.report.tables import table
            from stancenlp.schema import ScoredArticle, ScoredStatement

            rows = [ScoredStatement(**statement.model_dump()) for statement in statements]
            scored = ScoredArticle(article=article, statements=rows, model="")
            Console().print(table(scored, all_speakers=True))
        else:
            for statement in statements:
                sys.stdout.write(dump_record(statement) + "\n")
    return status


def _classify(options: argparse.Namespace) -> int:
    from stancenlp.jsonl import dump_record
    from stancenlp.stance.classifier import StanceClassifier

    classifier = StanceClassifier.from_pretrained(
        options.model, backend=options.backend, fast=options.fast
    )
    prediction = classifier.predict({"text": options.statement, "offer": options.offer})
    if not sys.stdout.isatty():
        print(dump_record(prediction))
        return DONE
    chances = ", ".join(f"{k} {v:.0%}" for k, v in prediction.stance_probabilities.items())
    print(f"{prediction.stance} ({chances}); tone {prediction.sentiment}")
    for aspect, value in prediction.aspects.telling().items():
        print(f"  {aspect}: {value}")
    if prediction.review:
        print("  worth a second look: the model is not sure")
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from pathlib import Path

    from stancenlp.workbench.server import serve

    serve(
        Path(options.folder) if options.folder else None,
        host=options.host,
        port=options.port,
        model=options.model,
        blind=options.blind,
        browser=not options.no_browser,
    )
    return DONE


def _convert(options: argparse.Namespace) -> int:
    from stancenlp.interchange import convert

    text = convert(options.file, options.source, options.target, options.annotator)
    with _output(options.output) as stream:
        stream.write(text)
    return DONE


def _models(options: argparse.Namespace) -> int:
    from stancenlp.stance.registry import models_folder, read_registry, use_model

    if options.use:
        use_model(options.use)
    registry = read_registry()
    print(f"in {models_folder()}:")
    for name, release in registry.models.items():
        figures = ", ".join(
            f"{data} macro-F1 {values['macro_f1']['value']:.3f}"
            for data, values in release.metrics.items()
            if "macro_f1" in values
        )
        default = " (default)" if name == registry.default else ""
        default += " (--fast)" if name == registry.fast else ""
        print(f"  {name}{default}: {release.base}, released {release.released}; {figures}")
    for of, beside in (("side", registry.sides), ("speaker", registry.speakers)):
        if beside:
            figures = ", ".join(
                f"{data} {values[of]['value']:.3f} of {of}s right"
                for data, values in beside.metrics.items()
                if of in values
            )
            print(f"  {beside.path} ({of}s): {beside.base}; {figures}")
    return DONE


def _to_terminal(options: argparse.Namespace) -> bool:
    return options.output is None and sys.stdout.isatty()


@contextmanager
def _output(path: str | None) -> Iterator[IO[str]]:
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    from stancenlp.jsonl import atomic_writer

    with _naming(path), atomic_writer(path) as stream:
        yield stream


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Turns a failure to write into one line that names the file."""
    from stancenlp.errors import StanceError

    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StanceError(f"{path}: cannot be written ({error.strerror or error})") from error


def _complain(error: Exception) -> None:
    print(f"error: {error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
