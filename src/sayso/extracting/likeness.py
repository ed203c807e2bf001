"""How well earlier mentions go with a source that names nobody: one row of features each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.extracting.annotation import Annotation, Floats, Words
from sayso.extracting.candidates import STATIC, Candidates
from sayso.extracting.entities import fold
from sayso.extracting.known import Known
from sayso.extracting.linking import biased
from sayso.extracting.network import Pairing
from sayso.extracting.pairing import pair_features
from sayso.extracting.phrases import Phrase
from sayso.extracting.roles import Roles
from sayso.records import Kind

_WORD = re.compile(r"\w+")
SENTENCE = 20
"""Words of a usual sentence."""

DYNAMIC: Final = (
    "reference", "unread", "far", "same sentence", "sentence before", "same paragraph",
    "paragraph before", "later", "own content", "same content", "in other content",
    "spoke last", "spoke last here", "spoke last after a quotation", "spoke before that", "spoke",
    "nearest person", "nearest subject", "same gender", "other gender", "one person", "many",
    "same kind", "other kind", "same head", "head in name", "office", "words of office",
    "other offices", "shared words", "lacking words", "lacking names", "more names",
    "reference of name", "spoke around", "named twice",
    "repeats", "repeats in full", "introduced anew",
)  # fmt: skip
FEATURES: Final = (*STATIC, *DYNAMIC)
OF_NOBODY: Final = (
    "bias", "the", "this", "a", "possessive", "bare", "plural", "with possessor", "with name after",
    "long", "lead", "capital", "clause", "person", "group", "organization", "document", "quoted",
    "known head",
)  # fmt: skip
"""Features of a source that may refer to nobody mentioned elsewhere."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A source that names nobody."""

    source: Words
    found: Phrase
    pronoun: str
    """Folded, or empty for a description."""
    gender: float
    """Above 0 for "she" and "the spokeswoman"."""
    kind: Kind
    content: Sequence[Words]


