"""The transformers ``Trainer`` for several questions at once, and the batches it is fed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.utils.data import Dataset, Sampler
from transformers import Trainer, TrainerCallback
from transformers.trainer_pt_utils import LengthGroupedSampler

from stancenlp.schema import ASPECTS, AnnotatedStatement, Vote
from stancenlp.stance.framing import frame
from stancenlp.stance.network import HEADS
from training.recipe import Input, Recipe, Targets

_CHECKPOINT = "trained.safetensors"


class StatementDataset(Dataset):
    """Annotated statements with their target distributions, one a row."""

    def __init__(self, statements: Sequence[AnnotatedStatement], targets: Targets) -> None:
        self.statements = list(statements)
        self._targets = [target_distributions(s, targets) for s in self.statements]

    def __len__(self) -> int:
        return len(self.statements)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return {"statement": self.statements[index], "targets": self._targets[index]}


def target_distributions(statement: AnnotatedStatement, targets: Targets) -> dict[str, np.ndarray]:
    """What the network should say of a statement: a distribution over the labels of each question.

    The adjudicated label is mixed with the votes' shares, then smoothed. A question without an
    answer has a target of zeros, which adds nothing to the loss.
    """
    distributions = {}
    for question, labels in HEADS.items():
        label = _answer(statement, question)
        target: Any = np.zeros(len(labels), dtype=np.float32)
        if label is not None:
            target[labels.index(label)] = 1.0
            answers = [_answer(vote, question) for vote in statement.votes]
            known = [labels.index(answer) for answer in answers if answer in labels]
            if known and targets.votes:
                shares = np.bincount(known, minlength=len(labels)) / len(known)
                target = (1 - targets.votes) * target + targets.votes * shares
            target = (1 - targets.label_smoothing) * target + targets.label_smoothing / len(labels)
        distributions[question] = target.astype(np.float32)
    return distributions


def _answer(record: AnnotatedStatement | Vote, question: str) -> str | None:
    if question in ASPECTS:
        return getattr(record.aspects, question) if record.aspects else None
    return getattr(record, question)


class Collator:
    """Turns rows into padded token ids, dropping offer and context at random.

    What is dropped follows from seed, epoch and statement alone, so that a run that goes on from a
    checkpoint reads what it would have read.
    """

    def __init__(self, tokenizer: Any, settings: Input, seed: int) -> None:
        self._tokenizer = tokenizer
        self._settings = settings
        self._seed = seed
        self.epoch = 0

    def __call__(self, rows: Sequence[dict[str, Any]]) -> dict[str, Tensor]:
        pairs = [frame(row["statement"], self._parts(row["statement"])) for row in rows]
        batch = self._tokenizer(
            [text for text, _ in pairs],
            [about for _, about in pairs] if self._settings.parts else None,
            truncation=True,
            max_length=self._settings.max_tokens,
            padding=True,
            return_tensors="pt",
        )
        encoded = {key: batch[key] for key in ("input_ids", "attention_mask")}
        for question in HEADS:
            encoded[f"target_{question}"] = torch.from_numpy(
                np.stack([row["targets"][question] for row in rows])
            )
        return encoded

    def _parts(self, statement: AnnotatedStatement) -> tuple[Any, ...]:
        chance = random.Random(f"{self._seed} {self.epoch} {statement.statement_id}")
        drop = {"offer": self._settings.drop_offer, "context": self._settings.drop_context}
        return tuple(p for p in self._settings.parts if chance.random() >= drop[p])


class _NewEpoch(TrainerCallback):
    """Tells the collator and the sampler which epoch begins: both draw by it, not by their past."""

    def __init__(self, collator: Collator, order: torch.Generator, seed: int) -> None:
        self._collator, self._order, self._seed = collator, order, seed

    def on_epoch_begin(self, args: Any, state: Any, control: Any, **more: Any) -> None:
        epoch = int(state.epoch or 0)
        self._collator.epoch = epoch
        self._order.manual_seed(self._seed * 1000 + epoch)


class StanceTrainer(Trainer):
    """A ``Trainer`` whose loss is the weighted sum over the questions of a recipe."""

    def __init__(self, recipe: Recipe, tokenizer: Any, **arguments: Any) -> None:
        collator = Collator(tokenizer, recipe.input, recipe.seed)
        self._recipe = recipe
        self._order = torch.Generator()
        super().__init__(
            data_collator=collator,
            callbacks=[_NewEpoch(collator, self._order, recipe.seed)],
            **arguments,
        )

    def compute_loss(  # type: ignore[override]
        self,
        model: nn.Module,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Any:
        """Cross-entropy of each question, weighted, plus the ordinal distance of the stance."""
        targets = {
            key.removeprefix("target_"): value
            for key, value in inputs.items()
            if key.startswith("target_")
        }
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        weights = self._recipe.targets
        loss = _cross_entropy(logits["stance"], targets["stance"])
        if weights.sentiment:
            loss = loss + weights.sentiment * _cross_entropy(
                logits["sentiment"], targets["sentiment"]
            )
        if weights.aspects:
            aspects = [_cross_entropy(logits[name], targets[name]) for name in ASPECTS]
            loss = loss + weights.aspects * torch.stack(aspects).mean()
        if weights.ordinal:
            scale = torch.arange(3.0, device=logits["stance"].device)
            distance = (logits["stance"].softmax(-1) - targets["stance"]) @ scale
            loss = loss + weights.ordinal * distance.square().mean()
        return (loss, logits) if return_outputs else loss

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler:
        dataset: Any = self.train_dataset
        return LengthGroupedSampler(
            self.args.train_batch_size,
            lengths=[
                len(s.text) + len(s.offer or "") + len(s.context or "") for s in dataset.statements
            ],
            generator=self._order,
        )

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        """A checkpoint's weights: those that are trained; the base encoder's are on disk already."""
        folder = Path(output_dir or self.args.output_dir or ".")
        folder.mkdir(parents=True, exist_ok=True)
        network: Any = self.model
        trained = {
            name: parameter.detach().contiguous()
            for name, parameter in network.named_parameters()
            if parameter.requires_grad
        }
        save_file(trained, folder / _CHECKPOINT)

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        network: Any = model or self.model
        network.load_state_dict(load_file(Path(resume_from_checkpoint, _CHECKPOINT)), strict=False)

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        """AdamW with a learning rate of its own for the heads, which start from nothing."""
        if self.optimizer is None:
            settings = self._recipe.optimisation
            network: Any = self.model
            self.optimizer = torch.optim.AdamW(
                [
                    {
                        "params": [p for p in network.encoder.parameters() if p.requires_grad],
                        "lr": settings.learning_rate,
                    },
                    {
                        "params": list(network.heads.parameters()),
                        "lr": settings.head_learning_rate,
                    },
                ],
                weight_decay=settings.weight_decay,
            )
        return self.optimizer


def _cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Mean cross-entropy against target distributions; rows of zeros count for nothing."""
    answered = (target.sum(-1) > 0).float()
    losses = -(target * logits.float().log_softmax(-1)).sum(-1)
    return losses.sum() / answered.sum().clamp(min=1)
