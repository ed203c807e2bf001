"""Where an article mentions those whom a source may refer to.

Names, sources, several names joined by "and", and other noun phrases. What
can be told of such a place without knowing who asks is told here, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.annotation import Annotation, Floats, Words, runs
from sayso.extracting.entities import Entities
from sayso.extracting.tables import table

NAME, SOURCE, SEVERAL, PHRASE = range(4)
"""Sorts of places."""
JOINED = 14
"""Words between two names that "and" joins: "Ada Quill of Tresk and Tomas Webb"."""

_INSIDE_PHRASE = ("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "HYPH")
_VERBS = ("VBD", "VBZ", "VBP", "MD")
_CLAUSE = (*_VERBS, "VB", "VBG", "WP", "WDT", "WRB", "PRP")

STATIC = (
    "subject", "opens", "prepositional", "possessive", "quoted", "spoken of", "lead",
    "person", "organization", "location", "miscellaneous", "source", "several", "phrase",
    "plural", "often", "indefinite",
)  # fmt: skip
"""Names of the features of a place, in the order of ``Candidates.static``."""


class Candidates:
    """Places in reading order. C places."""

    def __init__(
        self,
        annotation: Annotation,
        entities: Entities,
        sources: Sequence[Words],
        contents: Sequence[Words],
    ) -> None:
        self._annotation = annotation
        self._entities = entities
        tags = annotation.pos_names
        self._verb = np.isin(annotation.pos, [tags.index(t) for t in _VERBS if t in tags])
        self._clause = np.isin(annotation.pos, [tags.index(t) for t in _CLAUSE if t in tags])
        self.sentence = sentences(annotation)
        """Which sentence each word stands in [W]."""
        self.content = np.full(len(annotation.encoded), -1, np.int32)
        """Which content each word stands in, -1 for none [W]."""
        for number, (first, last) in enumerate(contents):
            self.content[first : last + 1] = number
        sorts: dict[Words, int] = dict.fromkeys(sources, SOURCE)
        taken = {word for first, last in sources for word in range(first, last + 1)}
        for span in self._phrases():
            if not (span[0] in taken or span[1] in taken):
                sorts[span] = PHRASE
        sorts.update(dict.fromkeys(self._several(), SEVERAL))
        sorts.update(dict.fromkeys(entities.at, NAME))
        self.spans = sorted(sorts)
        self.sorts = np.array([sorts[span] for span in self.spans], np.int8)
        self.places = np.array(self.spans, np.int64).reshape(-1, 2)
        self.static = self._static()
        """What each place is like [C, len(STATIC)]."""

    def _several(self) -> Iterator[Words]:
        """Names of one class that "and" joins, with those listed before them."""
        entities = self._entities
        by_label: dict[str, list[Words]] = {}
        for span in sorted(entities.at):
            by_label.setdefault(entities.at[span].label, []).append(span)
        for spans in by_label.values():
            first, previous = (0, 0), (0, 0)
            ended = True
            for span in spans:
                link = "" if previous == (0, 0) else self._link(previous, span)
                if ended or not link:
                    first = span if not link else previous
                ended = link == "and"
                if ended:
                    yield first[0], span[1]
                previous = span

    def _link(self, one: Words, other: Words) -> str:
        """What lists two names: "and", a comma, or nothing."""
        annotation, entities = self._annotation, self._entities
        if other[0] - one[1] > JOINED or self.sentence[one[1]] != self.sentence[other[0]]:
            return ""
        words = [annotation.word(word) for word in range(one[1] + 1, other[0])]
        clause = self._clause[one[1] + 1 : other[0]].any()
        if clause or entities.at[one] is entities.at[other]:
            return ""
        return "and" if "and" in words or "&" in words else "," if "," in words else ""

    def _phrases(self) -> Iterator[Words]:
        """Noun phrases whose head is no name."""
        annotation, entities = self._annotation, self._entities
        tags = annotation.pos_names
        wanted = np.isin(annotation.pos, [tags.index(t) for t in _INSIDE_PHRASE if t in tags])
        # One run a paragraph: "the report" does not go on in the next line.
        labels = (wanted * (1 + annotation.encoded.paragraph % 2)).astype(np.int8)
        for first, last in runs(labels, (1, 2)):
            begin = first
            for word in range(first, last + 1):
                following = word + 1 > last or annotation.tag(word + 1) in ("DT", "PRP$")
                if not following:
                    continue
                end = word
                if annotation.tag(end) in ("NN", "NNS") and end not in entities.by_word:
                    opening = annotation.tag(begin)
                    if opening in ("DT", "PRP$", "CD", "JJ") or annotation.tag(end) == "NNS":
                        yield begin, end
                begin = word + 1

    def _static(self) -> Floats:
        annotation, encoded = self._annotation, self._annotation.encoded
        rows = np.zeros((len(self.spans), len(STATIC)), np.float32)
        if not len(rows):
            return rows
        first, last = self.places[:, 0], self.places[:, 1]
        after = np.minimum(last + 1, len(encoded) - 1)
        starts = np.searchsorted(self.sentence, self.sentence[first])
        labels = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
        rows[:, 0] = self._verb[after]
        rows[:, 1] = first - starts <= 2
        rows[:, 4] = encoded.quoted[first] > 0
        rows[:, 5] = self.content[first] >= 0
        rows[:, 6] = encoded.paragraph[first] == 0
        for sort, column in ((SOURCE, 11), (SEVERAL, 12), (PHRASE, 13)):
            rows[:, column] = self.sorts == sort
        for number, span in enumerate(self.spans):
            before = span[0] - 1
            while before >= 0 and (
                annotation.tag(before) in ("DT", "JJ", "NNP", "NN", "PRP$")
                and before not in self._entities.by_word
                and span[0] - before < 5
            ):
                before -= 1
            rows[number, 2] = before >= 0 and annotation.tag(before) in ("IN", "TO")
            rows[number, 3] = annotation.word(int(after[number]))[:1] in ("'", "’") and (
                span[1] + 1 < len(encoded)
            )
            if self.sorts[number] == NAME:
                entity = self._entities.at[span]
                if entity.label in labels:
                    rows[number, 7 + labels.index(entity.label)] = 1
                rows[number, 15] = np.log2(len(entity.mentions))
            elif self.sorts[number] == PHRASE:
                opening = annotation.word(span[0]).lower()
                rows[number, 14] = annotation.tag(span[1]) == "NNS"
                rows[number, 16] = opening in ("a", "an") or annotation.tag(span[0]) == "CD"
            elif self.sorts[number] == SOURCE:
                rows[number, 14] = annotation.tag(span[1]) in ("NNS", "NNPS")
        return rows


def sentences(annotation: Annotation) -> NDArray[np.int32]:
    """The number of the sentence that each word stands in, from 0 [W]."""
    encoded, text = annotation.encoded, annotation.text
    begins = np.zeros(len(encoded), np.int32)
    if not len(encoded):
        return begins
    begins[1:] = encoded.paragraph[1:] != encoded.paragraph[:-1]
    titles = table("titles")
    short = np.flatnonzero(encoded.end - encoded.start == 1)
    for stop in short.tolist():
        if text[encoded.start[stop]] not in ".?!…":
            continue
        before = annotation.word(stop - 1) if stop else ""
        abbreviated = text[encoded.start[stop]] == "." and (
            before.lower() in titles or (len(before) == 1 and before.isupper())
        )
        begin = stop + 1
        while (
            begin < len(encoded)
            and annotation.glued(begin)
            and not annotation.word(begin).isalnum()
        ):
            begin += 1
        if begin < len(encoded) and not abbreviated and not annotation.glued(begin):
            opening = annotation.word(begin)[:1]
            begins[begin] |= opening.isupper() or not opening.isalnum()
    return np.cumsum(begins, dtype=np.int32)
