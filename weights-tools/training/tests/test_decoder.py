# SPDX-License-Identifier: Apache-2.0
"""The decoder against transformers', with random weights: no published model is needed."""

import pytest
import torch
from transformers import WhisperConfig, WhisperForConditionalGeneration

from nghe_training import weights
from nghe_training.tokens import IGNORED

FRAMES = 30


@pytest.fixture(scope="module")
def theirs():
    torch.manual_seed(3)
    config = WhisperConfig(
        d_model=128, encoder_layers=2, encoder_attention_heads=2, encoder_ffn_dim=96, num_mel_bins=80,
        decoder_layers=3, decoder_attention_heads=4, decoder_ffn_dim=160, vocab_size=97,
        max_source_positions=FRAMES, max_target_positions=20, pad_token_id=0, bos_token_id=1, eos_token_id=2,
        decoder_start_token_id=3, suppress_tokens=None, begin_suppress_tokens=None,
    )  # fmt: skip
    model = WhisperForConditionalGeneration(config).eval()
    # Drawn at random, norms and biases would be 1 and 0, and swapped ones would not be noticed.
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model


@pytest.fixture(scope="module")
def ours(theirs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whisper")
    theirs.save_pretrained(folder)
    return weights.network(folder, 40, decoder=True).eval()


@torch.inference_mode()
def test_the_decoder_is_transformers_decoder(theirs, ours):
    mel, tokens = torch.randn(2, 80, 2 * FRAMES), torch.randint(97, (2, 11))
    expected = theirs(input_features=mel, decoder_input_ids=tokens).logits
    encoded, _ = ours.encoder(mel, torch.tensor([FRAMES, FRAMES]))
    made = ours.decoder.logits(ours.decoder(tokens, encoded, torch.tensor([FRAMES, FRAMES])))
    # float32 over five layers; logits reach some 50.
    torch.testing.assert_close(made, expected, atol=1e-3, rtol=1e-4)


@torch.inference_mode()
def test_a_text_in_a_batch_is_decoded_as_if_it_were_alone(ours):
    frames, lengths = torch.tensor([FRAMES, 17]), (11, 6)
    mel, seen = torch.randn(2, 80, 2 * FRAMES), torch.randint(97, (2, 11))
    targets = seen.roll(-1, 1)
    targets[:, :3] = IGNORED
    targets[1, lengths[1] :] = IGNORED
    together = ours(mel, frames, seen=seen, targets=targets).text
    alone = []
    for i, n in enumerate(lengths):
        one = slice(i, i + 1)
        sound = mel[one, :, : 2 * frames[i]]
        alone.append(ours(sound, frames[one], seen=seen[one, :n], targets=targets[one, :n]).text)
    assert [len(text) for text in alone] == [8, 3]
    torch.testing.assert_close(together, torch.cat(alone), atol=1e-3, rtol=1e-4)
