"""The network: one encoder, mean pooling over real tokens, a linear head for each question.

A pointer is a head that reads each token by itself.

Only modules and tensors here; files are in ``released.py``, texts in ``backend_torch.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from torch import Tensor, nn

from stancenlp.stance.released import HEADS


class StanceNetwork(nn.Module):
    """An encoder with mean pooling and one linear head a question.

    Parameters
    ----------
    encoder : any ``transformers`` encoder (``AutoModel``) with a ``config.hidden_size``.
    heads : labels of each question; the default is :data:`HEADS`.
    pointers : questions with one score a token.
    dropout : dropout probability on the pooled vector, and on the tokens that pointers read, in training.
    """

    def __init__(
        self,
        encoder: nn.Module,
        heads: Mapping[str, tuple[str, ...]] = HEADS,
        dropout: float = 0.1,
        pointers: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        width: int = encoder.config.hidden_size  # type: ignore[union-attr,assignment]
        self.pointers = tuple(pointers)
        sizes = {question: len(labels) for question, labels in heads.items()}
        self.heads = nn.ModuleDict(
            {
                question: nn.Linear(width, size)
                for question, size in {**sizes, **dict.fromkeys(pointers, 1)}.items()
            }
        )

    def embed(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Pooled vectors, float (batch, hidden), from token ids and mask (batch, tokens)."""
        return _mean(self._states(input_ids, attention_mask), attention_mask)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        """Logits of each question, float (batch, number of labels); of a pointer, (batch, tokens)."""
        states = self._states(input_ids, attention_mask)
        pooled = self.dropout(_mean(states, attention_mask))
        tokens = self.dropout(states) if self.pointers else states
        return {
            question: head(tokens).squeeze(-1) if question in self.pointers else head(pooled)
            for question, head in self.heads.items()
        }

    def _states(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        read = self.encoder(input_ids=input_ids, attention_mask=attention_mask)
        states: Tensor = read.last_hidden_state.float()
        return states


def _mean(states: Tensor, attention_mask: Tensor) -> Tensor:
    mask = attention_mask.unsqueeze(-1).to(states.dtype)
    return (states * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
