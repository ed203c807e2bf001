"""Who can be meant by a source that names nobody, near enough to be asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from sayso.extracting.annotation import Annotation, Floats, Words
from sayso.extracting.candidates import NAME, PHRASE, SEVERAL, Candidates
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
        self._known: dict[Words, Known] = {}
        self._phrases_by_head: dict[str, list[int]] = {}
        for place, span in enumerate(candidates.spans):
            if candidates.sorts[place] == PHRASE:
                head = fold(annotation.word(span[1]))
                self._phrases_by_head.setdefault(head, []).append(place)

    def remember(self, source: Words, known: Known | None) -> None:
        """Keep who a source is; None if a name inside of it says so already."""
        if known is not None:
            self._known[source] = known

    def compare(
        self, asking: Asking, spoke: Sequence[Known], around: Known | None
    ) -> tuple[list[Known], Floats, Floats]:
        """Who can be meant [C], what speaks for them [C, F] and for nobody."""
        candidates = self._candidates
        stop = bisect_left(candidates.spans, asking.source)
        chosen: list[int] = []
        everybody: list[Known] = []
        phrases = others = 0

        within = self._within(asking.source)

        def take(place: int) -> None:
            known = self._of(place)
            if known is not None and not within.intersection(map(id, known.entities)):
                chosen.append(place)
                everybody.append(known)

        for place in range(stop - 1, -1, -1):
            if candidates.spans[place][1] >= asking.source[0]:
                continue
            if candidates.sorts[place] == PHRASE:
                phrases += 1
                if phrases <= PHRASES:
                    take(place)
            else:
                others += 1
                if others > REACH:
                    break
                take(place)
        head = fold(self._annotation.word(asking.found.head))
        if not asking.pronoun:
            everywhere = self._phrases_by_head.get(head, [])
            before = bisect_left(everywhere, stop)
            alike = [p for p in everywhere[max(0, before - REACH) : before] if p not in chosen]
            for place in alike[-PHRASES:]:
                take(place)
            ahead = 0
            for place in range(stop, len(candidates.spans)):
                if ahead == AHEAD:
                    break
                if candidates.sorts[place] == NAME and (
                    candidates.spans[place][0] > asking.source[1]
                ):
                    ahead += 1
                    take(place)
        order = sorted(range(len(chosen)), key=chosen.__getitem__)
        chosen = [chosen[number] for number in order]
        everybody = [everybody[number] for number in order]
        rows = self._likeness.compare(asking, chosen, everybody, spoke, around)
        known_head = any(
            known.head == head and candidates.spans[place] < asking.source
            for place, known in zip(chosen, everybody, strict=True)
        )
        return everybody, rows, self._likeness.nobody(asking, known_head)

    def _within(self, source: Words) -> set[int]:
        """Whom a source mentions beside who it is: Quill, of "a spokesman for Quill"."""
        words = (self._entities.by_word.get(word) for word in range(source[0], source[1] + 1))
        return {id(self._entities.at[span]) for span in words if span is not None}

    def _of(self, place: int) -> Known | None:
        """Whom a place stands for; None for a source that names whom another place names."""
        span = self._candidates.spans[place]
        sort = self._candidates.sorts[place]
        known = self._known.get(span)
        if sort == NAME:
            return self._named(self._entities.at[span])
        if known is None and sort == PHRASE:
            known = self._known[span] = self._described(span)
        elif known is None and sort == SEVERAL:
            known = self._known[span] = self._several(span)
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
