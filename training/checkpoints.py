"""Checkpoints of a run, and the mean of several."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor


def latest(run: Path, epochs: list[int] | None) -> list[Path]:
    """The checkpoints of the epochs named, or of the last one."""
    if epochs:
        return [run / f"epoch-{number}.pt" for number in epochs]
    found = sorted(run.glob("epoch-*.pt"), key=lambda path: int(path.stem.split("-")[1]))
    if not found:
        raise SystemExit(f"no checkpoint in {run}: run training.train first")
    return found[-1:]


def mean(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of the weights of several checkpoints of one run.

    Averaging the last ones makes up for where a single one happened to stop
    (Izmailov et al., 2018).
    """
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}
