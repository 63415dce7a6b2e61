# SPDX-License-Identifier: Apache-2.0
"""Fits the curve that turns posterior probabilities into how often words are right.

    ./nghe transcribe --model UNCALIBRATED --format json SPEECH/cv9-vi/dev/*.mp3 > dev.jsonl
    python fit.py SPEECH/cv9-vi/dev.tsv dev.jsonl           # needs numpy

UNCALIBRATED is a model folder whose config.json has no confidence_calibration, so that the
confidence of a word is the geometric mean of its units' posteriors. Units are taken to be letters
and tone marks. Every other speaker, in the order of their names, belongs to the other half.
"""

import csv
import json
import os
import sys
import unicodedata

import numpy as np

TONES = "\u0300\u0301\u0303\u0309\u0323"
BINS = 10


def words(text):
    text = unicodedata.normalize("NFC", text).lower()
    return "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text).split()


def units(word):
    """How many letters and tone marks a word is written with."""
    return len(word) + sum(c in TONES for c in unicodedata.normalize("NFD", word))


def kept(said, heard):
    """Indices of the words heard that a cheapest edit keeps; pairs as late as possible."""
    cost = np.zeros((len(said) + 1, len(heard) + 1), int)
    cost[:, 0], cost[0] = range(len(said) + 1), range(len(heard) + 1)
    for i, a in enumerate(said):
        for j, b in enumerate(heard):
            cost[i + 1, j + 1] = min(cost[i, j] + (a != b), 1 + min(cost[i, j + 1], cost[i + 1, j]))
    i, j, found = len(said), len(heard), set()
    while i and j:
        same = said[i - 1] == heard[j - 1]
        if cost[i, j] == cost[i - 1, j - 1] + (not same):
            i, j = i - 1, j - 1
            if same:
                found.add(j)
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return found


def read(manifest, results):
    """Columns: speaker's half, geometric mean, logarithm of the product, right or not."""
    with open(manifest, encoding="utf-8", newline="") as file:
        clips = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    speakers = sorted({clip["speaker"] for clip in clips})
    by_name = {os.path.basename(clip["path"]): clip for clip in clips}
    rows = []
    with open(results, encoding="utf-8") as file:
        for result in map(json.loads, file):
            clip = by_name[os.path.basename(result["path"])]
            right = kept(words(clip["sentence"]), [w["word"] for w in result["words"]])
            for number, word in enumerate(result["words"]):
                mean = max(1e-4, word["confidence"])
                product = units(word["word"]) * np.log(mean)
                rows.append((speakers.index(clip["speaker"]) % 2, mean, product, number in right))
    return np.array(rows).T


def fit(x, right):
    """Newton's method on the likelihood of a logistic regression: slope, intercept."""
    columns, curve = np.stack([x, np.ones_like(x)], 1), np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-columns @ curve))
        curvature = columns.T @ (columns * (p * (1 - p))[:, None])
        curve = curve + np.linalg.solve(curvature, columns.T @ (right - p))
    return curve


def error(confidence, right):
    """Expected calibration error in ten bins."""
    bins = np.minimum(BINS - 1, (BINS * confidence).astype(int))
    return sum(abs((confidence - right)[bins == b].sum()) for b in range(BINS)) / len(right)


def main(manifest, results):
    half, mean, x, right = read(manifest, results)
    held_out = np.empty_like(x)
    for own in (0, 1):
        slope, intercept = fit(x[half == own], right[half == own])
        other = half != own
        held_out[other] = 1 / (1 + np.exp(-(slope * x[other] + intercept)))
        print(f"fitted on half {own}: slope {slope:.2f} intercept {intercept:.2f};", end=" ")
        print(f"on the {other.sum()} words of the other: {error(mean[other], right[other]):.3f}", end=" ")
        print(f"before, {error(held_out[other], right[other]):.3f} after")
    print(f"both halves, each by the other's curve: {error(mean, right):.3f} before, {error(held_out, right):.3f} after")
    slope, intercept = fit(x, right)
    print(f"all {len(x)} words: slope {slope:.2f} intercept {intercept:.2f}")


main(*sys.argv[1:])
