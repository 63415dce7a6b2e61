# SPDX-License-Identifier: Apache-2.0
"""The mean of several models' weights: better than each where they started from the same ones."""

import shutil
from pathlib import Path

from . import export, tokens, weights


def average(models: list[Path], shares: list[float] | None, out: Path):
    """Writes the mean beside copies of the first model's other files.

    shares: of the models, in proportion; a first one near 1 and a second near 0 pull back towards
        the first, as WiSE-FT does
    """
    shares = shares or [1.0] * len(models)
    if len(shares) != len(models) or sum(shares) <= 0:
        raise weights.WeightsError(f"{len(models)} models need as many weights, with a sum above 0")
    total = None
    for model, share in zip(models, shares):
        tensors, _ = weights.load(model)
        if total is None:
            total = {name: tensor * 0 for name, tensor in tensors.items()}
        shapes = {name: tensor.shape for name, tensor in total.items()}
        if shapes != {name: tensor.shape for name, tensor in tensors.items()}:
            raise weights.WeightsError(f"{model} has other tensors than {models[0]}")
        for name, tensor in tensors.items():
            total[name] += tensor * (share / sum(shares))
    out.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "vocab.json", "README.md", "lm.bin", export.DECODER_CONFIG, tokens.FILE):
        if (models[0] / name).is_file():
            shutil.copyfile(models[0] / name, out / name)
    halves = {name: export.half(name, tensor) for name, tensor in total.items()}
    export.save(halves, out)
