# SPDX-License-Identifier: Apache-2.0
"""Batches: which clips an epoch hears in which order, and what they sound like in it.

Everything random about an item follows from the run's seed, the epoch and the item's number, never
from how many workers there are or where a run was interrupted.
"""

import dataclasses
import hashlib

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from . import alignment, augment, features, manifest, tokens, units
from .audio import RATE, Cache
from .config import Augmentation, Config, Data, Source
from .features import FRAME
from .manifest import Clip
from .splicing import Bank

FEWEST_FRAMES_PER_UNIT = 1.2
"""Clips with fewer encoder frames for each unit of their text are said wrong or cut short: CTC
needs one for each, and one more between equal neighbours. At the highest speed there must be one."""


class BatchesError(ValueError):
    """Settings that ask for what is not there; the message names them."""


@dataclasses.dataclass(frozen=True)
class Item:
    """A clip as heard once: with the clips behind it that are joined to it."""

    clips: tuple[int, ...]
    seed: tuple[int, ...]
    seconds: float


@dataclasses.dataclass
class Batch:
    """Items padded to the longest. With two views, the second of each clip stands after all first.

    mel: [views * items, bins, 2 * longest]; frames: [views * items], in encoder frames
    labels: [items, most]; lengths: [items], in units
    seen, targets: [views * items, most], the decoder's tokens and the next ones; None without a decoder
    """

    mel: torch.Tensor
    frames: torch.Tensor
    labels: torch.Tensor
    lengths: torch.Tensor
    seen: torch.Tensor | None = None
    targets: torch.Tensor | None = None

    def to(self, device):
        tensors = (getattr(self, field.name) for field in dataclasses.fields(self))
        return Batch(*(None if t is None else t.to(device, non_blocking=True) for t in tensors))


def split(source: Source, longest: float) -> tuple[list[Clip], list[Clip], int]:
    """The clips of a source to train on and to measure with, and how many are of no use."""
    train, held_out, left_out = [], [], 0
    for clip in manifest.read(source.manifest):
        if clip.seconds > longest or not _learnable(clip):
            left_out += 1
        elif clip.speaker in source.held_out_speakers or _fraction(clip.path.name) < source.held_out_share:
            held_out.append(clip)
        else:
            train.append(clip)
    return train, held_out, left_out


def _learnable(clip):
    """Whether its text has units alone, at least one, and time enough to be said."""
    try:
        spelled = len(units.spelled(clip.sentence))
    except units.UnitsError:
        return False
    return 0 < spelled * FEWEST_FRAMES_PER_UNIT < clip.seconds * RATE / FRAME


