# SPDX-License-Identifier: Apache-2.0
"""What happens to clips in training, so that an hour of speech sounds like many.

Two kinds. `retimed` changes when things are said: speed and the clips joined to it, shared by both
views of consistency regularisation, whose frames must correspond. `degraded`, `warped` and `masked`
change what a frame looks like and are drawn anew for each view.
"""

import io

import numpy as np
import soundfile
import torch
from scipy.signal import fftconvolve

from . import audio
from .audio import RATE
from .config import Augmentation

CODECS = {
    "mp3": dict(format="MP3", subtype="MPEG_LAYER_III"),
    "opus": dict(format="OGG", subtype="OPUS"),
    "vorbis": dict(format="OGG", subtype="VORBIS"),
    "mulaw": dict(format="WAV", subtype="ULAW"),
}
TELEPHONE = 8_000
SPEED_STEPS = 100
"""Speeds are whole hundredths, so that resampling filters stay short."""


def retimed(samples: np.ndarray, options: Augmentation, rng: np.random.Generator) -> np.ndarray:
    """Faster or slower, and higher or lower with it, as a tape is."""
    low, high = options.speed
    steps = round(rng.uniform(low, high) * SPEED_STEPS)
    return audio.resampled(samples, steps, SPEED_STEPS)


def between_silence(samples, options: Augmentation, rng):
    """The clip with some silence before and behind it, to be filled by noise."""
    before, behind = rng.uniform(0, options.silence, 2)
    return np.pad(samples, (round(before * RATE), round(behind * RATE)))


def degraded(samples, options: Augmentation, rng, other_clip) -> np.ndarray:
    """The samples as another microphone in another room hears them; as many, at the same time.

    other_clip: gives the samples of some clip, for babble
    """
    if rng.random() < options.reverberation:
        samples = reverberated(samples, rng)
    if rng.random() < options.noise:
        samples = with_noise(samples, options, rng, other_clip)
    if options.gain_db:
        samples = samples * np.float32(10 ** (rng.uniform(-options.gain_db, options.gain_db) / 20))
    if options.codecs and rng.random() < options.codec:
        samples = coded(samples, str(rng.choice(options.codecs)), rng)
    return np.clip(samples, -1, 1).astype(np.float32)


def reverberated(samples, rng):
    """A room: noise that decays by 60 dB in 0.1 to 0.6 s, behind the direct sound.

    Polack's statistical model of a diffuse room response. The direct sound comes first, so nothing
    moves in time; loudness is restored.
    """
    decay = rng.uniform(0.1, 0.6)
    time = np.arange(int(decay * RATE)) / RATE
    room = rng.standard_normal(len(time)) * 10 ** (-3 * time / decay)
    room[: RATE // 500] = 0  # reflections need 2 ms for less than a metre
    direct_to_reverberant = 10 ** (rng.uniform(0, 12) / 10)
    room *= np.sqrt(1 / (direct_to_reverberant * max(np.square(room).sum(), 1e-9)))
    room[0] = 1
    wet = fftconvolve(samples, room)[: len(samples)]
    return (wet * (_rms(samples) / max(_rms(wet), 1e-9))).astype(np.float32)


def with_noise(samples, options: Augmentation, rng, other_clip):
    """White noise, pink noise or the babble of three clips, at a random signal-to-noise ratio."""
    kind = rng.choice(["white", "pink", "babble"])
    if kind == "babble":
        noise = sum(_loop(other_clip(rng), len(samples), rng) for _ in range(3))
    else:
        noise = rng.standard_normal(len(samples))
        if kind == "pink":
            spectrum = np.fft.rfft(noise)
            spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
            noise = np.fft.irfft(spectrum, len(samples))
    ratio = 10 ** (rng.uniform(*options.signal_to_noise_db) / 20)
    level = _rms(samples) / ratio / max(_rms(noise), 1e-9)
    return (samples + level * noise).astype(np.float32)


def coded(samples, codec, rng):
    """Through a lossy codec and back. µ-law goes through the telephone's 8 kHz."""
    options = CODECS[codec]
    narrow = codec == "mulaw"
    sent = audio.resampled(samples, RATE, TELEPHONE) if narrow else samples
    rate = TELEPHONE if narrow else RATE
    level = {} if narrow else {"compression_level": float(rng.uniform(0.5, 1.0))}
    file = io.BytesIO()
    soundfile.write(file, np.clip(sent, -1, 1), rate, **options, **level)
    heard, _ = soundfile.read(io.BytesIO(file.getvalue()), dtype="float32")
    if narrow:
        heard = audio.resampled(heard, TELEPHONE, RATE)
    return np.pad(heard, (0, max(0, len(samples) - len(heard))))[: len(samples)]


def warped(mel: torch.Tensor, options: Augmentation, rng) -> torch.Tensor:
    """The spectrum stretched over frequency, as by a longer or shorter vocal tract.

    The frequency axis is scaled in mel bins, which are even in frequency below 1 kHz and in its
    logarithm above.
    """
    factor = rng.uniform(1 - options.vocal_tract, 1 + options.vocal_tract)
    bins = mel.shape[0]
    source = np.clip(np.arange(bins) * factor, 0, bins - 1)
    low = np.minimum(source.astype(int), bins - 2)
    share = torch.from_numpy((source - low).astype(np.float32))[:, None]
    return mel[low] * (1 - share) + mel[low + 1] * share


def masked(mel: torch.Tensor, options: Augmentation, rng) -> torch.Tensor:
    """SpecAugment (Park et al. 2019): bands of frequency and stretches of time made the mean."""
    bins, length = mel.shape
    # By numpy, since PyTorch's sum depends on the number of threads.
    mel, mean = mel.clone(), float(mel.numpy().mean())
    for _ in range(options.frequency_masks):
        width = min(int(rng.integers(options.frequency_mask_bins + 1)), bins)
        first = int(rng.integers(bins - width + 1))
        mel[first : first + width] = mean
    for _ in range(round(options.time_masks_per_second * length / 100)):
        width = min(int(rng.integers(options.time_mask_frames + 1)), length // 2)
        first = int(rng.integers(length - width + 1))
        mel[:, first : first + width] = mean
    return mel


def _rms(samples):
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)) + 1e-20))


def _loop(clip, length, rng):
    """As many samples of a clip as wanted, from a random start, over and over; loudness 1."""
    turned = np.roll(clip, int(rng.integers(len(clip))))
    return np.resize(turned, length) / max(_rms(clip), 1e-9)
