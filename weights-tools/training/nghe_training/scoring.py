# SPDX-License-Identifier: Apache-2.0
"""Word and character error rates of the best path, as `./nghe evaluate --greedy` counts them."""

import dataclasses

import numpy as np
import torch
import torch.nn.functional as F

from . import features, units
from .audio import RATE, Cache
from .distance import distance
from .manifest import Clip
from .network import Network
from .tokens import IGNORED, Tokens


@dataclasses.dataclass
class Errors:
    """Errors of all clips together, so that a long clip counts more than a short one."""

    word_errors: int = 0
    words: int = 0
    character_errors: int = 0
    characters: int = 0
    tokens_right: int = 0
    tokens: int = 0
    """Of the decoder, when it is told the tokens before; 0 where it is not measured."""
    token_loss: float = 0.0
    """The sum of its cross-entropies, in nats."""

    def add(self, said: str, heard: str):
        said, heard = units.written(said), units.written(heard)
        self.word_errors += distance(said.split(), heard.split())
        self.words += len(said.split())
        self.character_errors += distance(said, heard)
        self.characters += len(said)

    def add_tokens(self, text: torch.Tensor, targets: torch.Tensor):
        """text: [tokens, vocabulary], logits; targets: [tokens]"""
        self.tokens_right += int((text.argmax(-1) == targets).sum())
        self.tokens += len(targets)
        self.token_loss += float(F.cross_entropy(text.float(), targets, reduction="sum"))

    def __str__(self):
        wer = 100 * self.word_errors / max(self.words, 1)
        cer = 100 * self.character_errors / max(self.characters, 1)
        said = f"WER {wer:.2f} % ({self.word_errors} of {self.words}), CER {cer:.2f} %"
        if self.tokens:
            right, loss = 100 * self.tokens_right / self.tokens, self.token_loss / self.tokens
            said += f"; decoder {right:.2f} % of {self.tokens} next tokens, loss {loss:.4f}"
        return said


@torch.inference_mode()
def logits(network: Network, samples: np.ndarray, tail_seconds: float, device="cpu") -> torch.Tensor:
    """[frames, units] of a clip of at most 30 s with its silent tail, as the engine computes them."""
    return network(*_mel(network, samples, tail_seconds, device)).logits[0].float().cpu()


TOKENS_PER_FRAME = 0.5
"""Nobody says 25 tokens a second: a decoder that does repeats itself, and is stopped."""


@torch.inference_mode()
def told(network: Network, samples: np.ndarray, tail_seconds: float, tokenizer: Tokens, device="cpu") -> str:
    """What the decoder makes of a clip of at most 30 s by itself: the best next token, until the end."""
    mel, frames = _mel(network, samples, tail_seconds, device)
    encoded, _ = network.encoder(mel, frames)
    seen = list(tokenizer.prompt)
    most = len(seen) + int(TOKENS_PER_FRAME * int(frames))
    while len(seen) < min(most, network.decoder.size.max_target_positions):
        states = network.decoder(torch.tensor([seen], device=device), encoded, frames)
        best = network.decoder.logits(states[0, -1])
        # Special tokens follow the end's: timestamps, languages and tasks are no text.
        token = int(best[: tokenizer.end + 1].argmax())
        if token == tokenizer.end:
            break
        seen.append(token)
    return tokenizer.written(seen)


@torch.inference_mode()
def measured_decoder(
    network: Network, clips: list[Clip], tail_seconds: float, cache: Cache, tokenizer: Tokens, device="cpu"
) -> Errors:
    """The errors of the decoder by itself."""
    errors, was_training = Errors(), network.training
    network.eval()
    for clip in clips:
        heard = told(network, cache.read(clip.path), tail_seconds, tokenizer, device)
        errors.add(clip.sentence, heard)
    network.train(was_training)
    return errors


def _mel(network, samples, tail_seconds, device):
    padded = features.whole_frames(np.pad(samples, (0, round(tail_seconds * RATE))))
    mel = features.log_mel(padded, network.encoder.size.num_mel_bins)[None].to(device)
    return mel, torch.tensor([mel.shape[2] // 2], device=device)


@torch.inference_mode()
def measured(
    network: Network, clips: list[Clip], tail_seconds: float, cache: Cache, device="cpu",
    tokenizer: Tokens | None = None,
) -> Errors:  # fmt: skip
    """The errors of a network on clips, with a tokenizer those of its decoder too."""
    errors, was_training = Errors(), network.training
    network.eval()
    for clip in clips:
        mel, frames = _mel(network, cache.read(clip.path), tail_seconds, device)
        seen, targets = None, None
        if tokenizer is not None:
            example = tokenizer.example(clip.sentence, 0.0, np.random.default_rng(0))
            seen, targets = (torch.tensor([row], device=device) for row in example)
        outputs = network(mel, frames, seen=seen, targets=targets)
        errors.add(clip.sentence, units.best_path(outputs.logits[0].argmax(-1).tolist()))
        if outputs.text is not None:
            errors.add_tokens(outputs.text, targets[targets != IGNORED])
    network.train(was_training)
    return errors
