# SPDX-License-Identifier: Apache-2.0
"""Whisper's attention, with the names of Hugging Face's."""

import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    """Scaled dot-product attention of several heads; Whisper's keys have no bias."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width)
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, x, source, mask=None, causal=False):
        """x: [batch, queries, width]; source: [batch, keys, width], `x` itself for self-attention.

        mask: true where a query may look, of a shape that extends to [batch, heads, queries, keys]
        causal: no query looks at keys behind its own position; without a mask only
        """

        def split(y):
            return y.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        q, k, v = split(self.q_proj(x)), split(self.k_proj(source)), split(self.v_proj(source))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.out_proj(y.transpose(1, 2).flatten(2))
