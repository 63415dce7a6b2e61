# SPDX-License-Identifier: Apache-2.0
"""MFCC with first and second differences, a frame every 5 ms; frame t is centred on t * HOP."""

import subprocess

import numpy as np

RATE, HOP, WINDOW, FFT = 16_000, 80, 320, 512
BANDS, CEPSTRA = 26, 13
QUIET = 20  # frames


def sound(path):
    """A recording as 16 kHz mono samples."""
    command = ["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4")


def mel_filters():
    mels = np.linspace(mel(60), mel(7600), BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    bins = np.linspace(0, RATE / 2, FFT // 2 + 1)
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))


def mel(hertz):
    return 2595 * np.log10(1 + hertz / 700)


FILTERS = mel_filters().T
COSINES = np.cos(np.pi / BANDS * (np.arange(BANDS)[:, None] + 0.5) * np.arange(CEPSTRA))


def frames(samples):
    padded = np.pad(samples, WINDOW // 2)
    return np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]


def quiet(samples):
    """Which frames lie in at least 100 ms without sound, by energy alone."""
    decibels = 10 * np.log10(np.mean(frames(samples) ** 2, axis=1) + 1e-9)
    floor, top = np.percentile(decibels, [5, 95])
    low = decibels < floor + 0.35 * (top - floor)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], low, [False]]).astype(int)))
    for start, end in edges.reshape(-1, 2):
        low[start:end] = end - start >= QUIET
    return low


def mfcc(samples):
    """[frames, 39], the cepstra with mean 0 and deviation 1 where the clip is not quiet."""
    # A floor of noise, as digital silence has no spectrum to model.
    noisy = samples + np.random.default_rng(0).normal(0, 1e-4, len(samples))
    emphasised = np.append(noisy[0], noisy[1:] - 0.97 * noisy[:-1])
    power = np.abs(np.fft.rfft(frames(emphasised) * np.hamming(WINDOW), FFT)) ** 2
    cepstra = np.log(power @ FILTERS + 1e-8) @ COSINES
    # Over speech alone, or the features of speech would depend on how much silence stands around it.
    speech = cepstra[~quiet(samples)]
    cepstra = (cepstra - speech.mean(0)) / speech.std(0)
    slope = differences(cepstra)
    return np.hstack([cepstra, 4 * slope, 8 * differences(slope)]).astype(np.float32)


def differences(rows, reach=4):
    """Slope of a line through the rows up to `reach` frames (20 ms) away."""
    padded = np.pad(rows, ((reach, reach), (0, 0)), mode="edge")
    length = len(rows)
    total = sum(
        k * (padded[reach + k : reach + k + length] - padded[reach - k : reach - k + length])
        for k in range(1, reach + 1)
    )
    return total / (2 * sum(k * k for k in range(1, reach + 1)))
