#!/usr/bin/env python3
"""Writes what the Java engine must compute, as computed by PyTorch and Hugging Face transformers.

For each clip one .safetensors file with the activations of every stage from the log-mel spectrogram
to the CTC logits, and in noise.json how exact such numbers can be expected to be.

Every clip is computed twice:

  truth    float64 from the features on. Rounded once to float32, this is what the files hold.
  float32  transformers' own WhisperFeatureExtractor and WhisperEncoder, untouched, in float32.

noise.json records the distance between the two: the error an honest float32 implementation makes.
The engine's own float32 result is held against the truth with a small multiple of that distance,
since both are float32 roundings of the same numbers, differing only in the order of summation.

Frames. A clip of any length becomes N samples: the clip, a silent tail of
`tail_margin_seconds` (config.json), and zeros up to the next multiple of 320. Then there are N / 160
mel frames (the STFT is centred and reflect-padded and yields N / 160 + 1; the last is dropped, as
Whisper drops its 3001st) and N / 320 encoder frames of 20 ms. The table of positions is cut to that
length. `--padded CLIP` does it the classic way instead: zeros up to 30 s, 3000 and 1500 frames.

Two runs on one machine write the same bytes.
"""

import argparse
import json
import struct
import unicodedata
import wave
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save
from transformers import WhisperConfig, WhisperFeatureExtractor
from transformers.models.whisper.modeling_whisper import WhisperEncoder

RATE = 16_000
HOP = 160
FRAME = 320  # samples under one encoder frame
PADDED_SAMPLES = 30 * RATE
ROWS = 16  # frames kept of each hidden activation
PADDED_MEL_ROWS, PADDED_LOGIT_ROWS = 200, 200


# ---------------------------------------------------------------- audio


def read_wav(path):
    """PCM16, mono, 16 kHz; float32 in [-1, 1), which holds every 16-bit sample exactly."""
    with wave.open(str(path)) as w:
        if (w.getnchannels(), w.getsampwidth(), w.getframerate()) != (1, 2, RATE):
            raise SystemExit(f"{path}: expected 16 kHz mono PCM16")
        pcm = np.frombuffer(w.readframes(w.getnframes()), dtype="<i2")
    return pcm.astype(np.float32) / 32768


