# SPDX-License-Identifier: Apache-2.0
"""What training makes small, everything per unit of the text."""

import torch
import torch.nn.functional as F

from .batches import Batch
from .config import Loss
from .network import Outputs
from .tokens import IGNORED


def total(outputs: Outputs, teacher, batch: Batch, options: Loss) -> tuple[torch.Tensor, dict]:
    """The loss of a batch, and its parts by name, as numbers of the log.

    outputs: of the network for the batch; teacher: logits as `outputs.logits`, or None
    """
    logits, middle, text = outputs
    views = len(batch.frames) // len(batch.lengths)
    log_p = logits.float().log_softmax(-1)
    inside = torch.arange(log_p.shape[1], device=log_p.device) < batch.frames[:, None]
    count = batch.lengths.sum() * views
    parts = {"ctc": ctc(log_p, batch, views) / count}
    weights = {"ctc": 1.0}
    if middle:
        losses = [ctc(m.float().log_softmax(-1), batch, views) / count for m in middle]
        parts["middle"], weights["middle"] = sum(losses) / len(losses), options.middle
    if options.consistency:
        first, second = log_p.chunk(2)
        both = (divergence(first, second) + divergence(second, first)) * inside[: len(first)]
        parts["consistency"], weights["consistency"] = both.sum() / count, options.consistency
    if options.entropy:
        parts["entropy"] = ((log_p.exp() * log_p).sum(-1) * inside).sum() / count
        weights["entropy"] = options.entropy
    if teacher is not None:
        taught = divergence(teacher.float().log_softmax(-1), log_p) * inside
        parts["distillation"], weights["distillation"] = taught.sum() / count, options.distillation
    if text is not None:
        weights = {name: weight * (1 - options.attention) for name, weight in weights.items()}
        parts["attention"] = attention(text, batch, options.label_smoothing) / count
        weights["attention"] = options.attention
    loss = sum(weights[name] * part for name, part in parts.items())
    return loss, {name: float(part.detach()) for name, part in parts.items()}


def attention(text, batch: Batch, smoothing: float):
    """The sum of all tokens' cross-entropies; text: [tokens, vocabulary].

    Joint training weighs sums over the same texts (Watanabe et al. 2017). So `total` divides this one by
    the number of units too, although a token has two or three of them.
    """
    targets = batch.targets[batch.targets != IGNORED]
    return F.cross_entropy(text.float(), targets, reduction="sum", label_smoothing=smoothing)


def ctc(log_p, batch: Batch, views: int):
    """The sum of all items' CTC losses."""
    return F.ctc_loss(
        log_p.transpose(0, 1),
        batch.labels.repeat(views, 1),
        batch.frames,
        batch.lengths.repeat(views),
        reduction="sum",
        # An item whose text does not fit its frames has no path: it teaches nothing.
        zero_infinity=True,
    )


def divergence(target, log_p):
    """Kullback-Leibler divergence of every frame from a target that is not moved, [items, longest].

    For consistency regularisation (CR-CTC, Yao et al. 2024) both views are target and learner.
    """
    target = target.detach()
    return (target.exp() * (target - log_p)).sum(-1)
