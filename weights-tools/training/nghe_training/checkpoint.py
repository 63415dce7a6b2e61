# SPDX-License-Identifier: Apache-2.0
"""Everything a run needs to go on as if it had not stopped."""

import dataclasses
from pathlib import Path

import torch

from .config import Config

NAME = "checkpoint.pt"


class CheckpointError(ValueError):
    """A checkpoint of another run, or none at all."""


@dataclasses.dataclass
class Position:
    """Where a run stands: the next step, and the next batch of which epoch it begins with.

    The best of the epochs done is the one with the fewest errors on the clips held out.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    best_epoch: int = 0
    best_errors: int = -1


def fingerprint(config: Config) -> str:
    """What must not change between parts of a run; names of folders and numbers of workers may."""
    data = dataclasses.replace(config.data, workers=0, cache=None)
    return repr((data, config.augmentation, config.model, config.loss, config.optimiser, config.seed))


def save(folder: Path, config: Config, position: Position, network, optimiser, average):
    """Writes beside the old checkpoint and then over it, so that there always is a whole one."""
    state = {
        "fingerprint": fingerprint(config),
        "position": dataclasses.asdict(position),
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "average": None if average is None else (average.count, average.weights),
        "random": torch.get_rng_state(),
        "random_of_gpus": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    partial = folder / (NAME + ".partial")
    torch.save(state, partial)
    partial.replace(folder / NAME)


def resume(folder: Path, config: Config, network, optimiser, average) -> Position:
    """Puts everything back and says where the run stood; the start where there is no checkpoint."""
    file = folder / NAME
    if not file.exists():
        return Position()
    state = torch.load(file, map_location="cpu", weights_only=True)
    if state["fingerprint"] != fingerprint(config):
        raise CheckpointError(
            f"{file} is of a run with other settings: name another folder as `run`, or remove it"
        )
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    if average is not None:
        average.count, weights = state["average"]
        for name, tensor in weights.items():
            average.weights[name].copy_(tensor)
    torch.set_rng_state(state["random"])
    if state["random_of_gpus"]:
        torch.cuda.set_rng_state_all(state["random_of_gpus"])
    return Position(**state["position"])
