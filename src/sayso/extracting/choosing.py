"""Who can be meant by a source that names nobody, near enough to be asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from sayso.extracting.annotation import Annotation, Floats, Words
from sayso.extracting.candidates import NAME, PHRASE, SOURCE, Candidates
from sayso.extracting.entities import Entities, Entity, fold
from sayso.extracting.known import Known
from sayso.extracting.likeness import Asking, Likeness
from sayso.extracting.network import Pairing
from sayso.extracting.roles import Roles

REACH = 50
"""Earlier names and sources that are looked at."""
PHRASES = 20
"""Earlier noun phrases that are."""
AHEAD = 8
"""Names that are looked at behind a description, which a headline may have first."""


class Chooser:
    """Keeps whom each place of an article stands for."""

    def __init__(
        self,
        annotation: Annotation,
        entities: Entities,
        candidates: Candidates,
        pairing: Pairing,
        roles: Roles,
        named: Callable[[Entity], Known],
        described: Callable[[Words], Known],
    ) -> None:
        self._annotation = annotation
        self._entities = entities
        self._candidates = candidates
        self._likeness = Likeness(annotation, candidates, pairing, roles)
        self._named = named
        self._described = described
        self._sorts: list[int] = candidates.sorts.tolist()
        self._place = {span: place for place, span in enumerate(candidates.spans)}
        self._known: list[Known | None] = [None] * len(candidates.spans)
        """Whom each place stands for, as far as it was asked."""
        self._names: list[int] = []
        self._others: list[int] = []
        self._phrases: list[int] = []
        self._phrases_by_head: dict[str, list[int]] = {}
        for place, sort in enumerate(self._sorts):
            if sort == NAME:
                self._names.append(place)
            if sort != PHRASE:
                self._others.append(place)
                continue
            self._phrases.append(place)
            head = fold(annotation.word(candidates.spans[place][1]))
            self._phrases_by_head.setdefault(head, []).append(place)

    def remember(self, source: Words, known: Known | None) -> None:
        """Keep who a source is; None if a name inside of it says so already."""
        place = self._place.get(source)
        if known is not None and place is not None and self._sorts[place] != NAME:
            self._known[place] = known

    def compare(
        self, asking: Asking, spoke: Sequence[Known], around: Known | None
    ) -> tuple[list[Known], Floats, Floats]:
        """Who can be meant [C], what speaks for them [C, F] and for nobody."""
        spans, source = self._candidates.spans, asking.source
        head = fold(self._annotation.word(asking.found.head))
        stop = bisect_left(spans, source)
        places = self._before(stop, source)
        if not asking.pronoun:
            places |= self._alike(stop, head, places) | self._ahead(stop, source)
        within = self._within(source)
        chosen: list[int] = []
        everybody: list[Known] = []
        for place in sorted(places):
            known = self._of(place)
            if known is None or (within and within.intersection(map(id, known.entities))):
                continue
            chosen.append(place)
            everybody.append(known)
        rows = self._likeness.compare(asking, chosen, everybody, spoke, around)
        known_head = any(
            known.head == head and spans[place] < source
            for place, known in zip(chosen, everybody, strict=True)
        )
        return everybody, rows, self._likeness.nobody(asking, known_head)

    def _before(self, stop: int, source: Words) -> set[int]:
        """The last places that end before a source: names and sources, and phrases among them."""
        spans = self._candidates.spans
        found: set[int] = set()
        first = 0
        for place in _backwards(self._others, stop):
            if spans[place][1] < source[0]:
                if len(found) == REACH:
                    first = place
                    break
                found.add(place)
        phrases = 0
        for place in _backwards(self._phrases, stop):
            if place < first or phrases == PHRASES:
                break
            if spans[place][1] < source[0]:
                found.add(place)
                phrases += 1
        return found

    def _alike(self, stop: int, head: str, besides: set[int]) -> set[int]:
        """Phrases further back with the same head."""
        everywhere = self._phrases_by_head.get(head, [])
        before = bisect_left(everywhere, stop)
        alike = [p for p in everywhere[max(0, before - REACH) : before] if p not in besides]
        return set(alike[-PHRASES:])

    def _ahead(self, stop: int, source: Words) -> set[int]:
        """The first names behind a source."""
        spans, names = self._candidates.spans, self._names
        following = range(bisect_left(names, stop), len(names))
        behind = (names[number] for number in following if spans[names[number]][0] > source[1])
        return set(islice(behind, AHEAD))

    def _within(self, source: Words) -> set[int]:
        """Whom a source mentions beside who it is: Quill, of "a spokesman for Quill"."""
        words = (self._entities.by_word.get(word) for word in range(source[0], source[1] + 1))
        return {id(self._entities.at[span]) for span in words if span is not None}

    def _of(self, place: int) -> Known | None:
        """Whom a place stands for; None for a source that names whom another place names."""
        known, sort = self._known[place], self._sorts[place]
        if known is None and sort != SOURCE:
            span = self._candidates.spans[place]
            if sort == NAME:
                known = self._named(self._entities.at[span])
            elif sort == PHRASE:
                known = self._described(span)
            else:
                known = self._several(span)
            self._known[place] = known
        return known

    def _several(self, span: Words) -> Known:
        names: list[Words] = []
        word = span[0]
        while word <= span[1]:
            name = self._entities.by_word.get(word)
            if name is not None and name[0] == word:
                names.append(name)
            word = name[1] + 1 if name is not None else word + 1
        everybody = list({id(e): e for e in (self._entities.at[n] for n in names)}.values())
        return Known(
            tuple(self._named(entity).speakers[0] for entity in everybody),
            tuple(everybody),
            span,
        )


def _backwards(places: Sequence[int], stop: int) -> Iterator[int]:
    """Those below ``stop``, the last one first."""
    return (places[number] for number in range(bisect_left(places, stop) - 1, -1, -1))
