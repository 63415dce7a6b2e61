# SPDX-License-Identifier: Apache-2.0
"""The repository's own clips and model, and a network small enough to train in a test."""

import dataclasses
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import WhisperConfig, WhisperForConditionalGeneration

from nghe_training import config, manifest, tokens, units, weights
from nghe_training.config import Augmentation, Config, Data, Export, Loss, Model, Optimiser, Source
from nghe_training.encoder import Size
from nghe_training.network import Network

REPOSITORY = Path(__file__).parents[3]
SAMPLES = REPOSITORY / "samples" / "manifest.tsv"
DEFAULT_MODEL = REPOSITORY / "models" / "nghe-base-vi"
CONFIGS = Path(__file__).parents[1] / "configs"

EVERYTHING = Augmentation(
    reverberation=1.0, noise=1.0, codec=1.0, vocal_tract=0.1, codecs=("mp3", "opus", "vorbis", "mulaw")
)
NOTHING = Augmentation(
    speed=(1.0, 1.0), silence=0.0, gain_db=0.0, frequency_masks=0, time_masks_per_second=0.0
)


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def clips():
    return manifest.read(SAMPLES)


@pytest.fixture
def tiny_encoder(tmp_path):
    """A file of two layers with random weights, in the form of a bare Whisper encoder."""
    torch.manual_seed(7)
    network = Network(Size(64, 2, 1, 128, 80, 1500), 64, 40)
    state = weights.published(network.state_dict())
    file = tmp_path / "encoder.safetensors"
    save_file({n: t for n, t in state.items() if n.startswith(weights.ENCODER)}, file)
    return file


@pytest.fixture(scope="session")
def tiny_whisper(tmp_path_factory, clips):
    """A folder of Hugging Face's form: two layers each way, random weights, and bytes as tokens.

    Its tokenizer is byte-level as Whisper's, with the same special tokens and few merges.
    """
    folder = tmp_path_factory.mktemp("whisper")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([units.written(clip.sentence) for clip in clips], trainer)
    # Whisper's special tokens follow its text's, the end of a text first.
    tokenizer.add_special_tokens([tokens.END, *tokens.PROMPT])
    tokenizer.save(str(folder / tokens.FILE))
    torch.manual_seed(7)
    end = tokenizer.token_to_id(tokens.END)
    size = WhisperConfig(
        d_model=64, encoder_layers=2, encoder_attention_heads=2, encoder_ffn_dim=128, num_mel_bins=80,
        decoder_layers=2, decoder_attention_heads=2, decoder_ffn_dim=128,
        vocab_size=tokenizer.get_vocab_size(), pad_token_id=end, bos_token_id=end, eos_token_id=end,
        decoder_start_token_id=end + 1, suppress_tokens=None, begin_suppress_tokens=None,
    )  # fmt: skip
    WhisperForConditionalGeneration(size).save_pretrained(folder)
    return folder


@pytest.fixture
def tiny_joint(tiny, tiny_whisper):
    """As `tiny`, with the decoder."""

    def make(**others):
        made = tiny(**others)
        return dataclasses.replace(
            made,
            model=Model(tiny_whisper, middle_layers=(1,)),
            loss=Loss(attention=0.7, consistency=0.2),
            augmentation=dataclasses.replace(EVERYTHING, text_masking=0.2),
        )

    return make


@pytest.fixture
def tiny(tmp_path, tiny_encoder):
    """Makes configurations of short runs: `tiny(epochs=3, run="a", loss=Loss(...))`."""

    def make(run="run", manifest=SAMPLES, epochs=1.0, head_steps=0, **others):
        made = Config(
            run=tmp_path / run,
            data=Data((Source(manifest),), tmp_path / "cache", batch_seconds=12.0, joined=0.3, workers=0),
            model=Model(tiny_encoder, middle_layers=(1,)),
            optimiser=Optimiser(
                epochs=epochs, head_steps=head_steps, warm_up_steps=2, encoder_rate=2e-3,
                head_rate_with_encoder=2e-3, average=0.9,
            ),
            export=Export(tmp_path / run / "model", "tiny", "MIT", ("a few samples",)),
            augmentation=EVERYTHING,
            loss=Loss(consistency=0.2),
            checkpoint_steps=2,
            kept_models=1,
            bfloat16=False,
        )  # fmt: skip
        return dataclasses.replace(made, **others)

    return make


@pytest.fixture
def read_toml(tmp_path):
    """Reads a configuration from its text."""

    def read(text):
        file = tmp_path / "config.toml"
        file.write_text(text, "utf-8")
        return config.read(file)

    return read
