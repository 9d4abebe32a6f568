"""``python -m training``: train, evaluate. Run from a checkout; never part of the installed library."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from stancenlp.errors import StanceError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status (0 done, 1 failed, 2 usage)."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    train = commands.add_parser("train", help="train the model of a recipe on the corpus")
    train.add_argument("--recipe", type=Path, required=True, help="a file of training/recipes/")
    train.add_argument("-o", "--output", type=Path, required=True, help="the model's new folder")
    train.add_argument("--corpus", type=Path, help="folder of the splits (default: data/annotated)")
    train.add_argument("--size", type=int, help="use only so many training statements")
    train.add_argument("--set", action="append", metavar="KEY=VALUE", help="change one recipe key")

    evaluate = commands.add_parser("evaluate", help="measure a model beside its baselines")
    evaluate.add_argument("--model", help="a released model, a folder or a Hub id")
    evaluate.add_argument("--data", type=Path, required=True, help="annotated statements (.jsonl)")
    evaluate.add_argument("--report", type=Path, help="folder for metrics.json and report.md")
    evaluate.add_argument("--corpus", type=Path, help="corpus whose train split the baselines fit")
    evaluate.add_argument("--no-baselines", action="store_true", help="measure the model only")

    extraction = commands.add_parser("evaluate-extraction", help="measure statement extraction")
    extraction.add_argument("--data", type=Path, required=True, help="annotated articles (.jsonl)")
    extraction.add_argument("--errors", type=int, default=40, help="how many errors to show")
    extraction.add_argument(
        "--no-textacy", action="store_true", help="do not measure textacy's extractor beside ours"
    )
    extraction.add_argument("--write-errors", type=Path, help="write every error to this file")

    release = commands.add_parser("release", help="measure a model and enter it in the registry")
    release.add_argument("model", type=Path, help="the model's folder, inside models/")
    release.add_argument("--recipe", type=Path, required=True, help="the recipe it was trained by")
    release.add_argument(
        "--corpus", type=Path, help="folder of the splits (default: data/annotated)"
    )
    release.add_argument(
        "--data", type=Path, nargs="*", default=[], help="further files to measure on"
    )

    agreement = commands.add_parser("agreement", help="how far the annotators agree, by split")
    agreement.add_argument(
        "--corpus", type=Path, help="folder of the splits (default: data/annotated)"
    )

    datasheet = commands.add_parser("datasheet", help="count the corpus into its datasheet")
    datasheet.add_argument("--corpus", type=Path, help="folder of the splits")

    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    for chatty in ("httpx", "datasets", "filelock", "transformers"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        run = {
            "train": _train,
            "evaluate": _evaluate,
            "evaluate-extraction": _evaluate_extraction,
            "release": _release,
            "agreement": _agreement,
            "datasheet": _datasheet,
        }[options.command]
        status = run(options)
        sys.stdout.flush()
        return status
    except StanceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _train(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.recipe import read_recipe
    from training.train import train

    recipe = read_recipe(options.recipe, options.set)
    train(recipe, options.output, options.corpus or CORPUS, options.size)
    print(options.output)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from stancenlp.jsonl import read_records
    from stancenlp.schema import AnnotatedStatement
    from stancenlp.stance.classifier import StanceClassifier
    from training.corpus import CORPUS, read_split
    from training.evaluation import evaluate, to_markdown, write_report

    failures: list[Exception] = []

    def bad(error: Exception) -> None:
        failures.append(error)
        print(f"error: {error}", file=sys.stderr)

    statements = list(read_records(options.data, AnnotatedStatement, bad))
    if not statements:
        raise StanceError(f"{options.data}: holds no annotated statement to measure on")
    train = None if options.no_baselines else read_split("train", options.corpus or CORPUS)
    result = evaluate(StanceClassifier.from_pretrained(options.model), statements, train)
    if options.report:
        write_report(result, options.data.name, options.report)
    print(to_markdown(result, options.data.name))
    return 1 if failures else 0


def _evaluate_extraction(options: argparse.Namespace) -> int:
    from training.extraction_evaluation import evaluate_extraction, read_articles
    from training.extraction_report import to_markdown, write_errors

    result = evaluate_extraction(read_articles(options.data), textacy=not options.no_textacy)
    if options.write_errors:
        write_errors(result, options.write_errors)
    print(to_markdown(result, options.data.name, options.errors))
    return 0


def _release(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.release import release

    release(options.model, options.recipe, options.corpus or CORPUS, options.data)
    return 0


def _agreement(options: argparse.Namespace) -> int:
    from training.agreement import report
    from training.corpus import CORPUS

    print(report(options.corpus or CORPUS))
    return 0


def _datasheet(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.datasheet import write_figures

    print(write_figures(options.corpus or CORPUS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
