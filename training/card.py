"""The model card, in the format of the Hugging Face Hub: figures in its YAML, tables below it."""

from __future__ import annotations

from typing import Any

from huggingface_hub import EvalResult, ModelCardData

from stancenlp.stance.released import ModelConfig
from training.behaviour import rates_table
from training.report import to_markdown

#: The Hub's type and the name of each figure in the YAML.
_METRICS = {
    "macro_f1": ("f1", "macro-F1"),
    "accuracy": ("accuracy", "accuracy"),
    "quadratic_kappa": ("cohen_kappa", "quadratic weighted kappa"),
    "severe_error_rate": ("severe_error_rate", "severe errors"),
    "expected_calibration_error": ("ece", "expected calibration error"),
    "sentiment_macro_f1": ("f1", "sentiment macro-F1"),
}

_CARD = """---
{yaml}
---

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
{machine}.{taught} Statements and labels of the corpus are machine-made: see its datasheet.

The temperatures and the threshold for review were fitted on dev: there, calibration error and what
is marked for review are at their best.

## What it can and cannot do

Cases written for one capability each (CheckList, Ribeiro et al. 2020), with 95% intervals:

{behaviour}

{tables}"""


def model_card(
    config: ModelConfig,
    recipe: str,
    run: dict[str, Any],
    measured: dict[str, dict[str, Any]],
    behaviour: dict[str, dict[str, Any]],
) -> str:
    """The card of a released model as Markdown.

    Parameters
    ----------
    run : its ``run.json``.
    measured : what :func:`training.evaluation.evaluate` returns, by the name of the data.
    behaviour : its pass rates (:func:`training.behaviour.pass_rates`).
    """
    data = ModelCardData(
        language="en",
        license="apache-2.0",
        base_model=config.base,
        library_name="stancenlp",
        pipeline_tag="text-classification",
        tags=["stance", "labour-relations", "news"],
        model_name=config.name,
        eval_results=[
            EvalResult(
                task_type="text-classification",
                dataset_type="stancenlp",
                dataset_name=name,
                dataset_config=name,
                metric_type=kind,
                metric_name=title,
                metric_value=round(result["figures"][figure]["value"], 4),
            )
            for name, result in measured.items()
            for figure, (kind, title) in _METRICS.items()
        ],
    )
    adapter = run["recipe"]["adapter"]
    return _CARD.format(
        yaml=data.to_yaml(),
        name=config.name,
        base=config.base,
        revision=config.base_revision,
        adaptation=f"a LoRA adapter of rank {run.get('rank', adapter['rank'])}"
        if adapter
        else "all weights tuned",
        parts=" and ".join(config.parts) or "nothing else",
        review=config.review_below,
        recipe=recipe,
        n_train=run["training_statements"],
        data=run["data_sha256"],
        minutes=run["minutes"],
        machine=run["machine"],
        taught=_taught(run),
        behaviour="\n".join(rates_table(behaviour)),
        tables="\n".join(to_markdown(result, name) for name, result in measured.items()),
    )


def _taught(run: dict[str, Any]) -> str:
    if run.get("averaged"):
        names = ", ".join(
            f"`{name}` (sha256 `{digest[:12]}`)" for name, digest in run["averaged"].items()
        )
        return f" Its weights are the mean of those of {names} (model soup, Wortsman et al. 2022)."
    teacher = run["recipe"].get("teacher")
    if not teacher:
        return ""
    return (
        f" It learned from `{teacher['model']}` as well (distillation, Hinton et al. 2015), on these and "
        f"on {run['unlabelled_statements']} statements without labels."
    )
