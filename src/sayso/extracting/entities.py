"""Who is named in an article: mentions of one name gathered under the fullest.

"Putin", "Vladimir Putin" and "President Vladimir Putin" are one person here;
so are "Justice Department" and, once introduced in brackets, "DOJ". Only
names are gathered; pronouns and descriptions are resolved in ``speakers``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.extracting.annotation import NAMED, Annotation, Words, runs
from sayso.extracting.tables import table

_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
_SMALL_WORDS = frozenset({"of", "on", "for", "to", "and", "the", "a", "an", "in", "&"})
_PARTICLES = frozenset({"de", "del", "do", "da", "di", "du", "al", "el", "la", "le", "van", "von"})
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
LONGEST_NAME = 12
"""Words; longer runs are errors of the tagger or hostile text."""
NAMESAKES = 50
"""How many of one surname are looked at; bounds the work on endless texts."""


@dataclass(slots=True, eq=False)
class Entity:
    """A name that the article uses, with every place it uses it in."""

    label: str
    """PERSON, ORGANIZATION, LOCATION or MISC."""
    name: str
    """The fullest form, without titles."""
    tokens: tuple[str, ...]
    """Of the fullest form, folded."""
    mentions: list[Words] = field(default_factory=list)
    full: Words = (0, 0)
    """Where the fullest form stands first."""


@dataclass(slots=True)
class Entities:
    """All entities of one article, and which words name which."""

    all: list[Entity]
    at: dict[Words, Entity]
    """By mention."""
    by_word: dict[int, Words]
    """The mention that a word belongs to."""


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def find_entities(annotation: Annotation) -> Entities:
    """Gather the names of an article."""
    people: list[tuple[Words, tuple[str, ...]]] = []
    others: list[tuple[Words, str]] = []
    introduced = _introduced(annotation)
    covered = {word for first, last in introduced for word in range(first, last + 1)}
    for run, label in _names(annotation):
        if run[0] in covered and run[1] in covered:
            continue
        span = _trim(annotation, run, label)
        if span is None or span[1] - span[0] >= LONGEST_NAME:
            continue
        if label == "PERSON":
            people.append((span, _tokens(annotation, span)))
        else:
            others.append((span, label))
    others.extend((span, "ORGANIZATION") for span in introduced)
    surnames = {tokens[-1] for _, tokens in people if len(tokens) > 1}
    named: list[tuple[Words, str]] = []
    for span, label in others:
        # The tagger takes a lone surname for something else now and then.
        alone = span[0] == span[1] and label != "LOCATION"
        if alone and fold(annotation.word(span[0])) in surnames:
            people.append((span, _tokens(annotation, span)))
        else:
            named.append((span, label))
    people.sort()
    entities = [*_people(annotation, people), *_others(annotation, named)]
    at = {span: entity for entity in entities for span in entity.mentions}
    by_word = {word: span for span in at for word in range(span[0], span[1] + 1)}
    return Entities(entities, at, by_word)


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
    return found


def _names(annotation: Annotation) -> Iterator[tuple[Words, str]]:
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
    if "PERSON" in (one[1], label):
        return False
    if first - last == 1 and "ORGANIZATION" in (one[1], label):
        # "Russian Foreign Ministry", "United States Conference of Mayors"
        return True
    if one[1] != "ORGANIZATION":
        return False
    between = [annotation.word(word) for word in range(last + 1, first)]
    return 0 < len(between) <= 2 and all(word in _SMALL_WORDS for word in between)


def _extended(
    annotation: Annotation, run: Words, label: str, begin: int, stop: int
) -> tuple[Words, str]:
    """A name with the capitalised words around it, from ``begin`` up to ``stop``."""
    first, last = run
    paragraph = annotation.encoded.paragraph
    word, small = last + 1, 0
    limit = min(stop, last + LONGEST_NAME)
    while word < limit and paragraph[word] == paragraph[first]:
        office = label != "ORGANIZATION" and fold(annotation.word(word)) in table("titles")
        if _capital(annotation, word) and not office:
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
        if title or not word[:1].isalnum() or (word == "s" and annotation.glued(first)):
            first += 1
        else:
            break
    while last >= first:
        word = annotation.word(last)
        possessive = word in ("s", "S") and last > first and annotation.word(last - 1) in ("'", "’")
        initial = word == "." and last > first and len(annotation.word(last - 1)) <= 2
        # "the Office of", "Democratic Rep."
        small = word in _SMALL_WORDS or (label == "MISC" and fold(word) in titles)
        dangling = not person and small and last > first
        if possessive or dangling or (not word[-1:].isalnum() and not initial):
            last -= 1
        else:
            break
    if person and first == last and fold(annotation.word(first)) in titles:
        return None
    return (first, last) if first <= last else None


def _tokens(annotation: Annotation, span: Words) -> tuple[str, ...]:
    """The folded words of a name, joined where no space parts them."""
    parts: list[str] = []
    for word in range(span[0], span[1] + 1):
        piece = fold(annotation.word(word))
        if parts and annotation.glued(word):
            parts[-1] += piece
        else:
            parts.append(piece)
    cleaned = [_POSSESSIVE.sub("", part).strip('.,"“”') for part in parts]
    return tuple(part for part in cleaned if part and any(c.isalnum() for c in part))


def _people(annotation: Annotation, found: list[tuple[Words, tuple[str, ...]]]) -> list[Entity]:
    """Full names first; then the parts of names that stand alone."""
    entities: list[Entity] = []
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    by_token: dict[str, list[Entity]] = defaultdict(list)

    def add(span: Words, tokens: tuple[str, ...]) -> Entity:
        entity = Entity("PERSON", annotation.words(span), tokens, full=span)
        entities.append(entity)
        by_surname[_surname(tokens)].append(entity)
        for token in tokens:
            by_token[token].append(entity)
        return entity

    for span, tokens in found:
        if len(tokens) < 2:
            continue
        same = [
            entity
            for entity in by_surname[_surname(tokens)][-NAMESAKES:]
            if _compatible(entity.tokens, tokens)
        ]
        entity = same[-1] if same else add(span, tokens)
        insort(entity.mentions, span)
        if len(tokens) > len(entity.tokens) or (
            entity.name.isupper() and not annotation.words(span).isupper()
        ):
            for token in set(tokens).difference(entity.tokens):
                by_token[token].append(entity)
            entity.tokens, entity.name, entity.full = tokens, annotation.words(span), span
    for span, tokens in found:
        if len(tokens) != 1:
            continue
        known = by_surname.get(tokens[0]) or by_token.get(tokens[0])
        entity = _likeliest(known, span) if known else add(span, tokens)
        insort(entity.mentions, span)
    return entities


def _surname(tokens: tuple[str, ...]) -> str:
    return tokens[-2] if len(tokens) > 2 and tokens[-1] in _SUFFIX else tokens[-1]


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two full names with one surname may be one person's."""
    first, second = one[0], other[0]
    if first == second:
        return True
    if _INITIAL.match(first) or _INITIAL.match(second):
        return first[0] == second[0]
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long)


