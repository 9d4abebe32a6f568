"""Runs a released model on torch: float32 or bfloat16, on the CPU or a CUDA device."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from stancenlp.errors import ModelError
from stancenlp.stance import batching, released, weights
from stancenlp.stance.batching import Logits
from stancenlp.stance.released import ModelConfig

#: Tokens (with padding) in one batch, at most: bounds memory whatever the texts' lengths.
TOKENS_PER_BATCH = 16_384


class TorchBackend:
    """A released model on torch, for inference only.

    Parameters
    ----------
    bfloat16 : compute in bfloat16: about twice as fast on CPUs with AMX or AVX512-BF16, and less
        exact.
    """

    def __init__(self, folder: Path, config: ModelConfig, bfloat16: bool = False) -> None:
        # hashing 0.4 GB and importing torch take a second or two each: do both at once
        with ThreadPoolExecutor(1) as pool:
            base = pool.submit(weights.locate_base, config.base_weights)
            import torch  # noqa: F401
            import transformers  # noqa: F401

            base_folder = base.result()
        self.config = config
        self._network = load_network(folder, config, base_folder)
        if bfloat16:
            self._network.encoder.bfloat16()
        self._device = next(self._network.parameters()).device
        self._tokenizer = batching.load_tokenizer(base_folder / "tokenizer.json", config.max_tokens)

    def logits(
        self,
        pairs: Sequence[tuple[str, str]],
        batch_size: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Logits:
        """Logits of each question, float array (n, labels), rows in the order of ``pairs``.

        ``on_progress`` is called with the number of pairs done after each batch.
        """
        return batching.run(
            pairs,
            self._tokenizer,
            self._forward,
            self.config.heads,
            paired=bool(self.config.parts),
            pad_id=int(self._network.encoder.config.pad_token_id or 0),
            batch_size=batch_size,
            tokens_per_batch=TOKENS_PER_BATCH,
            on_progress=on_progress,
        )

    def _forward(self, ids: np.ndarray, mask: np.ndarray) -> Logits:
        import torch

        with torch.inference_mode():
            output = self._network(
                torch.from_numpy(ids).to(self._device), torch.from_numpy(mask).to(self._device)
            )
        return {question: values.float().cpu().numpy() for question, values in output.items()}


def load_network(folder: Path, config: ModelConfig, base_folder: Path):  # type: ignore[no-untyped-def]
    """The network of a released model in evaluation mode, its adapter merged into the encoder."""
    import torch
    import transformers
    from safetensors.torch import load_file
    from transformers import AutoModel

    from stancenlp.stance.network import StanceNetwork

    released.check_files(folder, config)
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

    scale = released.adapter_scale(settings)
    down, up, prefix = ".lora_A.weight", ".lora_B.weight", "base_model.model."
    with torch.no_grad():
        for key, matrix in adapter.items():
            if key.endswith(down):
                name = key.removeprefix(prefix).removesuffix(down)
                change = adapter[name.join((prefix, up))] @ matrix
                encoder.get_parameter(f"{name}.weight").add_(scale * change)
