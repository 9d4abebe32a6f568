"""What a user would otherwise run, fitted on the same training split: majority, VADER, TF-IDF, frozen encoder, SetFit.

Each is a function ``(train, statements) -> float array (n, 3)`` of probabilities, columns in
``STANCES`` order.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from stancenlp.schema import STANCES, AnnotatedStatement
from stancenlp.stance.framing import frame
from stancenlp.stance.weights import MPNET, locate_base
from training.embeddings import embed

Statements = Sequence[AnnotatedStatement]
Baseline = Callable[[Statements, Statements], np.ndarray]


def _texts(statements: Statements) -> list[str]:
    """Statement, offer and context, as the model reads them."""
    return [" ".join(frame(s, ("offer", "context"))) for s in statements]


def _labels(statements: Statements) -> np.ndarray:
    return np.array([STANCES.index(s.stance) for s in statements])


def majority(train: Statements, statements: Statements) -> np.ndarray:
    """The training split's shares of the labels, for every statement."""
    shares = np.bincount(_labels(train), minlength=3) / len(train)
    return np.tile(shares, (len(statements), 1))


def vader(train: Statements, statements: Statements) -> np.ndarray:
    """VADER's compound sentiment (Hutto and Gilbert 2014), mapped to stance on the training split."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()

    def scores(chosen: Statements) -> np.ndarray:
        return np.array([[analyser.polarity_scores(s.text)["compound"]] for s in chosen])

    model = LogisticRegression(class_weight="balanced").fit(scores(train), _labels(train))
    return model.predict_proba(scores(statements))


def tfidf(train: Statements, statements: Statements) -> np.ndarray:
    """TF-IDF over words and word pairs with logistic regression."""
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, class_weight="balanced", max_iter=1000),
    )
    model.fit(_texts(train), _labels(train))
    return model.predict_proba(_texts(statements))


def frozen_encoder(train: Statements, statements: Statements) -> np.ndarray:
    """Mean-pooled vectors of the untouched base encoder with logistic regression."""
    vectors = embed([*_texts(train), *_texts(statements)], MPNET)
    model = LogisticRegression(C=10, class_weight="balanced", max_iter=2000)
    model.fit(vectors[: len(train)], _labels(train))
    return model.predict_proba(vectors[len(train) :])


def setfit(train: Statements, statements: Statements) -> np.ndarray:
    """SetFit (Tunstall et al. 2022) on the same base and data: one contrastive pass, then a head.

    Each statement is in two pairs of its own stance and two of others, once: an hour or more on two cores.
    """
    from datasets import Dataset
    from setfit import SetFitModel, Trainer, TrainingArguments

    model = SetFitModel.from_pretrained(str(locate_base(MPNET)), local_files_only=True)
    data = Dataset.from_dict({"text": _texts(train), "label": _labels(train).tolist()})
    with tempfile.TemporaryDirectory() as scratch:
        arguments = TrainingArguments(
            output_dir=scratch, batch_size=16, num_epochs=1, num_iterations=2, seed=1,
            max_length=256, show_progress_bar=False, report_to="none", save_strategy="no",
        )  # fmt: skip
        Trainer(model=model, args=arguments, train_dataset=data).train()
    return np.asarray(model.predict_proba(_texts(statements), as_numpy=True))


BASELINES: dict[str, Baseline] = {
    "majority": majority,
    "VADER + logistic regression": vader,
    "TF-IDF + logistic regression": tfidf,
    "frozen encoder + logistic regression": frozen_encoder,
}
#: Asked for by name, for they take long.
SLOW_BASELINES: dict[str, Baseline] = {"SetFit": setfit}
