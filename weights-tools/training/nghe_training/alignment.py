# SPDX-License-Identifier: Apache-2.0
"""When each word of a clip is said, by a model that was trained with CTC."""

import csv
import dataclasses
from pathlib import Path

import numpy as np

from . import scoring, units, weights
from .audio import RATE, Cache
from .features import FRAME
from .manifest import Clip

SPACE = units.UNITS.index(" ")
HOP = RATE // 100
"""Loudness is measured over 20 ms, every 5 ms."""
LEAD = 5
"""Frames kept before the first letter and behind the last one: a tenth of a second."""


class AlignmentError(ValueError):
    """Times that cannot be made or read; the message names file and line."""


@dataclasses.dataclass(frozen=True)
class Word:
    """A word of a clip and its samples, from first to before last."""

    text: str
    first: int
    last: int


def best_states(log_p: np.ndarray, labels: list[int]) -> list[tuple[int, int]]:
    """First frame and frame behind the last of each label on the most probable path of CTC.

    log_p: [frames, units]; labels: units without blanks, unit 0 being the blank
    The states are CTC's: a blank before, between and behind all labels.
    """
    states = np.zeros(2 * len(labels) + 1, int)
    states[1::2] = labels
    # Two states up may be reached past a blank, but not from a label to its equal.
    skips = np.zeros(len(states), bool)
    skips[3::2] = states[3::2] != states[1:-2:2]
    scores = np.full(len(states), -np.inf)
    scores[:2] = log_p[0, states[:2]]
    came_from = np.zeros((len(log_p), len(states)), np.int8)
    for frame in range(1, len(log_p)):
        one = np.concatenate(([-np.inf], scores[:-1]))
        two = np.where(skips, np.concatenate(([-np.inf, -np.inf], scores[:-2])), -np.inf)
        reached = np.stack([scores, one, two])
        came_from[frame] = reached.argmax(axis=0)
        scores = reached.max(axis=0) + log_p[frame, states]
    state = len(states) - 1 if scores[-1] >= scores[-2] else len(states) - 2
    if not np.isfinite(scores[state]):
        raise AlignmentError(f"{len(log_p)} frames are too few for {len(labels)} units")
    path = np.empty(len(log_p), int)
    for frame in range(len(log_p) - 1, -1, -1):
        path[frame] = state
        state -= int(came_from[frame, state])
    frames = [np.flatnonzero(path == 2 * number + 1) for number in range(len(labels))]
    return [(int(found[0]), int(found[-1]) + 1) for found in frames]


def words(samples: np.ndarray, log_p: np.ndarray, sentence: str) -> list[Word]:
    """The words of a sentence, cut where it is most quiet between the neighbours' letters.

    CTC says a letter in one frame or two somewhere in its sound, so a cut is looked for from the last
    letter of a word to the first of the next.
    """
    labels = units.spelled(sentence)
    times = best_states(log_p, labels)
    spaces = [number for number, label in enumerate(labels) if label == SPACE]
    cuts = [_quietest(samples, times[s - 1][0] * FRAME, times[s + 1][1] * FRAME) for s in spaces]
    first = max(0, (times[0][0] - LEAD) * FRAME)
    last = min(len(samples), (times[-1][1] + LEAD) * FRAME)
    edges = [first, *cuts, max(last, cuts[-1] if cuts else first)]
    return [Word(text, a, b) for text, a, b in zip(units.written(sentence).split(), edges, edges[1:])]


def _quietest(samples, first, last):
    """The sample between two where 20 ms around it are most quiet."""
    centres = np.arange(first + HOP, max(last - HOP, first + HOP + 1), HOP // 2)
    centres = np.minimum(centres, len(samples))
    loudness = [np.mean(np.square(samples[max(0, c - HOP) : c + HOP], dtype=np.float64)) for c in centres]
    return int(centres[int(np.argmin(loudness))])


def align(model: Path, clips: list[Clip], out: Path, tail_seconds: float, cache: Cache):
    """Writes a table: path, word, and its start and end in seconds, the words of a clip in order.

    Clips whose text cannot be spelled or is too long for their sound are left out, as in training.
    """
    network = weights.network(model, len(units.UNITS)).eval()
    rows, left_out = ["path\tword\tstart\tend"], 0
    for clip in clips:
        samples = cache.read(clip.path)
        log_p = scoring.logits(network, samples, tail_seconds).log_softmax(-1).numpy()
        try:
            said = words(samples, log_p, clip.sentence)
        except (AlignmentError, units.UnitsError):
            left_out += 1
            continue
        for word in said:
            times = f"{word.first / RATE:.3f}\t{word.last / RATE:.3f}"
            rows.append(f"{clip.path.resolve()}\t{word.text}\t{times}")
    out.write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows) - 1} words of {len(clips) - left_out} clips in {out}, {left_out} clips left out")


def read(table: Path) -> dict[Path, list[Word]]:
    """The words of each clip of a table that `align` wrote."""
    made = {}
    try:
        with open(table, encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            for number, row in enumerate(rows, 2):
                try:
                    first, last = (round(float(row[name]) * RATE) for name in ("start", "end"))
                    made.setdefault(Path(row["path"]), []).append(Word(row["word"], first, last))
                except (KeyError, TypeError, ValueError) as error:
                    raise AlignmentError(f"{table}, line {number}: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise AlignmentError(f"{table}: {error}") from error
    return made
