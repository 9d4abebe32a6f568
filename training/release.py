"""Releasing a model: measure it, write its card, enter it in ``models/registry.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stancenlp.errors import StanceError
from stancenlp.jsonl import atomic_writer, read_records
from stancenlp.schema import AnnotatedStatement
from stancenlp.stance.classifier import StanceClassifier
from stancenlp.stance.registry import REGISTRY, Registry, Release, read_registry
from training.corpus import data_hash, read_split
from training.evaluation import evaluate, to_markdown
from training.recipe import Recipe, read_recipe

_CARD = """---
license: apache-2.0
language: en
base_model: {base}
pipeline_tag: text-classification
library_name: stancenlp
tags: [stance, labour-relations, news]
model-index:
- name: {name}
  results:
{results}---

# {name}

Labels a union's statement in a pay dispute as **conciliatory**, **firm** or **hostile** toward the
offer on the table, with its sentiment and four aspects that say why. An encoder
([{base}](https://huggingface.co/{base}), revision `{revision}`) with {adaptation}, mean pooling, and
one linear head a question. It reads the statement together with {parts}.

```python
from stancenlp import StanceClassifier

clf = StanceClassifier.from_pretrained("{name}")
clf.predict({{"text": "We will put it to members.", "offer": "4% over two years"}}).stance
```

## What it is for, and what not
For union statements in English-language news about pay disputes: counting, sorting and tracing how
positions move. Not for judging people, and not for statements of other sides or other kinds of
dispute. Predictions below the calibrated confidence ({review:.2f}) are marked `review`: read those.

## How it was made
Recipe `{recipe}`, {n_train} training statements (data sha256 `{data}`), {minutes} minutes on
{machine}. Statements and labels of the corpus are machine-made: see its datasheet.

The temperatures and the threshold for review were fitted on dev: there, calibration error and what
is marked for review are at their best.

{tables}
"""


def release(model: Path, recipe: Path, corpus: Path, further: Sequence[Path]) -> None:
    """Measure ``model`` and make it the default of the registry beside it.

    Measured on the dev and test splits and on each ``further`` file, beside the baselines. Writes
    ``metrics.json`` and the model card (``README.md``) into the model's folder.

    Raises
    ------
    ModelError : ``model`` is no model's folder.
    StanceError : the recipe or the corpus is not the one that the model was trained by.
    """
    folder = model.resolve().parent
    classifier = StanceClassifier.from_pretrained(model)
    run = json.loads((model / "run.json").read_text("utf-8"))
    _check_provenance(model, run, recipe, corpus)
    train = read_split("train", corpus)
    measured: dict[str, Any] = {}
    for split in ("dev", "test"):
        measured[split] = evaluate(classifier, read_split(split, corpus), train)
    for path in further:
        statements = list(read_records(path, AnnotatedStatement))
        measured[f"{path.parent.name}/{path.stem}"] = evaluate(classifier, statements, train)
    with atomic_writer(model / "metrics.json") as stream:
        json.dump(measured, stream, indent=1)
    with atomic_writer(model / "README.md") as stream:
        stream.write(_card(classifier, recipe, run, measured))
    registry = (
        read_registry(folder)
        if (folder / REGISTRY).is_file()
        else Registry(default=classifier.config.name, models={})
    )
    registry.models[classifier.config.name] = Release(
        path=model.name,
        base=classifier.config.base,
        recipe=str(recipe),
        data_sha256=run["data_sha256"],
        released=datetime.now(UTC).date().isoformat(),
        metrics={
            name: {key: result["figures"][key] for key in ("macro_f1", "severe_error_rate")}
            for name, result in measured.items()
        },
    )
    registry.default = classifier.config.name
    with atomic_writer(folder / REGISTRY) as stream:
        stream.write(registry.model_dump_json(indent=2) + "\n")


def _check_provenance(model: Path, run: dict[str, Any], recipe: Path, corpus: Path) -> None:
    """A release says what a model was made of; so that must be true."""
    if run["data_sha256"] != data_hash(corpus):
        raise StanceError(
            f"{model}: was trained on another state of {corpus} (sha256 {run['data_sha256'][:12]}…); "
            "its splits may have changed since: train it again"
        )
    if Recipe.model_validate(run["recipe"]) != read_recipe(recipe):
        raise StanceError(
            f"{model}: was trained by another recipe than {recipe}; name the right one"
        )


def _card(
    classifier: StanceClassifier, recipe: Path, run: dict[str, Any], measured: dict[str, Any]
) -> str:
    config = classifier.config
    results = "".join(
        f"  - task: {{type: text-classification}}\n"
        f"    dataset: {{name: {name}, type: stancenlp}}\n"
        f"    metrics:\n"
        f"    - {{type: f1, name: macro-F1, value: {result['figures']['macro_f1']['value']:.4f}}}\n"
        for name, result in measured.items()
    )
    adapter = run["recipe"]["adapter"]
    return _CARD.format(
        name=config.name,
        base=config.base,
        revision=config.base_revision,
        adaptation=f"a LoRA adapter of rank {adapter['rank']}" if adapter else "all weights tuned",
        parts=" and ".join(config.parts) or "nothing else",
        review=config.review_below,
        recipe=recipe,
        n_train=run["training_statements"],
        data=run["data_sha256"],
        minutes=run["minutes"],
        machine=run["machine"],
        results=results,
        tables="\n".join(to_markdown(result, name) for name, result in measured.items()),
    )
