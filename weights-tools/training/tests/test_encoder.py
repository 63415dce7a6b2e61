# SPDX-License-Identifier: Apache-2.0
import numpy as np
import pytest
import torch
from conftest import DEFAULT_MODEL
from transformers import WhisperConfig
from transformers.models.whisper.modeling_whisper import WhisperEncoder

from nghe_training import audio, features, units, weights


@pytest.fixture(scope="module")
def network():
    return weights.network(DEFAULT_MODEL, len(units.UNITS)).eval()


@pytest.fixture(scope="module")
def mels(clips):
    return [features.log_mel(features.whole_frames(audio.read(clip.path)), 80) for clip in clips]


def their_encoder(network, frames):
    """transformers' encoder with the same weights, made for one length."""
    size = network.encoder.size
    config = WhisperConfig(
        d_model=size.d_model, encoder_layers=size.encoder_layers, num_mel_bins=80,
        encoder_attention_heads=size.encoder_attention_heads, encoder_ffn_dim=size.encoder_ffn_dim,
        max_source_positions=frames,
    )  # fmt: skip
    encoder = WhisperEncoder(config).eval()
    state = network.encoder.state_dict()
    state["embed_positions.weight"] = state["embed_positions.weight"][:frames]
    encoder.load_state_dict(state)
    return encoder


@torch.inference_mode()
def test_the_encoder_is_transformers_encoder_at_the_clips_own_length(network, mels):
    mel = mels[0]
    frames = mel.shape[1] // 2
    theirs = their_encoder(network, frames)(mel[None]).last_hidden_state
    ours, _ = network.encoder(mel[None], torch.tensor([frames]))
    # Values reach 20 to 30; float32 over six layers is right to some 1e-4 of them.
    torch.testing.assert_close(ours, theirs, atol=2e-3, rtol=1e-3)


@torch.inference_mode()
def test_a_clip_in_a_batch_is_encoded_as_if_it_were_alone(network, mels):
    frames = torch.tensor([mel.shape[1] // 2 for mel in mels])
    longest = 2 * int(frames.max())
    # What stands behind a clip's end must not matter.
    batch = torch.full((len(mels), 80, longest), 9.0)
    for number, mel in enumerate(mels):
        batch[number, :, : mel.shape[1]] = mel
    together, _ = network.encoder(batch, frames)
    for number, mel in enumerate(mels):
        alone, _ = network.encoder(mel[None], frames[number : number + 1])
        torch.testing.assert_close(together[number, : frames[number]], alone[0], atol=2e-3, rtol=1e-3)


def test_frozen_layers_do_not_learn(network, mels):
    made = weights.network(DEFAULT_MODEL, len(units.UNITS))
    made.encoder.freeze(2)
    logits = made(mels[0][None], torch.tensor([mels[0].shape[1] // 2])).logits
    logits.square().mean().backward()
    learning = {n.split(".")[2] for n, p in made.named_parameters() if p.grad is not None and ".layers." in n}
    assert learning == {"2", "3", "4", "5"}
    assert made.encoder.conv1.weight.grad is None


def test_samples_are_read_as_ffmpeg_reads_them(clips):
    for clip in clips:
        samples = audio.read(clip.path)
        assert samples.dtype == np.float32
        # An MP3's end may hold up to two frames of padding, of which decoders keep a different part.
        assert abs(len(samples) / audio.RATE - clip.seconds) < 0.1
