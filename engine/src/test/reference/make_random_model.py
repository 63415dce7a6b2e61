#!/usr/bin/env python3
"""Writes a miniature model folder with random weights.

It tests what the default model cannot: that every size comes from config.json (attention heads of
32, a CTC head wider than the encoder, 41 units with the blank last, a shorter tail), and that F32,
F16 and BF16 tensors load side by side. Its text is nonsense, the same nonsense for the same seed.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from dump_reference import write_safetensors

CONFIG = {
    "model_type": "whisper-ctc",
    "d_model": 64,
    "encoder_layers": 2,
    "encoder_attention_heads": 2,
    "encoder_ffn_dim": 256,
    "num_mel_bins": 80,
    "max_source_positions": 1500,
    "activation_function": "gelu",
    "torch_dtype": "float32",
    "ctc_head_size": 96,
    "vocab_size": 41,
    "blank_token_id": 40,
    "ctc_unit": "letters and combining tone marks; NFC of the joined units is the text",
    "tail_margin_seconds": 0.25,
    "language": "vi",
}
UNITS = " aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'" + "\u0300\u0301\u0303\u0309\u0323"


def tensors(c):
    """Name, shape, fan-in and gain of every tensor, fan-in 0 for what is not a matrix."""
    d, ffn, head = c["d_model"], c["encoder_ffn_dim"], c["ctc_head_size"]

    def linear(name, rows, columns, gain=1.0, bias=True):
        yield f"{name}.weight", (rows, columns), columns, gain
        if bias:
            yield f"{name}.bias", (rows,), 0, 0.1

    def norm(name, width):
        yield f"{name}.weight", (width,), 0, 0.1
        yield f"{name}.bias", (width,), 0, 0.1

    e = "model.encoder."
    yield f"{e}conv1.weight", (d, c["num_mel_bins"], 3), c["num_mel_bins"] * 3, 1.5
    yield f"{e}conv1.bias", (d,), 0, 0.1
    yield f"{e}conv2.weight", (d, d, 3), d * 3, 1.5
    yield f"{e}conv2.bias", (d,), 0, 0.1
    yield f"{e}embed_positions.weight", (c["max_source_positions"], d), 0, 0.5
    for i in range(c["encoder_layers"]):
        p = f"{e}layers.{i}."
        yield from norm(p + "self_attn_layer_norm", d)
        # Larger queries and keys, so that attention picks frames instead of averaging them all.
        yield from linear(p + "self_attn.q_proj", d, d, gain=1.5)
        yield from linear(p + "self_attn.k_proj", d, d, gain=1.5, bias=False)
        yield from linear(p + "self_attn.v_proj", d, d)
        yield from linear(p + "self_attn.out_proj", d, d)
        yield from norm(p + "final_layer_norm", d)
        yield from linear(p + "fc1", ffn, d)
        yield from linear(p + "fc2", d, ffn)
    yield from norm(e + "layer_norm", d)
    yield from linear("ctc_head.0", head, d)
    yield from norm("ctc_head.2", head)
    yield from linear("ctc_head.3", c["vocab_size"], head, gain=2.0)


def dtype(name):
    """All three types, within one layer and once within one Linear (fc2)."""
    if "self_attn." in name or "embed_positions" in name or name.startswith("ctc_head.3"):
        return torch.float16
    if name.endswith("fc2.bias"):
        return torch.float32
    if ".fc" in name or name.startswith("ctc_head.0"):
        return torch.bfloat16
    return torch.float32


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, type=Path, help="model folder to write")
    parser.add_argument("--seed", type=int, default=20)
    args = parser.parse_args()

    random = np.random.Generator(np.random.PCG64(args.seed))
    weights = {}
    for name, shape, fan_in, gain in tensors(CONFIG):
        values = random.standard_normal(shape, dtype=np.float32) * np.float32(gain / max(fan_in, 1) ** 0.5)
        if name.endswith("weight") and ("layer_norm" in name or name == "ctc_head.2.weight"):
            values += 1
        weights[name] = torch.from_numpy(values).to(dtype(name))

    args.out.mkdir(parents=True, exist_ok=True)
    write_safetensors(args.out / "model.safetensors", weights, {"format": "pt"})
    vocab = {unit: i for i, unit in enumerate(UNITS)} | {"<blank>": CONFIG["blank_token_id"]}
    for file, content in (("config.json", CONFIG), ("vocab.json", vocab)):
        (args.out / file).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
