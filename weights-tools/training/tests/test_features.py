# SPDX-License-Identifier: Apache-2.0
import numpy as np
import pytest
import torch
from transformers import WhisperFeatureExtractor

from nghe_training import audio, features


@pytest.mark.parametrize("bins", [80, 128])
def test_log_mel_is_what_transformers_computes_without_padding(clips, bins):
    extractor = WhisperFeatureExtractor(feature_size=bins)
    for clip in clips:
        samples = features.whole_frames(np.pad(audio.read(clip.path), (0, 8000)))
        theirs = extractor(samples, sampling_rate=16000, padding="longest", return_tensors="pt")
        ours = features.log_mel(samples, bins)
        assert ours.shape == (bins, len(samples) // 160)
        # Both are float32 logarithms; near the floor 1e-10 the power's rounding is largest.
        torch.testing.assert_close(ours, theirs.input_features[0], atol=2e-5, rtol=0)


def test_a_clip_becomes_a_whole_number_of_frames():
    for length in (320, 321, 639, 640):
        assert len(features.whole_frames(np.ones(length, np.float32))) % 320 == 0
