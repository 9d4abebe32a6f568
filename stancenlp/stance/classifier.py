"""The classifier that users import: from statements to predictions, calibrated and explained."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, overload

import numpy as np

from stancenlp.schema import ASPECTS, SENTIMENTS, STANCES, Aspects, Prediction, Statement
from stancenlp.stance.backends import Backend, load_backend
from stancenlp.stance.framing import frame
from stancenlp.stance.registry import find_model
from stancenlp.stance.released import ModelConfig, read_config
from stancenlp.stance.remembering import Remembering

#: What may be classified: plain words, a mapping with ``text`` (``offer``, ``context``), a record.
Classifiable = str | Mapping[str, Any] | Statement


class StanceClassifier:
    """Labels union statements by stance toward the offer, with sentiment and aspects.

    >>> clf = StanceClassifier.from_pretrained()                           # doctest: +SKIP
    >>> clf.predict("The offer is an insult.").stance                      # doctest: +SKIP
    'hostile'
    """

    def __init__(self, backend: Backend, config: ModelConfig) -> None:
        self._backend = Remembering(backend, config.heads)
        self.config = config

    @classmethod
    def from_pretrained(
        cls,
        name: str | os.PathLike[str] | None = None,
        *,
        backend: str = "auto",
        fast: bool = False,
    ) -> StanceClassifier:
        """Load a model: the default of the registry, a released name, a folder, or a Hub id.

        Parameters
        ----------
        backend : ``auto``, ``openvino`` or ``onnx`` (int8 on the CPU), ``torch`` (float32, or CUDA
            where it is there) or ``torch-bfloat16``; ``auto`` follows STANCENLP_BACKEND if that is
            set.
        fast : let the small model that lies beside the large one answer first, and ask the large one
            only about what it is not sure of: for archives. Without a name, of the model that is
            released for that.

        Raises
        ------
        ModelError : there is no such model or backend, or it is incomplete or unsafe.
        WeightsError : its base encoder's weights are missing or damaged.
        """
        folder = find_model(name, fast)
        config = read_config(folder)
        return cls(load_backend(folder, config, backend, fast), config)

    @overload
    def predict(  # type: ignore[overload-overlap]
        self, statements: Classifiable, *, batch_size: int = ..., show_progress: bool = ...
    ) -> Prediction: ...
    @overload
    def predict(
        self,
        statements: Iterable[Classifiable],
        *,
        batch_size: int = ...,
        show_progress: bool = ...,
    ) -> list[Prediction]: ...

    def predict(
        self,
        statements: Classifiable | Iterable[Classifiable],
        *,
        batch_size: int = 32,
        show_progress: bool = False,
    ) -> Prediction | list[Prediction]:
        """The prediction of one statement, or a list of predictions in input order.

        Parameters
        ----------
        statements : one statement or an iterable of them (:data:`Classifiable`).
        batch_size : statements run through the network together, at most.
        show_progress : show a progress bar on stderr.

        Raises
        ------
        DataError : a statement has no text; the message gives its position.
        """
        if isinstance(statements, (str, Mapping, Statement)):
            return self.predict([statements], batch_size=batch_size)[0]
        probabilities = self._probabilities(list(statements), batch_size, show_progress)
        return [
            self._prediction({question: rows[i] for question, rows in probabilities.items()})
            for i in range(len(probabilities["stance"]))
        ]

    def predict_proba(
        self, statements: Iterable[Classifiable], *, batch_size: int = 32
    ) -> np.ndarray:
        """Calibrated stance probabilities, float array (n, 3), columns in ``STANCES`` order."""
        if isinstance(statements, (str, Mapping, Statement)):
            statements = [statements]
        return self._probabilities(list(statements), batch_size, False)["stance"]

    def explain(self, statement: Classifiable) -> list[tuple[str, float]]:
        """How much each word speaks for the predicted stance: [(word, weight)], in text order.

        The weight is the fall of the label's log-odds when the word is taken out (representation
        erasure, Li et al. 2016); negative words speak against the label. In statements of more than
        128 words, neighbouring words are taken out together and share their weight.
        """
        text, about = frame(statement, self.config.parts)
        words = re.findall(r"\S+", text)
        stride = -(-len(words) // 128)
        groups = [range(i, min(i + stride, len(words))) for i in range(0, len(words), stride)]
        variants = [text] + [
            " ".join(word for i, word in enumerate(words) if i not in group) or "…"
            for group in groups
        ]
        logits = self._backend.logits([(variant, about) for variant in variants], 32)["stance"]
        scores = self.config.scores("stance", logits)
        label = int(scores[0].argmax())
        odds = scores[:, label] - np.logaddexp.reduce(np.delete(scores, label, axis=1), axis=1)
        return [
            (words[i], float(odds[0] - odds[n + 1]) / len(group))
            for n, group in enumerate(groups)
            for i in group
        ]

    def _probabilities(
        self, statements: list[Classifiable], batch_size: int, show_progress: bool
    ) -> dict[str, np.ndarray]:
        pairs = [
            frame(statement, self.config.parts, where=f"statement {number}")
            for number, statement in enumerate(statements, 1)
        ]
        if not pairs:
            return {q: np.zeros((0, len(labels))) for q, labels in self.config.heads.items()}
        if show_progress:
            from rich.console import Console
            from rich.progress import Progress

            with Progress(console=Console(stderr=True)) as progress:
                task = progress.add_task("classifying", total=len(pairs))
                logits = self._backend.logits(
                    pairs, batch_size, lambda done: progress.advance(task, done)
                )
        else:
            logits = self._backend.logits(pairs, batch_size)
        return {
            question: self.config.probabilities(question, values)
            for question, values in logits.items()
        }

    def _prediction(self, chances: dict[str, np.ndarray]) -> Prediction:
        best = {
            question: labels[int(chances[question].argmax())]
            for question, labels in self.config.heads.items()
        }
        confidence = float(chances["stance"].max())
        return Prediction.model_validate(
            {
                "stance": best["stance"],
                "sentiment": best["sentiment"],
                "aspects": Aspects.model_validate({name: best[name] for name in ASPECTS}),
                "stance_probabilities": dict(zip(STANCES, chances["stance"].tolist(), strict=True)),
                "sentiment_probabilities": dict(
                    zip(SENTIMENTS, chances["sentiment"].tolist(), strict=True)
                ),
                "confidence": confidence,
                "review": confidence < self.config.review_below,
                "model": self.config.name,
            }
        )
