# SPDX-License-Identifier: Apache-2.0
"""Sentences nobody said: words of a clip replaced by other words, spoken by others.

Aligned data augmentation (Lam et al. 2021, arXiv 2104.01393): what is said stays true of what is heard,
while neither a language model nor a speaker can be learned by heart.
"""

import numpy as np

from .alignment import Word
from .audio import RATE

FADE = RATE // 100
"""Cross-faded at each cut: 10 ms."""


class Bank:
    """All words of the training clips, to draw from."""

    def __init__(self, words: dict[int, list[Word]]):
        """words: those of clips by their number"""
        self.words = {clip: said for clip, said in words.items() if said}
        self.places = [(clip, word) for clip, said in self.words.items() for word in said if _usable(word)]

    def spliced(self, clip: int, share: float, rng: np.random.Generator, read):
        """Samples and sentence of a clip in which about this share of the words are others.

        read: gives the samples of a clip by its number
        """
        samples, pieces, text = read(clip), [], []
        begin = 0
        for word in self.words[clip]:
            text.append(word.text)
            if rng.random() >= share or not self.places:
                continue
            other, drawn = self.places[int(rng.integers(len(self.places)))]
            replaced = samples[word.first : word.last]
            pieces += [samples[begin : word.first], _as_loud(read(other)[drawn.first : drawn.last], replaced)]
            text[-1], begin = drawn.text, word.last
        return joined([*pieces, samples[begin:]]), " ".join(text)


def _usable(word):
    """Whether it is as long as a word is: from 60 ms to a second; a longer one hides a pause."""
    return 0.06 * RATE <= word.last - word.first <= RATE


def _as_loud(piece, other):
    """A piece as loud as another, but no louder than ten times itself."""
    own, wanted = (float(np.sqrt(np.mean(np.square(p)) + 1e-12)) if len(p) else 1e-6 for p in (piece, other))
    return piece * np.float32(min(wanted / own, 10.0))


def joined(pieces) -> np.ndarray:
    """The pieces one after the other, each faded over into the next where both are long enough.

    Every cross-fade shortens the whole by its length.
    """
    made = np.zeros(0, np.float32)
    for piece in pieces:
        fade = min(FADE, len(made), len(piece))
        rise = np.linspace(0, 1, fade, dtype=np.float32)
        both = made[len(made) - fade :] * (1 - rise) + piece[:fade] * rise
        made = np.concatenate([made[: len(made) - fade], both, piece[fade:]])
    return made