def _fraction(name):
    """A number in [0, 1) that only the name decides, so that a growing data set keeps its parts."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) / 2**32


class Plan:
    """Which items make which batch of which epoch."""

    def __init__(self, sources: list[tuple[float, list[Clip]]], data: Data, seed: int):
        self.clips = [clip for _, clips in sources for clip in clips]
        self.data, self.seed = data, seed
        self.parts, first = [], 0
        for share, clips in sources:
            self.parts.append((share, np.arange(first, first + len(clips))))
            first += len(clips)

    def epoch(self, epoch: int) -> list[list[Item]]:
        """The batches of an epoch, each of clips of about one length, in random order."""
        rng = np.random.default_rng((self.seed, epoch))
        items = self._items(epoch, self._chosen(rng), rng)
        # A little noise, so that a clip does not always meet the same neighbours.
        items.sort(key=lambda item: item.seconds * rng.uniform(0.9, 1.1))
        batches, batch, longest = [], [], 0.0
        for item in items:
            longest = max(longest, item.seconds)
            if batch and longest * (len(batch) + 1) > self.data.batch_seconds:
                batches.append(batch)
                batch, longest = [], item.seconds
            batch.append(item)
        if batch:
            batches.append(batch)
        return [batches[i] for i in rng.permutation(len(batches))]

    def _chosen(self, rng):
        chosen = []
        for share, numbers in self.parts:
            whole, rest = divmod(share, 1)
            chosen += [rng.permutation(numbers) for _ in range(int(whole))]
            chosen.append(rng.permutation(numbers)[: round(rest * len(numbers))])
        return [int(number) for number in rng.permutation(np.concatenate(chosen))]

    def _items(self, epoch, chosen, rng):
        items, waiting = [], list(reversed(chosen))
        while waiting:
            clips = [waiting.pop()]
            wanted = waiting and rng.random() < self.data.joined
            if wanted and self._seconds([*clips, waiting[-1]]) <= self.data.longest_seconds:
                clips.append(waiting.pop())
            items.append(Item(tuple(clips), (self.seed, epoch, len(items)), self._seconds(clips)))
        return items

    def _seconds(self, clips):
        return sum(self.clips[clip].seconds for clip in clips)


class Items(Dataset):
    """Makes items into log-mel spectrograms, labels and, with a tokenizer, the decoder's tokens."""

    def __init__(self, clips, bins, data: Data, augmentation: Augmentation, views: int, tokenizer=None):
        self.clips, self.bins, self.views, self.tokenizer = clips, bins, views, tokenizer
        self.data, self.augmentation = data, augmentation
        self.cache = Cache(data.cache)
        self.bank = self._bank() if augmentation.spliced else Bank({})

    def _bank(self):
        if self.data.alignment is None:
            raise BatchesError("augmentation.spliced needs data.alignment, a table of when words are said")
        times = alignment.read(self.data.alignment)
        found = {n: times.get(clip.path.resolve(), []) for n, clip in enumerate(self.clips)}
        if not any(found.values()):
            raise BatchesError(f"{self.data.alignment} names none of the clips to train on")
        return Bank(found)

    def __getitem__(self, item: Item):
        """[views, bins, frames * 2], the units of the text, and the tokens seen and wanted of each view."""
        rng = np.random.default_rng(item.seed)
        heard = [self._heard(clip, rng) for clip in item.clips]
        parts = [augment.retimed(samples, self.augmentation, rng) for samples, _ in heard]
        samples = augment.between_silence(_levelled(parts), self.augmentation, rng)
        tail = round(rng.uniform(*self.data.tail_seconds) * RATE)
        views = [self._view(samples, tail, rng) for _ in range(self.views)]
        text = " ".join(sentence for _, sentence in heard)
        return torch.stack(views), units.spelled(text), self._tokens(text, rng)

    def _heard(self, clip, rng):
        """Samples and sentence of a clip, as it is or spliced."""
        if rng.random() < self.augmentation.spliced and clip in self.bank.words:
            return self.bank.spliced(clip, self.augmentation.spliced_words, rng, self._read)
        return self._read(clip), self.clips[clip].sentence

    def _read(self, clip):
        return self.cache.read(self.clips[clip].path)

    def _tokens(self, text, rng):
        if self.tokenizer is None:
            return []
        masking = self.augmentation.text_masking
        return [self.tokenizer.example(text, masking, rng) for _ in range(self.views)]

    def _view(self, samples, tail, rng):
        heard = augment.degraded(samples, self.augmentation, rng, self._any_clip)
        mel = features.log_mel(features.whole_frames(np.pad(heard, (0, tail))), self.bins)
        mel = augment.warped(mel, self.augmentation, rng)
        return augment.masked(mel, self.augmentation, rng)

    def _any_clip(self, rng):
        return self._read(int(rng.integers(len(self.clips))))


def _levelled(parts):
    """Clips one after the other, as loud as the first."""
    first = max(float(np.sqrt(np.mean(parts[0] ** 2))), 1e-5)
    levels = [first / max(float(np.sqrt(np.mean(part**2))), 1e-5) for part in parts]
    return np.concatenate([part * np.float32(level) for part, level in zip(parts, levels)])


def collate(made) -> Batch:
    """Pads what `Items` made."""
    longest = max(mel.shape[2] for mel, _, _ in made)
    padded = [torch.nn.functional.pad(mel, (0, longest - mel.shape[2])) for mel, _, _ in made]
    frames = torch.tensor([mel.shape[2] // 2 for mel, _, _ in made])
    labels = [spelled for _, spelled, _ in made]
    views = made[0][0].shape[0]
    examples = [example for view in zip(*(texts for _, _, texts in made)) for example in view]
    return Batch(
        torch.stack(padded, dim=1).flatten(0, 1),
        frames.repeat(views),
        _padded(labels, 0),
        torch.tensor([len(spelled) for spelled in labels]),
        # Attention is causal: what pads the tokens seen is only seen from behind a text's end.
        _padded([seen for seen, _ in examples], 0) if examples else None,
        _padded([wanted for _, wanted in examples], tokens.IGNORED) if examples else None,
    )


def _padded(rows, value):
    rows = [torch.tensor(row) for row in rows]
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=value)


def loader(plan: Plan, items: Items, epoch: int, first: int, workers: int) -> DataLoader:
    """The batches of an epoch from number `first` on."""
    return DataLoader(
        items,
        batch_sampler=plan.epoch(epoch)[first:],
        collate_fn=collate,
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        pin_memory=torch.cuda.is_available(),
        worker_init_fn=_one_thread,
        # Without one of its own it would draw from the generator that dropout draws from.
        generator=torch.Generator(),
    )


def _one_thread(_):
    torch.set_num_threads(1)


def sources(config: Config) -> tuple[list[tuple[float, list[Clip]]], list[Clip], int]:
    """Each source's share and clips, all clips held out, and how many are of no use."""
    made = [(source, split(source, config.data.longest_seconds)) for source in config.data.source]
    training = [(source.share, train) for source, (train, _, _) in made]
    held_out = [clip for _, (_, held, _) in made for clip in held]
    return training, held_out, sum(left_out for _, (_, _, left_out) in made)
