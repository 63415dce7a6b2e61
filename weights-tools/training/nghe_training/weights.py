# SPDX-License-Identifier: Apache-2.0
"""Weights from the folders and files in which Whisper, PhoWhisper and Nghe publish them."""

import json
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from .encoder import Size
from .network import Network

ENCODER, HEAD = "model.encoder.", "ctc_head."
HEAD_WIDTH = 64
"""The width of an attention head in every size of Whisper; a config.json may say otherwise."""


class WeightsError(ValueError):
    """Weights that cannot be used; the message names file and tensor."""


def load(path: Path) -> tuple[dict[str, torch.Tensor], dict]:
    """The tensors of an encoder and, where there is one, of a CTC head; and its config.json.

    path: a model folder of Hugging Face's or Nghe's form with model.safetensors, its shards or
        pytorch_model.bin, or one such file alone, for which the configuration is empty
    Tensors come in float32, named `model.encoder.…` and `ctc_head.…`.
    """
    config = {}
    if path.is_dir() and (path / "config.json").is_file():
        config = json.loads((path / "config.json").read_text("utf-8"))
    tensors = {}
    for file in _files(path):
        try:
            for name, tensor in _read(file).items():
                if _known(name):
                    tensors[_known(name)] = tensor.float()
        except (SafetensorError, RuntimeError, OSError) as error:
            raise WeightsError(f"{file}: {error}") from error
    if f"{ENCODER}conv1.weight" not in tensors:
        raise WeightsError(f"{path}: no tensor {ENCODER}conv1.weight, so no Whisper encoder")
    return tensors, config


def _files(path):
    if path.is_file():
        return [path]
    for pattern in ("model.safetensors", "model-*-of-*.safetensors", "pytorch_model*.bin"):
        found = sorted(path.glob(pattern))
        if found:
            return found
    raise WeightsError(f"{path}: neither a model.safetensors nor a pytorch_model.bin")


def _read(file):
    if file.suffix == ".safetensors":
        return load_file(file)
    # weights_only: a pickle from elsewhere may hold tensors, never code.
    return torch.load(file, map_location="cpu", weights_only=True)


def _known(name):
    """The name as Nghe writes it, or None for what belongs to the decoder."""
    if name.startswith("encoder."):
        name = "model." + name
    return name if name.startswith((ENCODER, HEAD)) else None


def size(tensors: dict[str, torch.Tensor], config: dict) -> Size:
    """The encoder's size, from the shapes of its tensors."""
    width, bins, _ = tensors[f"{ENCODER}conv1.weight"].shape
    layers = {name.split(".")[3] for name in tensors if name.startswith(f"{ENCODER}layers.")}
    try:
        return Size(
            d_model=width,
            encoder_layers=len(layers),
            encoder_attention_heads=config.get("encoder_attention_heads", width // HEAD_WIDTH),
            encoder_ffn_dim=tensors[f"{ENCODER}layers.0.fc1.weight"].shape[0],
            num_mel_bins=bins,
            max_source_positions=tensors[f"{ENCODER}embed_positions.weight"].shape[0],
        )
    except KeyError as missing:
        raise WeightsError(f"there is no tensor {missing}") from missing


def network(path: Path, units: int, dropout=0.0, middle_layers=()) -> Network:
    """A network with the weights of a folder or file; a head that it lacks is drawn at random."""
    tensors, config = load(path)
    measured = size(tensors, config)
    head = tensors.get(f"{HEAD}3.weight")
    if head is not None and head.shape[0] != units:
        raise WeightsError(f"{path}: {HEAD}3.weight has {head.shape[0]} units instead of {units}")
    hidden = measured.d_model if head is None else head.shape[1]
    made = Network(measured, hidden, units, dropout, middle_layers)
    try:
        state = {_inside(name): tensor for name, tensor in tensors.items()}
        missing, _ = made.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise WeightsError(f"{path}: {error}") from error
    lacking = [m for m in missing if m.startswith("encoder.") or (head is not None and m.startswith(HEAD))]
    if lacking:
        raise WeightsError(f"{path}: no tensor {', '.join(lacking)}")
    return made


def has_head(path: Path) -> bool:
    """Whether the folder or file brings a CTC head."""
    return f"{HEAD}3.weight" in load(path)[0]


def published(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """A network's state under the names the engine reads, without what only training needs."""
    named = {("model." + n if n.startswith("encoder.") else n): t for n, t in state.items()}
    return {name: tensor for name, tensor in named.items() if _known(name)}


def _inside(name):
    return name.removeprefix("model.")
