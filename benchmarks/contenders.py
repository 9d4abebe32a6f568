"""What is compared: each loads a model and answers pairs of texts with scores of stance."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from stancenlp.stance.backends import load_backend
from stancenlp.stance.registry import find_model
from stancenlp.stance.released import read_config
from stancenlp.stance.weights import locate_base

#: Pairs and a batch size to stance scores (n, 3): calibrated logits, in order.
Scorer = Callable[[Sequence[tuple[str, str]], int], np.ndarray]


def backend(model: str | None, name: str, fast: bool = False) -> Scorer:
    """One of this project's backends, without the memory of what it scored before."""
    folder = find_model(model, fast)
    config = read_config(folder)
    loaded = load_backend(folder, config, name, fast)
    return lambda pairs, size: config.scores("stance", loaded.logits(pairs, size)["stance"])


def pipeline(model: str | None) -> Scorer:
    """``transformers.pipeline("text-classification")`` in float32, on the merged model.

    A model that holds a small one is more than a pipeline can run: it runs the large one, whose logits are
    taken for the sum of both.
    """
    import torch
    from transformers import AutoTokenizer, TextClassificationPipeline
    from transformers.modeling_outputs import SequenceClassifierOutput
    from transformers.models.mpnet.modeling_mpnet import MPNetPreTrainedModel

    from stancenlp.stance.backend_torch import load_network

    folder = find_model(model)
    config = read_config(folder)
    base = locate_base(config.base_weights)
    network = load_network(folder, config, base)
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)

    class MergedClassifier(MPNetPreTrainedModel):
        def __init__(self, settings: Any) -> None:
            super().__init__(settings)
            self.network = network

        def forward(self, input_ids: Any, attention_mask: Any, **_: Any) -> Any:
            return SequenceClassifierOutput(
                logits=self.network(input_ids, attention_mask)["stance"]
            )

    settings = network.encoder.config
    labels = config.heads["stance"]
    settings.id2label = dict(enumerate(labels))
    settings.label2id = {label: number for number, label in enumerate(labels)}
    classifier = MergedClassifier(settings).to(torch.float32).eval()
    pipe = TextClassificationPipeline(model=classifier, tokenizer=tokenizer)

    def score(pairs: Sequence[tuple[str, str]], size: int) -> np.ndarray:
        texts = [{"text": text, "text_pair": about} for text, about in pairs]
        answers = pipe(
            texts,
            batch_size=size,
            top_k=None,
            function_to_apply="none",
            truncation="longest_first",
            max_length=config.max_tokens,
        )
        found = [{answer["label"]: answer["score"] for answer in each} for each in answers]
        logits = np.array([[each[label] for label in labels] for each in found])
        return config.scores("stance", logits * (1 + config.small_weights.get("stance", 0.0)))

    return score


def sentence_transformer(model: str | None) -> Scorer:
    """SetFit's way: ``SentenceTransformer.encode`` in float32, then a linear head.

    The base encoder is not tuned to the task, so its speed is compared and its labels are not.
    """
    from safetensors.numpy import load_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer

    folder = find_model(model)
    config = read_config(folder)
    words = Transformer(str(locate_base(config.base_weights)))
    pooling = Pooling(words.get_embedding_dimension(), config.pooling)
    encoder = SentenceTransformer(modules=[words, pooling], device="cpu")
    encoder.max_seq_length = config.max_tokens
    head = load_file(folder / "heads.safetensors")

    def score(pairs: Sequence[tuple[str, str]], size: int) -> np.ndarray:
        texts = [f"{text} {about}" for text, about in pairs]
        vectors = encoder.encode(texts, batch_size=size, show_progress_bar=False)
        logits: np.ndarray = vectors @ head["stance.weight"].T + head["stance.bias"]
        return logits

    return score


CONTENDERS: dict[str, Callable[[str | None], Scorer]] = {
    "transformers.pipeline": pipeline,
    "sentence-transformers + head": sentence_transformer,
    "stancenlp torch": functools.partial(backend, name="torch"),
    "stancenlp torch-bfloat16": functools.partial(backend, name="torch-bfloat16"),
    "stancenlp openvino": functools.partial(backend, name="openvino"),
    "stancenlp onnx": functools.partial(backend, name="onnx"),
    "stancenlp openvino, fast": functools.partial(backend, name="openvino", fast=True),
    "stancenlp onnx, fast": functools.partial(backend, name="onnx", fast=True),
}
#: Those whose labels are those of the released model.
TUNED = tuple(name for name in CONTENDERS if not name.startswith("sentence"))
#: Those that run a graph of their own, built on first use.
GRAPHS = ("stancenlp openvino", "stancenlp onnx")
#: Those that need a small model beside the large one.
FAST = tuple(name for name in CONTENDERS if name.endswith("fast"))
#: What the others are measured against: speed, and labels.
COMPARED, REFERENCE = "transformers.pipeline", "stancenlp torch"
