"""A checkpoint part of the way back to the one that its run began with.

    python -m training.blend --new joint/epoch-4.pt --old base/heads.pt --share 0.6 --out …

What a run learns anew, and what it forgets, lie on the way between the two; a point on it keeps
most of both (Wortsman et al., 2022). Heads that the old one lacks are taken as they are.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def blend(new: dict[str, Tensor], old: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """``share`` of the new weights and the rest of the old, by name."""
    return {
        name: share * value + (1 - share) * old[name] if name in old else value
        for name, value in new.items()
    }


def main() -> None:
    """Blend two checkpoints into a third."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--new", type=Path, required=True)
    parser.add_argument("--old", type=Path, required=True)
    parser.add_argument("--share", type=float, required=True, help="of the new one, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    new, old = (
        torch.load(path, map_location="cpu", weights_only=True)
        for path in (arguments.new, arguments.old)
    )
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(blend(new, old, arguments.share), arguments.out)


if __name__ == "__main__":
    main()
