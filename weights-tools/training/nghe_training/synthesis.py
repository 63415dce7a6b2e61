# SPDX-License-Identifier: Apache-2.0
"""Synthetic speech from espeak-ng, for syllables that few recordings hold.

espeak-ng is a program of its own under the GPL; the sound it makes is not covered by that licence.
The text keeps its own licence, and so does speech made of it.
"""

import collections
import io
import lzma
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import soundfile

from . import audio, units
from .audio import RATE

VOICES = ("vi", "vi-vn-x-central", "vi-vn-x-south")
# None that whispers: a whisper has no tones.
VARIANTS = ("", "+m1", "+m3", "+m5", "+m7", "+f1", "+f2", "+f3", "+f4", "+f5", "+croak")
FEWEST, MOST = 4, 14
"""Syllables of a sentence."""


class SynthesisError(ValueError):
    """Speech that could not be made; the message says what to install or change."""


def synthesise(texts: list[Path], folder: Path, sentences: int, seed: int):
    """Writes 16 kHz FLAC and manifest.tsv, the same again for the same seed and espeak-ng."""
    if shutil.which("espeak-ng") is None:
        raise SynthesisError("there is no espeak-ng: install the package of that name")
    rng = np.random.default_rng(seed)
    chosen = rich(_candidates(texts), sentences, rng)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(sentence, folder / f"{number:06}.flac", *_voice(rng)) for number, sentence in enumerate(chosen)]
    with ThreadPoolExecutor(2) as pool:
        seconds = list(pool.map(lambda job: _speak(*job), jobs))
    rows = [f"{job[1].name}\t{s:.2f}\t{job[2]}\t{job[0]}" for job, s in zip(jobs, seconds)]
    text = "\n".join(["path\tseconds\tspeaker\tsentence", *rows]) + "\n"
    (folder / "manifest.tsv").write_text(text, "utf-8")
    print(f"{len(rows)} sentences, {sum(seconds) / 3600:.2f} h in {folder}")


def rich(candidates: list[str], count: int, rng) -> list[str]:
    """Sentences chosen one by one for the syllables that the ones before have least of.

    A syllable chosen n times already is worth 1 / (1 + n); a sentence the mean of its syllables.
    Each choice is the best of some candidates at random, which keeps ordinary sentences in.
    """
    had, chosen, left = collections.Counter(), [], list(candidates)
    while left and len(chosen) < count:
        places = rng.integers(len(left), size=20)
        best = max(places, key=lambda place: np.mean([1 / (1 + had[w]) for w in left[place].split()]))
        # Out of the end of a list, since out of its middle all that follow would move.
        left[best], left[-1] = left[-1], left[best]
        chosen.append(left.pop())
        had.update(chosen[-1].split())
    return chosen


def _candidates(texts):
    letters = re.compile(r"[aăâbcdđeêghiklmnoôơpqrstuưvxy ]+")
    found = {}
    for file in texts:
        opener = lzma.open if file.suffix == ".xz" else open
        try:
            with opener(file, "rt", encoding="utf-8") as lines:
                for line in lines:
                    text = units.written(line)
                    if FEWEST <= len(text.split()) <= MOST and letters.fullmatch(_bare(text)):
                        found[text] = None
        except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
            raise SynthesisError(f"{file}: {error}") from error
    return list(found)


def _bare(text):
    """Without tone marks."""
    return units.joined([n for n in _spelled(text) if units.UNITS[n] not in units.TONES])


def _spelled(text):
    try:
        return units.spelled(text)
    except units.UnitsError:
        return []


def _voice(rng):
    voice = str(rng.choice(VOICES)) + str(rng.choice(VARIANTS))
    return voice, int(rng.integers(130, 221)), int(rng.integers(20, 81))


def _speak(sentence, file, voice, words_per_minute, pitch):
    """Seconds of the recording that espeak-ng makes."""
    command = ["espeak-ng", "-v", voice, "-s", str(words_per_minute), "-p", str(pitch), "--stdout", "--stdin"]
    done = subprocess.run(command, input=sentence.encode(), capture_output=True)
    if done.returncode or not done.stdout:
        raise SynthesisError(f"espeak-ng -v {voice}: {done.stderr.decode(errors='replace').strip()}")
    # A stream's header claims no length; soundfile takes what is there.
    samples, rate = soundfile.read(io.BytesIO(done.stdout), dtype="float32")
    samples = audio.resampled(samples, rate, RATE)
    soundfile.write(file, samples, RATE)
    return len(samples) / RATE
