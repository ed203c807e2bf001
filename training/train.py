"""Train the encoder and its heads; resumes where it stopped.

    python -m training.train --encoder DIR --run training/runs/base

A run keeps ``last.pt`` (everything needed to go on), ``epoch-N.pt`` (weights)
and ``log.jsonl``. The same code runs on a GPU if torch finds one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from sayso.extracting.tagging import ROLES, Marginals, Sequences, constrained
from training.batches import batches, collate, examples, role_tags, spans_of
from training.documents import HEDGES, KINDS, STANCES, TYPES, Document
from training.encoder import LAYERS, Model, Sizes
from training.losses import losses
from training.mixing import mixed, pair_figures

WEIGHTS = {
    "roles": 1.0,
    "tags": 0.5,
    "source_link": 0.1,
    "content_link": 0.1,
    "nested": 0.3,
    "pointing": 0.1,
    "stance": 0.1,
    "hedge": 0.05,
    "type": 0.1,
    "kind": 0.1,
    "reference": 0.1,
    "ner": 0.1,
}
EVENTS = {
    "predicate": 0.8,
    "party": 0.8,
    "event_type": 0.3,
    "status": 0.1,
    "actor": 0.5,
    "recipient": 0.5,
    "pair": 0.5,
    "focus": 0.1,
}
"""Interactions; nothing where no data of theirs is mixed in."""
SILVER = {"pos": 0.05, "deprel": 0.1, "arcs": 0.1}
"""Silver syntax: its weight falls to nothing over the run."""


THRESHOLDS = (0.35, 0.35, 0.35)
"""Of source, cue and content, for the figures after each epoch."""


def parameter_groups(model: Model, rate: float, decay: float) -> list[dict[str, Any]]:
    """Lower rates for lower layers; higher ones for what starts from nothing."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if name.startswith("encoder.layers."):
            factor = decay ** (LAYERS - 1 - int(name.split(".")[2]))
            lr = rate * factor
        elif name.startswith(("encoder.case", "encoder.quoted", "encoder.place", "encoder.marks")):
            lr = rate * 3
        elif name.startswith("encoder."):
            lr = rate * decay**LAYERS
        elif parameter.dim() < 2 or "transitions" in name:
            lr = rate * (20 if "." not in name or name.split(".")[1] in _BIASES else 4)
        else:
            lr = rate * 4
        weight_decay = 0.01 if parameter.dim() > 1 and "transitions" not in name else 0.0
        groups[lr, weight_decay].append(parameter)
    return [
        {"params": parameters, "lr": lr, "weight_decay": weight_decay, "peak": lr}
        for (lr, weight_decay), parameters in groups.items()
    ]


_BIASES = ("distance", "between", "same_paragraph", "none")


def evaluate(model: Model, documents: list[Document], limit: int) -> dict[str, float]:
    """Exact-span F1 of each role on windows without overlap, in percent."""
    model.eval()
    device = next(model.parameters()).device
    transitions = constrained(
        model.transitions.detach().cpu().numpy(), model.start.detach().cpu().numpy()
    )
    right, guessed, gold = ([0] * len(ROLES) for _ in range(3))
    cut = [e for document in documents for e in examples(document, limit)]
    with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
        for group in batches(cut, 4096):
            batch = collate(group).to(device)
            mask = batch.attend[:, None, None, :]
            last, _ = model.encode(
                batch.pieces, batch.case, batch.quoted, batch.place, mask, batch.marks
            )
            at = batch.words[..., None].expand(-1, -1, last.shape[-1])
            emissions = model.roles(last.gather(1, at)).float().cpu().numpy()
            rows = [emissions[row, : example.words] for row, example in enumerate(group)]
            marginals = Marginals(Sequences.of(rows), transitions)
            for number, example in enumerate(group):
                found = set(marginals.likely(number, THRESHOLDS))
                true = set(spans_of(np.array(role_tags(example.attributions, example.words))))
                for role in range(len(ROLES)):
                    mine = {s for s in found if s.role == role}
                    its = {s for s in true if s.role == role}
                    right[role] += len(mine & its)
                    guessed[role] += len(mine)
                    gold[role] += len(its)
    model.train()
    return {
        name: round(200 * right[r] / max(guessed[r] + gold[r], 1), 2)
        for r, name in enumerate(ROLES)
    }


