"""Paragraphs of a dump, each with what there is to know of it alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from sayso.reading import cleaning, datelines
from sayso.records import Span

_BLANK: Final = re.compile(r"\n[ \t]*\n\s*")
_LINE: Final = re.compile(r"\n\s*")
_LONG_BLOCK: Final = 3
"""Lines; where blocks have more of them on average, each line is a paragraph."""

_TOKEN: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mrs?|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|St|Prof|Rev|Sgt|Capt|Adm))\."
    r"|[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+|[.!?:;,()“”\"—–]"
)
_SENTENCE_END: Final = frozenset(".!?:")
_POSSESSIVE: Final = re.compile(r"[’']s?$|(?<=\w)\.$")
MOST_TOKENS: Final = 400
"""Tokens of a paragraph that are looked at."""

_ENDS: Final = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_ENDS_COLON: Final = re.compile(r":$")
_QUOTE: Final = re.compile(r"[“”\"]|''")
_STARTS_QUOTE: Final = re.compile(r"[“\"‘]|''")
_PRONOUN: Final = re.compile(
    r"(?:he|she|they|it|his|her|their|its|this|that|these|those|both|such|we|i|you|there)\b", re.I
)
_CONNECTIVE: Final = re.compile(
    r"(?:but|and|so|yet|still|however|meanwhile|also|then|or|nor|moreover|furthermore|instead"
    r"|nevertheless|nonetheless|besides|additionally|in addition|on the other hand|for (?:example"
    r"|instance|now|his|her)|by contrast|in contrast|in response|asked|according to|as for|even so"
    r"|at the same time|earlier|later|after that|others?|another|among|perhaps|indeed|of course)\b",
    re.I,
)
_THE: Final = re.compile(r"the\b", re.I)
_SAYS: Final = re.compile(r"\b(?:said|says|told|added|asked|according to|tweeted|wrote|argued)\b")
_DAY: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tonight)\b", re.I
)
_DATED: Final = re.compile(datelines.DATE, re.I)
_BYLINE: Final = re.compile(r"by [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4}\b.{0,60}$", re.I)
_STYLES: Final = tuple(
    tuple(re.compile(way) for way in ways)
    for ways in (
        (r"\w’\w", r"\w'\w"),
        (r"“|(?<!\w)‘", r'"', r"''"),
        (r"—", r"–", r"\w ?--", r"\w - "),
        (r"\b(?:Mr|Mrs|Ms)\b\.", r"\b(?:Mr|Mrs|Ms)\b(?!\.)"),
    )
)
"""Where editors choose between ways of writing and stay with one throughout a story."""

_SPELLINGS: Final = (("ize", "ized", "or", "ense"), ("ise", "ised", "our", "ence"))
"""The same choice at the ends of words."""
_RUN: Final = re.compile(r"\w+")

_CLOSES: Final = re.compile(
    r"\b(?:contributed (?:to|from|reporting)|contributing|reporting by|editing by|reported from"
    r"|inputs from|this (?:story|article|post|piece) (?:has been|was)|correction|follow .{1,30} on"
    r"|can be reached|e-?mail:?|is a (?:columnist|professor|senior fellow|contributor|reporter)"
    r"|ends\b|-30-|###)",
    re.I,
)


_CLOSING: Final = frozenset({"credit", "copyright"})
"""Reasons for which a line is taken out that stands at the end of a story."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person or thing named in a paragraph: by one word, or in full by several."""

    key: str
    is_full: bool
    has_title: bool
    """An office or a form of address stands before it."""
    is_doubtful: bool
    """A word that has its capital perhaps only from the sentence it starts."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``start`` and ``end`` lie in the dump."""

    start: int
    end: int
    words: frozenset[str]
    first: tuple[str, ...]
    names: tuple[Name, ...]
    length: int
    """Words."""
    traits: tuple[float, ...]
    """What ``TRAITS`` lists."""
    style: tuple[tuple[int, ...], ...]
    """How often each of the ways in ``_STYLES`` and ``_SPELLINGS`` was chosen."""
    days: frozenset[str]
    blank_lines: int
    """Before it."""
    is_signed: bool
    """It starts with a dateline that has a day or an agency."""
    is_aside: bool
    """Boilerplate within or behind a story, which tells nothing of where it ends."""


TRAITS: Final = (
    "length",
    "is_short",
    "ends",
    "ends_colon",
    "title_case",
    "upper_case",
    "quote",
    "starts_quote",
    "pronoun",
    "connective",
    "the",
    "says",
    "day",
    "dateline",
    "byline",
    "closes",
    "starts_lower",
    "digits",
    "full_names",
    "short_names",
)


