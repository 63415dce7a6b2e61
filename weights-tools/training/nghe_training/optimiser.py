# SPDX-License-Identifier: Apache-2.0
"""How weights move: a rate for every layer, the pull to where they started, and their average."""

import math

import torch

from .config import Optimiser
from .network import Network


def groups(network: Network, options: Optimiser) -> list[dict]:
    """Parameter groups of AdamW: heads, then the layers of encoder and decoder, each from the top."""
    heads = [*network.ctc_head.parameters(), *network.middle_heads.parameters()]
    rate, decay = options.head_rate_with_encoder, options.weight_decay
    made = [dict(params=heads, scale=rate, weight_decay=decay, of="head")]
    encoder, decoder = network.encoder, network.decoder
    made += _levels(encoder, (encoder.conv1, encoder.conv2), options.encoder_rate, options, "encoder")
    if decoder is not None:
        below = (decoder.embed_tokens, decoder.embed_positions)
        made += _levels(decoder, below, options.decoder_rate, options, "decoder")
    return made


def _levels(stack, below, rate, options, of):
    *lower, top = stack.layers
    levels = [(stack.layer_norm, top), *((layer,) for layer in reversed(lower)), below]
    made = []
    for depth, level in enumerate(levels):
        parameters = [p for part in level for p in part.parameters() if p.requires_grad]
        if parameters:
            scale = rate * options.layer_decay**depth
            made.append(dict(params=parameters, scale=scale, weight_decay=0.0, of=of))
    return made


def adam_w(network: Network, options: Optimiser) -> torch.optim.AdamW:
    # Fused: one pass over 70 million weights instead of a dozen.
    return torch.optim.AdamW(groups(network, options), lr=0.0, betas=(0.9, 0.98), eps=1e-8, fused=True)


def set_rates(optimiser, options: Optimiser, step: int, steps: int):
    """Heads alone at one rate, then everything: a linear rise and a cosine down to `last_rate`."""
    alone = step < options.head_steps
    share = 0.0 if alone else rate(step - options.head_steps, steps - options.head_steps, options)
    for group in optimiser.param_groups:
        frozen = options.head_rate if group["of"] == "head" else 0.0
        group["lr"] = frozen if alone else share * group["scale"]


def rate(step: int, steps: int, options: Optimiser) -> float:
    """The share of the highest rate at a step, in (0, 1]."""
    if step < options.warm_up_steps:
        return (step + 1) / options.warm_up_steps
    done = (step - options.warm_up_steps) / max(steps - options.warm_up_steps, 1)
    return options.last_rate + (1 - options.last_rate) * (1 + math.cos(math.pi * min(done, 1))) / 2


@torch.no_grad()
def pull(optimiser, start: dict[torch.nn.Parameter, torch.Tensor], strength: float):
    """Moves the encoder towards where it started, decoupled as AdamW's weight decay is."""
    for group in optimiser.param_groups:
        for parameter in group["params"]:
            if parameter in start:
                parameter.lerp_(start[parameter], group["lr"] * strength)


class Average:
    """An exponential average of the weights, which forgets faster while it is young."""

    def __init__(self, network: Network, decay: float):
        self.decay, self.count = decay, 0
        self.weights = {name: tensor.clone() for name, tensor in network.state_dict().items()}

    @torch.no_grad()
    def add(self, network: Network):
        self.count += 1
        decay = min(self.decay, self.count / (self.count + 10))
        for name, tensor in network.state_dict().items():
            self.weights[name].lerp_(tensor, 1 - decay)
