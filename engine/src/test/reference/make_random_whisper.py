#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a miniature Whisper with random weights, and what transformers computes with its decoder.

    python make_random_whisper.py --out ../resources/models/random-whisper \\
        --reference ../resources/reference --clip ../resources/speech/cv9-vi-26202343.wav

The folder has a CTC head beside the decoder; its tokens are those of ../resources/text/whisper-units and a few
special ones. The reference `random-whisper.safetensors` holds, for one clip,

  encoder         [frames, width]     the encoder's output, so that the decoder is compared by itself
  tokens          [tokens]            the prompt and a text drawn at random
  states, logits  [tokens, …]         of the decoder for `tokens`, in float64, rounded once
  attention       [tokens, frames]    the mean weight of the alignment heads
  greedy          [tokens]            transformers' greedy text, without prompt and end
  beam            [beams, tokens]     its texts of a beam of 5, best first, filled up with -1
  beam_scores     [beams]             their scores

and noise.json the distance of transformers' float32 result.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from transformers import GenerationMixin, WhisperConfig, WhisperForConditionalGeneration
from transformers.modeling_outputs import BaseModelOutput

import dump_reference as reference
import make_random_model as encoder_model

HERE = Path(__file__).parent
SPECIAL = ["<|endoftext|>", "<|startoftranscript|>", "<|vi|>", "<|transcribe|>", "<|nospeech|>", "<|notimestamps|>"]
BEAMS = 5
LONGEST = 24
NAME = "random-whisper"
LIKELY_END = 1.15


def names():
    units = json.loads((HERE / "../resources/text/whisper-units/vocab.json").read_text("utf-8"))
    ordered = [name for name in sorted(units, key=units.get) if name not in SPECIAL]
    return ordered + SPECIAL


def config(tokens):
    number = {name: i for i, name in enumerate(tokens)}
    prompt = ["<|startoftranscript|>", "<|vi|>", "<|transcribe|>", "<|notimestamps|>"]
    return encoder_model.CONFIG | {
        "max_source_positions": 300,
        "decoder": {
            "decoder_layers": 2,
            "decoder_attention_heads": 4,
            "decoder_ffn_dim": 128,
            "vocab_size": len(tokens),
            "max_target_positions": 40,
            "prompt_ids": [number[name] for name in prompt],
            "eos_token_id": number["<|endoftext|>"],
            "no_speech_token_id": number["<|nospeech|>"],
            "suppress_tokens": [1, 2] + [number[name] for name in SPECIAL[1:]],
            "begin_suppress_tokens": [number["Ġ"], number["<|endoftext|>"]],
            "alignment_heads": [[0, 1], [1, 3]],
        },
    }


def decoder_tensors(c):
    d, sizes = c["d_model"], c["decoder"]
    p = "model.decoder."

    def linear(name, rows, columns, gain=1.0, bias=True):
        yield f"{name}.weight", (rows, columns), columns, gain
        if bias:
            yield f"{name}.bias", (rows,), 0, 0.1

    def norm(name):
        yield f"{name}.weight", (d,), 0, 0.1
        yield f"{name}.bias", (d,), 0, 0.1

    yield p + "embed_tokens.weight", (sizes["vocab_size"], d), 0, 0.35
    yield p + "embed_positions.weight", (sizes["max_target_positions"], d), 0, 0.8
    for i in range(sizes["decoder_layers"]):
        layer = f"{p}layers.{i}."
        for attention in ("self_attn", "encoder_attn"):
            yield from norm(f"{layer}{attention}_layer_norm")
            yield from linear(f"{layer}{attention}.q_proj", d, d, gain=1.5)
            yield from linear(f"{layer}{attention}.k_proj", d, d, gain=1.5, bias=False)
            yield from linear(f"{layer}{attention}.v_proj", d, d, gain=1.5)
            yield from linear(f"{layer}{attention}.out_proj", d, d, gain=1.5)
        yield from norm(layer + "final_layer_norm")
        yield from linear(layer + "fc1", sizes["decoder_ffn_dim"], d)
        yield from linear(layer + "fc2", d, sizes["decoder_ffn_dim"])
    yield from norm(p + "layer_norm")


def dtype(name):
    if "self_attn." in name or name.endswith("embed_tokens.weight"):
        return torch.float16
    if ".fc" in name or ".encoder_attn." in name:
        return torch.bfloat16
    return torch.float16


def weights(c, seed):
    random = np.random.Generator(np.random.PCG64(seed))
    out = {}
    for name, shape, fan_in, gain in [*encoder_model.tensors(c), *decoder_tensors(c)]:
        values = random.standard_normal(shape, dtype=np.float32) * np.float32(gain / max(fan_in, 1) ** 0.5)
        if name.endswith("weight") and ("layer_norm" in name or name == "ctc_head.2.weight"):
            values += 1
        out[name] = torch.from_numpy(values).to(dtype(name))
    # Makes the end about as likely as the best token, so that texts have different lengths.
    end = out["model.decoder.embed_tokens.weight"][c["decoder"]["eos_token_id"]].float()
    bias = out["model.decoder.layer_norm.bias"]
    out["model.decoder.layer_norm.bias"] = (bias.float() + LIKELY_END * end).to(bias.dtype)
    return out