def spans(text: str) -> list[Span]:
    """The ranges of the paragraphs: what blank lines part, or else lines."""
    body = text.strip()
    offset = text.find(body)
    blocks = len(_BLANK.findall(body)) + 1
    lines = len(_LINE.findall(body)) + 1
    parting = _LINE if lines > _LONG_BLOCK * blocks else _BLANK
    found, start = [], 0
    for gap in parting.finditer(body):
        found.append((offset + start, offset + gap.start()))
        start = gap.end()
    return [*found, (offset + start, offset + len(body))] if body else []


def paragraphs(text: str, ranges: Sequence[Span] | None = None) -> list[Paragraph]:
    """The paragraphs of ``text`` in order, or those at ``ranges``."""
    ranges = spans(text) if ranges is None else ranges
    found, last_end = [], ranges[0][0] if ranges else 0
    for start, end in ranges:
        blank_lines = text.count("\n", last_end, start) - 1
        found.append(_paragraph(text[start:end], start, end, blank_lines))
        last_end = end
    return found


def _paragraph(text: str, start: int, end: int, blank_lines: int) -> Paragraph:
    dateline = datelines.find(text)
    body = text[dateline[1][1] :] if dateline else text
    tokens = _TOKEN.findall(body)[:MOST_TOKENS]
    words = [token for token in tokens if token[0].isalnum()]
    lower = [_POSSESSIVE.sub("", word.lower()) for word in words]
    letters = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in letters)
    uppers = sum(word.isupper() for word in letters)
    length = len(words)
    is_title_case = bool(letters) and capitals > 0.75 * len(letters)
    names = () if is_title_case else tuple(_names(tokens))
    reason = cleaning.reason_for(text)
    days = frozenset(match.lower() for match in _DAY.findall(body))
    traits = (
        float(min(length, 100)),
        float(length <= 20),
        _ENDS.search(text[-20:]) is not None,
        _ENDS_COLON.search(text[-3:]) is not None,
        capitals / len(letters) if letters else 0.0,
        uppers / len(letters) if letters else 0.0,
        _QUOTE.search(body) is not None,
        _STARTS_QUOTE.match(body) is not None,
        _PRONOUN.match(body) is not None,
        _CONNECTIVE.match(body) is not None,
        _THE.match(body) is not None,
        _SAYS.search(body) is not None,
        bool(days),
        dateline is not None,
        _BYLINE.match(text) is not None,
        reason in _CLOSING or (length < 60 and _CLOSES.search(text) is not None),
        body[:1].islower(),
        sum(word.isdigit() for word in words) / (length or 1),
        float(sum(name.is_full for name in names)),
        float(sum(not name.is_full and not name.is_doubtful for name in names)),
    )
    return Paragraph(
        start=start,
        end=end,
        words=frozenset(lower),
        first=tuple(lower[:16]),
        names=names,
        length=length,
        traits=tuple(map(float, traits)),
        style=_style(body),
        days=days,
        blank_lines=blank_lines,
        is_signed=dateline is not None and bool(dateline[0].agency or _DATED.search(text[:60])),
        is_aside=reason is not None and reason not in _CLOSING,
    )


def _style(body: str) -> tuple[tuple[int, ...], ...]:
    runs = _RUN.findall(body)
    spelled = tuple(
        sum(run.endswith(ends) and run not in ends for run in runs) for ends in _SPELLINGS
    )
    return (*(tuple(len(way.findall(body)) for way in ways) for ways in _STYLES), spelled)


def _names(tokens: list[str]) -> list[Name]:
    """The names: runs of words with capitals.

    Names in full are two words or more behind titles of office; their last
    word is the key, as it is what news says at the second mention.
    """
    found: list[Name] = []
    run: list[str] = []
    starts_sentence, run_starts = True, True
    for token in [*tokens, "."]:
        if token[0].isupper():
            run_starts = run_starts if run else starts_sentence
            run.append(_POSSESSIVE.sub("", token))
        elif run:
            own = [word for word in run if word.lower() not in _titles()]
            if own:
                is_doubtful = run_starts and len(run) == 1
                has_title = len(own) < len(run)
                found.append(Name(own[-1].lower(), len(own) > 1, has_title, is_doubtful))
            run = []
        starts_sentence = token in _SENTENCE_END
    return found


@cache
def _titles() -> frozenset[str]:
    text = files("sayso").joinpath("data", "titles.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if not line.startswith("#"))
