# SPDX-License-Identifier: Apache-2.0
"""Whisper's encoder with the names of Hugging Face's.

transformers' own takes 30 s and nothing else: it has no mask for padding and no shorter table of
positions. This one encodes each clip of a batch as if it were alone, which a test holds it to.
"""

import dataclasses

import torch
import torch.nn.functional as F
from torch import nn

from .attention import Attention


@dataclasses.dataclass(frozen=True)
class Size:
    """The size of an encoder, with the names of Hugging Face's config.json."""

    d_model: int
    encoder_layers: int
    encoder_attention_heads: int
    encoder_ffn_dim: int
    num_mel_bins: int
    max_source_positions: int


class Layer(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.self_attn = Attention(size.d_model, size.encoder_attention_heads)
        self.self_attn_layer_norm = nn.LayerNorm(size.d_model)
        self.fc1 = nn.Linear(size.d_model, size.encoder_ffn_dim)
        self.fc2 = nn.Linear(size.encoder_ffn_dim, size.d_model)
        self.final_layer_norm = nn.LayerNorm(size.d_model)

    def forward(self, x, mask):
        y = self.self_attn_layer_norm(x)
        x = x + self.self_attn(y, y, mask)
        return x + self.fc2(F.gelu(self.fc1(self.final_layer_norm(x))))


class Encoder(nn.Module):
    """No dropout anywhere: at 0.05 it destroys the pre-trained features."""

    def __init__(self, size: Size):
        super().__init__()
        self.size = size
        self.conv1 = nn.Conv1d(size.num_mel_bins, size.d_model, 3, padding=1)
        self.conv2 = nn.Conv1d(size.d_model, size.d_model, 3, stride=2, padding=1)
        self.embed_positions = nn.Embedding(size.max_source_positions, size.d_model)
        # Sinusoids, which Whisper does not train either.
        self.embed_positions.requires_grad_(False)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.encoder_layers))
        self.layer_norm = nn.LayerNorm(size.d_model)

    def freeze(self, layers: int):
        """Leaves the convolutions and so many layers above them as they are; 0 freezes nothing."""
        for part in (self.conv1, self.conv2, *self.layers[:layers]) if layers else ():
            part.requires_grad_(False)

    def forward(self, mel, frames, keep=()):
        """Encodes a batch.

        mel: [batch, bins, 2 * longest], zeros behind each clip's end
        frames: [batch], each clip's length in encoder frames
        keep: numbers of the layers, from 1, whose output is wanted too
        Returns [batch, longest, width], and a list of the same for `keep`, before the last norm.
        """
        longest = mel.shape[2] // 2
        inside = torch.arange(2 * longest, device=mel.device) < 2 * frames[:, None]
        # Behind its end a clip that is alone is padded with zeros; so must one in a batch be.
        x = F.gelu(self.conv1(mel * inside[:, None])) * inside[:, None]
        x = F.gelu(self.conv2(x)).transpose(1, 2) + self.embed_positions.weight[:longest]
        mask = inside[:, None, None, ::2]
        if bool(inside.all()):
            mask = None
        kept = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if number in keep:
                kept.append(x)
        return self.layer_norm(x), kept
