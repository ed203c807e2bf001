"""From the network's outputs to predicates with their parties, in words of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.annotation import NAMED, Floats, Mention, Words
from sayso.extracting.encoding import Encoded, Window
from sayso.extracting.linking import biased, dependents, heads, mean, softmax
from sayso.extracting.network import BIO, Config, Outputs, Pairing
from sayso.extracting.pairing import pair_features
from sayso.extracting.sentences import sentence_around

LONGEST = 24
"""Words that a party may have; longer ones are lists that were not cut, or hostile text."""
WEAK = 0.08
"""Probability from which a party is better than none."""
NAME, PRONOUN = 0.08, 0.01
"""Probabilities from which a name and a pronoun are a party: either hardly stands there in vain."""
MOST = 64
"""Predicates, and parties, of one window that are looked at: bounds the work on hostile text."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Words that name who takes part, and how likely they belong to the predicate."""

    words: Words
    probability: float
    kind: Floats
    """Scores of the kind of whom they name."""
    mention: Mention


@dataclass(frozen=True, slots=True)
class Event:
    """A predicate with its type and parties."""

    predicate: tuple[Words, ...]
    """In one piece, or in two that make one act: "extended his New Year greetings"."""
    type: int
    status: int
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    probability: float
    """That the words are a predicate of this type."""
    others: tuple[Participant, ...] = ()
    """Who else is named in its sentence."""


def events(
    text: str, encoded: Encoded, window: Window, output: Outputs, config: Config
) -> Iterator[Event]:
    """The interactions whose predicates the window answers for."""
    settings = config.events
    likely = 1 - softmax(output.event[:, :BIO])[:, 0]
    if likely.max(initial=0.0) < settings.predicate:
        return
    low, high = window.keep_begin - window.begin, window.keep_stop - window.begin
    paragraph = encoded.paragraph[window.begin : window.stop]
    predicates = [
        span for span in tagged(likely, settings.predicate, paragraph) if low <= span[0] < high
    ][:MOST]
    if not predicates:
        return
    named = 1 - softmax(output.party)[:, 0]
    for layer, wanted, least in (("ner", NAMED, NAME), ("pos", ("PRP",), PRONOUN)):
        known = np.isin(getattr(output, layer).argmax(1), _indices(config.labels[layer], wanted))
        named = np.where(known & (named >= least), np.maximum(named, settings.party), named)
    parties = [
        span for span in tagged(named, settings.party, paragraph) if span[1] - span[0] < LONGEST
    ][:MOST]
    types = len(config.labels["interaction"])
    places = np.array(predicates, np.int64)
    whom = np.array(parties, np.int64).reshape(-1, 2)
    chances = np.stack(
        [
            _linked(pairing, vectors, places, whom, paragraph)
            for pairing, vectors in (
                (settings.actor, output.actor_link),
                (settings.recipient, output.recipient_link),
            )
        ]
    )
    participants = _participants(whom, window, output)
    begins = encoded.start[whom[:, 0] + window.begin]
    for number, (first, last) in enumerate(predicates):
        words = first + window.begin, last + window.begin
        start, stop = sentence_around(
            text, int(encoded.start[words[0]]), int(encoded.end[words[1]])
        )
        near = (begins >= start) & (begins < stop)
        near &= (whom[:, 0] > last) | (whom[:, 1] < first)
        actors, recipients = _sides(participants, chances[:, number] * near, settings.link)
        linked = {each.words for each in (*actors, *recipients)}
        others = tuple(
            each
            for each, here in zip(participants, near.tolist(), strict=True)
            if here and each.words not in linked
        )
        scores = mean(output.event[first : last + 1])
        of_type = softmax(scores[BIO : BIO + types])
        best = int(of_type.argmax())
        probability = float(likely[first : last + 1].max()) * float(of_type[best])
        yield Event(
            (words,),
            best,
            int(scores[BIO + types : -1].argmax()),
            actors,
            recipients,
            probability,
            others,
        )


def _indices(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    return [number for number, name in enumerate(names) if name in wanted]


def _sides(
    participants: Sequence[Participant], chances: Floats, least: float
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients, by the probabilities of each [2, Q].

    Where a side would be empty, it gets whoever is likeliest and not on the other.
    """
    other = chances[::-1]
    taken = (chances >= least) & (chances >= other)
    for side in (0, 1):
        if not taken[side].any() and len(participants):
            spare = np.where(taken[1 - side], 0.0, chances[side])
            best = int(spare.argmax())
            taken[side, best] = spare[best] >= WEAK
    actors, recipients = (
        tuple(
            replace(participants[number], probability=float(chances[side, number]))
            for number in np.flatnonzero(taken[side]).tolist()
        )
        for side in (0, 1)
    )
    return actors, recipients


def tagged(likely: Floats, threshold: float, paragraph: NDArray[np.int32]) -> list[Words]:
    """Stretches of likely words, parted where a paragraph ends.

    Two predicates, or two parties, hardly ever stand side by side without a
    word between them, so what follows at once goes on.
    """
    found: list[Words] = []
    before = -2
    for word in np.flatnonzero(likely >= threshold).tolist():
        if word == before + 1 and paragraph[word] == paragraph[before]:
            found[-1] = (found[-1][0], word)
        else:
            found.append((word, word))
        before = word
    return found


def _linked(
    pairing: Pairing,
    vectors: Floats,
    predicates: NDArray[np.int64],
    parties: NDArray[np.int64],
    paragraph: NDArray[np.int32],
) -> Floats:
    """How likely each party belongs to each predicate [P, Q]; never over a paragraph's end."""
    if not len(parties):
        return np.zeros((len(predicates), 0), np.float32)
    features = pair_features(predicates, parties, predicates, paragraph)
    scores = biased(pairing, dependents(vectors, predicates), heads(vectors, parties), features)
    scores -= pairing.none
    chances = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return np.asarray(chances * features[2], np.float32)


def _participants(places: NDArray[np.int64], window: Window, output: Outputs) -> list[Participant]:
    if not len(places):
        return []
    asking, asked = dependents(output.reference, places), heads(output.reference, places)
    found = []
    for number, (first, last) in enumerate(places.tolist()):
        words = first + window.begin, last + window.begin
        gender = mean(output.gender[first : last + 1])
        mention = Mention(words, asking[number], asked[number], float(gender[1] - gender[0]))
        found.append(Participant(words, 0.0, mean(output.kind[first : last + 1]), mention))
    return found


def pair_scores(outputs: Sequence[Outputs], config: Config) -> Floats:
    """Log-probabilities of the types of the one pair that is marked in these windows [T].

    Every word has a say, by the weight that the network gives it.
    """
    types = len(config.labels["interaction"])
    event = np.concatenate([output.event for output in outputs])
    weight = softmax(event[None, :, -1])[0]
    scores = weight @ event[:, BIO : BIO + types]
    return np.asarray(np.log(softmax(scores[None])[0] + 1e-12), np.float32)
