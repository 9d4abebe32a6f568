"""Runs a released model on torch: float32 or bfloat16, on the CPU or a CUDA device."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from stancenlp.errors import ModelError
from stancenlp.stance import batching, released, weights
from stancenlp.stance.batching import BatchedBackend, Logits
from stancenlp.stance.released import ModelConfig


class TorchBackend(BatchedBackend):
    """A released model on torch, for inference only.

    Parameters
    ----------
    bfloat16 : compute in bfloat16: about twice as fast on CPUs with AMX or AVX512-BF16, and less
        exact.
    """

    #: Tokens (with padding) in one batch, at most: bounds memory whatever the texts' lengths.
    tokens_per_batch = 16_384

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
        self._pad_id = int(self._network.encoder.config.pad_token_id or 0)
        self._tokenizer = batching.load_tokenizer(base_folder / "tokenizer.json", config.max_tokens)

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
            adapter = load_file(folder / released.ADAPTER_FILE)
            settings = json.loads((folder / released.ADAPTER_CONFIG).read_text("utf-8"))
            with torch.no_grad():
                for name, change in released.adapter_changes(adapter, settings):
                    encoder.get_parameter(name).add_(change)
        else:
            encoder.load_state_dict(load_file(folder / released.ENCODER_FILE))
        network = StanceNetwork(encoder, config.heads, pointers=config.pointers)
        network.heads.load_state_dict(load_file(folder / released.HEADS_FILE))
    except (KeyError, RuntimeError, ValueError, OSError) as error:
        raise ModelError(f"{folder}: its weights do not fit {config.base} ({error})") from error
    except Exception as error:
        if type(error).__name__ != "SafetensorError":
            raise
        raise ModelError(f"{folder}: a safetensors file is damaged ({error})") from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return network.to(device).eval()
