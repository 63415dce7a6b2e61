# SPDX-License-Identifier: Apache-2.0
"""The encoder, the CTC head that the engine runs, the decoder, and heads on middle layers.

The middle heads are for training alone: what they say is not fed back, so the engine's encoder is
the one that was trained.
"""

from typing import NamedTuple

import torch
from torch import nn

from .decoder import Decoder, DecoderSize
from .encoder import Encoder, Size
from .tokens import IGNORED


class Outputs(NamedTuple):
    """logits: [batch, longest, units], of the CTC head; middle: a list of the same, of the middle heads.

    text: [tokens, vocabulary], of the decoder for every token that is to be learned, text after text;
        None where there was none to learn
    """

    logits: torch.Tensor
    middle: list[torch.Tensor]
    text: torch.Tensor | None = None


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
    def __init__(
        self,
        size: Size,
        hidden: int,
        units: int,
        dropout=0.0,
        middle_layers=(),
        decoder: DecoderSize | None = None,
    ):
        super().__init__()
        self.middle_layers = tuple(middle_layers)
        self.encoder = Encoder(size)
        self.ctc_head = ctc_head(size.d_model, hidden, units, dropout)
        self.middle_heads = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(size.d_model), nn.Linear(size.d_model, units)) for _ in middle_layers
        )
        self.decoder = None if decoder is None else Decoder(decoder)

    def forward(self, mel, frames, frozen=False, seen=None, targets=None) -> Outputs:
        """Runs all heads on a batch.

        mel, frames: as the encoder takes them
        frozen: leaves the encoder as it is, and saves its way back; the decoder rests
        seen, targets: [batch, most], each text's tokens as the decoder sees them, and the next ones
        """
        with torch.set_grad_enabled(torch.is_grad_enabled() and not frozen):
            x, kept = self.encoder(mel, frames, self.middle_layers)
        text = None
        if self.decoder is not None and seen is not None and not frozen:
            states = self.decoder(seen, x, frames)
            text = self.decoder.logits(states[targets != IGNORED])
        return Outputs(self.ctc_head(x), [head(y) for head, y in zip(self.middle_heads, kept)], text)
