# SPDX-License-Identifier: Apache-2.0
"""What a run does, read from TOML. A key that means nothing is an error, never ignored."""

import dataclasses
import tomllib
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin

CODECS = ("mp3", "opus", "vorbis", "mulaw")


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names file and key."""


@dataclasses.dataclass(frozen=True)
class Source:
    """A manifest, and how much of it an epoch hears: 1 is every clip once, 0.3 a random third."""

    manifest: Path
    share: float = 1.0
    held_out_speakers: tuple[str, ...] = ()
    held_out_share: float = 0.0
    """Share of the clips, chosen by their names, that are kept for measuring."""


@dataclasses.dataclass(frozen=True)
class Data:
    source: tuple[Source, ...]
    cache: Path | None = None
    """Folder for decoded recordings; without it every epoch decodes them anew."""
    batch_seconds: float = 60.0
    """Seconds of audio, padding included, in a batch; a second view doubles them."""
    longest_seconds: float = 25.0
    """Longer clips are left out, and clips are joined up to this length. Below Whisper's 30 s."""
    joined: float = 0.0
    """Share of clips that another clip is joined to."""
    alignment: Path | None = None
    """When each word of the training clips is said (`python -m nghe_training align`), for splicing."""
    tail_seconds: tuple[float, float] = (0.1, 0.75)
    """Length of the silence behind each clip; the engine's is 0.5 s."""
    workers: int = 1


@dataclasses.dataclass(frozen=True)
class Augmentation:
    spliced: float = 0.0
    """Share of clips in which words are replaced by other clips' words; needs `data.alignment`."""
    spliced_words: float = 0.3
    """Share of a spliced clip's words that are replaced."""
    speed: tuple[float, float] = (0.9, 1.1)
    silence: float = 0.3
    gain_db: float = 10.0
    reverberation: float = 0.0
    """Probability; so are `noise` and `codec`."""
    noise: float = 0.0
    signal_to_noise_db: tuple[float, float] = (5.0, 30.0)
    codec: float = 0.0
    codecs: tuple[str, ...] = CODECS
    vocal_tract: float = 0.0
    """Largest relative change of the vocal tract's length."""
    frequency_masks: int = 2
    frequency_mask_bins: int = 18
    time_masks_per_second: float = 1.0
    time_mask_frames: int = 20
    """Largest width of a mask in frames of 10 ms."""
    text_masking: float = 0.0
    """Share of the tokens before that the decoder sees as others, so that it listens."""

    def __post_init__(self):
        for codec in set(self.codecs) - set(CODECS):
            raise ValueError(f"codecs: there is no {codec!r}, only {', '.join(CODECS)}")


@dataclasses.dataclass(frozen=True)
class Model:
    start: Path
    """Folder or file of a Whisper encoder, or a model folder of Nghe to go on from.

    For `loss.attention` a folder with Whisper's decoder and its tokenizer.json.
    """
    dropout: float = 0.1
    """Before the head's last matrix. There is none in the encoder: it destroys the features."""
    frozen_layers: int = 0
    """Lowest layers left as they are, the convolutions with them: a third of their work is saved."""
    middle_layers: tuple[int, ...] = ()
    """Layers that get a CTC head of their own in training, counted from 1."""


@dataclasses.dataclass(frozen=True)
class Loss:
    attention: float = 0.0
    """Weight of the decoder's cross-entropy, which is trained with the encoder if above 0; all that
    CTC has part in weighs the rest up to 1."""
    label_smoothing: float = 0.1
    """Of the decoder: this much of each target is spread over all tokens."""
    middle: float = 0.2
    """Weight of the middle layers' CTC losses."""
    consistency: float = 0.0
    """Weight of the divergence between two views of a clip; 0 trains on one view."""
    entropy: float = 0.0
    """Weight of the negative entropy of every frame: above 0, outputs are less sure."""
    distillation: float = 0.0
    """Weight of the divergence from the averaged weights' outputs on the same batch."""


@dataclasses.dataclass(frozen=True)
class Optimiser:
    epochs: float
    head_steps: int = 0
    """Steps at the start that train the heads alone, on a frozen encoder."""
    head_rate: float = 1e-3
    """Learning rate of the heads in those steps."""
    encoder_rate: float = 1e-4
    """Highest learning rate of the topmost layer of the encoder."""
    head_rate_with_encoder: float = 3e-4
    decoder_rate: float = 5e-5
    """Highest learning rate of the topmost layer of the decoder."""
    layer_decay: float = 0.9
    """Each layer's rate is this much of the layer's above."""
    warm_up_steps: int = 100
    last_rate: float = 0.02
    """What is left of the rate at the end of the cosine."""
    weight_decay: float = 0.01
    """Of the heads, towards 0."""
    pull_to_start: float = 0.0
    """Of the encoder, towards the weights it started from (L2-SP)."""
    accumulate: int = 1
    """Batches that make a step."""
    clip: float = 1.0
    """Largest norm of the gradient."""
    average: float = 0.99
    """Decay of the exponential average of the weights, which is what is exported; 0 is none."""
    patience: int = 0
    """Epochs without fewer errors on the clips held out, after which a run ends; what is exported then
    is the best epoch's. 0 trains to the end and exports that."""


@dataclasses.dataclass(frozen=True)
class Export:
    folder: Path
    name: str
    licence: str
    training_data: tuple[str, ...] = ()
    """Lines of the model card: what was heard, under which licence."""
    language_model: Path | None = None
    """File to copy as lm.bin."""
    tail_margin_seconds: float = 0.5


@dataclasses.dataclass(frozen=True)
class Config:
    run: Path
    """Folder of checkpoints and the log."""
    data: Data
    model: Model
    optimiser: Optimiser
    export: Export
    augmentation: Augmentation = Augmentation()
    loss: Loss = Loss()
    seed: int = 1
    threads: int = 0
    """Threads of a CPU; 0 leaves it to PyTorch."""
    checkpoint_steps: int = 100
    kept_models: int = 3
    """Model folders kept in the run's folder, of the newest epochs, to average or go back to."""
    bfloat16: bool = True
    """Automatic mixed precision: slow on processors without AVX512-BF16 or AMX."""


def read(file: Path) -> Config:
    """Reads a configuration. Paths are relative to the file's folder; ~ is the home folder."""
    try:
        with open(file, "rb") as toml:
            return _build(Config, tomllib.load(toml), file, "")
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: {error}") from error


def _build(kind, table, file, prefix):
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for key in table:
        if key not in fields:
            raise ConfigError(f"{file}: {prefix}{key} is no setting; there are {', '.join(fields)}")
    for name, field in fields.items():
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if needed and name not in table:
            raise ConfigError(f"{file}: {prefix}{name} is missing")
    values = {k: _value(fields[k].type, v, file, prefix + k) for k, v in table.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise ConfigError(f"{file}: {prefix}{error}") from error


def _value(kind, value, file, key):
    if get_origin(kind) is UnionType:
        kind = get_args(kind)[0]
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        return _build(kind, value, file, key + ".")
    if get_origin(kind) is tuple and isinstance(value, list):
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            kinds = kinds[:1] * len(value)
        if len(kinds) == len(value):
            return tuple(_value(k, v, file, f"{key}[{i}]") for i, (k, v) in enumerate(zip(kinds, value)))
    if kind is Path and isinstance(value, str):
        return (file.parent / Path(value).expanduser()).resolve()
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and type(value) is kind:
        return value
    wanted = getattr(kind, "__name__", str(kind))
    raise ConfigError(f"{file}: {key} must be of the form {wanted}, not {value!r}")
