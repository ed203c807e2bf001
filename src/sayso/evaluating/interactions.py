"""How well interactions are found and typed, on sentences and on stories.

On sentences with one marked pair: the type where the pair is given, and the type of the best
interaction found whose actor and recipient overlap the marked ones, none being wrong. On
sentences without one: interactions found all the same. On stories: predicates found, and of
those the type, the status and the recipients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from sayso.evaluating.interactions_gold import TYPES, GoldEvent, GoldSentence, GoldStory, merged
from sayso.evaluating.names import same_speaker
from sayso.evaluating.scoring import Score
from sayso.records import Interaction, Party, Span

ReadMany: TypeAlias = Callable[[Sequence[str]], Iterable[Sequence[Interaction]]]
"""Texts in, the interactions of each out, in the same order."""
Classify: TypeAlias = Callable[[str, Span | None, Span | None], str]
"""The type between an actor and a recipient."""

QUADS: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLOVER's four classes; CONCEDE is verbal there, but PLV does not tell it from RETREAT."""
NOTHING: Final = "none"


@dataclass(slots=True)
class Typed:
    """Right answers by type. An answer may be ``NOTHING``."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Gold and answer."""

    def scores(self, names: dict[str, str] | None = None) -> dict[str, Score]:
        """By type, or by what ``names`` makes of it; only what the gold has."""
        pairs = [(g, a) if names is None else (names[g], names.get(a, a)) for g, a in self.pairs]
        right = Counter(gold for gold, answer in pairs if gold == answer)
        gold, found = Counter(g for g, _ in pairs), Counter(a for _, a in pairs)
        return {
            each: Score(right[each], found[each] - right[each], gold[each] - right[each])
            for each in (TYPES if names is None else dict.fromkeys(names.values()))
            if gold[each]
        }

    @property
    def macro(self) -> float:
        """Mean F1 of the types that the gold has, 0 to 1."""
        scores = self.scores()
        return sum(score.f1 for score in scores.values()) / max(len(scores), 1)

    @property
    def accuracy(self) -> float:
        """Share of right answers, 0 to 1."""
        return sum(gold == answer for gold, answer in self.pairs) / max(len(self.pairs), 1)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        quads = self.scores(QUADS)
        return {
            "sentences": len(self.pairs),
            "macro_f1": round(self.macro, 4),
            "accuracy": round(self.accuracy, 4),
            "quad_macro_f1": round(sum(s.f1 for s in quads.values()) / max(len(quads), 1), 4),
            "none": sum(answer == NOTHING for _, answer in self.pairs),
            "types": {
                name: {
                    "precision": round(score.precision, 4),
                    "recall": round(score.recall, 4),
                    "f1": round(score.f1, 4),
                    "gold": score.tp + score.fn,
                }
                for name, score in self.scores().items()
            },
        }


@dataclass(slots=True)
class SentenceScores:
    """On sentences with one marked pair, and on neutral ones."""

    given: Typed = field(default_factory=Typed)
    """The type where the pair is given."""
    found: Typed = field(default_factory=Typed)
    """The type of the best interaction that is found between the two."""
    neutral: int = 0
    """Sentences without an interaction."""
    false: int = 0
    """Interactions found in those."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        record: dict[str, Any] = {}
        if self.given.pairs:
            record |= {"pair_given": self.given.to_dict(), "end_to_end": self.found.to_dict()}
        if self.neutral:
            record["neutral"] = {
                "sentences": self.neutral,
                "false": self.false,
                "false_per_sentence": round(self.false / self.neutral, 4),
            }
        return record


def score_sentences(
    sentences: Sequence[GoldSentence], read_many: ReadMany, classify: Classify
) -> SentenceScores:
    """Have every sentence read, and every marked pair classified."""
    scores = SentenceScores()
    answers = read_many([sentence.text for sentence in sentences])
    for sentence, found in zip(sentences, answers, strict=True):
        if sentence.type is None:
            scores.neutral += 1
            scores.false += len(found)
            continue
        given = classify(sentence.text, sentence.actor, sentence.recipient)
        scores.given.pairs.append((sentence.type, merged(given)))
        scores.found.pairs.append((sentence.type, best(sentence, found)))
    return scores


def best(sentence: GoldSentence, found: Iterable[Interaction]) -> str:
    """The type of the likeliest interaction between the marked two, or ``NOTHING``."""
    between = [
        each
        for each in found
        if _among(sentence.actor, each.actors) and _among(sentence.recipient, each.recipients)
    ]
    likeliest = max(between, key=lambda each: each.confidence, default=None)
    return merged(likeliest.type) if likeliest else NOTHING


def _among(marked: Span | None, parties: Iterable[Party]) -> bool:
    return marked is None or any(
        _overlap(marked, span) for party in parties for span in party.passage.fragments
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(slots=True)
class StoryScores:
    """On stories whose interactions are all marked."""

    predicates: Score = field(default_factory=Score)
    """Found and marked predicates that overlap."""
    typed: int = 0
    """Of the predicates found, with the right type."""
    status: int = 0
    actors: Score = field(default_factory=Score)
    """Names of actors, where the predicate is found."""
    recipients: Score = field(default_factory=Score)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        whole = max(self.predicates.tp, 1)
        return {
            "predicates": _ratios(self.predicates),
            "type_right": round(self.typed / whole, 4),
            "status_right": round(self.status / whole, 4),
            "actors": _ratios(self.actors),
            "recipients": _ratios(self.recipients),
        }


def _ratios(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
    }


def score_stories(stories: Sequence[GoldStory], read_many: ReadMany) -> StoryScores:
    """Have every story read, and its interactions held against the marked ones."""
    scores = StoryScores()
    answers = read_many([story.text for story in stories])
    for story, found in zip(stories, answers, strict=True):
        left = list(found)
        for event in story.events:
            match = _matching(event, left)
            if match is None:
                scores.predicates += Score(0, 0, 1)
                continue
            left.remove(match)
            scores.predicates += Score(1)
            scores.typed += merged(match.type) == event.type
            scores.status += match.status == (event.status or "happened")
            scores.actors += _same_names(event.actors, match.actors)
            scores.recipients += _same_names(event.recipients, match.recipients)
        scores.predicates += Score(0, len(left), 0)
    return scores


def _matching(event: GoldEvent, found: Iterable[Interaction]) -> Interaction | None:
    """The found interaction whose predicate overlaps; rather one of the same type."""
    overlapping = [
        each
        for each in found
        if any(_overlap(event.predicate, span) for span in each.predicate.fragments)
    ]
    return max(
        overlapping,
        key=lambda each: (merged(each.type) == event.type, each.confidence),
        default=None,
    )


def _same_names(gold: Sequence[str], found: Sequence[Party]) -> Score:
    left = list(found)
    right = 0
    for name in gold:
        match = next((p for p in left if _names(name, p)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Score(right, len(left), len(gold) - right)


def _names(name: str, party: Party) -> bool:
    """Whether a party is who the gold names, by its name or by its own words."""
    return any(same_speaker([name], [words], None) for words in (party.name, party.passage.text))
