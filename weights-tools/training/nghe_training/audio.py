# SPDX-License-Identifier: Apache-2.0
"""Recordings as samples: 16 kHz, one channel, float32 in [-1, 1]."""

import hashlib
import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

RATE = 16_000
FULL_SCALE = 32_768
"""What 1.0 is as a 16-bit sample."""


class AudioError(ValueError):
    """A recording that cannot be read; the message names it."""


def resampled(samples: np.ndarray, rate: int, new_rate: int) -> np.ndarray:
    """Samples at another rate, through scipy's windowed-sinc polyphase filter."""
    common = math.gcd(rate, new_rate)
    if rate == new_rate:
        return samples
    return resample_poly(samples, new_rate // common, rate // common).astype(np.float32)


def read(path: Path) -> np.ndarray:
    """A recording of any format that libsndfile or, failing that, an ffmpeg at hand decodes."""
    try:
        channels, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        return _read_with_ffmpeg(path, error)
    return resampled(channels.mean(axis=1), rate, RATE)


def seconds(path: Path) -> float:
    """How long a recording is."""
    try:
        return soundfile.info(path).duration
    except soundfile.LibsndfileError:
        return len(read(path)) / RATE


def _read_with_ffmpeg(path, why):
    if shutil.which("ffmpeg") is None:
        raise AudioError(f"{path}: {why} Install ffmpeg for formats unknown to libsndfile.") from why
    command = ["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode or not done.stdout:
        raise AudioError(f"{path}: {done.stderr.decode(errors='replace').strip() or 'no sound in it'}")
    return np.frombuffer(done.stdout, "<f4")


class Cache:
    """Recordings kept as 16-bit samples, so that MP3 is decoded and resampled once.

    An hour takes 110 MiB of disk. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None):
        self.folder = folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def read(self, path: Path) -> np.ndarray:
        if self.folder is None:
            return read(path)
        # A recording that changed has another name here.
        version = f"{path.resolve()}\0{path.stat().st_mtime_ns}"
        kept = self.folder / (hashlib.sha256(version.encode()).hexdigest() + ".npy")
        if not kept.exists():
            samples = np.clip(np.rint(read(path) * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1)
            # Two workers may come here at once: each writes its own file, and a rename is whole.
            partial = kept.with_name(f"{kept.stem}.{np.random.default_rng().integers(1 << 62)}.npy")
            np.save(partial, samples.astype(np.int16))
            partial.replace(kept)
        return np.load(kept).astype(np.float32) / FULL_SCALE
