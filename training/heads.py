"""Train what hangs on the finished encoder: reference, gender, nesting, manner.

    python -m training.heads --run training/runs/base --mean 4 5 --tokenizer …

The labels for these heads are few, and the encoder has long seen them all. So
it stands still here: its vectors are computed once, and the heads are trained
on them in minutes, over many epochs, with GUM's gold coreference beside what
``train`` had. Writes ``heads.pt`` into the run: a whole checkpoint again.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from sayso.extracting.annotation import runs
from training.batches import Example, batches, collate, examples
from training.checkpoints import latest, mean
from training.documents import UNKNOWN, Document, Words
from training.encoder import Model, Sizes
from training.eventing import event_losses
from training.gum import gum
from training.losses import heads_losses
from training.mixing import mixed
from training.train import EVENTS

TRAINED = (
    "reference", "gender", "nested", "pointing", "manner", "kind",
    "event", "party", "actor_link", "recipient_link",
)  # fmt: skip
WEIGHTS = {
    "reference": 1.0,
    "gender": 0.5,
    "nested": 1.0,
    "pointing": 1.0,
    "stance": 0.5,
    "hedge": 0.3,
    "type": 0.5,
    "kind": 0.5,
}
PASSES = 4
"""Over the interactions, each packed and marked anew."""
MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})


@dataclass
class Ready:
    """A window whose vectors are known."""

    example: Example
    vectors: Tensor
    """Of its words [V, WIDTH], half precision."""
    genders: list[tuple[Words, int]]
    """Names of people whose chain has "he" (0) or "she" (1)."""


def genders(example: Example, person: int) -> list[tuple[Words, int]]:
    """What the pronouns of a chain say about the names in it."""
    found = []
    document, begin = example.document, example.window.begin
    encoded, text = document.encoded, document.text
    for chain in example.chains:
        words = [
            text[encoded.start[first + begin] : encoded.end[last + begin]].lower()
            for first, last in chain
        ]
        he, she = (sum(word in wanted for word in words) for wanted in (MASCULINE, FEMININE))
        if bool(he) == bool(she):
            continue
        for span, word in zip(chain, words, strict=True):
            labels = document.ner[span[0] + begin : span[1] + begin + 1]
            name = (labels == person).all() or (labels[0] == UNKNOWN and word not in PRONOUNS)
            if name and word not in MASCULINE | FEMININE and span[1] - span[0] < 6:
                found.append((span, int(she > 0)))
    return found


PRONOUNS = MASCULINE | FEMININE | {"i", "me", "my", "you", "your", "who", "whom", "whose"}


def with_names(document: Document, named: list[int]) -> Document:
    """Names in no chain become chains of one: they are what else could be meant."""
    known = {span for chain in document.chains for span in chain}
    covered = {word for first, last in known for word in range(first, last + 1)}
    labels = document.ner.astype(np.int8)
    alone = [
        [span]
        for span in runs(labels, named)
        if not any(word in covered for word in range(span[0], span[1] + 1))
    ]
    return replace(document, chains=document.chains + alone)


def ready(model: Model, cut: list[Example], person: int) -> list[Ready]:
    """Run the encoder once over the windows."""
    found = []
    groups = batches(cut, 4096)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for number, group in enumerate(groups):
            batch = collate(group)
            mask = batch.attend[:, None, None, :]
            last, _ = model.encoder(
                batch.pieces, batch.case, batch.quoted, batch.place, mask, batch.marks
            )
            at = batch.words[..., None].expand(-1, -1, last.shape[-1])
            vectors = last.gather(1, at).half()
            for row, example in enumerate(group):
                found.append(
                    Ready(example, vectors[row, : example.words].clone(), genders(example, person))
                )
            if number % 50 == 0:
                print(f"vectors {number}/{len(groups)}", flush=True)
    return found


def main() -> None:
    """Compute vectors, train the heads, write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("training/runs/data.pt"))
    parser.add_argument(
        "--gum", type=Path, default=Path("../shared/data/coref/gum-train.conllu.gz")
    )
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path("training/runs/base"))
    parser.add_argument("--events", type=Path, help="what training.interactions wrote")
    parser.add_argument("--mean", type=int, nargs="*", help="average these epochs; default: last")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--limit", type=int, default=256)
    parser.add_argument("--articles", type=int, help="only so many, to try things out")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    data = torch.load(arguments.data, weights_only=False)
    names = data["names"]
    model = Model(Sizes(**{layer: len(names[layer]) for layer in ("ner", "pos", "deprel")}))
    state = mean(latest(arguments.run, arguments.mean))
    missing, unexpected = model.load_state_dict(state, strict=False)
    if any(not name.startswith(TRAINED) for name in (*missing, *unexpected)):
        raise SystemExit(f"{arguments.run} does not fit: {missing} {unexpected}")
    model.eval()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    named = [names["ner"].index(n) for n in ("PERSON", "ORGANIZATION", "LOCATION", "MISC")]
    person = named[0]
    # Those with labels first, should only some be wanted.
    train = sorted(
        data["train"], key=lambda d: not any(a.nested is not None for a in d.readings[0])
    )
    documents = [with_names(document, named) for document in train[: arguments.articles]]
    documents += data["wire_train"] + gum(arguments.gum, tokenizer)[: arguments.articles]
    draw = random.Random(1)
    cut = [e for document in documents for e in examples(document, arguments.limit)]
    if arguments.events:
        events = torch.load(arguments.events, weights_only=False)
        for _ in range(PASSES):
            cut.extend(mixed(events["train"], events["wire_train"], arguments.limit, draw))
    windows = ready(model, cut, person)
    model.train()
    parameters = [
        parameter
        for name, parameter in model.named_parameters()
        if name.split(".")[0].startswith(TRAINED)
    ]
    optimizer = torch.optim.AdamW(parameters, lr=arguments.rate, weight_decay=0.01)
    weights = WEIGHTS | EVENTS
    total = arguments.epochs * (len(windows) // 16 + 1)
    step = 0
    for epoch in range(arguments.epochs):
        draw.shuffle(windows)
        sums: dict[str, float] = {}
        for start in range(0, len(windows), 16):
            chosen = windows[start : start + 16]
            for group in optimizer.param_groups:
                group["lr"] = arguments.rate * (1 - step / total)
            vectors = model.dropout(
                torch.nn.utils.rnn.pad_sequence(
                    [each.vectors.float() for each in chosen], batch_first=True
                )
            )
            parts = heads_losses(model, vectors, [each.example for each in chosen])
            parts["gender"] = _gender(model, vectors, chosen)
            if arguments.events:
                parts |= event_losses(model, vectors, [each.example for each in chosen])
            loss = sum(weights[name] * part for name, part in parts.items())
            assert isinstance(loss, Tensor)
            optimizer.zero_grad(set_to_none=True)
            if loss.requires_grad:
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(parameters, 1.0)
                optimizer.step()
            step += 1
            for name, part in parts.items():
                sums[name] = sums.get(name, 0.0) + float(part.detach())
        count = len(windows) // 16 + 1
        print(epoch, " ".join(f"{n} {v / count:.3f}" for n, v in sums.items()), flush=True)
    torch.save(model.state_dict(), arguments.run / "heads.pt")


def _gender(model: Model, vectors: Tensor, chosen: list[Ready]) -> Tensor:
    spans = [
        (vectors[row, first : last + 1].mean(0), label)
        for row, each in enumerate(chosen)
        for (first, last), label in each.genders
    ]
    if not spans:
        return vectors.sum() * 0.0
    logits = model.gender(torch.stack([vector for vector, _ in spans]))
    return functional.cross_entropy(logits, torch.tensor([label for _, label in spans]))


if __name__ == "__main__":
    main()
