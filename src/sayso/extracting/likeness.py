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
        first = candidates.places[:, 0]
        each = candidates.sentence, annotation.encoded.paragraph, candidates.content
        self._where = np.column_stack([candidates.places, *(numbers[first] for numbers in each)])
        """First and last word, sentence, paragraph and content of each place [C, 5]."""
        self._words_of: dict[Words, frozenset[str]] = {}
        self._names_of: dict[Words, frozenset[str]] = {}

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
        columns = np.zeros((len(FEATURES), len(index)), np.float32)
        columns[: len(STATIC)] = candidates.static[index].T
        column = dict(zip(FEATURES, columns, strict=True))
        first, last, sentence, paragraph, content = self._where[index].T
        here = source[0]
        later = first > here
        column["later"][:] = later
        if annotation.word(asking.found.span[0]).lower() in _INTRODUCING:
            column["introduced anew"][:] = ~later
        column["unread"][:] = ~self._read[index]
        references = self._references(source, index)
        column["reference"][:] = references
        gap = np.where(later, first - source[1], here - last)
        column["far"][:] = np.log2(1 + np.maximum(gap, 0) / SENTENCE)
        back = candidates.sentence[here] - sentence
        column["same sentence"][:] = back == 0
        column["sentence before"][:] = back == 1
        between = annotation.encoded.paragraph[here] - paragraph
        column["same paragraph"][:] = between == 0
        column["paragraph before"][:] = (between > 0) & (between <= 2)
        of_source = candidates.content[here]
        own = np.zeros(len(index), bool)
        for begin, end in asking.content:
            own |= (begin <= first) & (last <= end)
        column["own content"][:] = own
        column["same content"][:] = (content >= 0) & (content == of_source)
        column["in other content"][:] = (content >= 0) & (content != of_source) & ~own
        # Somebody may be mentioned many times: what is told of him is looked up once.
        people = {id(each): each for each in known}
        number = {key: each for each, key in enumerate(people)}
        who = np.array([number[id(each)] for each in known], np.int64)
        told = np.array([_told(each, asking) for each in people.values()]).reshape(-1, _TOLD)[who]
        person = told[:, 0] > 0
        for name, of_each in zip(_OF_EACH, told.T, strict=False):
            column[name][:] = of_each
        if spoke:
            behind = who == number.get(id(spoke[-1]), -1)
            column["spoke last"][:] = behind
            column["spoke last here"][:] = behind & (between == 0)
            if here > 0 and annotation.encoded.quoted[here - 1]:
                column["spoke last after a quotation"][:] = behind
        if len(spoke) > 1 and spoke[-1] is not spoke[-2]:
            column["spoke before that"][:] = who == number.get(id(spoke[-2]), -1)
        column["spoke around"][:] = who == number.get(id(around), -1)
        for name, wanted in (
            ("nearest person", person & ~later),
            ("nearest subject", person & ~later & (column["subject"] > 0)),
        ):
            fitting = np.flatnonzero(wanted)
            if len(fitting):
                column[name][:] = who == who[fitting[-1]]
        best = np.full(len(people), -9.0, np.float32)
        np.maximum.at(best, who, references)
        column["reference of name"][:] = best[who]
        column["named twice"][:] = np.minimum(np.bincount(who)[who], 4) - 1
        if asking.gender:
            agrees = np.tanh(told[:, -1] * np.sign(asking.gender) / 4)
            column["same gender"][:] = np.maximum(agrees, 0)
            column["other gender"][:] = np.maximum(-agrees, 0)
        if not asking.pronoun:
            self._describe(asking, index, known, column)
        return np.ascontiguousarray(columns.T)

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
        found = asking.found
        head = fold(self._annotation.word(found.head))
        words = self._words(found.span)
        others = words - {head} - _SMALL
        names = self._names(found.span) - {head}
        # Most of it is zero, as the rows are already: only the rest is written.
        for row, (place, each) in enumerate(zip(index.tolist(), known, strict=True)):
            if each.entities and len(each.entities) == 1:
                tokens = each.entities[0].tokens
                if head in tokens:
                    column["head in name"][row] = 1
                if shared := others.intersection(tokens):
                    column["shared words"][row] = min(len(shared), 3)
                roles = self._roles.words(each.entities[0])
                alike = [len(others & role) for role in roles if head in role]
                if alike:
                    column["office"][row] = 1
                    column["words of office"][row] = min(max(alike), 3)
                elif roles:
                    column["other offices"][row] = 1
            elif not each.entities:
                its_words = self._words(self._candidates.spans[place])
                if each.head and each.head == head:
                    column["same head"][row] = 1
                if each.head == head and not others and found.determiner in _POINTING:
                    # "the report" after "a Tresk Times report"
                    column["repeats"][row] = 1
                    column["repeats in full"][row] = len(its_words - _SMALL) > 1
                if shared := others & its_words:
                    column["shared words"][row] = min(len(shared), 3)
                if lacking := others - its_words:
                    column["lacking words"][row] = min(len(lacking), 3)
                if lacking := names - its_words:
                    column["lacking names"][row] = min(len(lacking), 2)
                if more := self._names(self._candidates.spans[place]) - words:
                    column["more names"][row] = min(len(more), 2)

    def _words(self, span: Words) -> frozenset[str]:
        """The folded words of a span."""
        words = self._words_of.get(span)
        if words is None:
            words = frozenset(_WORD.findall(fold(self._annotation.words(span))))
            self._words_of[span] = words
        return words

    def _names(self, span: Words) -> frozenset[str]:
        """The folded capitalised words of a span, but for the first."""
        names = self._names_of.get(span)
        if names is None:
            case = self._annotation.encoded.case
            names = frozenset(
                fold(self._annotation.word(word))
                for word in range(span[0] + 1, span[1] + 1)
                if case[word] and self._annotation.word(word)[0].isalpha()
            )
            self._names_of[span] = names
        return names

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
_OF_EACH: Final = ("one person", "many", "spoke", "same kind", "other kind")
"""Features that ``_told`` gives, in this order, before the gender."""
_TOLD: Final = len(_OF_EACH) + 1


def _told(known: Known, asking: Asking) -> tuple[float, ...]:
    """What counts of somebody wherever he is mentioned."""
    kind = known.speakers[0].kind
    same = kind == asking.kind
    other = not same and kind != "unknown"
    return known.person, known.many, min(known.spoke, 4), same, other, known.feminine
