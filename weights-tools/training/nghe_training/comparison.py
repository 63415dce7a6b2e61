# SPDX-License-Identifier: Apache-2.0
"""Whether one model hears better than another: a paired bootstrap over speakers.

Speakers are drawn, not clips: clips of one speaker stand or fall together, so an interval over clips
is too narrow (Bisani and Ney 2004 draw what is independent).
"""

import csv
import dataclasses
from pathlib import Path

import numpy as np

from . import units
from .distance import distance

DRAWS = 10_000


class ComparisonError(ValueError):
    """Tables that cannot be compared; the message names file and clip."""


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Word error rates in percent, the second's less the first's in points, and its 95 % interval.

    better: the share of draws in which the second has fewer errors
    """

    first: float
    second: float
    low: float
    high: float
    better: float
    clips: int
    speakers: int

    def __str__(self):
        return (
            f"WER {self.first:.2f} % and {self.second:.2f} %: {self.second - self.first:+.2f} points, "
            f"95 % from {self.low:+.2f} to {self.high:+.2f}, the second better in {100 * self.better:.1f} % "
            f"of {DRAWS} draws of {self.speakers} speakers ({self.clips} clips)"
        )


def compare(manifest: Path, first: Path, second: Path, seed: int = 1) -> Comparison:
    """Compares two tables of `./nghe evaluate --hypotheses` by the speakers of the manifest."""
    speakers = {row["path"]: row.get("speaker") or row["path"] for row in _rows(manifest, ("path",))}
    counts = _errors(first), _errors(second)
    if set(counts[0]) != set(counts[1]):
        odd = sorted(set(counts[0]) ^ set(counts[1]))[0]
        raise ComparisonError(f"{odd} is in one of {first} and {second} alone")
    table = {}
    for path, (words, errors) in counts[0].items():
        if path not in speakers:
            raise ComparisonError(f"{first}: {path} is not in {manifest}")
        row = table.setdefault(speakers[path], np.zeros(3))
        row += (words, errors, counts[1][path][1])
    return _drawn(np.array(list(table.values())), len(counts[0]), seed)


def _drawn(table, clips, seed):
    rng = np.random.default_rng(seed)
    draws = table[rng.integers(len(table), size=(DRAWS, len(table)))].sum(axis=1)
    differences = 100 * (draws[:, 2] - draws[:, 1]) / draws[:, 0]
    low, high = np.quantile(differences, (0.025, 0.975))
    words, first, second = table.sum(axis=0)
    better = float(np.mean(differences < 0))
    return Comparison(
        100 * first / words, 100 * second / words, float(low), float(high), better, clips, len(table)
    )


def _errors(file):
    """Words and errors of each clip by its path."""
    made = {}
    for row in _rows(file, ("path", "sentence", "hypothesis")):
        said, heard = (units.written(row[name] or "").split() for name in ("sentence", "hypothesis"))
        made[row["path"]] = (len(said), distance(said, heard))
    return made


def _rows(file, needed):
    try:
        with open(file, encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [name for name in needed if name not in (rows.fieldnames or [])]
            if missing:
                raise ComparisonError(f"{file}, line 1: no column {', '.join(missing)}")
            return list(rows)
    except (OSError, UnicodeDecodeError) as error:
        raise ComparisonError(f"{file}: {error}") from error
