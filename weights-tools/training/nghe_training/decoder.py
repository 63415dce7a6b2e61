# SPDX-License-Identifier: Apache-2.0
"""Whisper's decoder with the names of Hugging Face's: tokens so far and encoded sound to the next token."""

import dataclasses

import torch
import torch.nn.functional as F
from torch import nn

from .attention import Attention


@dataclasses.dataclass(frozen=True)
class DecoderSize:
    """The size of a decoder, with the names of Hugging Face's config.json."""

    d_model: int
    decoder_layers: int
    decoder_attention_heads: int
    decoder_ffn_dim: int
    vocab_size: int
    max_target_positions: int


class DecoderLayer(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.self_attn = Attention(size.d_model, size.decoder_attention_heads)
        self.self_attn_layer_norm = nn.LayerNorm(size.d_model)
        self.encoder_attn = Attention(size.d_model, size.decoder_attention_heads)
        self.encoder_attn_layer_norm = nn.LayerNorm(size.d_model)
        self.fc1 = nn.Linear(size.d_model, size.decoder_ffn_dim)
        self.fc2 = nn.Linear(size.decoder_ffn_dim, size.d_model)
        self.final_layer_norm = nn.LayerNorm(size.d_model)

    def forward(self, x, encoded, mask):
        y = self.self_attn_layer_norm(x)
        x = x + self.self_attn(y, y, causal=True)
        x = x + self.encoder_attn(self.encoder_attn_layer_norm(x), encoded, mask)
        return x + self.fc2(F.gelu(self.fc1(self.final_layer_norm(x))))


class Decoder(nn.Module):
    """The matrix of the tokens' embeddings is the output's too, as Whisper ties them."""

    def __init__(self, size: DecoderSize):
        super().__init__()
        self.size = size
        self.embed_tokens = nn.Embedding(size.vocab_size, size.d_model)
        self.embed_positions = nn.Embedding(size.max_target_positions, size.d_model)
        self.layers = nn.ModuleList(DecoderLayer(size) for _ in range(size.decoder_layers))
        self.layer_norm = nn.LayerNorm(size.d_model)

    def forward(self, tokens, encoded, frames):
        """States [batch, most, width], of which `logits` makes the scores of each next token.

        tokens: [batch, most], the start of each text; what follows a text's end changes nothing before
        encoded: [batch, longest, width], of the encoder; frames: [batch], how many of them are sound
        """
        inside = torch.arange(encoded.shape[1], device=frames.device) < frames[:, None]
        mask = None if bool(inside.all()) else inside[:, None, None]
        x = self.embed_tokens(tokens) + self.embed_positions.weight[: tokens.shape[1]]
        for layer in self.layers:
            x = layer(x, encoded, mask)
        return self.layer_norm(x)

    def logits(self, states):
        """[…, vocab_size] of states […, width]."""
        return F.linear(states, self.embed_tokens.weight)
