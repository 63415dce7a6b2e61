# SPDX-License-Identifier: Apache-2.0
"""Word and character error rates of the best path, as `./nghe evaluate --greedy` counts them."""

import dataclasses

import numpy as np
import torch

from . import features, units
from .audio import RATE, Cache
from .manifest import Clip
from .network import Network


@dataclasses.dataclass
class Errors:
    """Errors of all clips together, so that a long clip counts more than a short one."""

    word_errors: int = 0
    words: int = 0
    character_errors: int = 0
    characters: int = 0

    def add(self, said: str, heard: str):
        said, heard = units.written(said), units.written(heard)
        self.word_errors += distance(said.split(), heard.split())
        self.words += len(said.split())
        self.character_errors += distance(said, heard)
        self.characters += len(said)

    def __str__(self):
        wer = 100 * self.word_errors / max(self.words, 1)
        cer = 100 * self.character_errors / max(self.characters, 1)
        return f"WER {wer:.2f} % ({self.word_errors} of {self.words}), CER {cer:.2f} %"


def distance(a, b) -> int:
    """The fewest insertions, deletions and substitutions that make b of a."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


@torch.inference_mode()
def logits(network: Network, samples: np.ndarray, tail_seconds: float, device="cpu") -> torch.Tensor:
    """[frames, units] of a clip of at most 30 s with its silent tail, as the engine computes them."""
    padded = features.whole_frames(np.pad(samples, (0, round(tail_seconds * RATE))))
    mel = features.log_mel(padded, network.encoder.size.num_mel_bins)[None].to(device)
    frames = torch.tensor([mel.shape[2] // 2], device=device)
    return network(mel, frames)[0][0].float().cpu()


def measured(network: Network, clips: list[Clip], tail_seconds: float, cache: Cache, device="cpu") -> Errors:
    """The errors of a network on clips."""
    errors, was_training = Errors(), network.training
    network.eval()
    for clip in clips:
        path = logits(network, cache.read(clip.path), tail_seconds, device).argmax(-1).tolist()
        errors.add(clip.sentence, units.best_path(path))
    network.train(was_training)
    return errors
