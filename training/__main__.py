"""``python -m training``: train, evaluate. Run from a checkout; never part of the installed library."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stancenlp.errors import StanceError

if TYPE_CHECKING:
    from training.extraction_promotion import Kind

#: What the models that help the extraction tell.
_OF_EXTRACTION = {
    "sides": "speakers' sides and bodies",
    "speakers": "speakers whom an article calls by no name",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status (0 done, 1 failed, 2 usage)."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    train = commands.add_parser("train", help="train the model of a recipe on the corpus")
    train.add_argument("--recipe", type=Path, required=True, help="a file of training/recipes/")
    train.add_argument("-o", "--output", type=Path, required=True, help="the model's new folder")
    train.add_argument("--corpus", type=Path, help="folder of the splits (default: data/annotated)")
    train.add_argument(
        "--size", type=int, help="use only so many training statements, drawn at random"
    )
    train.add_argument("--set", action="append", metavar="KEY=VALUE", help="change one recipe key")

    for of, about in _OF_EXTRACTION.items():
        tuned = commands.add_parser(f"train-{of}", help=f"train the model of {about}")
        tuned.add_argument(
            "--recipe", type=Path, required=True, help=f"training/recipes/{of[:-1]}-*.yaml"
        )
        tuned.add_argument(
            "-o", "--output", type=Path, required=True, help="the model's new folder"
        )
        tuned.add_argument("--articles", type=Path, help="default: data/annotated/articles")
        tuned.add_argument(
            "--set", action="append", metavar="KEY=VALUE", help="change one recipe key"
        )
    convert = commands.add_parser(
        "convert-base", help="turn a base that is a pickle on the Hub into safetensors, once"
    )
    convert.add_argument("--recipe", type=Path, required=True, help="the recipe that pins it")
    convert.add_argument("--source", type=Path, help="a folder that holds it (default: the Hub)")

    average = commands.add_parser("average", help="one model, the mean of several's weights")
    average.add_argument("models", type=Path, nargs="+", help="folders; the last one's run counts")
    average.add_argument("-o", "--output", type=Path, required=True, help="the model's folder")
    average.add_argument("--corpus", type=Path, help="folder of the splits")

    join = commands.add_parser("join", help="one model of a large and a small one, both asked")
    join.add_argument("large", type=Path, help="a model's folder")
    join.add_argument("small", type=Path, help="that of the one to stand beside it")
    join.add_argument("-o", "--output", type=Path, required=True, help="the model's folder")
    join.add_argument("--corpus", type=Path, help="folder of the splits")

    evaluate = commands.add_parser("evaluate", help="measure a model beside its baselines")
    evaluate.add_argument("--model", help="a released model, a folder or a Hub id")
    evaluate.add_argument("--data", type=Path, required=True, help="annotated statements (.jsonl)")
    evaluate.add_argument(
        "--report", type=Path, help="folder for report.html, .md and metrics.json"
    )
    evaluate.add_argument("--against", metavar="MODEL", help="a model to compare with, in pairs")
    evaluate.add_argument("--corpus", type=Path, help="corpus whose train split the baselines fit")
    evaluate.add_argument("--setfit", action="store_true", help="SetFit among the baselines (slow)")
    evaluate.add_argument(
        "--curve", type=Path, help="learning curve (.jsonl: statements, macro_f1)"
    )
    evaluate.add_argument(
        "--quick", action="store_true", help="no baselines, behavioural suite or robustness"
    )
    evaluate.add_argument(
        "--list-test-errors", action="store_true", help="list the errors of test statements too"
    )

    extraction = commands.add_parser("evaluate-extraction", help="measure statement extraction")
    extraction.add_argument("--data", type=Path, required=True, help="annotated articles (.jsonl)")
    extraction.add_argument("--errors", type=int, default=40, help="how many errors to show")
    extraction.add_argument(
        "--no-textacy", action="store_true", help="do not measure textacy's extractor beside ours"
    )
    extraction.add_argument(
        "--rules-alone", action="store_true", help="do without the learned models"
    )
    extraction.add_argument("--write-errors", type=Path, help="write every error to this file")

    behaviour = commands.add_parser("behaviour", help="run the behavioural suite on a model")
    behaviour.add_argument("--model", help="a released model, a folder or a Hub id")
    behaviour.add_argument("--record", action="store_true", help="make what it passes the floor")

    promote = commands.add_parser("promote", help="make a model the default, if it is better")
    promote.add_argument("model", type=Path, help="the model's folder, inside models/")
    promote.add_argument("--data", type=Path, nargs="*", default=[], help="compare on these too")
    promote.add_argument("--corpus", type=Path, help="folder of the splits")
    instead = promote.add_mutually_exclusive_group()
    instead.add_argument("--force", metavar="REASON", help="promote it all the same; says why")
    instead.add_argument(
        "--beside", metavar="REASON", help="release it, and leave the default; says what for"
    )

    for of, about in _OF_EXTRACTION.items():
        released = commands.add_parser(
            f"promote-{of}", help=f"release a model of {about}, if it is better"
        )
        released.add_argument("model", type=Path, help="the model's folder, inside models/")
        released.add_argument(
            "--data", type=Path, nargs="*", default=[], help="compare on these too"
        )
        released.add_argument("--articles", type=Path, help="default: data/annotated/articles")

    agreement = commands.add_parser("agreement", help="how far the annotators agree, by split")
    agreement.add_argument(
        "--corpus", type=Path, help="folder of the splits (default: data/annotated)"
    )

    merge = commands.add_parser("merge", help="take data/annotated/incoming/ into the splits")
    merge.add_argument("files", type=Path, nargs="*", help="files to merge (default: incoming/)")
    merge.add_argument(
        "--annotations",
        type=Path,
        nargs="+",
        default=[],
        help="the annotators' labels, where the files hold bare statements",
    )
    merge.add_argument("--corpus", type=Path, help="folder of the splits")

    quality = commands.add_parser(
        "check-data", help="the corpus's quality gates; exit 1 if one fails"
    )
    quality.add_argument("--corpus", type=Path, help="folder of the splits")
    quality.add_argument("--reserved", type=Path, help="addresses that no statement may come from")

    datasheet = commands.add_parser("datasheet", help="count the corpus into its datasheet")
    datasheet.add_argument("--corpus", type=Path, help="folder of the splits")

    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    for chatty in ("httpx", "datasets", "filelock", "transformers"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        run = {
            "train": _train,
            "train-sides": _train_sides,
            "train-speakers": _train_speakers,
            "convert-base": _convert_base,
            "evaluate": _evaluate,
            "evaluate-extraction": _evaluate_extraction,
            "behaviour": _behaviour,
            "average": _average,
            "join": _join,
            "promote": _promote,
            "promote-sides": _promote_sides,
            "promote-speakers": _promote_speakers,
            "agreement": _agreement,
            "merge": _merge,
            "check-data": _check_data,
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


def _train_sides(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.recipe import SideRecipe, read_recipe_as
    from training.sides import train_sides

    recipe = read_recipe_as(SideRecipe, options.recipe, options.set)
    train_sides(recipe, options.output, options.articles or CORPUS / "articles")
    print(options.output)
    return 0


def _train_speakers(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.recipe import SpeakerRecipe, read_recipe_as
    from training.speakers import train_speakers

    recipe = read_recipe_as(SpeakerRecipe, options.recipe, options.set)
    train_speakers(recipe, options.output, options.articles or CORPUS / "articles")
    print(options.output)
    return 0


def _convert_base(options: argparse.Namespace) -> int:
    from training.conversion import convert_base
    from training.recipe import read_recipe

    folder, digest = convert_base(read_recipe(options.recipe).base, options.source)
    print(f"{folder}\nbase.sha256: {digest}")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from stancenlp.jsonl import read_records
    from stancenlp.schema import AnnotatedStatement
    from stancenlp.stance.classifier import StanceClassifier
    from training.behaviour import read_suite
    from training.corpus import CORPUS, read_split
    from training.evaluation import ROBUSTNESS_SAMPLE, Options, evaluate
    from training.report import CurvePoint, to_markdown, write_report

    failures: list[Exception] = []

    def bad(error: Exception) -> None:
        failures.append(error)
        print(f"error: {error}", file=sys.stderr)

    statements = list(read_records(options.data, AnnotatedStatement, bad))
    if not statements:
        raise StanceError(f"{options.data}: holds no annotated statement to measure on")
    curve = list(read_records(options.curve, CurvePoint)) if options.curve else []
    measured = Options(
        train=None if options.quick else read_split("train", options.corpus or CORPUS),
        setfit=options.setfit,
        against=StanceClassifier.from_pretrained(options.against) if options.against else None,
        cases=() if options.quick else read_suite(),
        robustness_sample=0 if options.quick else ROBUSTNESS_SAMPLE,
        test_errors=options.list_test_errors,
    )
    result = evaluate(StanceClassifier.from_pretrained(options.model), statements, measured)
    if options.report:
        write_report(result, options.data.name, options.report, curve)
    print(to_markdown(result, options.data.name))
    return 1 if failures else 0


def _evaluate_extraction(options: argparse.Namespace) -> int:
    from stancenlp.extraction import pipeline
    from stancenlp.statements import extract_statements
    from training.extraction_evaluation import evaluate_extraction, read_articles
    from training.extraction_report import to_markdown, write_errors

    extract = pipeline.extract_statements if options.rules_alone else extract_statements
    result = evaluate_extraction(read_articles(options.data), not options.no_textacy, extract)
    if options.write_errors:
        write_errors(result, options.write_errors)
    print(to_markdown(result, options.data.name, options.errors))
    return 0


def _behaviour(options: argparse.Namespace) -> int:
    from stancenlp.stance.classifier import StanceClassifier
    from training import behaviour

    classifier = StanceClassifier.from_pretrained(options.model)
    outcomes = behaviour.run_suite(classifier, behaviour.read_suite())
    rates = behaviour.pass_rates(outcomes)
    print(behaviour.to_markdown(outcomes))
    if options.record:
        behaviour.record_floors(rates, classifier.config.name)
        return 0
    failures = behaviour.below_floors(rates, behaviour.read_floors())
    for failure in failures:
        print(f"below its floor: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _average(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.soup import average

    average(options.models, options.output, options.corpus or CORPUS)
    print(options.output)
    return 0


def _join(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.joining import join

    join(options.large, options.small, options.output, options.corpus or CORPUS)
    print(options.output)
    return 0


def _promote(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.promotion import promote

    corpus = options.corpus or CORPUS
    decision = promote(options.model, corpus, options.data, options.force, options.beside)
    print(decision)
    return 0 if decision.released else 1


def _promote_sides(options: argparse.Namespace) -> int:
    from training.extraction_promotion import SIDES

    return _promote_beside(options, SIDES)


def _promote_speakers(options: argparse.Namespace) -> int:
    from training.extraction_promotion import SPEAKERS

    return _promote_beside(options, SPEAKERS)


def _promote_beside(options: argparse.Namespace, kind: Kind) -> int:
    from training.corpus import CORPUS
    from training.extraction_promotion import promote

    decision = promote(kind, options.model, options.articles or CORPUS / "articles", options.data)
    print(decision)
    return 0 if decision.promoted else 1


def _agreement(options: argparse.Namespace) -> int:
    from training.agreement import report
    from training.corpus import CORPUS

    print(report(options.corpus or CORPUS))
    return 0


def _merge(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.incoming import merge_incoming

    merged = merge_incoming(options.corpus or CORPUS, options.files, options.annotations)
    counts = ", ".join(f"{split} {count}" for split, count in merged.splits.items())
    print(
        f"{merged.new} new statements, {merged.joined} joined with one that was there "
        f"({merged.revised_votes} votes revised); now {counts}"
    )
    if merged.left_out:
        print(f"{merged.left_out} left out: no dispute, fewer than two votes, or an open tie")
    return 0


def _check_data(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.data_quality import check, to_markdown

    reserved: list[str] = []
    if options.reserved:
        try:
            reserved = options.reserved.read_text("utf-8").splitlines()
        except OSError as error:
            raise StanceError(f"{options.reserved}: cannot be read ({error})") from error
    gates = check(options.corpus or CORPUS, reserved)
    print(to_markdown(gates))
    return 1 if any(gate.problems for gate in gates) else 0


def _datasheet(options: argparse.Namespace) -> int:
    from training.corpus import CORPUS
    from training.datasheet import write_figures

    print(write_figures(options.corpus or CORPUS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