def _likeliest(entities: list[Entity], span: Words) -> Entity:
    """Whom part of a name means: who was named before it, most often."""

    def rank(entity: Entity) -> tuple[bool, int, int]:
        before = bisect_left(entity.mentions, span)
        return before > 0, len(entity.mentions), -entity.full[0]

    return max(entities[-NAMESAKES:], key=rank)


def _others(annotation: Annotation, found: list[tuple[Words, str]]) -> list[Entity]:
    """Organizations, places and the rest: by equal name, or by an acronym in brackets."""
    forms: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for span, label in found:
        key = _DETERMINER.sub("", fold(annotation.words(span)))
        forms[key].append((span, label))
    long_of = _short_forms(annotation, found, forms)
    entities: dict[str, Entity] = {}
    for key, places in forms.items():
        target = long_of.get(key, key)
        chosen = forms.get(target, places)
        entity = entities.get(target)
        if entity is None:
            label = Counter(label for _, label in chosen).most_common(1)[0][0]
            span = next((s for s, _ in chosen if not annotation.words(s).isupper()), chosen[0][0])
            name = _DETERMINER.sub("", annotation.words(span))
            entity = entities[target] = Entity(label, name, tuple(target.split()), full=span)
        entity.mentions.extend(span for span, _ in places)
    for entity in entities.values():
        entity.mentions.sort()
    return list(entities.values())


def _short_forms(
    annotation: Annotation,
    found: list[tuple[Words, str]],
    forms: Mapping[str, list[tuple[Words, str]]],
) -> dict[str, str]:
    """From "doj" or "times" to the one long name that it stands for."""
    long_of: dict[str, str] = {}
    by_initials: dict[str, str] = {}
    by_end: dict[str, set[str]] = defaultdict(set)
    for key, places in forms.items():
        name = _DETERMINER.sub("", annotation.words(places[0][0]))
        capitals = [word for word in re.findall(r"\w+", name) if word[0].isupper()]
        plural = annotation.tag(places[0][0][1]) == "NNPS"
        if len(capitals) > 1 and places[0][1] == "ORGANIZATION" and not plural:
            by_initials.setdefault(initials(name), key)
            by_end[fold(capitals[-1])].add(key)
    for span, label in found:
        key = _DETERMINER.sub("", fold(annotation.words(span)))
        acronym = _bracketed(annotation, span)
        if acronym:
            long_of[fold(acronym)] = key
        text = annotation.words(span)
        letters = fold(text).replace(".", "").replace(" ", "")
        if text.replace(".", "").isupper() and 1 < len(letters) < 8 and letters in by_initials:
            long_of.setdefault(key, by_initials[letters])
        elif label != "LOCATION" and len(by_end.get(key, ())) == 1:
            long_of.setdefault(key, next(iter(by_end[key])))
    return {short: long for short, long in long_of.items() if long not in long_of}


def initials(name: str) -> str:
    """The folded first letters of a name's capitalised words."""
    return fold("".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()))


def _bracketed(annotation: Annotation, span: Words) -> str | None:
    """The acronym in brackets right after a name, if its letters fit."""
    after = span[1] + 1
    if after + 2 >= len(annotation.encoded) or annotation.word(after) != "(":
        return None
    acronym = annotation.word(after + 1)
    if not (acronym.isupper() and len(acronym) > 1 and annotation.word(after + 2) == ")"):
        return None
    first = "".join(word[0] for word in re.findall(r"\w+", annotation.words(span)))
    letters = iter(fold(first))
    return acronym if all(c in letters for c in fold(acronym)) else None
