# SPDX-License-Identifier: Apache-2.0
"""A training run, from the start or from where it stopped."""

import contextlib
import copy
import shutil
import signal

import torch

from . import batches, checkpoint, export, losses, optimiser, scoring, tokens, units, weights
from .audio import RATE, Cache
from .checkpoint import Position
from .config import Config
from .features import FRAME
from .network import Network
from .progress import Progress

BEST = "best"
"""The best epoch's model, in the run's folder, where a run may end before its time."""


class Stopped(Exception):
    """The run was asked to stop, and has written a checkpoint."""


class Run:
    """One training run: `train()` ends with the model folder written."""

    def __init__(self, config: Config):
        self.config = config
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        if config.threads:
            torch.set_num_threads(config.threads)
        torch.manual_seed(config.seed)
        self.tokenizer = tokens.Tokens(config.model.start) if config.loss.attention else None
        self.network = self._network().to(self.device).train()
        encoder = self.network.encoder.parameters()
        self.start = {p: p.detach().clone() for p in encoder if p.requires_grad}
        self.optimiser = optimiser.adam_w(self.network, config.optimiser)
        average = config.optimiser.average
        self.average = optimiser.Average(self.network, average) if average else None
        self.teacher = copy.deepcopy(self.network).eval() if config.loss.distillation else None
        self._plan()
        self.stop = False

    def _network(self) -> Network:
        model = self.config.model
        decoder = self.tokenizer is not None
        made = weights.network(model.start, len(units.UNITS), model.dropout, model.middle_layers, decoder)
        made.encoder.freeze(model.frozen_layers)
        return made

    def _plan(self):
        sources, self.held_out, self.left_out = batches.sources(self.config)
        if not any(clips for _, clips in sources):
            raise weights.WeightsError("the manifests leave no clip to train on")
        self.plan = batches.Plan(sources, self.config.data, self.config.seed)
        size, loss = self.network.encoder.size, self.config.loss
        self.items = batches.Items(
            self.plan.clips, size.num_mel_bins, self.config.data, self.config.augmentation,
            views=2 if loss.consistency else 1, tokenizer=self.tokenizer,
        )  # fmt: skip
        self.steps = self._count_steps()

    def _count_steps(self):
        """Epochs differ in how many batches they make, by what is joined and how long it is."""
        epochs, accumulate = self.config.optimiser.epochs, self.config.optimiser.accumulate
        steps, whole = 0, int(epochs)
        for epoch in range(whole + (epochs > whole)):
            count = len(self.plan.epoch(epoch)) // accumulate
            steps += count if epoch < whole else round(count * (epochs - whole))
        return max(steps, 1)

    def train(self):
        """Trains to the end and exports, or raises Stopped."""
        self.config.run.mkdir(parents=True, exist_ok=True)
        position = checkpoint.resume(self.config.run, self.config, self.network, self.optimiser, self.average)
        progress = Progress(self.config.run, position.step, self.steps)
        hours = sum(clip.seconds for clip in self.plan.clips) / 3600
        progress.say(
            f"{len(self.plan.clips)} clips, {hours:.2f} h; {len(self.held_out)} held out, "
            f"{self.left_out} left out as too long, too short or not to be spelled; {self.device}"
        )
        with self._signals():
            try:
                while position.step < self.steps and not self._out_of_patience(position):
                    self._epoch(position, progress)
                    self._end_of_epoch(position, progress)
            finally:
                progress.close()
        self._export_the_end(position)

    def _epoch(self, position: Position, progress: Progress):
        accumulate = self.config.optimiser.accumulate
        loader = batches.loader(
            self.plan, self.items, position.epoch, position.batch, self.config.data.workers
        )
        left = (len(self.plan.epoch(position.epoch)) - position.batch) // accumulate
        waiting = iter(loader)
        for _ in range(min(left, self.steps - position.step)):
            step = [next(waiting).to(self.device) for _ in range(accumulate)]
            parts = self._step(step, position.step)
            position.step += 1
            position.batch += accumulate
            frames = sum(int(batch.frames.sum()) for batch in step)
            progress.add(parts, frames * FRAME / RATE, self.optimiser.param_groups[1]["lr"])
            if self.stop or position.step % self.config.checkpoint_steps == 0:
                self._save(position)
            if self.stop:
                raise Stopped(f"stopped at step {position.step}; the same command goes on from there")
        position.epoch, position.batch = position.epoch + 1, 0

    def _step(self, step, number):
        options, parts = self.config.optimiser, {}
        optimiser.set_rates(self.optimiser, options, number, self.steps)
        frozen = number < options.head_steps
        for batch in step:
            with torch.autocast(self.device, torch.bfloat16, enabled=self.config.bfloat16):
                outputs = self.network(batch.mel, batch.frames, frozen, batch.seen, batch.targets)
                taught = self._taught(batch)
            loss, losses_now = losses.total(outputs, taught, batch, self.config.loss)
            (loss / len(step)).backward()
            for name, part in losses_now.items():
                parts[name] = parts.get(name, 0.0) + part / len(step)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), options.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        optimiser.pull(self.optimiser, self.start, options.pull_to_start)
        if self.average is not None:
            self.average.add(self.network)
        return parts

    @torch.no_grad()
    def _taught(self, batch):
        """What the averaged weights make of a batch, where training learns from them."""
        if self.teacher is None or self.average is None:
            return None
        self.teacher.load_state_dict(self.average.weights)
        return self.teacher(batch.mel, batch.frames).logits

    def _end_of_epoch(self, position, progress):
        if self.held_out:
            self._measure(position, progress)
        else:
            progress.say(f"epoch {position.epoch} done")
        kept = self.config.kept_models
        if kept:
            self.export(self.config.run / f"epoch-{position.epoch}")
            shutil.rmtree(self.config.run / f"epoch-{position.epoch - kept}", ignore_errors=True)
        self._save(position)

    def _measure(self, position, progress):
        network, cache = self.exported(), Cache(self.config.data.cache)
        tail = self.config.export.tail_margin_seconds
        errors = scoring.measured(network, self.held_out, tail, cache, self.device, self.tokenizer)
        progress.say(f"epoch {position.epoch} done: held out {errors}")
        if position.best_errors < 0 or errors.character_errors < position.best_errors:
            position.best_epoch, position.best_errors = position.epoch, errors.character_errors
            if self.config.optimiser.patience:
                self.export(self.config.run / BEST)

    def _out_of_patience(self, position):
        patience = self.config.optimiser.patience
        return patience > 0 and self.held_out and position.epoch - position.best_epoch >= patience

    def _export_the_end(self, position):
        best = self.config.run / BEST
        if self.config.optimiser.patience and best.is_dir():
            shutil.copytree(best, self.config.export.folder, dirs_exist_ok=True)
        else:
            self.export()

    def exported(self) -> Network:
        """A network with the weights that would be exported now."""
        if self.average is None:
            return self.network
        network = copy.deepcopy(self.network)
        network.load_state_dict(self.average.weights)
        return network

    def export(self, folder=None):
        """Writes the model folder."""
        state = self.network.state_dict() if self.average is None else self.average.weights
        export.write(state, self.network.encoder.size, self.config, folder)

    def _save(self, position):
        checkpoint.save(self.config.run, self.config, position, self.network, self.optimiser, self.average)

    @contextlib.contextmanager
    def _signals(self):
        """The first Ctrl-C or SIGTERM stops behind a whole step; a second one at once."""

        def ask(number, _):
            self.stop = True
            signal.signal(number, old[number])

        old = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)