def main() -> None:
    """Train to the end of the last epoch, from wherever the run stands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("training/runs/data.pt"))
    parser.add_argument("--encoder", type=Path, help="folder of model.safetensors, to begin with")
    parser.add_argument("--start", type=Path, help="checkpoint to begin with instead")
    parser.add_argument("--events", type=Path, help="what training.interactions wrote")
    parser.add_argument("--passes", type=int, default=3, help="over the interactions, an epoch")
    parser.add_argument("--share", type=float, default=1.0, help="of the articles, an epoch")
    parser.add_argument("--run", type=Path, default=Path("training/runs/base"))
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--budget", type=int, default=1400, help="inputs a batch")
    parser.add_argument("--limit", type=int, default=224, help="inputs a window")
    parser.add_argument("--silver", type=float, default=1.0, help="weight of the silver syntax")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop-after", type=int, help="steps, to try things out")
    arguments = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(arguments.seed)
    data = torch.load(arguments.data, weights_only=False)
    events = torch.load(arguments.events, weights_only=False) if arguments.events else None
    names = data["names"]
    sizes = Sizes(
        stance=len(STANCES),
        hedge=len(HEDGES),
        type=len(TYPES),
        kind=len(KINDS),
        **{layer: len(names[layer]) for layer in ("ner", "pos", "deprel")},
    )
    model = Model(sizes, arguments.dropout)
    if arguments.start:
        begun = torch.load(arguments.start, map_location="cpu", weights_only=True)
        model.load_state_dict(begun, strict=False)
    elif arguments.encoder:
        model.encoder.load_pretrained(arguments.encoder / "model.safetensors")
    else:
        parser.error("name the pretrained --encoder, or a checkpoint to --start with")
    model.to(device).train()
    optimizer = torch.optim.AdamW(
        parameter_groups(model, arguments.rate, arguments.layer_decay),
        betas=(0.9, 0.98),
        fused=True,
    )
    arguments.run.mkdir(parents=True, exist_ok=True)
    last = arguments.run / "last.pt"
    epoch = step = 0
    if last.exists():
        kept = torch.load(last, weights_only=False, map_location=device)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        epoch, step = kept["epoch"], kept["step"]
    documents = data["train"] + 2 * data["wire_train"]
    steady = WEIGHTS | EVENTS
    total = None
    while epoch < arguments.epochs:
        draw = random.Random(f"{arguments.seed}-{epoch}")
        articles = draw.sample(documents, round(arguments.share * len(documents)))
        cut = [e for document in articles for e in examples(document, arguments.limit, draw)]
        for _ in range(arguments.passes if events else 0):
            assert events is not None
            cut.extend(mixed(events["train"], events["wire_train"], arguments.limit, draw))
        groups = batches(cut, arguments.budget, draw)
        # Every epoch has about as many steps as the first.
        total = total or step + len(groups) * (arguments.epochs - epoch)
        warm = int(0.08 * total)
        running: dict[str, float] = defaultdict(float)
        began, seen = time.monotonic(), 0
        for number, group in enumerate(groups, 1):
            progress = step / total
            scale = min(1.0, (step + 1) / warm) * max(0.0, 1 - max(0, step - warm) / (total - warm))
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["peak"] * scale
            batch = collate(group).to(device)
            with torch.autocast(device.type, torch.bfloat16):
                parts = losses(model, batch)
            loss = sum(
                (steady[n] if n in steady else SILVER[n] * arguments.silver * (1 - progress)) * part
                for n, part in parts.items()
            )
            assert isinstance(loss, torch.Tensor)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            if math.isfinite(float(norm)):
                optimizer.step()
            step += 1
            seen += sum(example.size for example in group)
            for name, part in parts.items():
                running[name] += float(part.detach())
            if number % 50 == 0:
                speed = seen / (time.monotonic() - began)
                averages = " ".join(f"{n} {v / 50:.3f}" for n, v in running.items())
                print(f"epoch {epoch} {number}/{len(groups)} {speed:.0f}/s {averages}", flush=True)
                running.clear()
            if arguments.stop_after and step >= arguments.stop_after:
                return
        epoch += 1
        torch.save(model.state_dict(), arguments.run / f"epoch-{epoch}.pt")
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch,
                "step": step,
            },
            last.with_suffix(".part"),
        )
        last.with_suffix(".part").replace(last)
        entry = {
            "epoch": epoch,
            "step": step,
            "seconds": round(time.monotonic() - began),
            "dev": evaluate(model, data["dev"], arguments.limit),
            "wire": evaluate(model, data["wire_dev"], arguments.limit),
        }
        if events:
            entry["pairs"] = pair_figures(model, events["dev"])
        print(json.dumps(entry), flush=True)
        with (arguments.run / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
