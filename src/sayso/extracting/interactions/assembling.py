"""Predicates and parties in words become the records that Sayso gives out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import numpy as np

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.dates import Found, said_on
from sayso.extracting.entities import Entities, fold
from sayso.extracting.interactions.acts import act_of, ruled
from sayso.extracting.interactions.claims import asked_by, looked_into
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.interactions.joining import joined, trimmed
from sayso.extracting.interactions.lists import (
    completed,
    coordinated,
    excluded,
    gathered,
    only,
)
from sayso.extracting.interactions.objects import object_of, phrase_object
from sayso.extracting.interactions.parties import Parties
from sayso.extracting.interactions.ruling import only_reports, status
from sayso.extracting.interactions.sides import (
    across,
    acted_upon,
    acting,
    in_reach,
    opposite,
    parted,
    possessed,
    subject,
    turned,
)
from sayso.extracting.interactions.surroundings import Surroundings
from sayso.extracting.interactions.wholes import widened
from sayso.extracting.network import Config
from sayso.extracting.sentences import sentence_around
from sayso.extracting.speakers import Resolver
from sayso.records import (
    Interaction,
    InteractionType,
    Mention,
    Party,
    Passage,
    Span,
    Statement,
    Status,
    interaction_id,
)

MUTUAL = frozenset({"CONSULT", "COOPERATE"})
MUTUAL_ACTS = frozenset(
    {
        "sign agreement",
        "establish relations",
        "agree",
        "meet",
        "fight",
        "ceasefire",
        "fail to agree",
    }
)
"""What two do with each other: of "A and B met", A is the actor and B the recipient."""
LEAST = 0.12
"""Confidence below which an interaction is wrong much more often than not."""
VAGUE, ALONE = 0.15, 0.45
"""The same where its words fit no act of its type, and where it has one side only besides."""
_CARRY = ("VB", "NN", "JJ")
"""Parts of speech that carry an act."""
REACH = 25
"""Words behind a predicate, or before it, in which its place is looked for."""


class Assembly:
    """Makes the interactions of one article, once its statements are made."""

    def __init__(
        self,
        annotation: Annotation,
        entities: Entities,
        resolver: Resolver,
        dates: Sequence[Found],
        article: str,
        config: Config,
    ) -> None:
        self._annotation = annotation
        self._entities = entities
        self._parties = Parties(annotation, entities, resolver)
        self._dates = dates
        self._article = article
        self._types = config.labels["interaction"]
        self._statuses = config.labels["status"]

    def interactions(
        self, events: Sequence[Event], statements: Sequence[Statement]
    ) -> list[Interaction]:
        """In reading order."""
        found: dict[str, Interaction] = {}
        around = Surroundings(statements)
        together = [trimmed(self._annotation, event) for event in joined(self._annotation, events)]
        acts = {
            word
            for event in together
            for first, last in event.predicate
            for word in range(first, last + 1)
        }
        for found_event in together:
            event = widened(self._annotation, self._entities, found_event, acts)
            event = possessed(self._annotation, self._entities, turned(self._annotation, event))
            words = (w for first, last in event.predicate for w in range(first, last + 1))
            if not any(self._annotation.tag(word)[:2] in _CARRY for word in words):
                continue
            interaction = self._interaction(event, around)
            if interaction is not None:
                found.setdefault(interaction.id, interaction)
        return list(found.values())

    def _interaction(self, event: Event, surroundings: Surroundings) -> Interaction | None:
        annotation, text = self._annotation, self._annotation.text
        where = self._span((event.predicate[0][0], event.predicate[-1][1]))
        around = surroundings.around(where)
        speaking = around.speakers if around else ()
        predicate = Passage.cut(text, [self._span(each) for each in event.predicate])
        words = text[slice(*where)]
        type_ = cast(InteractionType, ruled(self._types[event.type], words))
        if only_reports(annotation, event, type_):
            return None
        act = act_of(type_, words)
        left_out = excluded(annotation, self._entities, event)
        taken = {each.words for each in left_out}
        content = around.content.fragments if around else ()
        others = [each for each in event.others if each.words not in taken]

        def listed(side: Sequence[Participant]) -> list[Participant]:
            found = gathered(annotation, coordinated(annotation, side, others))
            found = completed(annotation, self._entities, found)
            return [each for each in found if each.words not in taken]

        mutual = type_ in MUTUAL or act.name in MUTUAL_ACTS
        actors = listed(
            acting(annotation, event.actors, content) or subject(annotation, self._entities, event)
        )
        if mutual:
            actors = parted(annotation, actors)
        recipients = self._done_to(event, type_, act.name, several=mutual and len(actors) > 1)
        recipients = listed(recipients)
        # Resolving parties is most of the work: not for what cannot be likely enough after it.
        both = bool(actors and recipients) or (mutual and len(actors) > 1)
        least = LEAST if act.weights else VAGUE if both else ALONE
        if event.probability * _likeliest(actors) * _likeliest(recipients) < least:
            return None
        doing, done_to = (
            _distinct(party for each in side for party in self._parties.of(each, speaking))
            for side in (actors, recipients)
        )
        known = {party.name for party in done_to}
        acting_on = (self._parties.instead(party, known, speaking) for party in doing)
        doing = _distinct(party for party in acting_on if party is not None)
        names = {party.name for party in doing}
        done_to = [
            other for party in done_to if (other := self._parties.besides(names, party)) is not None
        ]
        if len(doing) > 1 and not done_to and mutual:
            doing, done_to = doing[:1], doing[1:]
        if not mutual:
            done_to = self._without_own(doing, done_to, across(annotation, event.recipients))
        confidence = event.probability * _mean(doing) * _mean(done_to)
        both = bool(doing and done_to)
        least = LEAST if act.weights else VAGUE if both else ALONE
        if confidence < least or not (doing or done_to):
            return None
        restricting = only(annotation, event)
        return Interaction(
            id=interaction_id(
                self._article,
                predicate.fragments,
                [party.passage.fragments for party in doing],
                [party.passage.fragments for party in done_to],
            ),
            type=type_,
            predicate=predicate,
            act=act.name,
            mode=act.mode,
            cameo=act.cameo,
            actors=tuple(doing),
            recipients=tuple(done_to),
            excluded=tuple(
                _distinct(party for each in left_out for party in self._parties.of(each, speaking))
            ),
            only=Passage.cut(text, [self._span(restricting)]) if restricting else None,
            place=self._place(event),
            date=said_on(text, sentence_around(text, *where), where, [], self._dates),
            status=cast(Status, status(annotation, event.predicate, self._statuses[event.status])),
            reported_by=around.id if around else None,
            statement=surroundings.said(where),
            confidence=confidence,
        )

    def _without_own(
        self, doing: Sequence[Party], done_to: list[Party], between: Iterable[Words]
    ) -> list[Party]:
        """Whom it is done to: of "relations between Calder and Tresk" not the actor's own side."""
        own = {party.country for party in doing if party.country}
        starts = {int(self._annotation.encoded.start[words[0]]) for words in between}
        left = [
            party
            for party in done_to
            if not (party.country in own and party.passage.fragments[0][0] in starts)
        ]
        return left or done_to

    def _done_to(
        self, event: Event, type_: str, act: str, *, several: bool
    ) -> Sequence[Participant]:
        """Whom it is done to; ``several`` acting with each other may be all there is."""
        annotation = self._annotation
        asked = asked_by(annotation, event) if type_ == "REJECT" else None
        if asked is not None:
            return asked
        recipients = in_reach(annotation, event)
        if act == "investigate":
            recipients = looked_into(annotation, event)
        recipients = recipients or object_of(annotation, event)
        if type_ == "CONSULT":
            recipients = acted_upon(annotation, recipients)
        if several:
            return opposite(annotation, event, recipients)
        return phrase_object(annotation, self._entities, event, recipients, type_)

    def _place(self, event: Event) -> Mention | None:
        """The nearest place that "in" or "at" stands before, and that takes no part."""
        annotation = self._annotation
        first, last = event.predicate[0][0], event.predicate[-1][1]
        paragraph = annotation.encoded.paragraph
        sentence = sentence_around(annotation.text, *self._span((first, last)))
        taken = {
            word
            for each in (*event.actors, *event.recipients)
            for word in range(each.words[0], each.words[1] + 1)
        }
        end = min(len(annotation.encoded), last + REACH)
        behind, before = range(last + 1, end), range(first - 1, max(0, first - REACH), -1)
        for word in (*behind, *before):
            span = self._entities.by_word.get(word)
            if span is None or span[0] != word or word in taken or word == 0:
                continue
            start, stop = self._span(span)
            here = sentence[0] <= start and stop <= sentence[1]
            if (
                here
                and paragraph[word] == paragraph[first]
                and self._entities.at[span].label == "LOCATION"
                and fold(annotation.word(word - 1)) in ("in", "at", "near", "outside")
            ):
                return Mention(annotation.text[start:stop], start, stop)
        return None

    def _span(self, words: Words) -> Span:
        encoded = self._annotation.encoded
        return int(encoded.start[words[0]]), int(encoded.end[words[1]])


def _distinct(parties: Iterator[Party]) -> list[Party]:
    """Each once, by name; the likelier words for one who stands there twice."""
    found: dict[str, Party] = {}
    for party in parties:
        known = found.get(party.name)
        if known is None or party.confidence > known.confidence:
            found[party.name] = party
    return list(found.values())


def _mean(parties: Sequence[Party]) -> float:
    return float(np.mean([party.confidence for party in parties])) if parties else 1.0


def _likeliest(side: Sequence[Participant]) -> float:
    return max((each.probability for each in side), default=1.0)
