"""Windows of documents, cut anew each epoch and packed into batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sayso.extracting.encoding import Inputs, Window, inputs, marks_of, windows
from sayso.extracting.tagging import TaggedSpan
from training.documents import UNKNOWN, Attribution, Document, Event, Pair, Words

ROLE_NAMES = ("source", "cue", "content")
FEATURES = ("pieces", "case", "quoted", "place")


@dataclass
class Example:
    """One window of one document under one reading."""

    document: Document
    window: Window
    inputs: Inputs
    attributions: list[Attribution]
    """In words counted from the window's first; parts outside are gone."""
    chains: list[list[Words]]
    events: list[Event] | None = None
    pair: Pair | None = None
    """The pair that is marked, in words counted from the window's first."""

    @property
    def size(self) -> int:
        """Inputs of the encoder."""
        return len(self.inputs.pieces)

    @property
    def words(self) -> int:
        """Words in the window."""
        return self.window.stop - self.window.begin


def clip(spans: list[Words], window: Window) -> list[Words]:
    """Spans cut to the window and counted from its start."""
    return [
        (max(first, window.begin) - window.begin, min(last, window.stop - 1) - window.begin)
        for first, last in spans
        if first < window.stop and last >= window.begin
    ]


def _clip_attribution(whole: Attribution, window: Window) -> Attribution:
    return Attribution(
        clip(whole.source, window),
        clip(whole.cue, window),
        clip(whole.content, window),
        whole.manner,
        whole.kind,
        None
        if whole.nested is None
        else [_clip_attribution(inner, window) for inner in whole.nested],
    )


def _clip_event(whole: Event, window: Window) -> Event:
    return replace(
        whole,
        predicate=clip([whole.predicate], window)[0],
        actors=clip(whole.actors, window),
        recipients=clip(whole.recipients, window),
        excluded=clip(whole.excluded, window),
    )


def marked(document: Document, pair: Pair) -> Example:
    """A whole sentence with one pair marked."""
    window = Window(0, len(document.encoded), 0, len(document.encoded))
    return Example(document, window, inputs(document.encoded, window), [], [], None, pair)


