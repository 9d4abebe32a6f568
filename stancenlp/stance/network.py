"""The network: one encoder, mean pooling over real tokens, a linear head for each question.

Only modules and tensors here; files are in ``released.py``, texts in ``backend_torch.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn

from stancenlp.stance.released import HEADS


class StanceNetwork(nn.Module):
    """An encoder with mean pooling and one linear head a question.

    Parameters
    ----------
    encoder : any ``transformers`` encoder (``AutoModel``) with a ``config.hidden_size``.
    heads : labels of each question; the default is :data:`HEADS`.
    dropout : dropout probability on the pooled vector, in training.
    """

    def __init__(
        self,
        encoder: nn.Module,
        heads: Mapping[str, tuple[str, ...]] = HEADS,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        width: int = encoder.config.hidden_size  # type: ignore[union-attr,assignment]
        self.heads = nn.ModuleDict(
            {question: nn.Linear(width, len(labels)) for question, labels in heads.items()}
        )

    def embed(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Pooled vectors, float (batch, hidden), from token ids and mask (batch, tokens)."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state.float()
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        return (states * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        """Logits of each question, float (batch, number of labels)."""
        pooled = self.dropout(self.embed(input_ids, attention_mask))
        return {question: head(pooled) for question, head in self.heads.items()}
