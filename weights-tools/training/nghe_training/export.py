# SPDX-License-Identifier: Apache-2.0
"""A model folder, as `./nghe transcribe --model` reads it."""

import dataclasses
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import tokens, units, weights
from .config import Config
from .encoder import Size

DECODER_CONFIG = "decoder.json"

CARD = """# {name}

Vietnamese speech to lower-case text without punctuation.

| | |
|---|---|
| Encoder | Whisper's: {layers} layers, {width} wide, {heads} heads |
| Head | CTC: Linear {width}→{hidden}, GELU, LayerNorm, Linear {hidden}→{units} |
| Units | {units}: blank, space, 33 letters, 5 combining tone marks; the NFC of the joined units is the text |
{decoder}| Parameters | {parameters:.1f} million, stored as float16 |
| Input | 16 kHz mono, the clip's own length and {tail} s of silence, at most 30 s a pass |
| Licence | {licence} |

## Training data

{data}

## What it scores

Not measured yet: `./nghe evaluate --manifest dev.tsv --model {name}`, with speakers and sentences
that training never met. Add `--greedy` for the model without its language model.
"""


DECODER_ROW = "| Decoder | Whisper's, trained too: decoder.safetensors, which `nghe weights import --decoder` adds |\n"


def write(state: dict[str, torch.Tensor], size: Size, config: Config, folder: Path | None = None):
    """Writes model.safetensors in float16, config.json, vocab.json and README.md.

    The language model that the configuration names is copied beside them. A decoder is written as
    decoder.safetensors, decoder.json and tokenizer.json, which the engine leaves alone.
    """
    options = config.export
    folder = options.folder if folder is None else folder
    folder.mkdir(parents=True, exist_ok=True)
    halves = {n: half(n, t) for n, t in weights.published(state).items()}
    save(halves, folder)
    tensors = {n: t for n, t in halves.items() if not n.startswith(weights.DECODER)}
    hidden = tensors[f"{weights.HEAD}3.weight"].shape[1]
    _write_json(folder / "config.json", _config(size, hidden, config))
    _write_json(folder / "vocab.json", {unit: number for number, unit in enumerate(units.UNITS)})
    has_decoder = f"{weights.DECODER}embed_tokens.weight" in halves
    card = CARD.format(
        decoder=DECODER_ROW if has_decoder else "",
        name=options.name, layers=size.encoder_layers, width=size.d_model,
        heads=size.encoder_attention_heads, hidden=hidden, units=len(units.UNITS),
        parameters=sum(t.numel() for t in tensors.values()) / 1e6,
        tail=options.tail_margin_seconds, licence=options.licence,
        data="\n".join(f"- {line}" for line in options.training_data) or "Not said.",
    )  # fmt: skip
    (folder / "README.md").write_text(card, "utf-8")
    if has_decoder:
        _write_decoder(halves, folder, config)
    if options.language_model is not None:
        shutil.copyfile(options.language_model, folder / "lm.bin")


def save(tensors: dict[str, torch.Tensor], folder: Path):
    """Writes the tensors the engine reads to model.safetensors, a decoder's to a file of their own."""
    decoder = {name: tensor for name, tensor in tensors.items() if name.startswith(weights.DECODER)}
    engine = {name: tensor for name, tensor in tensors.items() if name not in decoder}
    save_file(engine, folder / "model.safetensors", metadata={"format": "pt"})
    if decoder:
        save_file(decoder, folder / weights.DECODER_FILE, metadata={"format": "pt"})


def half(name: str, tensor: torch.Tensor) -> torch.Tensor:
    """In float16; a weight beyond its 65,504 would become infinite."""
    made = tensor.detach().cpu().to(torch.float16).contiguous()
    if not bool(made.isfinite().all()):
        raise weights.WeightsError(f"{name} has values that float16 cannot hold: training diverged")
    return made


def _write_decoder(tensors, folder, config):
    """What a decoder.safetensors needs beside it: its size, its prompt, and the tokenizer."""
    tokenizer = tokens.Tokens(config.model.start)
    size = dataclasses.asdict(weights.decoder_size(tensors, weights.load_config(config.model.start)))
    prompt = {"prompt_token_ids": tokenizer.prompt, "eos_token_id": tokenizer.end}
    _write_json(folder / DECODER_CONFIG, size | prompt)
    shutil.copyfile(tokenizer.file, folder / tokens.FILE)


def _config(size: Size, hidden: int, config: Config):
    return {
        "model_type": "whisper-ctc",
        "d_model": size.d_model,
        "encoder_layers": size.encoder_layers,
        "encoder_attention_heads": size.encoder_attention_heads,
        "encoder_ffn_dim": size.encoder_ffn_dim,
        "num_mel_bins": size.num_mel_bins,
        "max_source_positions": size.max_source_positions,
        "activation_function": "gelu",
        "torch_dtype": "float16",
        "ctc_head_size": hidden,
        "vocab_size": len(units.UNITS),
        "blank_token_id": 0,
        "ctc_unit": "letters and combining tone marks; NFC of the joined units is the text",
        "tail_margin_seconds": config.export.tail_margin_seconds,
        "language": "vi",
        "license": config.export.licence,
    }


def _write_json(file, content):
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
