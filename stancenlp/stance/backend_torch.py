"""Runs a released model on torch: from texts to logits, in input order, without padding waste."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from stancenlp.errors import ModelError
from stancenlp.stance import released, weights
from stancenlp.stance.released import ModelConfig

Logits = dict[str, np.ndarray]

#: Tokens (with padding) in one batch, at most: bounds memory whatever the texts' lengths.
TOKENS_PER_BATCH = 16_384


class TorchBackend:
    """A released model on torch, on the CPU or (if there) a CUDA device, for inference only."""

    def __init__(self, folder: Path, config: ModelConfig) -> None:
        # hashing 0.4 GB and importing torch take a second or two each: do both at once
        with ThreadPoolExecutor(1) as pool:
            base = pool.submit(weights.locate_base, config.base_weights)
            import torch  # noqa: F401
            import transformers  # noqa: F401

            base_folder = base.result()
        self.config = config
        self._network = load_network(folder, config, base_folder)
        self._device = next(self._network.parameters()).device
        self._tokenizer = _tokenizer(base_folder, config.max_tokens)

    def logits(
        self,
        pairs: Sequence[tuple[str, str]],
        batch_size: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Logits:
        """Logits of each question, float array (n, labels), rows in the order of ``pairs``.

        ``on_progress`` is called with the number of pairs done after each batch.
        """
        import torch

        encodings = [
            self._tokenizer.encode(text, about if self.config.parts else None)
            for text, about in pairs
        ]
        order = sorted(range(len(pairs)), key=lambda i: len(encodings[i].ids), reverse=True)
        heads = self.config.heads
        rows = {q: np.zeros((len(pairs), len(labels))) for q, labels in heads.items()}
        start = 0
        with torch.inference_mode():
            while start < len(order):
                longest = len(encodings[order[start]].ids)
                size = max(1, min(batch_size, TOKENS_PER_BATCH // longest))
                batch = order[start : start + size]
                ids = torch.full((len(batch), longest), self._pad_id, dtype=torch.long)
                mask = torch.zeros((len(batch), longest), dtype=torch.long)
                for row, index in enumerate(batch):
                    length = len(encodings[index].ids)
                    ids[row, :length] = torch.tensor(encodings[index].ids)
                    mask[row, :length] = 1
                output = self._network(ids.to(self._device), mask.to(self._device))
                for question, values in output.items():
                    rows[question][batch] = values.float().cpu().numpy()
                start += len(batch)
                if on_progress:
                    on_progress(len(batch))
        return rows

    @property
    def _pad_id(self) -> int:
        return int(self._network.encoder.config.pad_token_id or 0)


def load_network(folder: Path, config: ModelConfig, base_folder: Path):  # type: ignore[no-untyped-def]
    """The network of a released model in evaluation mode, its adapter merged into the encoder."""
    import torch
    import transformers
    from safetensors.torch import load_file
    from transformers import AutoModel

    from stancenlp.stance.network import StanceNetwork

    for name, expected in config.sha256.items():
        if not (folder / name).is_file() or weights.sha256(folder / name) != expected:
            raise ModelError(
                f"{folder / name}: missing or not the file that was released (its sha256 differs "
                f"from the one in {released.CONFIG}); fetch the model again"
            )
    transformers.utils.logging.disable_progress_bar()
    encoder = AutoModel.from_pretrained(
        base_folder,
        use_safetensors=True,
        local_files_only=True,
        trust_remote_code=False,
        dtype=torch.float32,
    )
    try:
        if (folder / released.ADAPTER_FILE).is_file():
            _merge_adapter(
                encoder,
                load_file(folder / released.ADAPTER_FILE),
                json.loads((folder / released.ADAPTER_CONFIG).read_text("utf-8")),
            )
        else:
            encoder.load_state_dict(load_file(folder / released.ENCODER_FILE))
        network = StanceNetwork(encoder, config.heads)
        network.heads.load_state_dict(load_file(folder / released.HEADS_FILE))
    except (KeyError, RuntimeError, ValueError, OSError) as error:
        raise ModelError(f"{folder}: its weights do not fit {config.base} ({error})") from error
    except Exception as error:
        if type(error).__name__ != "SafetensorError":
            raise
        raise ModelError(f"{folder}: a safetensors file is damaged ({error})") from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return network.to(device).eval()


def _merge_adapter(encoder, adapter: dict, settings: dict) -> None:  # type: ignore[no-untyped-def]
    """Add a LoRA adapter (Hu et al. 2021; peft's file format) into the encoder's own weights.

    Merged once at loading, it costs nothing at inference and needs no peft.
    """
    import torch

    scale = settings["lora_alpha"] / settings["r"]
    if settings.get("use_rslora"):
        scale = settings["lora_alpha"] / settings["r"] ** 0.5
    down, up, prefix = ".lora_A.weight", ".lora_B.weight", "base_model.model."
    with torch.no_grad():
        for key, matrix in adapter.items():
            if key.endswith(down):
                name = key.removeprefix(prefix).removesuffix(down)
                change = adapter[name.join((prefix, up))] @ matrix
                encoder.get_parameter(f"{name}.weight").add_(scale * change)


def _tokenizer(folder: Path, max_tokens: int):  # type: ignore[no-untyped-def]
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer
