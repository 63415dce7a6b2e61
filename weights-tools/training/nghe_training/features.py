# SPDX-License-Identifier: Apache-2.0
"""Whisper's log-mel spectrogram, of the clip's own length instead of 30 s."""

import functools

import numpy as np
import torch
from transformers.audio_utils import mel_filter_bank

from .audio import RATE

WINDOW = 400  # 25 ms
HOP = 160  # 10 ms
FRAME = 2 * HOP
"""Samples under one frame of the encoder, whose second convolution halves the rate: 20 ms."""


@functools.cache
def _filters(bins):
    bank = mel_filter_bank(
        num_frequency_bins=WINDOW // 2 + 1, num_mel_filters=bins, min_frequency=0.0,
        max_frequency=RATE / 2, sampling_rate=RATE, norm="slaney", mel_scale="slaney",
    )  # fmt: skip
    return torch.from_numpy(bank.T.astype(np.float32))


def whole_frames(samples: np.ndarray) -> np.ndarray:
    """The samples and zeros up to a whole number of encoder frames."""
    return np.pad(samples, (0, -len(samples) % FRAME))


def log_mel(samples: np.ndarray, bins: int) -> torch.Tensor:
    """[bins, samples / 160], equal to transformers' WhisperFeatureExtractor without padding.

    The spectrum is centred and reflected at the ends; its last frame is left out, as Whisper does.
    Values span 8 powers of ten below the loudest, mapped to about [-1, 1].
    """
    window = torch.hann_window(WINDOW)
    spectrum = torch.stft(torch.from_numpy(samples), WINDOW, HOP, window=window, return_complex=True)
    power = spectrum[:, :-1].abs().square()
    mel = (_filters(bins) @ power).clamp(min=1e-10).log10()
    return (torch.maximum(mel, mel.max() - 8.0) + 4.0) / 4.0
