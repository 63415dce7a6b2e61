# SPDX-License-Identifier: Apache-2.0
"""Writes a miniature Whisper with its decoder, in the files in which PhoWhisper is published.

    python make_decoder_fixture.py ../../resources/vn/nghe/weights/importing/whisper-decoder

Needs torch 2.15 and transformers 5.24. The weights are random; the tokens are the 256 bytes and the special tokens.
"""

import json
import sys
from pathlib import Path

import torch
import transformers

SPECIAL = ["<|endoftext|>", "<|startoftranscript|>", "<|vi|>", "<|transcribe|>", "<|nocaptions|>", "<|notimestamps|>"]
TIMES = 4
"""Time tokens that the model has and its tokenizer does not name, as in PhoWhisper."""


def alphabet():
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(0x100 + index) for index in range(len(others))]


def main(out):
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    letters = alphabet()
    number = {name: len(letters) + i for i, name in enumerate(SPECIAL)}
    config = transformers.WhisperConfig(
        vocab_size=len(letters) + len(SPECIAL) + TIMES, num_mel_bins=80, d_model=32,
        encoder_layers=1, encoder_attention_heads=2, encoder_ffn_dim=32,
        decoder_layers=2, decoder_attention_heads=2, decoder_ffn_dim=32,
        max_source_positions=1500, max_target_positions=24,
        pad_token_id=number["<|endoftext|>"], bos_token_id=number["<|endoftext|>"],
        eos_token_id=number["<|endoftext|>"], decoder_start_token_id=number["<|startoftranscript|>"],
    )
    model = transformers.WhisperForConditionalGeneration(config).half()
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    config.save_pretrained(folder)
    files = {
        "vocab.json": {name: i for i, name in enumerate(letters)},
        "added_tokens.json": number,
        "generation_config.json": {
            "suppress_tokens": [1, 2], "begin_suppress_tokens": [letters.index("Ġ"), number["<|endoftext|>"]],
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


main(*sys.argv[1:])
