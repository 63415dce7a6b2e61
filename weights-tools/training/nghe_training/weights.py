# SPDX-License-Identifier: Apache-2.0
"""Weights from the folders and files in which Whisper, PhoWhisper and Nghe publish them."""

import json
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from .decoder import DecoderSize
from .encoder import Size
from .network import Network

ENCODER, DECODER, HEAD = "model.encoder.", "model.decoder.", "ctc_head."
DECODER_FILE = "decoder.safetensors"
"""Where a model folder of Nghe keeps the decoder, apart from what the engine reads."""
HEAD_WIDTH = 64
"""The width of an attention head in every size of Whisper; a config.json may say otherwise."""


class WeightsError(ValueError):
    """Weights that cannot be used; the message names file and tensor."""


def load(path: Path) -> tuple[dict[str, torch.Tensor], dict]:
    """The tensors of an encoder and, where there are any, of a CTC head and a decoder; and its config.json.

    path: a model folder of Hugging Face's or Nghe's form with model.safetensors, its shards or
        pytorch_model.bin, or one such file alone, for which the configuration is empty
    Tensors come in float32, named `model.encoder.…`, `ctc_head.…` and `model.decoder.…`.
    """
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
    return tensors, load_config(path)


def load_config(path: Path) -> dict:
    """A folder's config.json, with the decoder's of Nghe's form; empty where there is none."""
    config = {}
    for name in ("decoder.json", "config.json"):
        if path.is_dir() and (path / name).is_file():
            config |= json.loads((path / name).read_text("utf-8"))
    return config


def _files(path):
    if path.is_file():
        return [path]
    for pattern in ("model.safetensors", "model-*-of-*.safetensors", "pytorch_model*.bin"):
        found = sorted(path.glob(pattern))
        if found:
            return found + sorted(path.glob(DECODER_FILE))
    raise WeightsError(f"{path}: neither a model.safetensors nor a pytorch_model.bin")


def _read(file):
    if file.suffix == ".safetensors":
        return load_file(file)
    # weights_only: a pickle from elsewhere may hold tensors, never code.
    return torch.load(file, map_location="cpu", weights_only=True)


def _known(name):
    """The name as Nghe writes it, or None for others, such as `proj_out.weight`, which is tied."""
    if name.startswith(("encoder.", "decoder.")):
        name = "model." + name
    return name if name.startswith((ENCODER, DECODER, HEAD)) else None


def size(tensors: dict[str, torch.Tensor], config: dict) -> Size:
    """The encoder's size, from the shapes of its tensors."""
    width, bins, _ = tensors[f"{ENCODER}conv1.weight"].shape
    layers = _layers(tensors, ENCODER)
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


def _layers(tensors, part):
    return {name.split(".")[3] for name in tensors if name.startswith(f"{part}layers.")}


def decoder_size(tensors: dict[str, torch.Tensor], config: dict) -> DecoderSize:
    """The decoder's size, from the shapes of its tensors."""
    try:
        vocabulary, width = tensors[f"{DECODER}embed_tokens.weight"].shape
        return DecoderSize(
            d_model=width,
            decoder_layers=len(_layers(tensors, DECODER)),
            decoder_attention_heads=config.get("decoder_attention_heads", width // HEAD_WIDTH),
            decoder_ffn_dim=tensors[f"{DECODER}layers.0.fc1.weight"].shape[0],
            vocab_size=vocabulary,
            max_target_positions=tensors[f"{DECODER}embed_positions.weight"].shape[0],
        )
    except KeyError as missing:
        raise WeightsError(f"there is no tensor {missing}, which a decoder needs") from missing


def network(path: Path, units: int, dropout=0.0, middle_layers=(), decoder=False) -> Network:
    """A network with the weights of a folder or file; a head that it lacks is drawn at random.

    decoder: whether its decoder is wanted too, which then must be there
    """
    tensors, config = load(path)
    if not decoder:
        tensors = {name: tensor for name, tensor in tensors.items() if not name.startswith(DECODER)}
    measured = size(tensors, config)
    head = tensors.get(f"{HEAD}3.weight")
    if head is not None and head.shape[0] != units:
        raise WeightsError(f"{path}: {HEAD}3.weight has {head.shape[0]} units instead of {units}")
    hidden = measured.d_model if head is None else head.shape[1]
    spoken = decoder_size(tensors, config) if decoder else None
    made = Network(measured, hidden, units, dropout, middle_layers, spoken)
    try:
        state = {_inside(name): tensor for name, tensor in tensors.items()}
        missing, _ = made.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise WeightsError(f"{path}: {error}") from error
    needed = ("encoder.", "decoder.", *(() if head is None else (HEAD,)))
    lacking = [name for name in missing if name.startswith(needed)]
    if lacking:
        raise WeightsError(f"{path}: no tensor {', '.join(lacking)}")
    return made


def has_head(path: Path) -> bool:
    """Whether the folder or file brings a CTC head."""
    return f"{HEAD}3.weight" in load(path)[0]


def published(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """A network's state under published names, without what only training needs."""
    return {_known(name): tensor for name, tensor in state.items() if _known(name)}


def _inside(name):
    return name.removeprefix("model.")
