"""A linear-chain conditional random field over word tags (Lafferty et al., 2001)."""

from __future__ import annotations

import torch
from torch import Tensor

FORBIDDEN = -1e4


def allowed(tags: int) -> Tensor:
    """0 where tag j may follow tag i, else ``FORBIDDEN`` [tags, tags].

    Tag 0 is O; after it come B and I of each role in turn. I follows only B
    or I of its own role.
    """
    mask = torch.zeros(tags, tags)
    for inside in range(2, tags, 2):
        mask[:, inside] = FORBIDDEN
        mask[inside - 1, inside] = 0.0
        mask[inside, inside] = 0.0
    return mask


def allowed_start(tags: int) -> Tensor:
    """0 where a sequence may start with the tag, else ``FORBIDDEN`` [tags]."""
    mask = torch.zeros(tags)
    mask[2::2] = FORBIDDEN
    return mask


def negative_log_likelihood(
    emissions: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor, start: Tensor
) -> Tensor:
    """Summed over the batch.

    ``emissions`` [B, W, T] in fp32, ``tags`` [B, W], ``mask`` [B, W] true for
    words (every sequence has at least one, at its front).
    """
    count = emissions.shape[-1]
    moves = transitions + allowed(count).to(transitions)
    first = start + allowed_start(count).to(start)
    score = first[tags[:, 0]] + emissions[:, 0].gather(1, tags[:, :1]).squeeze(1)
    said = emissions[:, 1:].gather(2, tags[:, 1:, None]).squeeze(2)
    steps = said + moves[tags[:, :-1], tags[:, 1:]]
    score = score + (steps * mask[:, 1:]).sum(1)
    alpha = first + emissions[:, 0]
    for word in range(1, emissions.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + moves, 1) + emissions[:, word]
        alpha = torch.where(mask[:, word, None], step, alpha)
    return (torch.logsumexp(alpha, 1) - score).sum()
