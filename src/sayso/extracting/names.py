"""Which words of an article are names: what the network says, mended.

The tagger breaks names in two, takes titles into them and leaves out small
words; here they are made whole. Who is named is told in ``entities``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import numpy as np

from sayso.extracting.annotation import NAMED, Annotation, Words, runs
from sayso.extracting.tables import table

_SMALL_WORDS = frozenset({"of", "on", "for", "to", "and", "the", "a", "an", "in", "&"})
_TIES = frozenset({"of", "for", "on"})
_PARTICLES = frozenset({"de", "del", "do", "da", "di", "du", "al", "el", "la", "le", "van", "von"})
LONGEST_NAME = 12
"""Words; longer runs are errors of the tagger or hostile text."""


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():  # nearly all words are, and have nothing to take apart
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def find_names(annotation: Annotation) -> Iterator[tuple[Words, str]]:
    """Each name with its class, without titles."""
    introduced = _introduced(annotation)
    covered = {word for first, last in introduced for word in range(first, last + 1)}
    for run, label in _runs(annotation):
        if run[0] in covered and run[1] in covered:
            continue
        span = _trim(annotation, run, label)
        if span is None or span[1] - span[0] >= LONGEST_NAME or _is_common(annotation, span):
            continue
        yield span, label
    for span in introduced:
        yield span, "ORGANIZATION"


def _is_common(annotation: Annotation, span: Words) -> bool:
    """Whether these are plain words that the tagger took for a name: "both countries"."""
    return all(
        annotation.encoded.case[word] == 0 and annotation.tag(word) in ("NN", "NNS")
        for word in range(span[0], span[1] + 1)
    )


def _introduced(annotation: Annotation) -> list[Words]:
    """Names that stand before an acronym in brackets, whatever the name tagger says of them.

    The words before the bracket are taken as far back as their capitals spell
    the acronym (after Schwartz & Hearst, 2003).
    """
    found: list[Words] = []
    encoded = annotation.encoded
    for bracket in range(1, len(encoded) - 2):
        if annotation.word(bracket) != "(" or annotation.word(bracket + 2) != ")":
            continue
        acronym = annotation.word(bracket + 1)
        if not (acronym.isupper() and acronym.isalpha() and 1 < len(acronym) < 9):
            continue
        left, word = len(acronym), bracket
        while left and word > 0 and bracket - word < LONGEST_NAME:
            word -= 1
            if encoded.paragraph[word] != encoded.paragraph[bracket]:
                break
            if encoded.case[word]:
                if annotation.word(word)[0] != acronym[left - 1]:
                    break
                left -= 1
            elif annotation.word(word) not in _SMALL_WORDS:
                break
        if left == 0:
            found.append((word, bracket - 1))
    found.extend(_dotted(annotation))
    return found


def _dotted(annotation: Annotation) -> Iterator[Words]:
    """Organizations written with full stops: "the C.I.A."."""
    encoded = annotation.encoded
    single = (encoded.end - encoded.start == 1) & (encoded.case > 0)
    behind = -1
    for first in np.flatnonzero(single).tolist():
        last = first
        while _goes_on_dotted(annotation, last):
            last += 2
        if last > first > behind and annotation.entity(first) == "ORGANIZATION":
            behind = last
            yield first, last


def _runs(annotation: Annotation) -> Iterator[tuple[Words, str]]:
    """Runs of one class, mended where the tagger breaks a name in two.

    A hyphen inside a name belongs to it, and an organization's name goes on
    over "of", "for" and the like as long as capitals follow: "Commission on
    Audit", "Alliance to Reclaim Our Schools".
    """
    labels = [annotation.ner_names.index(name) for name in NAMED if name in annotation.ner_names]
    waiting: tuple[Words, str] | None = None
    free = 0
    for run in runs(annotation.ner, labels):
        for piece in _pieces(annotation, run):
            label = annotation.entity(piece[0])
            if waiting is not None:
                if _one_name(annotation, waiting, piece, label):
                    whole = "ORGANIZATION" if "ORGANIZATION" in (waiting[1], label) else label
                    waiting = ((waiting[0][0], piece[1]), whole)
                    continue
                yield (whole_name := _extended(annotation, *waiting, free, piece[0]))
                free = whole_name[0][1] + 1
            waiting = (piece, label)
    if waiting is not None:
        yield _extended(annotation, *waiting, free, len(annotation.encoded))


def _one_name(annotation: Annotation, one: tuple[Words, str], piece: Words, label: str) -> bool:
    """Whether a run goes on in the next, after a hyphen, an apostrophe or a small word."""
    last, first = one[0][1], piece[0]
    if annotation.encoded.paragraph[last] != annotation.encoded.paragraph[first]:
        return False
    if first - last == 2 and annotation.word(last + 1) in "-‐‑’'":
        letter = annotation.word(last + 1) in "-‐‑" or annotation.word(first) not in ("s", "S")
        return letter and annotation.glued(last + 1) and annotation.glued(first)
    if first - last == 2 and annotation.word(last + 1) == "." and one[1] == label == "PERSON":
        # "Patrick J. Leahy": the stop after an initial ends nothing.
        return annotation.glued(last + 1) and len(annotation.word(last)) == 1
    if one[1] == "PERSON" and label == "ORGANIZATION" and first - last == 1:
        # "the Clinton Foundation", but not "Ada Quill CNN"
        return one[0][0] == last and not annotation.word(first).isupper()
    if "PERSON" in (one[1], label):
        return False
    if first - last == 1 and "ORGANIZATION" in (one[1], label):
        # "Russian Foreign Ministry", "United States Conference of Mayors"
        return True
    if one[1] != "ORGANIZATION":
        return False
    between = range(last + 1, first)
    small = [annotation.word(word) in _SMALL_WORDS for word in between]
    if 0 < len(small) <= 2 and all(small):
        return True
    # "the Office of | the Director | of National Intelligence"
    tied = annotation.word(last) in _TIES and annotation.word(first) in _TIES
    return (
        tied
        and len(small) <= 3
        and all(
            short or _capital(annotation, word) for short, word in zip(small, between, strict=True)
        )
    )


def _extended(
    annotation: Annotation, run: Words, label: str, begin: int, stop: int
) -> tuple[Words, str]:
    """A name with the capitalised words around it, from ``begin`` up to ``stop``."""
    first, last = run
    paragraph = annotation.encoded.paragraph
    if label == "PERSON" and paragraph[first] == 0:
        # In a headline every word has a capital.
        return run, label
    word, small = last + 1, 0
    limit = min(stop, last + LONGEST_NAME)
    while word < limit and paragraph[word] == paragraph[first]:
        office = label != "ORGANIZATION" and fold(annotation.word(word)) in table("titles")
        described = small and annotation.tag(word) == "JJ" and word + 1 < limit
        if described and _capital(annotation, word + 1) and annotation.encoded.case[word] == 1:
            # "the Office of National Intelligence", where "National" is an adjective
            pass
        elif _capital(annotation, word) and not office:
            last, small = word, 0
        elif small < 2 and (
            annotation.word(word) in _PARTICLES
            or (label == "ORGANIZATION" and annotation.word(word) in _SMALL_WORDS)
        ):
            small += 1
        else:
            break
        word += 1
    while (
        label != "PERSON"
        and first > begin
        and _capital(annotation, first - 1)
        and paragraph[first - 1] == paragraph[first]
        and fold(annotation.word(first - 1)) not in table("titles")
    ):
        first -= 1
    return (first, last), label


def _goes_on_dotted(annotation: Annotation, last: int) -> bool:
    """Whether another letter of "C.I.A." follows."""
    if last + 2 >= len(annotation.encoded) or len(annotation.word(last)) != 1:
        return False
    return (
        annotation.word(last + 1) == "."
        and annotation.glued(last + 1)
        and annotation.glued(last + 2)
        and annotation.word(last + 2).isupper()
        and len(annotation.word(last + 2)) == 1
    )


def _capital(annotation: Annotation, word: int) -> bool:
    """A capitalised proper noun that is no date or number."""
    return (
        annotation.encoded.case[word] in (1, 2)
        and annotation.tag(word) in ("NNP", "NNPS")
        and annotation.entity(word) in ("O", *NAMED)
    )


def _pieces(annotation: Annotation, run: Words) -> list[Words]:
    """A name does not go on over the end of a line, nor over a bracket."""
    paragraph = annotation.encoded.paragraph
    pieces, begin = [], run[0]
    for word in range(run[0], run[1] + 1):
        bracket = annotation.word(word) in ("(", ")", "[", "]")
        if bracket or (word > run[0] and paragraph[word] != paragraph[word - 1]):
            if word > begin:
                pieces.append((begin, word - 1))
            begin = word + bracket
    return [*pieces, (begin, run[1])] if begin <= run[1] else pieces


def _trim(annotation: Annotation, span: Words, label: str) -> Words | None:
    """Without titles in front, and without "'s" and punctuation behind."""
    first, last = span
    titles = table("titles")
    person = label == "PERSON"
    while first <= last:
        word = annotation.word(first)
        title = person and fold(word).rstrip(".") in titles and first < last
        # "center-right Democratic Union", "pro-Quill Union Leader"
        tied = not person and first < last and _ends_compound(annotation, first)
        if title or tied or not word[:1].isalnum() or (word == "s" and annotation.glued(first)):
            first += 1
        else:
            break
    while last >= first:
        word = annotation.word(last)
        possessive = word in ("s", "S") and last > first and annotation.word(last - 1) in ("'", "’")
        initial = word == "." and last > first and len(annotation.word(last - 1)) <= 2
        # "the Office of", "Democratic Rep."
        named = label == "MISC" or _before_person(annotation, last)
        small = word in _SMALL_WORDS or (named and fold(word) in titles)
        dangling = not person and small and last > first
        if possessive or dangling or (not word[-1:].isalnum() and not initial):
            last -= 1
        else:
            break
    if person and first == last and fold(annotation.word(first)) in titles:
        return None
    return (first, last) if first <= last else None


def _ends_compound(annotation: Annotation, word: int) -> bool:
    """Whether a word is the end of a hyphened one that starts outside of the name."""
    if word < 2 or not annotation.glued(word) or not annotation.glued(word - 1):
        return False
    return annotation.word(word - 1) in "-‐‑" and annotation.encoded.case[word - 2] == 0


def _before_person(annotation: Annotation, word: int) -> bool:
    """Whether a person's name follows, maybe after a full stop: "Rep. Ada Quill"."""
    after = word + 1
    if after < len(annotation.encoded) and annotation.word(after) == ".":
        after += 1
    return after < len(annotation.encoded) and annotation.entity(after) == "PERSON"
