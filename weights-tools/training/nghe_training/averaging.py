# SPDX-License-Identifier: Apache-2.0
"""The mean of several models' weights: better than each where they started from the same ones."""

import shutil
import tempfile
from pathlib import Path

from . import export, scoring, tokens, units, weights
from .audio import Cache
from .manifest import Clip

COPIED = ("config.json", "vocab.json", "README.md", "lm.bin", export.DECODER_CONFIG, tokens.FILE)


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
    for name in COPIED:
        if (models[0] / name).is_file():
            shutil.copyfile(models[0] / name, out / name)
    export.save({name: export.half(name, tensor) for name, tensor in total.items()}, out)


def soup(models: list[Path], clips: list[Clip], tail_seconds: float, cache: Cache, out: Path) -> list[Path]:
    """Writes the mean of those models that make it better, and returns them, the best first.

    Greedy soup (Wortsman et al. 2022): from the best model on, each next one is kept if the mean with it
    makes no more character errors on the clips. They must be none that any of the models was trained on.
    """
    if not clips:
        raise weights.WeightsError("no clip is held out, so there is nothing to choose models by")

    def errors(folder):
        network = weights.network(folder, len(units.UNITS)).eval()
        made = scoring.measured(network, clips, tail_seconds, cache)
        return made.character_errors, str(made)

    alone = {model: errors(model) for model in models}
    for model, (_, said) in alone.items():
        print(f"{model}: {said}")
    first, *others = sorted(models, key=lambda model: alone[model][0])
    kept, fewest = [first], alone[first][0]
    with tempfile.TemporaryDirectory() as folder:
        for model in others:
            average([*kept, model], None, Path(folder))
            count, said = errors(Path(folder))
            better = count <= fewest
            print(f"{'with' if better else 'not with'} {model}: {said}")
            if better:
                kept, fewest = [*kept, model], count
    average(kept, None, out)
    return kept
