"""Make a network's activations fit 8 bits (SmoothQuant, Xiao et al., 2023).

One scale holds for all of a layer's input, so a few channels with large
values leave few steps for the others. Part of a channel's size is moved into
the weights, which have a scale for every output: the result is the same, and
both fit their 8 bits better.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import Layer, Model

STRENGTH = 0.9
"""How much of a channel's size moves: 0 none, 1 all."""


class Smoothed(nn.Module):
    """A linear layer whose input is divided by what its weights are multiplied with."""

    inverse: Tensor

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp(min=1e-5)
        scale = largest.clamp(min=1e-5) ** STRENGTH / weights ** (1 - STRENGTH)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = linear.weight.detach() * scale
        self.linear.bias.data = linear.bias.detach()
        self.register_buffer("inverse", 1 / scale)

    def forward(self, x: Tensor) -> Tensor:
        """The same as the layer that it replaces."""
        smoothed: Tensor = self.linear(x * self.inverse)
        return smoothed


def smooth(model: Model, batches: list[tuple[Tensor, Tensor, Tensor, Tensor]]) -> None:
    """Replace the feed-forward layers of the encoder, measured on some windows.

    Each batch holds pieces, case, quoted and place of one window [1, N].
    """
    largest: dict[nn.Module, Tensor] = {}

    def measure(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        here = inputs[0].detach().abs().flatten(0, -2).amax(0)
        largest[module] = torch.maximum(largest.get(module, here), here)

    layers = [layer for layer in model.modules() if isinstance(layer, Layer)]
    hooks = [
        module.register_forward_pre_hook(measure)
        for layer in layers
        for module in (layer.inner, layer.outer)
    ]
    with torch.no_grad():
        for pieces, case, quoted, place in batches:
            model.encoder(pieces, case, quoted, place, None, torch.zeros_like(pieces))
    for hook in hooks:
        hook.remove()
    for layer in layers:
        for name in ("inner", "outer"):
            linear = getattr(layer, name)
            setattr(layer, name, Smoothed(linear, largest[linear]))
