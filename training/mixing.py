"""Sentences with interactions as windows: packed as articles are, and alone with a pair marked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

import numpy as np
import torch

from sayso.extracting.encoding import Encoded
from training.batches import Example, batches, collate, examples, marked
from training.documents import UNKNOWN, Document, Event, Pair, Words
from training.encoder import Model
from training.eventing import TAGS

LARGEST = 5
"""Sentences that are packed into one window, at most."""
ALONE = 0.6
"""How often a sentence begins a new paragraph."""
GOLD = 0.6
"""How often the pair that is marked is the corpus's own, where it has one."""


def mixed(
    sentences: list[Document], stories: list[Document], limit: int, draw: random.Random
) -> Iterator[Example]:
    """One pass: every sentence once among others, and once alone with a pair marked."""
    looked = [each for each in sentences if each.events is not None]
    draw.shuffle(looked)
    while looked:
        size = draw.randint(1, LARGEST)
        group, looked = looked[:size], looked[size:]
        yield from examples(packed(group, draw), limit, draw)
    for story in stories:
        yield from examples(story, limit, draw)
    for each in sentences:
        pair = chosen(each, draw)
        if pair is not None:
            yield marked(each, pair)


def chosen(sentence: Document, draw: random.Random) -> Pair | None:
    """A pair to mark; the corpus's own, where there is one, more often than others."""
    if not sentence.pairs:
        return None
    own = [pair for pair in sentence.pairs if pair.gold]
    if own and draw.random() < GOLD:
        return own[0]
    return draw.choice(sentence.pairs)


def packed(group: list[Document], draw: random.Random) -> Document:
    """Sentences as the paragraphs of one article, some of two sentences or more."""
    begins = [0, *(draw.random() < ALONE for _ in group[1:])]
    numbers = list(accumulate(begins))
    texts = [each.text for each in group]
    offsets = [0, *accumulate(len(text) + 1 for text in texts)]
    words = [0, *accumulate(len(each.encoded) for each in group)]
    pieces = [0, *accumulate(len(each.encoded.pieces) for each in group)]
    parts = [each.encoded for each in group]

    def shifted(name: str, by: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        return np.concatenate(
            [getattr(part, name) + shift for part, shift in zip(parts, by, strict=False)]
        ).astype(np.int32)

    first = np.concatenate([p.first[:-1] + n for p, n in zip(parts, pieces, strict=False)])
    encoded = Encoded(
        pieces=np.concatenate([part.pieces for part in parts]),
        first=np.append(first, pieces[-1]).astype(np.int32),
        start=shifted("start", offsets),
        end=shifted("end", offsets),
        paragraph=np.concatenate(
            [np.full(len(part), n, np.int32) for n, part in zip(numbers, parts, strict=False)]
        ),
        case=np.concatenate([part.case for part in parts]),
        quoted=np.concatenate([part.quoted for part in parts]),
    )
    nothing = np.full(len(encoded), UNKNOWN, np.int64)
    return Document(
        "+".join(each.name for each in group),
        "".join(
            text + ("\n" if begin else " ")
            for text, begin in zip(texts, [*begins[1:], 1], strict=True)
        ),
        encoded,
        [[]],
        nothing,
        nothing,
        nothing,
        nothing,
        attributed=False,
        events=[
            _moved(event, begin)
            for each, begin in zip(group, words, strict=False)
            for event in each.events or []
        ],
    )


def _moved(event: Event, by: int) -> Event:
    def move(span: Words) -> Words:
        return span[0] + by, span[1] + by

    return replace(
        event,
        predicate=move(event.predicate),
        actors=[move(each) for each in event.actors],
        recipients=[move(each) for each in event.recipients],
        excluded=[move(each) for each in event.excluded],
    )


def pair_figures(model: Model, sentences: list[Document]) -> dict[str, float]:
    """Macro-F1 and accuracy of the type where the pair is given, in percent."""
    model.eval()
    device = next(model.parameters()).device
    cut = [marked(each, pair) for each in sentences for pair in each.pairs if pair.gold]
    right: dict[int, int] = {}
    guessed: dict[int, int] = {}
    gold: dict[int, int] = {}
    with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
        for group in batches(cut, 4096):
            batch = collate(group).to(device)
            mask = batch.attend[:, None, None, :]
            last, _ = model.encode(
                batch.pieces, batch.case, batch.quoted, batch.place, mask, batch.marks
            )
            at = batch.words[..., None].expand(-1, -1, last.shape[-1])
            out = model.events(last.gather(1, at)).float()
            for row, example in enumerate(group):
                assert example.pair is not None
                here = out[row, : example.words]
                weight = torch.softmax(here[:, -1], 0)
                scores = weight @ here[:, TAGS : TAGS + model.sizes.interaction]
                types = merged(example.pair.types)
                guess = int(merged_scores(scores).argmax())
                gold[types] = gold.get(types, 0) + 1
                guessed[guess] = guessed.get(guess, 0) + 1
                right[types] = right.get(types, 0) + (guess == types)
    model.train()
    each = [200 * right.get(t, 0) / (guessed.get(t, 0) + gold[t]) for t in gold]
    return {
        "macro": round(sum(each) / max(len(each), 1), 1),
        "accuracy": round(100 * sum(right.values()) / max(len(cut), 1), 1),
    }


_CONCEDE, _RETREAT = 3, 6


def merged(types: tuple[int, ...]) -> int:
    """CONCEDE and RETREAT as one, which is how PLV has them."""
    return _CONCEDE if types[0] == _RETREAT else types[0]


def merged_scores(scores: torch.Tensor) -> torch.Tensor:
    """Log-probabilities with those two added up under the first."""
    log = torch.log_softmax(scores, 0)
    log[_CONCEDE] = torch.logaddexp(log[_CONCEDE], log[_RETREAT])
    log[_RETREAT] = -1e4
    return log
