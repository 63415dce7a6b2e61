# SPDX-License-Identifier: Apache-2.0
"""The encoder, the CTC head that the engine runs, and heads on middle layers for training alone."""

import torch
from torch import nn

from .encoder import Encoder, Size


def ctc_head(width: int, hidden: int, units: int, dropout: float = 0.0) -> nn.Sequential:
    """Linear, GELU, LayerNorm, Linear: 0, 2 and 3 are the names of the last three's weights.

    Dropout has to sit where it moves no number: between the layer norm's result and the matrix.
    """
    return nn.Sequential(
        nn.Linear(width, hidden),
        nn.GELU(),
        nn.LayerNorm(hidden),
        DroppedLinear(hidden, units, dropout),
    )


class DroppedLinear(nn.Linear):
    """A linear layer with dropout on what goes into it."""

    def __init__(self, inputs, outputs, dropout):
        super().__init__(inputs, outputs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return super().forward(self.dropout(x))


class Network(nn.Module):
    def __init__(self, size: Size, hidden: int, units: int, dropout=0.0, middle_layers=()):
        super().__init__()
        self.middle_layers = tuple(middle_layers)
        self.encoder = Encoder(size)
        self.ctc_head = ctc_head(size.d_model, hidden, units, dropout)
        self.middle_heads = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(size.d_model), nn.Linear(size.d_model, units)) for _ in middle_layers
        )

    def forward(self, mel, frames, frozen=False):
        """Logits [batch, longest, units] of the head, and a list of the same of the middle heads.

        frozen: leaves the encoder as it is, and saves its way back
        """
        with torch.set_grad_enabled(torch.is_grad_enabled() and not frozen):
            x, kept = self.encoder(mel, frames, self.middle_layers)
        return self.ctc_head(x), [head(y) for head, y in zip(self.middle_heads, kept)]
