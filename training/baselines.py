"""What a user would otherwise run, fitted on the same training split: majority, VADER, TF-IDF, frozen encoder.

Each is a function ``(train, statements) -> float array (n, 3)`` of probabilities, columns in
``STANCES`` order.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from stancenlp.schema import STANCES, AnnotatedStatement
from stancenlp.stance.framing import frame
from stancenlp.stance.weights import MPNET, locate_base

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
    train_vectors, vectors = _embed(tuple(_texts(train))), _embed(tuple(_texts(statements)))
    model = LogisticRegression(C=10, class_weight="balanced", max_iter=2000)
    return model.fit(train_vectors, _labels(train)).predict_proba(vectors)


@functools.lru_cache(maxsize=4)
def _embed(texts: tuple[str, ...]) -> np.ndarray:
    import torch
    from transformers import AutoModel, AutoTokenizer

    folder = locate_base(MPNET)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    encoder = AutoModel.from_pretrained(
        folder, use_safetensors=True, local_files_only=True, trust_remote_code=False
    ).eval()
    vectors = np.zeros((len(texts), encoder.config.hidden_size), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            batch = tokenizer(
                [texts[i] for i in rows],
                padding=True,
                truncation=True,
                max_length=256,
                return_tensors="pt",
            )
            states = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            pooled = (states * mask).sum(1) / mask.sum(1)
            vectors[rows] = torch.nn.functional.normalize(pooled, dim=-1).numpy()
    return vectors


BASELINES: dict[str, Baseline] = {
    "majority": majority,
    "VADER + logistic regression": vader,
    "TF-IDF + logistic regression": tfidf,
    "frozen encoder + logistic regression": frozen_encoder,
}