class Likeness:
    """Compares sources with the candidates of one article."""

    def __init__(
        self,
        annotation: Annotation,
        candidates: Candidates,
        pairing: Pairing,
        roles: Roles,
    ) -> None:
        self._annotation = annotation
        self._candidates = candidates
        self._pairing = pairing
        self._roles = roles
        mentions = annotation.mentions
        vectors = [mentions.get(span) for span in candidates.spans]
        width = next((len(each.asked) for each in vectors if each is not None), 1)
        nothing = np.zeros(width, np.float32)
        self._asked = np.stack([v.asked if v else nothing for v in vectors] or [nothing])
        self._read = np.array([v is not None for v in vectors], bool)
        self._folded: dict[int, str] = {}

    def compare(
        self,
        asking: Asking,
        chosen: Sequence[int],
        known: Sequence[Known],
        spoke: Sequence[Known],
        around: Known | None,
    ) -> Floats:
        """A row for each of the ``chosen`` candidates, who are ``known`` [C, F].

        ``spoke`` are those behind the sources so far, the last one last, and
        ``around`` is who says what the source stands in.
        """
        annotation, candidates = self._annotation, self._candidates
        source = asking.source
        index = np.asarray(chosen, np.int64)
        rows = np.zeros((len(index), len(FEATURES)), np.float32)
        rows[:, : len(STATIC)] = candidates.static[index]
        column = {name: rows[:, len(STATIC) + number] for number, name in enumerate(DYNAMIC)}
        first, last = candidates.places[index, 0], candidates.places[index, 1]
        here = source[0]
        later = first > here
        column["later"][:] = later
        opening = annotation.word(asking.found.span[0]).lower()
        column["introduced anew"][:] = ~later if opening in _INTRODUCING else 0
        column["unread"][:] = ~self._read[index]
        column["reference"][:] = self._references(source, index)
        gap = np.where(later, first - source[1], here - last)
        column["far"][:] = np.log2(1 + np.maximum(gap, 0) / SENTENCE)
        back = candidates.sentence[here] - candidates.sentence[first]
        column["same sentence"][:] = back == 0
        column["sentence before"][:] = back == 1
        paragraphs = annotation.encoded.paragraph
        between = paragraphs[here] - paragraphs[first]
        column["same paragraph"][:] = between == 0
        column["paragraph before"][:] = (between > 0) & (between <= 2)
        content, of_source = candidates.content[first], candidates.content[here]
        own = np.zeros(len(index), bool)
        for begin, end in asking.content:
            own |= (begin <= first) & (last <= end)
        column["own content"][:] = own
        column["same content"][:] = (content >= 0) & (content == of_source)
        column["in other content"][:] = (content >= 0) & (content != of_source) & ~own
        after_quotation = here > 0 and bool(annotation.encoded.quoted[here - 1])
        persons = np.array([each.person for each in known], bool)
        column["one person"][:] = persons
        column["many"][:] = [each.many for each in known]
        column["spoke"][:] = [min(each.spoke, 4) for each in known]
        if spoke:
            behind = np.array([each is spoke[-1] for each in known], bool)
            column["spoke last"][:] = behind
            column["spoke last here"][:] = behind & (between == 0)
            column["spoke last after a quotation"][:] = behind & after_quotation
        if len(spoke) > 1:
            column["spoke before that"][:] = [
                each is not spoke[-1] and each is spoke[-2] for each in known
            ]
        column["spoke around"][:] = [each is around for each in known]
        earlier = np.flatnonzero(~later)
        for name, wanted in (
            ("nearest person", persons),
            ("nearest subject", persons & (rows[:, 0] > 0)),
        ):
            fitting = earlier[wanted[earlier]]
            if len(fitting):
                nearest = known[fitting[-1]]
                column[name][:] = [each is nearest for each in known]
        best: dict[int, float] = {}
        for each, score in zip(known, column["reference"].tolist(), strict=True):
            best[id(each)] = max(best.get(id(each), -9.0), score)
        times = [id(each) for each in known]
        column["named twice"][:] = [min(times.count(id(each)), 4) - 1 for each in known]
        column["reference of name"][:] = [best[id(each)] for each in known]
        if asking.gender:
            agrees = np.tanh([each.feminine * np.sign(asking.gender) / 4 for each in known])
            column["same gender"][:] = np.maximum(agrees, 0)
            column["other gender"][:] = np.maximum(-agrees, 0)
        same = np.array([each.speakers[0].kind == asking.kind for each in known], bool)
        told = np.array([each.speakers[0].kind != "unknown" for each in known], bool)
        column["same kind"][:] = same
        column["other kind"][:] = ~same & told
        if not asking.pronoun:
            self._describe(asking, index, known, column)
        return rows

    def _references(self, source: Words, index: np.ndarray) -> Floats:
        """The reference head's scores; for a later mention, of it as the one that refers back."""
        here = self._annotation.mentions.get(source)
        if here is None or not self._read.any():
            return np.zeros(len(index), np.float32)
        places = self._candidates.places[index]
        features = pair_features(
            np.array([source], np.int64), places, places, self._annotation.encoded.paragraph
        )
        scores = biased(self._pairing, here.asking[None], self._asked[index], features)[0]
        later = places[:, 0] > source[0]
        told = np.where(self._read[index] & ~later, scores - self._pairing.none, 0.0)
        return np.asarray(told / 4, np.float32)

    def _describe(
        self,
        asking: Asking,
        index: np.ndarray,
        known: Sequence[Known],
        column: dict[str, Floats],
    ) -> None:
        """Whether a description goes with a name, with an office or another description."""
        annotation, candidates = self._annotation, self._candidates
        found = asking.found
        head = fold(annotation.word(found.head))
        words = set(_WORD.findall(fold(annotation.words(found.span))))
        others = words - {head} - _SMALL
        names = self._names(found.span) - {head}
        offices: dict[int, tuple[float, float, float]] = {}
        for row, (place, each) in enumerate(zip(index.tolist(), known, strict=True)):
            if each.entities and len(each.entities) == 1:
                entity = each.entities[0]
                if id(each) not in offices:
                    given = self._roles.words(entity)
                    shared = [len(others & role) for role in given if head in role]
                    offices[id(each)] = (
                        float(bool(shared)),
                        float(min(max(shared, default=0), 3)),
                        float(bool(given) and not shared),
                    )
                column["office"][row], column["words of office"][row], _ = offices[id(each)]
                column["other offices"][row] = offices[id(each)][2]
                column["head in name"][row] = head in entity.tokens
                column["shared words"][row] = min(len(others.intersection(entity.tokens)), 3)
            elif not each.entities:
                its_words = self._words(place)
                column["same head"][row] = bool(each.head) and each.head == head
                if each.head == head and not others and found.determiner in _POINTING:
                    # "the report" after "a Tresk Times report"
                    column["repeats"][row] = 1
                    column["repeats in full"][row] = len(its_words - _SMALL) > 1
                column["shared words"][row] = min(len(others & its_words), 3)
                column["lacking words"][row] = min(len(others - its_words), 3)
                its_names = self._names(candidates.spans[place])
                column["lacking names"][row] = min(len(names - its_words), 2)
                column["more names"][row] = min(len(its_names - words), 2)

    def _words(self, place: int) -> frozenset[str]:
        text = self._folded.get(place)
        if text is None:
            text = self._folded[place] = fold(self._annotation.words(self._candidates.spans[place]))
        return frozenset(_WORD.findall(text))

    def _names(self, span: Words) -> frozenset[str]:
        """The folded capitalised words of a span."""
        case = self._annotation.encoded.case
        return frozenset(
            fold(self._annotation.word(word))
            for word in range(span[0] + 1, span[1] + 1)
            if case[word] and self._annotation.word(word)[0].isalpha()
        )

    def nobody(self, asking: Asking, known_head: bool) -> Floats:
        """The features of the source itself [len(OF_NOBODY)]."""
        annotation = self._annotation
        found, source = asking.found, asking.source
        first, last = found.span
        tags = [annotation.tag(word) for word in range(first, last + 1)]
        after = range(found.segment[1] + 1, last + 1)
        determiner = found.determiner
        kinds = ("person", "group", "organization", "document")
        row = [
            True,
            determiner == "the",
            determiner in ("this", "that", "these", "those"),
            determiner in ("a", "an"),
            determiner in ("his", "her", "their", "its", "my", "our", "your", "whose"),
            determiner == "",
            annotation.tag(found.head) in ("NNS", "NNPS"),
            "POS" in tags,
            bool(len(after)) and any(annotation.encoded.case[word] for word in after),
            min((last - first) / 8, 1.0),
            annotation.encoded.paragraph[source[0]] == 0,
            annotation.encoded.case[found.head] > 0 and annotation.tag(found.head)[:3] == "NNP",
            "WP" in tags or "WDT" in tags,
            *(asking.kind == kind for kind in kinds),
            self._candidates.content[source[0]] >= 0,
            known_head,
        ]
        return np.array(row, np.float32)


_INTRODUCING: Final = frozenset({"a", "an", "another", "one"})
_POINTING: Final = frozenset({"the", "this", "that"})
_SMALL: Final = frozenset({"the", "a", "an", "of", "s", "this", "that", "and", "for", "to", "in"})
