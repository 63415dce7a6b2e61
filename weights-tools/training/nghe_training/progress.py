# SPDX-License-Identifier: Apache-2.0
"""What is seen of a run: a bar on a terminal, a line now and then elsewhere, and log.tsv always."""

import sys
import time
from pathlib import Path

from tqdm import tqdm

LINE_EVERY = 20


class Progress:
    def __init__(self, folder: Path, step: int, steps: int):
        self.step, self.steps, self.began, self.heard = step, steps, time.monotonic(), 0.0
        self.log = (folder / "log.tsv").open("a", encoding="utf-8")
        # On no terminal tqdm says nothing: its carriage returns would make one endless line.
        self.bar = tqdm(total=steps, initial=step, unit="step", disable=not sys.stderr.isatty())
        self.sums, self.count = {}, 0

    def add(self, parts: dict[str, float], seconds: float, rate: float):
        """One step: its losses by name, the seconds of audio in it, the encoder's learning rate."""
        self.step += 1
        self.count += 1
        self.heard += seconds
        for name, part in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + part
        losses = " ".join(f"{name} {total / self.count:.4f}" for name, total in self.sums.items())
        speed = self.heard / (time.monotonic() - self.began)
        self.bar.set_postfix_str(f"{losses} rate {rate:.1e} {speed:.0f}x")
        self.bar.update()
        if self.step % LINE_EVERY == 0 or self.step == self.steps:
            if self.bar.disable:
                where = f"step {self.step} of {self.steps}"
                self.say(f"{where}: {losses} rate {rate:.1e}, {speed:.0f}x real time")
            self.log.write(f"{self.step}\t{rate:.3e}\t{losses}\n")
            self.log.flush()
            self.sums, self.count = {}, 0

    def say(self, line: str):
        """A line that does not disturb the bar."""
        tqdm.write(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr)
        sys.stderr.flush()

    def close(self):
        self.bar.close()
        self.log.close()
