"""What the heads for interactions are trained to minimise, for one batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.extracting.pairing import pair_features
from training.batches import Example
from training.documents import UNKNOWN, Event, Words
from training.encoder import Model, Pairing

TAGS = 3
"""O, B and I."""
REPORTING = frozenset(
    {"said", "says", "say", "saying", "told", "tells", "tell", "according to", "added", "adds",
     "noted", "notes", "wrote", "writes", "stated", "states", "explained", "reported", "reports",
     "think", "thinks", "thought", "believe", "believes", "know", "knows", "announced"}
)  # fmt: skip
"""Cues that do nothing to anybody: no predicates, wherever they stand."""


def event_losses(model: Model, x: Tensor, examples: list[Example]) -> dict[str, Tensor]:
    """The losses by name; ``x`` [B, W, WIDTH]. Windows with a marked pair teach that pair alone."""
    zero = x.sum() * 0.0
    out = model.events(x).float()
    tags, types, statuses, focus = out.split(
        [TAGS, model.sizes.interaction, model.sizes.status, 1], -1
    )
    reading = [
        (row, example)
        for row, example in enumerate(examples)
        if example.pair is None and example.events is not None
    ]
    found: dict[str, list[Tensor]] = {
        name: []
        for name in ("predicate", "party", "event_type", "status", "actor", "recipient", "pair",
                     "focus")
    }  # fmt: skip
    party = model.party(x).float()
    vectors = {
        "actor": (model.actor_link, model.actor_link.vectors(x).float()),
        "recipient": (model.recipient_link, model.recipient_link.vectors(x).float()),
    }
    for row, example in enumerate(examples):
        if example.pair is None and example.events is None:
            found["predicate"].extend(_reporting(tags[row], example))
    for row, example in reading:
        assert example.events is not None
        _read(found, example, tags[row], types[row], statuses[row], party[row])
        for name, (link, all_vectors) in vectors.items():
            found[name].extend(_links(link, all_vectors[row], example, name))
    for row, example in enumerate(examples):
        if example.pair is not None:
            count = example.words
            weight = torch.log_softmax(focus[row, :count, 0], 0)
            scores = (weight.exp()[:, None] * types[row, :count]).sum(0)
            found["pair"].append(_one_of(scores, example.pair.types)[None])
            if example.pair.predicate is not None:
                first, last = example.pair.predicate
                found["focus"].append(-torch.logsumexp(weight[first : last + 1], 0)[None])
    return {name: torch.cat(parts).mean() if parts else zero for name, parts in found.items()}


def _one_of(scores: Tensor, types: tuple[int, ...]) -> Tensor:
    """Negative log of the probability that all types given have together."""
    return -torch.logsumexp(torch.log_softmax(scores, 0)[list(types)], 0)


def _reporting(tags: Tensor, example: Example) -> Iterator[Tensor]:
    """Words of articles that nobody searched for interactions, but that are surely none."""
    document, begin = example.document, example.window.begin
    encoded = document.encoded
    words = [
        word
        for attribution in example.attributions
        for first, last in attribution.cue
        if document.text[encoded.start[first + begin] : encoded.end[last + begin]].lower()
        in REPORTING
        for word in range(first, last + 1)
    ]
    if words:
        target = torch.zeros(len(words), dtype=torch.long, device=tags.device)
        yield functional.cross_entropy(tags[words], target, reduction="none")


def _bio(spans: list[Words], words: int) -> list[int]:
    """The longer of two spans that overlap has the words."""
    tags = [0] * words
    for first, last in sorted(set(spans), key=lambda span: span[0] - span[1]):
        if not any(tags[first : last + 1]):
            tags[first : last + 1] = [2] * (last + 1 - first)
            tags[first] = 1
    return tags


def _read(
    found: dict[str, list[Tensor]],
    example: Example,
    tags: Tensor,
    types: Tensor,
    statuses: Tensor,
    party: Tensor,
) -> None:
    events, count = example.events or [], example.words
    device = tags.device
    wanted = torch.tensor(_bio([e.predicate for e in events], count), device=device)
    found["predicate"].append(functional.cross_entropy(tags[:count], wanted, reduction="none"))
    parties = _bio(_parties(events), count)
    for event in events:
        if not event.complete:
            # Somebody is missing: nothing is known of the words of the paragraph but who is found.
            paragraph = _paragraph(example)
            here = paragraph == paragraph[event.predicate[0]]
            for word in np.flatnonzero(here).tolist():
                parties[word] = parties[word] or UNKNOWN
    labels = torch.tensor(parties, device=device)
    if (labels != UNKNOWN).any():
        each = functional.cross_entropy(
            party[:count], labels, reduction="none", ignore_index=UNKNOWN
        )
        found["party"].append(each[labels != UNKNOWN])
    for event in events:
        first, last = event.predicate
        found["event_type"].append(_one_of(types[first : last + 1].mean(0), event.types)[None])
        target = torch.tensor([event.status], device=device)
        found["status"].append(
            functional.cross_entropy(
                statuses[first : last + 1].mean(0, keepdim=True), target, reduction="none"
            )
        )


def _paragraph(example: Example) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return example.document.encoded.paragraph[example.window.begin : example.window.stop]


def _parties(events: list[Event]) -> list[Words]:
    return [
        span
        for event in events
        for side in (event.actors, event.recipients, event.excluded)
        for span in side
    ]


def _links(link: Pairing, vectors: Tensor, example: Example, side: str) -> Iterator[Tensor]:
    """Whether each party of a paragraph is an actor, or a recipient, of each predicate there."""
    events = [event for event in example.events or [] if event.complete]
    parties = sorted(set(_parties(example.events or [])))
    if not events or not parties:
        return
    predicates = [event.predicate for event in events]
    dependents, heads = (np.array(s, np.int64).reshape(-1, 2) for s in (predicates, parties))
    paragraph = _paragraph(example)
    features = pair_features(dependents, heads, dependents, paragraph)
    device = vectors.device
    scores = link.score(
        vectors,
        torch.from_numpy(dependents).to(device),
        torch.from_numpy(heads).to(device),
        *(torch.from_numpy(f).to(device) for f in features),
    )
    wanted = torch.tensor(
        [
            [span in (event.actors if side == "actor" else event.recipients) for span in parties]
            for event in events
        ],
        device=device,
        dtype=torch.float32,
    )
    together = torch.from_numpy(features[2]).to(device) == 1
    each = functional.binary_cross_entropy_with_logits(scores - link.none, wanted, reduction="none")
    yield each[together]