def examples(
    document: Document, limit: int, draw: random.Random | None = None
) -> Iterator[Example]:
    """The windows of a document; with ``draw`` at random seams, under a random reading."""
    head = draw.randint(limit // 4, limit) if draw else None
    reading = document.readings[0]
    if draw and len(document.readings) > 1 and draw.random() < 0.3:
        reading = draw.choice(document.readings[1:])
    for window in windows(document.encoded, document.text, limit, head=head):
        inside = [_clip_attribution(a, window) for a in reading]
        chains = [
            [
                (first - window.begin, last - window.begin)
                for first, last in chain
                if window.begin <= first and last < window.stop
            ]
            for chain in document.chains
        ]
        yield Example(
            document,
            window,
            inputs(document.encoded, window),
            [a for a in inside if a.source or a.cue or a.content],
            [
                chain
                for chain, whole in zip(chains, document.chains, strict=True)
                # One mention left of several has its antecedent outside: nothing to learn.
                if len(chain) > 1 or (chain and len(whole) == 1)
            ],
            None
            if document.events is None
            else [
                _clip_event(event, window)
                for event in document.events
                if window.begin <= event.predicate[0] and event.predicate[1] < window.stop
            ],
        )


@dataclass
class Batch:
    """B windows of up to N inputs and W words."""

    examples: list[Example]
    pieces: Tensor
    case: Tensor
    quoted: Tensor
    place: Tensor
    marks: Tensor
    """0, 1 on a marked actor, 2 on a marked recipient [B, N]."""
    attend: Tensor
    """True where there is input [B, N]."""
    words: Tensor
    """Input of each word's first piece [B, W]."""
    is_word: Tensor
    tags: Tensor
    """Role tags [B, W]."""
    silver: dict[str, Tensor]
    """pos, deprel, head, ner [B, W], ``UNKNOWN`` where there is none."""

    def to(self, device: torch.device) -> Batch:
        """The same batch on ``device``."""
        for name in (*FEATURES, "marks", "attend", "words", "is_word", "tags"):
            setattr(self, name, getattr(self, name).to(device))
        self.silver = {name: value.to(device) for name, value in self.silver.items()}
        return self


def role_tags(attributions: list[Attribution], words: int) -> list[int]:
    """BIO tags of the attributions' parts; the first to claim a word keeps it."""
    tags = [0] * words
    for whole in attributions:
        for role, name in enumerate(ROLE_NAMES):
            for first, last in getattr(whole, name):
                if any(tags[first : last + 1]):
                    continue
                tags[first : last + 1] = [2 * role + 2] * (last + 1 - first)
                tags[first] = 2 * role + 1
    return tags


def spans_of(tags: NDArray[np.int64]) -> list[TaggedSpan]:
    """The spans that a BIO sequence marks, in order."""
    found: list[TaggedSpan] = []
    sequence = tags.tolist()
    first = -1
    for word, tag in enumerate([*sequence, 0]):
        if first >= 0 and (tag == 0 or tag % 2 == 1):
            found.append(TaggedSpan((sequence[first] - 1) // 2, first, word - 1))
            first = -1
        if tag % 2 == 1:
            first = word
    return found


def collate(chosen: list[Example]) -> Batch:
    """Pad the chosen windows to one length."""
    count = len(chosen)
    longest = max(example.size for example in chosen)
    widest = max(example.words for example in chosen)
    arrays = {name: np.zeros((count, longest), np.int64) for name in FEATURES}
    marks = np.zeros((count, longest), np.int64)
    attend = np.zeros((count, longest), bool)
    words = np.zeros((count, widest), np.int64)
    is_word = np.zeros((count, widest), bool)
    tags = np.zeros((count, widest), np.int64)
    silver = {
        name: np.full((count, widest), UNKNOWN, np.int64)
        for name in ("pos", "deprel", "head", "ner")
    }
    for row, example in enumerate(chosen):
        size, number = example.size, example.words
        for name, array in arrays.items():
            array[row, :size] = getattr(example.inputs, name)
        attend[row, :size] = True
        if example.pair is not None:
            marks[row, :size] = marks_of(example.inputs, example.pair.actor, example.pair.recipient)
        words[row, :number] = example.inputs.words
        is_word[row, :number] = True
        tags[row, :number] = role_tags(example.attributions, number)
        begin, stop = example.window.begin, example.window.stop
        for name, array in silver.items():
            values = getattr(example.document, name)[begin:stop]
            if name == "head":
                inside = (values >= begin) & (values < stop)
                values = np.where(inside, values - begin, UNKNOWN)
            array[row, :number] = values
    return Batch(
        chosen,
        pieces=torch.from_numpy(arrays["pieces"]),
        case=torch.from_numpy(arrays["case"]),
        quoted=torch.from_numpy(arrays["quoted"]),
        place=torch.from_numpy(arrays["place"]),
        marks=torch.from_numpy(marks),
        attend=torch.from_numpy(attend),
        words=torch.from_numpy(words),
        is_word=torch.from_numpy(is_word),
        tags=torch.from_numpy(tags),
        silver={name: torch.from_numpy(array) for name, array in silver.items()},
    )


def batches(
    chosen: list[Example], budget: int, draw: random.Random | None = None
) -> list[list[Example]]:
    """Windows of like length together, at most ``budget`` inputs with padding."""
    key = {id(e): e.size + (draw.random() * 12 if draw else 0.0) for e in chosen}
    groups: list[list[Example]] = []
    group: list[Example] = []
    for example in sorted(chosen, key=lambda e: key[id(e)]):
        if group and (len(group) + 1) * example.size > budget:
            groups.append(group)
            group = []
        group.append(example)
    if group:
        groups.append(group)
    if draw:
        draw.shuffle(groups)
    return groups