def with_tail(pcm, tail_seconds):
    """The clip, its silent tail, and zeros up to a whole number of encoder frames."""
    n = len(pcm) + round(tail_seconds * RATE)
    return np.pad(pcm, (0, -(-n // FRAME) * FRAME - len(pcm)))


# ---------------------------------------------------------------- features


def log_mel_float32(samples, bins, padding):
    """What transformers computes. 'longest' of a single clip pads nothing, 'max_length' to 30 s."""
    extractor = WhisperFeatureExtractor(feature_size=bins)
    return extractor(samples, sampling_rate=RATE, padding=padding, return_tensors="pt").input_features[0]


def log_mel_truth(samples, bins):
    """The same formula written out, in float64: window and filter bank included."""
    window = torch.hann_window(400, periodic=True, dtype=torch.float64)
    spectrum = torch.stft(
        torch.from_numpy(samples).double(), 400, HOP, window=window,
        center=True, pad_mode="reflect", return_complex=True,
    )[:, :-1]
    power = spectrum.real**2 + spectrum.imag**2
    slaney = torch.from_numpy(WhisperFeatureExtractor(feature_size=bins).mel_filters).double()
    mel = (slaney.T @ power).clamp(min=1e-10).log10()
    mel = torch.maximum(mel, mel.max() - 8.0)
    return (mel + 4.0) / 4.0


# ---------------------------------------------------------------- model


class Model:
    """A model folder. Its float16 or bfloat16 tensors widen to float32 and float64 without loss."""

    def __init__(self, folder):
        folder = Path(folder)
        self.config = json.loads((folder / "config.json").read_text("utf-8"))
        vocab = json.loads((folder / "vocab.json").read_text("utf-8"))
        self.units = sorted(vocab, key=vocab.get)
        self.blank = self.config["blank_token_id"]
        self.weights = load_file(folder / "model.safetensors")
        if len(self.units) != self.config["vocab_size"]:
            raise SystemExit(f"{folder}: vocab.json and vocab_size disagree")

    def encoder(self, positions, dtype):
        """transformers' encoder, made for exactly that many frames.

        Its forward refuses any input but the length its configuration names, so the configuration
        names the clip's length and the table of positions is cut to it. Nothing else is changed.
        """
        c = self.config
        config = WhisperConfig(
            **{k: c[k] for k in ("d_model", "encoder_layers", "encoder_attention_heads",
                                 "encoder_ffn_dim", "num_mel_bins", "activation_function")},
            max_source_positions=positions,
        )
        # Softmax attention as plain matrix products: the formula, not a fused kernel's rearrangement.
        config._attn_implementation = "eager"
        prefix = "model.encoder."
        state = {k[len(prefix):]: v.to(dtype) for k, v in self.weights.items() if k.startswith(prefix)}
        state["embed_positions.weight"] = state["embed_positions.weight"][:positions]
        encoder = WhisperEncoder(config).to(dtype).eval()
        encoder.load_state_dict(state, strict=True)
        return encoder

    def head(self, dtype):
        """Linear, exact (erf) GELU, LayerNorm (epsilon 1e-5), Linear; the names are the indices."""
        c = self.config
        head = torch.nn.Sequential(
            torch.nn.Linear(c["d_model"], c["ctc_head_size"]),
            torch.nn.GELU(approximate="none"),
            torch.nn.LayerNorm(c["ctc_head_size"]),
            torch.nn.Linear(c["ctc_head_size"], c["vocab_size"]),
        ).to(dtype).eval()
        prefix = "ctc_head."
        state = {k[len(prefix):]: v.to(dtype) for k, v in self.weights.items() if k.startswith(prefix)}
        head.load_state_dict(state, strict=True)
        return head

    @torch.no_grad()
    def stages(self, log_mel):
        """Every stage of one clip, [frames, width] except log_mel, in the precision of log_mel."""
        dtype = log_mel.dtype
        encoder, head = self.encoder(log_mel.shape[1] // 2, dtype), self.head(dtype)
        out = {"log_mel": log_mel}

        def keep(module, name, convolution=False):
            def hook(_, __, y):
                y = y[0] if isinstance(y, tuple) else y
                # The encoder applies the GELU after its convolutions itself, out of a hook's reach.
                out[name] = F.gelu(y)[0].T if convolution else y.reshape(-1, y.shape[-1])
            module.register_forward_hook(hook)

        keep(encoder.conv1, "conv1", convolution=True)
        keep(encoder.conv2, "conv2", convolution=True)
        for i, layer in enumerate(encoder.layers):
            keep(layer, f"layer.{i}")
        keep(encoder.layer_norm, "encoder")
        keep(head[2], "head_hidden")
        out["logits"] = head(encoder(log_mel[None]).last_hidden_state)[0]
        return out

    def text(self, path):
        """Greedy CTC: repeats collapse first, blanks go after; the joined units in NFC."""
        path = path.tolist()
        kept = [p for i, p in enumerate(path) if (i == 0 or p != path[i - 1]) and p != self.blank]
        return unicodedata.normalize("NFC", "".join(self.units[p] for p in kept))


# ---------------------------------------------------------------- fixtures


def evenly_spread(frames, count):
    """Row numbers from the first frame to the last."""
    return torch.linspace(0, frames - 1, min(count, frames), dtype=torch.float64).round().to(torch.int32)


def write_safetensors(path, tensors, metadata):
    """The library writes metadata in random order; sorting it makes the file reproducible."""
    raw = save({k: v.contiguous() for k, v in tensors.items()}, metadata=metadata)
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:8 + size])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + raw[8 + size:])


def noise(truth, f32, stored):
    """How large a stage's values are and how far float32 strays from them.

    Over all frames, and over the values the file holds: a few frames carry values a hundred times
    larger than the rest and with them the largest errors, so a bound taken from all frames is
    blunt where none of those was kept.
    """
    def figures(prefix, truth, f32):
        error = f32.double() - truth
        values = {
            "max_abs": truth.abs().max(),
            "f32_vs_f64_max_abs": error.abs().max(),
            "rms": truth.square().mean().sqrt(),
            "f32_vs_f64_rms": error.square().mean().sqrt(),
        }
        return {prefix + k: float(f"{v.item():.3e}") for k, v in values.items()}

    out = figures("", truth, f32)
    return out if stored is None else out | figures("stored_", stored(truth), stored(f32))


def what_is_stored(truth, padded):
    """Per stage what of it goes into the file, as a function, and the tensors that say which rows."""
    if padded:
        columns = evenly_spread(truth["log_mel"].shape[1], PADDED_MEL_ROWS)
        return {
            "log_mel": lambda v: v[:, columns.long()],
            "logits": lambda v: v[:PADDED_LOGIT_ROWS],
        }, {"rows.log_mel": columns}
    mel_rows = evenly_spread(truth["conv1"].shape[0], ROWS)
    rows = evenly_spread(truth["conv2"].shape[0], ROWS)
    stored = {stage: lambda v: v[rows.long()] for stage in truth}
    stored |= {"log_mel": lambda v: v, "conv1": lambda v: v[mel_rows.long()], "logits": lambda v: v}
    return stored, {"rows.conv1": mel_rows, "rows": rows}


def dump(model, clip, name, out, padded):
    pcm = read_wav(clip)
    bins = model.config["num_mel_bins"]
    if padded:
        # The truth pads here, transformers pads for itself: the two must agree on what 30 s means.
        samples = np.pad(pcm, (0, PADDED_SAMPLES - len(pcm)))
        f32 = model.stages(log_mel_float32(pcm, bins, "max_length"))
    else:
        samples = with_tail(pcm, model.config["tail_margin_seconds"])
        f32 = model.stages(log_mel_float32(samples, bins, "longest"))
    truth = model.stages(log_mel_truth(samples, bins))

    path = truth["logits"].argmax(-1)
    if not torch.equal(path, f32["logits"].argmax(-1)):
        raise SystemExit(f"{clip}: float32 and float64 choose different units; take another clip")
    best = truth["logits"].topk(2, dim=-1).values

    stored, tensors = what_is_stored(truth, padded)
    tensors |= {stage: part(truth[stage]).float() for stage, part in stored.items()}
    tensors["argmax"] = path.to(torch.int32)

    text = model.text(path)
    write_safetensors(out / f"{name}.safetensors", tensors, {
        "clip": Path(clip).stem,
        "mode": "padded" if padded else "trimmed",
        "clip_samples": str(len(pcm)),
        "samples_count": str(len(samples)),
        "text": text,
        # Smallest lead of a best unit over the second best: how much error the path bears.
        "argmax_min_margin": f"{(best[:, 0] - best[:, 1]).min().item():.3e}",
    })
    figures = {stage: noise(truth[stage], f32[stage], stored.get(stage)) for stage in truth}
    worst = figures["logits"]
    print(f"{name}: {len(samples) // FRAME} frames, logits within {worst['f32_vs_f64_max_abs']:.1e} "
          f"of {worst['max_abs']:.1f}, “{text}”")
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="model folder")
    parser.add_argument("--out", required=True, type=Path, help="folder of the .safetensors files and noise.json")
    parser.add_argument("--name", help="file name for a single clip; the clip's own if left out")
    parser.add_argument("--padded", metavar="WAV", help="also this clip, padded to 30 s, as NAME.padded")
    parser.add_argument("clips", nargs="+", metavar="WAV", help="16 kHz mono PCM16")
    args = parser.parse_args()
    if args.name and len(args.clips) > 1:
        parser.error("--name goes with one clip")

    # With one thread the order of summation, and so the last bit, does not depend on the machine's cores.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    model = Model(args.model)
    args.out.mkdir(parents=True, exist_ok=True)
    noise_file = args.out / "noise.json"
    figures = json.loads(noise_file.read_text("utf-8")) if noise_file.exists() else {}
    for clip in args.clips:
        name = args.name or Path(clip).stem
        figures[name] = dump(model, clip, name, args.out, padded=False)
    if args.padded:
        name = f"{Path(args.padded).stem}.padded"
        figures[name] = dump(model, args.padded, name, args.out, padded=True)
    noise_file.write_text(json.dumps(dict(sorted(figures.items())), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
