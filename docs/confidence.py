"""Draws docs/confidence.png: how often words are right, against the confidence they are given.

    ./nghe evaluate --confidence --manifest DEV.tsv --model UNCALIBRATED > before.txt
    ./nghe evaluate --confidence --manifest DEV.tsv > after.txt
    python docs/confidence.py before.txt after.txt docs/confidence.png      # needs matplotlib

UNCALIBRATED is the model's folder without confidence_calibration in its config.json.
"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

INK, SOFT = "#16324f", "#8fa9c2"


def read(path):
    """The bins that hold words, as (words, mean confidence, share right), and the error."""
    bins, error = [], None
    with open(path, encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 4 and fields[2] and fields[0] != "bin":
                bins.append((int(fields[1]), float(fields[2]), float(fields[3])))
            elif line.startswith("expected calibration error"):
                error = float(line.split()[3])
    return bins, error


def draw(axes, title, path):
    bins, error = read(path)
    axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1)
    words, confidence, right = zip(*bins)
    axes.plot(confidence, right, color=INK, linewidth=1.2, zorder=2)
    axes.scatter(confidence, right, s=[max(8, w) for w in words], color=INK, alpha=0.75, zorder=3, linewidth=0)
    axes.set_title(f"{title}: expected calibration error {error:.3f}", color=INK, fontsize=11)
    axes.set_xlabel("confidence", color=INK)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_aspect("equal")
    for side in axes.spines.values():
        side.set_color(SOFT)
    axes.tick_params(colors=INK)


def main(before, after, picture):
    figure, axes = plt.subplots(1, 2, figsize=(10, 5), sharey=True, facecolor="white")
    draw(axes[0], "mean posterior of the units", before)
    draw(axes[1], "calibrated", after)
    axes[0].set_ylabel("share of words that are right (area: how many)", color=INK)
    figure.tight_layout()
    figure.savefig(picture, dpi=90)


main(*sys.argv[1:])