def whisper(folder, frames, precision):
    """transformers' own model over as many frames as the clip has."""
    model = reference.Model(folder)
    c, sizes = model.config, model.config["decoder"]
    fields = ("d_model", "encoder_layers", "encoder_attention_heads", "encoder_ffn_dim", "num_mel_bins")
    whole = WhisperConfig(
        **{k: c[k] for k in fields},
        **{k: sizes[k] for k in ("decoder_layers", "decoder_attention_heads", "decoder_ffn_dim", "vocab_size",
                                 "max_target_positions", "eos_token_id")},
        max_source_positions=frames,
        decoder_start_token_id=sizes["prompt_ids"][0],
        pad_token_id=sizes["eos_token_id"], bos_token_id=sizes["eos_token_id"],
        suppress_tokens=None, begin_suppress_tokens=None,
    )
    whole._attn_implementation = "eager"
    state = {k: v.to(precision) for k, v in model.weights.items() if not k.startswith("ctc_head")}
    state["model.encoder.embed_positions.weight"] = state["model.encoder.embed_positions.weight"][:frames]
    state["proj_out.weight"] = state["model.decoder.embed_tokens.weight"]
    network = WhisperForConditionalGeneration(whole).to(precision).eval()
    network.load_state_dict(state, strict=True)
    return network, model


@torch.no_grad()
def run(network, encoded, tokens, alignment_heads):
    out = network(
        encoder_outputs=BaseModelOutput(last_hidden_state=encoded),
        decoder_input_ids=tokens[None], output_hidden_states=True, output_attentions=True,
    )
    attention = torch.stack([out.cross_attentions[layer][0, head] for layer, head in alignment_heads]).mean(0)
    return {"states": out.decoder_hidden_states[-1][0], "logits": out.logits[0], "attention": attention}


@torch.no_grad()
def generate(network, encoded, sizes, beams):
    out = GenerationMixin.generate(
        network,
        encoder_outputs=BaseModelOutput(last_hidden_state=encoded),
        decoder_input_ids=torch.tensor([sizes["prompt_ids"]]),
        suppress_tokens=sizes["suppress_tokens"], begin_suppress_tokens=sizes["begin_suppress_tokens"],
        num_beams=beams, num_return_sequences=beams, do_sample=False, length_penalty=1.0,
        max_new_tokens=LONGEST, return_dict_in_generate=True, output_scores=True,
    )
    texts = [row[len(sizes["prompt_ids"]):].tolist() for row in out.sequences]
    end = sizes["eos_token_id"]
    texts = [text[:text.index(end)] if end in text else text for text in texts]
    return texts, out.sequences_scores if beams > 1 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, type=Path, help="model folder to write")
    parser.add_argument("--reference", required=True, type=Path, help="folder of the reference values")
    parser.add_argument("--clip", required=True, type=Path, help="16 kHz mono PCM16")
    parser.add_argument("--seed", type=int, default=23)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    tokens = names()
    c = config(tokens)
    args.out.mkdir(parents=True, exist_ok=True)
    reference.write_safetensors(args.out / "model.safetensors", weights(c, args.seed), {"format": "pt"})
    vocab = {unit: i for i, unit in enumerate(encoder_model.UNITS)} | {"<blank>": c["blank_token_id"]}
    for file, content in (("config.json", c), ("vocab.json", vocab),
                          ("tokens.json", {name: i for i, name in enumerate(tokens)})):
        (args.out / file).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")

    samples = reference.with_tail(reference.read_wav(args.clip), c["tail_margin_seconds"])
    frames = len(samples) // reference.FRAME
    sizes = c["decoder"]
    random = np.random.Generator(np.random.PCG64(args.seed))
    text = random.integers(0, len(tokens) - len(SPECIAL), 16).tolist()
    said = torch.tensor(sizes["prompt_ids"] + text)
    network, model = whisper(args.out, frames, torch.float64)
    with torch.no_grad():
        encoded = model.encoder(frames, torch.float64)(
            reference.log_mel_truth(samples, c["num_mel_bins"])[None]).last_hidden_state
        # The decoder is compared by itself: what both precisions start from is exact in single.
        encoded = encoded.float().double()
    truth = run(network, encoded, said, sizes["alignment_heads"])
    greedy, _ = generate(network, encoded, sizes, 1)
    beam, scores = generate(network, encoded, sizes, BEAMS)
    single, _ = whisper(args.out, frames, torch.float32)
    rounded = run(single, encoded.float(), said, sizes["alignment_heads"])
    if generate(single, encoded.float(), sizes, BEAMS)[0] != beam:
        raise SystemExit("float32 and float64 find different texts; take another seed")

    longest = max(len(t) for t in beam)
    tensors = {k: v.float() for k, v in truth.items()} | {
        "encoder": encoded[0].float(),
        "tokens": said.to(torch.int32),
        "greedy": torch.tensor(greedy[0], dtype=torch.int32),
        "beam": torch.tensor([t + [-1] * (longest - len(t)) for t in beam], dtype=torch.int32),
        "beam_scores": scores.float(),
    }
    reference.write_safetensors(args.reference / f"{NAME}.safetensors", tensors, {
        "clip": args.clip.stem, "samples_count": str(len(samples)), "clip_samples": str(len(samples))})
    noise_file = args.reference / "noise.json"
    figures = json.loads(noise_file.read_text("utf-8"))
    figures[NAME] = {k: reference.noise(truth[k], rounded[k], lambda v: v) for k in truth}
    noise_file.write_text(json.dumps(dict(sorted(figures.items())), indent=1) + "\n", "utf-8")
    print(f"{frames} frames; greedy {greedy[0]}")
    for text, score in zip(beam, scores):
        print(f"{score:.4f} {text}")


if __name__ == "__main__":
    main()
