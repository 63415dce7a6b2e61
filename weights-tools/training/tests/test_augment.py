# SPDX-License-Identifier: Apache-2.0
import dataclasses

import numpy as np
import pytest
import torch
from conftest import EVERYTHING, NOTHING
from scipy.signal import correlate

from nghe_training import audio, augment, features


@pytest.fixture(scope="module")
def samples(clips):
    return audio.read(clips[0].path)


def rng(seed=1):
    return np.random.default_rng(seed)


def delay(before, after):
    """By how many samples `after` is later."""
    return int(np.argmax(correlate(after, before, mode="full", method="fft"))) - (len(before) - 1)


@pytest.mark.parametrize("codec", augment.CODECS)
def test_a_codec_keeps_length_and_time(samples, codec):
    for seed in range(3):
        heard = augment.coded(samples, codec, rng(seed))
        assert len(heard) == len(samples)
        assert not np.array_equal(heard, samples)
        # Half a millisecond, a fortieth of an encoder frame.
        assert abs(delay(samples, heard)) <= 8


def test_reverberation_keeps_length_time_and_loudness(samples):
    for seed in range(5):
        heard = augment.reverberated(samples, rng(seed))
        assert len(heard) == len(samples)
        assert delay(samples, heard) == 0
        assert np.isclose(np.sqrt(np.mean(heard**2)), np.sqrt(np.mean(samples**2)), rtol=1e-3)


def test_noise_has_the_ratio_asked_for(samples):
    options = dataclasses.replace(NOTHING, noise=1.0, signal_to_noise_db=(10.0, 10.0))
    for seed in range(9):
        noise = augment.with_noise(samples, options, rng(seed), lambda r: samples[::-1]) - samples
        ratio = 10 * np.log10(np.mean(samples**2) / np.mean(noise**2))
        # Three clips of babble are correlated a little, so their sum is not exactly of loudness 1.
        assert abs(ratio - 10) < 0.01


def test_all_together_keep_length_and_range(samples):
    for seed in range(12):
        heard = augment.degraded(samples, EVERYTHING, rng(seed), lambda r: samples)
        assert len(heard) == len(samples)
        assert heard.dtype == np.float32
        assert np.isfinite(heard).all() and np.abs(heard).max() <= 1


def test_nothing_asked_for_changes_nothing(samples):
    assert np.array_equal(augment.retimed(samples, NOTHING, rng()), samples)
    assert np.array_equal(augment.between_silence(samples, NOTHING, rng()), samples)
    heard = augment.degraded(samples, NOTHING, rng(), lambda r: samples)
    assert np.array_equal(heard, np.clip(samples, -1, 1))
    mel = features.log_mel(features.whole_frames(samples), 80)
    assert torch.equal(augment.masked(mel, NOTHING, rng()), mel)
    torch.testing.assert_close(augment.warped(mel, NOTHING, rng()), mel)


def test_speed_changes_the_length_by_its_factor(samples):
    options = dataclasses.replace(NOTHING, speed=(1.25, 1.25))
    assert len(augment.retimed(samples, options, rng())) == pytest.approx(len(samples) / 1.25, abs=1)


def test_a_longer_vocal_tract_lowers_a_tone():
    tone = np.sin(2 * np.pi * 2000 * np.arange(16000) / 16000).astype(np.float32)
    mel = features.log_mel(tone, 80)
    options = dataclasses.replace(NOTHING, vocal_tract=0.1)
    before = int(mel.mean(1).argmax())
    moved = {int(augment.warped(mel, options, rng(s)).mean(1).argmax()) - before for s in range(20)}
    assert min(moved) < 0 < max(moved)
    # A tenth of the tone's bin, and half a bin for rounding.
    assert max(map(abs, moved)) <= 0.1 / 0.9 * before + 0.5


def test_masks_cover_what_they_may_and_leave_the_rest(samples):
    mel = features.log_mel(features.whole_frames(samples), 80)
    for seed in range(20):
        masked = augment.masked(mel, EVERYTHING, rng(seed))
        bands = (masked != mel).float().mean(1) > 0.99
        assert masked.shape == mel.shape
        assert int(bands.sum()) <= 2 * EVERYTHING.frequency_mask_bins
        assert torch.equal(masked[masked != mel].unique(), masked[masked != mel].unique()[:1])


def test_a_short_or_silent_clip_survives_everything():
    for samples in (np.zeros(16000, np.float32), np.full(700, 0.1, np.float32)):
        heard = augment.degraded(samples, EVERYTHING, rng(), lambda r: np.zeros(9, np.float32))
        mel = features.log_mel(features.whole_frames(heard), 80)
        mel = augment.masked(augment.warped(mel, EVERYTHING, rng()), EVERYTHING, rng())
        assert bool(mel.isfinite().all())
