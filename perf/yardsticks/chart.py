# SPDX-License-Identifier: Apache-2.0
"""Draws chart.svg from the JSON files of perf/compare --full in a folder."""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

# The rows of the chart: the start of a pair's name, and its label.
SHOWN = [
    ("clip 5 s, 1 thread, FP32, padded", "5 s clip to text | ONNX Runtime FP32, padded to 30 s, full head"),
    ("clip 5 s, 1 thread, INT8, padded", "5 s clip to text | ONNX Runtime INT8, padded to 30 s"),
    ("clip 5 s, 1 thread, INT8, own", "5 s clip to text | ONNX Runtime INT8"),
    ("encoder 5 s, 1 thread, graph", "encoder, 5 s | ONNX Runtime FP32"),
    ("encoder 5 s, 2 threads, graph", "encoder, 5 s, 2 threads | ONNX Runtime FP32"),
    ("encoder 30 s, 1 thread, graph", "encoder, 30 s | ONNX Runtime FP32"),
    ("encoder 30 s, 2 threads, graph", "encoder, 30 s, 2 threads | ONNX Runtime FP32"),
    ("gemm, geometric mean of all", "matrix products | OpenBLAS"),
]
COLOURS = {512: "#0072b2", 256: "#56b4e9"}
TICKS = [0.25, 0.5, 1, 2, 4, 8, 16]


def read(folder):
    """The results by vector length, longest first."""
    files = [json.loads(file.read_text()) for file in Path(folder).glob("vectors-*.json")]
    if not files:
        sys.exit(f"{folder} holds no results: run perf/compare --full")
    return sorted(files, key=lambda result: -result["machine"]["vector_bits"])


def ratio(result, beginning):
    return next(pair["ratio"] for pair in result["pairs"] if pair["name"].startswith(beginning))


def draw(results):
    figure, axes = pyplot.subplots(figsize=(9, 0.55 + 0.5 * len(SHOWN)))
    height = 0.8 / len(results)
    for i, result in enumerate(results):
        bits = result["machine"]["vector_bits"]
        ratios = [ratio(result, beginning) for beginning, _ in SHOWN]
        places = [row + (i - (len(results) - 1) / 2) * height for row in range(len(SHOWN))]
        widths = [value - 1 for value in ratios]
        axes.barh(places, widths, 0.9 * height, left=1, color=COLOURS[bits], label=f"{bits}-bit vectors")
        for place, value in zip(places, ratios, strict=True):
            side = "left" if value >= 1 else "right"
            offset = (4, 0) if value >= 1 else (-4, 0)
            axes.annotate(
                f"{value:.2f}", (value, place), offset, textcoords="offset points", ha=side, va="center", fontsize=8
            )
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xscale("log", base=2)
    axes.set_xlim(TICKS[0], 1.3 * TICKS[-1])
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}×"))
    axes.set_yticks(range(len(SHOWN)), [words.replace(" | ", "\nagainst ") for _, words in SHOWN], fontsize=8)
    axes.invert_yaxis()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    machine = results[0]["machine"]
    axes.set_title("Speed of Nghe against others; right of 1×, Nghe is faster", loc="left", fontsize=10)
    axes.set_xlabel(
        f"{machine['processor']}, {machine['cores']} cores; model nghe-base-vi; 1 thread unless said", fontsize=8
    )
    if len(results) > 1:
        axes.legend(frameon=False, fontsize=8, loc="lower right")
    figure.tight_layout()
    return figure


def main():
    folder = Path(sys.argv[1])
    # The same figures give the same file.
    pyplot.rcParams["svg.hashsalt"] = "nghe"
    pyplot.rcParams["svg.fonttype"] = "none"
    draw(read(folder)).savefig(folder / "chart.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
