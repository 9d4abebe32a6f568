"""The transformers ``Trainer`` for several questions at once, and the batches it is fed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.utils.data import Dataset, Sampler
from transformers import Trainer, TrainerCallback
from transformers.trainer_pt_utils import LengthGroupedSampler

from stancenlp.schema import ASPECTS, AnnotatedStatement, Statement, Vote
from stancenlp.stance.framing import frame
from stancenlp.stance.network import HEADS
from training import losses
from training.averaging import WeightAverage
from training.recipe import EncoderRecipe, Input, Recipe, Targets

_CHECKPOINT, _AVERAGE = "trained.safetensors", "average.safetensors"


class StatementDataset(Dataset):
    """Statements with the distributions they are to get, one a row.

    Parameters
    ----------
    unlabelled : statements that have no labels, only the teacher's word; they come last.
    taught : a teacher's logits of each question, float (n, labels), rows for all statements.
    """

    def __init__(
        self,
        statements: Sequence[AnnotatedStatement],
        targets: Targets,
        unlabelled: Sequence[Statement] = (),
        taught: Mapping[str, np.ndarray] | None = None,
    ) -> None:
        self.statements: list[Statement] = [*statements, *unlabelled]
        self._targets = [target_distributions(s, targets) for s in statements]
        nothing = {q: np.zeros(len(labels), np.float32) for q, labels in HEADS.items()}
        self._targets += [nothing] * len(unlabelled)
        self._taught = taught or {}

    def __len__(self) -> int:
        return len(self.statements)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return {
            "statement": self.statements[index],
            "target": self._targets[index],
            "taught": {question: rows[index] for question, rows in self._taught.items()},
        }


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
        for kind in ("target", "taught"):
            for question in rows[0][kind]:
                encoded[f"{kind}_{question}"] = torch.from_numpy(
                    np.stack([row[kind][question] for row in rows])
                )
        return encoded

    def _parts(self, statement: Statement) -> tuple[Any, ...]:
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


class EncoderTrainer(Trainer):
    """A ``Trainer`` of an encoder and its heads, by a recipe."""

    def __init__(self, recipe: EncoderRecipe, **arguments: Any) -> None:
        self._recipe = recipe
        super().__init__(**arguments)

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


class StanceTrainer(EncoderTrainer):
    """A ``Trainer`` whose loss is the weighted sum over the questions of a recipe."""

    _recipe: Recipe

    def __init__(self, recipe: Recipe, tokenizer: Any, **arguments: Any) -> None:
        collator = Collator(tokenizer, recipe.input, recipe.seed)
        self._order = torch.Generator()
        super().__init__(
            recipe,
            data_collator=collator,
            callbacks=[_NewEpoch(collator, self._order, recipe.seed)],
            **arguments,
        )
        self._average: WeightAverage | None = None
        if recipe.optimisation.average_from is not None:
            network: Any = self.model
            self._average = WeightAverage(network, recipe.optimisation.average_from)
            self.add_callback(self._average)

    def compute_loss(  # type: ignore[override]
        self,
        model: nn.Module,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Any:
        """The loss of each question, weighted, plus the ordinal distance of the stance."""
        if self._recipe.targets.r_drop:
            inputs = {key: torch.cat([value, value]) for key, value in inputs.items()}
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        weights = self._recipe.targets
        loss = self._question_loss("stance", logits, inputs)
        if weights.sentiment:
            loss = loss + weights.sentiment * self._question_loss("sentiment", logits, inputs)
        if weights.aspects:
            aspects = [self._question_loss(name, logits, inputs) for name in ASPECTS]
            loss = loss + weights.aspects * torch.stack(aspects).mean()
        if weights.ordinal:
            target = inputs["target_stance"]
            loss = loss + weights.ordinal * losses.ordinal_distance(logits["stance"], target)
        return (loss, logits) if return_outputs else loss

    def _question_loss(
        self, question: str, logits: dict[str, Tensor], inputs: dict[str, Tensor]
    ) -> Tensor:
        own = logits[question]
        loss = losses.cross_entropy(own, inputs[f"target_{question}"])
        teacher = self._recipe.teacher
        if teacher:
            taught = losses.distillation(own, inputs[f"taught_{question}"], teacher.temperature)
            loss = (1 - teacher.share) * loss + teacher.share * taught
        if self._recipe.targets.r_drop:
            loss = loss + self._recipe.targets.r_drop * losses.r_drop(own)
        return loss

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
        if self._average:
            save_file(self._average.mean, folder / _AVERAGE)

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        network: Any = model or self.model
        network.load_state_dict(load_file(Path(resume_from_checkpoint, _CHECKPOINT)), strict=False)
        if self._average:
            self._average.mean = load_file(Path(resume_from_checkpoint, _AVERAGE))
