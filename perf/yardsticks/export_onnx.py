# SPDX-License-Identifier: Apache-2.0
"""Writes a model folder as ONNX graphs for ONNX Runtime, the yardstick of the benchmarks.

Files in the output folder, all from log-mel [1, bands, 10 ms frames] to logits [1, 20 ms frames, classes]:

  fp32.onnx            the model as it is
  fp32-fused.onnx      the same with each attention as one operator, as ONNX Runtime's own tools for
                       transformers rewrite it
  fp32-full-head.onnx  its CTC head with as many classes as Whisper has tokens, as public
                       Whisper-CTC models have; the additional classes have random weights
  int8.onnx            fp32.onnx after ONNX Runtime's dynamic quantisation, weights by channel,
                       signed or unsigned, whichever this processor runs faster

The graph is the one PyTorch's exporter makes of Hugging Face's Whisper encoder: the same operators
in the same places, GELU spelled out with Erf, time as a dynamic axis.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

# Whisper's multilingual vocabulary and one class for the blank.
FULL_HEAD_CLASSES = 50_258
OPSET = 17
FUSED_OPERATORS = "com.microsoft"
EPSILON = 1e-5


def read_safetensors(file):
    """All tensors of a file, as float32."""
    blob = np.memmap(file, np.uint8, "r")
    length = int(blob[:8].view("<u8")[0])
    tensors = {}
    for name, entry in json.loads(blob[8 : 8 + length].tobytes()).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = blob[8 + length + begin : 8 + length + end]
        match entry["dtype"]:
            case "F32":
                values = raw.view("<f4")
            case "F16":
                values = raw.view("<f2").astype(np.float32)
            case "BF16":
                values = (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
            case other:
                raise ValueError(f"{file}: tensor {name} holds {other}")
        tensors[name] = np.array(values, np.float32).reshape(entry["shape"])
    return tensors


class Graph:
    """Operators and weights in the order in which they are added."""

    def __init__(self):
        self.nodes = []
        self.weights = []

    def op(self, kind, *inputs, **attributes):
        """Adds an operator and returns the name of its output."""
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], output, **attributes))
        return output

    def weight(self, values):
        """Adds a tensor and returns its name."""
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def scalar(self, value):
        return self.weight(np.array(value, np.float32))

    def ints(self, *values):
        return self.weight(np.array(values, np.int64))

    def gelu(self, x):
        erf = self.op("Erf", self.op("Div", x, self.scalar(np.sqrt(2))))
        return self.op("Mul", self.op("Mul", x, self.op("Add", erf, self.scalar(1))), self.scalar(0.5))


class WhisperCtc:
    """Builds the operators of the model with its weights."""

    def __init__(self, config, tensors, fused=False):
        self.config = config
        self.tensors = tensors
        self.fused = fused
        self.graph = Graph()

    def linear(self, x, name):
        g = self.graph
        y = g.op("MatMul", x, g.weight(self.tensors[name + ".weight"].T))
        bias = self.tensors.get(name + ".bias")
        return y if bias is None else g.op("Add", g.weight(bias), y)

    def layer_norm(self, x, name):
        g = self.graph
        weight, bias = (g.weight(self.tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        return g.op("LayerNormalization", x, weight, bias, axis=-1, epsilon=EPSILON)

    def convolution(self, x, name, stride):
        g = self.graph
        weight, bias = (g.weight(self.tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        y = g.op("Conv", x, weight, bias, kernel_shape=[3], strides=[stride], pads=[1, 1])
        return g.gelu(y)

    def attention(self, x, name):
        queries, keys, values = (self.linear(x, f"{name}.{part}_proj") for part in "qkv")
        mix = self.mix_fused if self.fused else self.mix
        return self.linear(mix(queries, keys, values), name + ".out_proj")

    def mix_fused(self, queries, keys, values):
        heads = self.config["encoder_attention_heads"]
        scale = self.head_size() ** -0.5
        return self.graph.op(
            "MultiHeadAttention",
            *(queries, keys, values),
            num_heads=heads,
            scale=scale,
            domain=FUSED_OPERATORS,
        )

    def mix(self, queries, keys, values):
        g = self.graph
        heads = self.config["encoder_attention_heads"]
        split = g.ints(0, -1, heads, self.head_size())
        scaled = g.op("Mul", queries, g.scalar(self.head_size() ** -0.5))
        queries = g.op("Transpose", g.op("Reshape", scaled, split), perm=[0, 2, 1, 3])
        keys = g.op("Transpose", g.op("Reshape", keys, split), perm=[0, 2, 3, 1])
        values = g.op("Transpose", g.op("Reshape", values, split), perm=[0, 2, 1, 3])
        shares = g.op("Softmax", g.op("MatMul", queries, keys), axis=-1)
        mixed = g.op("Transpose", g.op("MatMul", shares, values), perm=[0, 2, 1, 3])
        return g.op("Reshape", mixed, g.ints(0, -1, heads * self.head_size()))

    def head_size(self):
        return self.config["d_model"] // self.config["encoder_attention_heads"]

    def layer(self, x, name):
        g = self.graph
        normed = self.layer_norm(x, name + ".self_attn_layer_norm")
        x = g.op("Add", x, self.attention(normed, name + ".self_attn"))
        inner = g.gelu(self.linear(self.layer_norm(x, name + ".final_layer_norm"), name + ".fc1"))
        return g.op("Add", x, self.linear(inner, name + ".fc2"))

    def add_positions(self, x):
        g = self.graph
        frames = g.op("Gather", g.op("Shape", x), g.weight(np.array([1], np.int64)), axis=0)
        positions = g.weight(self.tensors["model.encoder.embed_positions.weight"])
        return g.op("Add", x, g.op("Slice", positions, g.ints(0), frames, g.ints(0)))

    def build(self):
        g = self.graph
        x = self.convolution("log_mel", "model.encoder.conv1", stride=1)
        x = self.convolution(x, "model.encoder.conv2", stride=2)
        x = self.add_positions(g.op("Transpose", x, perm=[0, 2, 1]))
        for i in range(self.config["encoder_layers"]):
            x = self.layer(x, f"model.encoder.layers.{i}")
        x = self.layer_norm(x, "model.encoder.layer_norm")
        x = self.layer_norm(g.gelu(self.linear(x, "ctc_head.0")), "ctc_head.2")
        x = self.linear(x, "ctc_head.3")
        g.nodes[-1].output[0] = "logits"
        bands = self.config["num_mel_bins"]
        classes = len(self.tensors["ctc_head.3.bias"])
        log_mel = helper.make_tensor_value_info("log_mel", TensorProto.FLOAT, [1, bands, "mel_frames"])
        logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "frames", classes])
        model = helper.make_model(
            helper.make_graph(g.nodes, "whisper_ctc", [log_mel], [logits], g.weights),
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED_OPERATORS, 1)],
            # The first version with this operator set, which every current runtime reads.
            ir_version=8,
        )
        onnx.checker.check_model(model)
        return model


def with_full_head(tensors, seed=1):
    """The same tensors, with random weights for the classes that the head lacks."""
    weight, bias = tensors["ctc_head.3.weight"], tensors["ctc_head.3.bias"]
    more = FULL_HEAD_CLASSES - len(bias)
    noise = np.random.default_rng(seed).standard_normal((more, weight.shape[1]), np.float32)
    return tensors | {
        "ctc_head.3.weight": np.concatenate([weight, noise * weight.std()]),
        "ctc_head.3.bias": np.concatenate([bias, np.zeros(more, np.float32)]),
    }


def median_ms(file, bands, seconds=5, runs=9):
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    log_mel = np.random.default_rng(1).standard_normal((1, bands, 100 * seconds), np.float32)
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        session.run(None, {"log_mel": log_mel})
        times.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(times)


def write_int8(out, bands):
    """Quantises fp32.onnx in the ways that differ in speed and keeps the fastest."""
    candidates = {}
    for kind in (QuantType.QInt8, QuantType.QUInt8):
        file = out / f"int8-{kind.name}.onnx"
        quantize_dynamic(
            out / "fp32.onnx",
            file,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=kind,
        )
        candidates[file] = median_ms(file, bands)
        print(f"int8 with weights in {kind.name}: {candidates[file]:.0f} ms for 5 s", file=sys.stderr)
    min(candidates, key=candidates.get).rename(out / "int8.onnx")
    for file in candidates:
        file.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="a model folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for the ONNX files")
    arguments = parser.parse_args()
    config = json.loads((arguments.model / "config.json").read_text())
    tensors = read_safetensors(arguments.model / "model.safetensors")
    out = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(WhisperCtc(config, tensors).build(), out / "fp32.onnx")
    onnx.save(WhisperCtc(config, tensors, fused=True).build(), out / "fp32-fused.onnx")
    onnx.save(WhisperCtc(config, with_full_head(tensors)).build(), out / "fp32-full-head.onnx")
    # It recommends an optimisation of the graph, which the session does anyway.
    logging.getLogger().setLevel(logging.ERROR)
    write_int8(out, config["num_mel_bins"])


if __name__ == "__main__":
    main()
