"""One model of a large and a small one: both are asked, or the large one only where the small one is not sure."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax
from sklearn.metrics import f1_score

from stancenlp.errors import StanceError
from stancenlp.schema import AnnotatedStatement
from stancenlp.stance import released
from stancenlp.stance.backend_torch import TorchBackend
from stancenlp.stance.framing import frame
from stancenlp.stance.released import HEADS, SMALL, ModelConfig, read_config
from training.calibration import review_threshold
from training.corpus import CORPUS, read_split
from training.promotion import read_run
from training.recipe import Recipe
from training.train import stance_bias, write_run

log = logging.getLogger(__name__)

#: What macro-F1 on dev may fall by where the small model answers first.
MAY_LOSE = 0.005


def join(large: Path, small: Path, output: Path, corpus: Path = CORPUS) -> ModelConfig:
    """Write the model that is ``large`` with ``small`` inside it; both keep their weights.

    It has the large one's recipe, and counts as trained on the small one's corpus.

    On dev are fitted: what the small one's logits count in each question, together with the temperature,
    by negative log-likelihood; the threshold for review; and from which probability of stance on the small one
    may answer alone, so that macro-F1 falls by no more than :data:`MAY_LOSE`.

    Raises
    ------
    StanceError : one is no model, they do not answer the same questions of the same texts, or ``output``
        exists already.
    """
    if output.exists():
        raise StanceError(f"{output}: exists already; choose another -o, or delete it")
    config, little = read_config(large), read_config(small)
    if little.parts != config.parts or little.small_weights or config.small_weights:
        raise StanceError(
            f"{small}: cannot stand in {large}: they read other texts, or one of the two is joined already"
        )
    run, last = read_run(large), read_run(small)
    recipe = Recipe.model_validate(run["recipe"])
    development = read_split("dev", corpus)
    pairs = [frame(statement, config.parts) for statement in development]
    ours, theirs = (
        TorchBackend(folder, each).logits(pairs, batch_size=32)
        for folder, each in ((large, config), (small, little))
    )
    joined = config.model_copy(update={"name": output.name, "temperatures": {}, "biases": {}})
    joined.small_weights, pooled = {}, {}
    for question in HEADS:
        asked, truth = labels(question, development)
        if len(asked):
            weight, temperature = fit_pool(ours[question][asked], theirs[question][asked], truth)
            joined.small_weights[question] = weight
            joined.temperatures[question] = temperature
        weight = joined.small_weights.get(question, 0.0)
        pooled[question] = ours[question] + weight * theirs[question]
    if recipe.calibration.stance_shares:
        joined.biases["stance"] = stance_bias(recipe, read_split("train", corpus))
    _, truth = labels("stance", development)
    chances = joined.probabilities("stance", pooled["stance"])
    joined.review_below, marked = review_threshold(
        chances.max(1), chances.argmax(1) == truth, recipe.calibration.review_accuracy
    )
    quick = little.probabilities("stance", theirs["stance"])
    joined.sure_from, left = sure_threshold(quick, chances.argmax(1), truth)
    log.info(
        "weights %s; %.0f%% marked for review; the small model may answer %.0f%% alone",
        {question: round(weight, 2) for question, weight in joined.small_weights.items()},
        100 * marked,
        100 * left,
    )
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as scratch:
        folder = Path(scratch, "model")
        _copy(large, folder, config)
        _copy(small, folder / SMALL, little)
        released.write_config(folder, joined)
        parts = {large.name: config.sha256, small.name: little.sha256}
        write_run(folder, {**run, "data_sha256": last["data_sha256"], "joined": parts})
        shutil.move(folder, output)
    return joined


def labels(
    question: str, statements: Sequence[AnnotatedStatement]
) -> tuple[np.ndarray, np.ndarray]:
    """Which statements have an answer to a question, and the columns of these answers, int (n,) each."""
    answers = [
        getattr(s if question in ("stance", "sentiment") else s.aspects, question, None)
        for s in statements
    ]
    asked = [i for i, answer in enumerate(answers) if answer is not None]
    return np.array(asked, int), np.array([HEADS[question].index(answers[i]) for i in asked], int)


def fit_pool(large: np.ndarray, small: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """The weight of the small model's logits, and the temperature of the sum, of the lowest log loss.

    Parameters
    ----------
    large, small : logits, float (n, classes).
    truth : int (n,), column of the true class.
    """
    rows = np.arange(len(truth))

    def loss(scales: np.ndarray) -> float:
        scores = np.exp(scales[0]) * large + np.exp(scales[1]) * small
        return -float(log_softmax(scores, axis=1)[rows, truth].mean())

    ours, theirs = np.exp(minimize(loss, (0.0, -1.0), method="Nelder-Mead").x)
    return float(theirs / ours), float(1 / ours)


def sure_threshold(
    quick: np.ndarray, thorough: np.ndarray, truth: np.ndarray
) -> tuple[float, float]:
    """From which probability on the small model may answer alone, and for what share of the statements.

    The lowest one above which macro-F1 has nowhere fallen by more than :data:`MAY_LOSE`.

    Parameters
    ----------
    quick : its probabilities, float (n, classes).
    thorough : the answers where both are asked, int (n,).
    """
    order = np.argsort(-quick.max(1), kind="stable")
    answers, threshold, share = thorough.copy(), 1.01, 0.0
    least = _macro_f1(truth, thorough) - MAY_LOSE
    for done, row in enumerate(order, 1):
        answers[row] = quick[row].argmax()
        if done % max(1, len(order) // 200):
            continue
        if _macro_f1(truth, answers) < least:
            break
        threshold, share = float(quick[row].max()), done / len(order)
    return threshold, share


def _macro_f1(truth: np.ndarray, answers: np.ndarray) -> float:
    return float(f1_score(truth, answers, average="macro", labels=range(3), zero_division=0))


def _copy(model: Path, target: Path, config: ModelConfig) -> None:
    """What loading needs of a model."""
    target.mkdir()
    for name in (released.CONFIG, released.ADAPTER_CONFIG, *config.sha256):
        if (model / name).is_file():
            shutil.copyfile(model / name, target / name)
