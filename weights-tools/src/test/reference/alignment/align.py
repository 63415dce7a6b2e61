# SPDX-License-Identifier: Apache-2.0
"""Finds where every word of transcribed recordings begins and ends; see README.md.

    python align.py OUT.tsv MANIFEST.tsv...
"""

import csv
import os
import sys

import numpy as np

from features import HOP, RATE, mfcc, quiet, sound
from hmm import PAUSE, STATES, Graph, Mixtures
from phones import phones, words

# Gaussians a state, and for how many rounds; the recordings are aligned anew before every round.
SCHEDULE = [1] * 4 + [2] * 2 + [4] * 2 + [8] * 3

# A word that looks longer, in seconds, has swallowed silence or noise: nothing of its clip is kept.
LONGEST_WORD = 0.6


class Clip:
    def __init__(self, path, file, sentence, inventory):
        self.path, self.words = path, words(sentence)
        samples = sound(file)
        self.rows = mfcc(samples)
        self.graph = Graph([[inventory[p] for p in phones(word)] for word in self.words])
        self.places = first_guess(self.graph, quiet(samples))

    @property
    def labels(self):
        return self.graph.states[self.places]

    def align(self, model):
        needed, column = np.unique(self.graph.states, return_inverse=True)
        self.places = self.graph.align(model.scores(self.rows, needed)[:, column])

    def times(self):
        """(word, start, end) in seconds. A frame begins half a hop before its centre."""
        word_at = self.graph.word_of[self.places]
        for number, word in enumerate(self.words):
            at = np.flatnonzero(word_at == number)
            yield word, max(0, at[0] - 0.5) * HOP / RATE, (at[-1] + 0.5) * HOP / RATE


def first_guess(graph, is_quiet):
    """Pauses where the recording is quiet, and all phones of equal length over the rest."""
    spoken = np.flatnonzero(graph.states != PAUSE)
    places = np.zeros(len(is_quiet), dtype=int)
    loud = np.flatnonzero(~is_quiet)
    places[loud] = spoken[np.arange(len(loud)) * len(spoken) // len(loud)]
    return places


def read(manifests):
    for manifest in manifests:
        with open(manifest, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield row["path"], os.path.join(os.path.dirname(manifest), row["path"]), row["sentence"]


def train(clips, states):
    rows = np.vstack([clip.rows for clip in clips])
    labels = np.concatenate([clip.labels for clip in clips])
    model = Mixtures(rows, labels, states)
    for number, most in enumerate(SCHEDULE):
        for clip in clips:
            clip.align(model)
        moved, labels = labels, np.concatenate([clip.labels for clip in clips])
        print(f"round {number}: {most} Gaussians, {np.mean(moved != labels):.1%} of frames moved", flush=True)
        if most == 1:
            model = Mixtures(rows, labels, states)
        else:
            model.fit(rows, labels, most, rounds=2)
    for clip in clips:
        clip.align(model)


def main(out, *manifests):
    listed = list(read(manifests))
    inventory = sorted({p for _, _, text in listed for word in words(text) for p in phones(word)})
    inventory = {phone: number for number, phone in enumerate(inventory)}
    clips = [Clip(*entry, inventory) for entry in listed]
    train(clips, 1 + STATES * len(inventory))
    with open(out, "w", encoding="utf-8") as file:
        file.write("path\tword\tstart\tend\n")
        for clip in clips:
            times = list(clip.times())
            if max(end - start for _, start, end in times) > LONGEST_WORD:
                continue
            for word, start, end in times:
                file.write(f"{clip.path}\t{word}\t{start:.3f}\t{end:.3f}\n")


main(*sys.argv[1:])
