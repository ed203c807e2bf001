"""Who "I" is where nobody is quoted: the one who wrote the article, as far as that is sure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from sayso.extracting.tables import table

UNNAMED: Final = "the author"
_SPEAKING: Final = "the speaker"
_BY: Final = re.compile(r"\s*by:?\s+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[,;|/&]|\band\b|\bwith\b", re.IGNORECASE)
_PERSON: Final = re.compile(r"(?:(?:\w[\w'’-]+|\w)\.?\s+){1,4}\w[\w'’-]+\.?")
_LABEL: Final = re.compile(r"^(?:([QA])[.:]|([A-Z][\w.'’ -]{1,40}):)\s+\S", re.MULTILINE)
_TRANSCRIPT: Final = 3
"""Paragraphs that begin with a label, one of them for the second time."""


def author(byline: str | None) -> str | None:
    """The one person whom a byline names; None for several, for none or for an outlet."""
    if not byline or len(byline) > 300:
        return None
    parts = _BETWEEN.split(_BY.sub("", byline, count=1))
    people = [name for part in parts if (name := _person(" ".join(part.split())))]
    return people[0] if len(people) == 1 else None


def writer(text: str, byline: str | None) -> str:
    """Whom "I" means in the article's own words.

    In an interview that is printed as it was spoken it may be either side; then,
    and where no byline says it, a description stands for a name.
    """
    labels = Counter(match[1] or match[2] for match in _LABEL.finditer(text))
    if sum(labels.values()) >= _TRANSCRIPT and max(labels.values()) > 1:
        return _SPEAKING
    return author(byline) or UNNAMED


def _person(name: str) -> str | None:
    if not _PERSON.fullmatch(name) or any(map(str.isdigit, name)):
        return None
    words = name.split()
    if not all(word[0].isupper() for word in words) or any(
        word.strip(".").lower() in table("byline-bodies") for word in words
    ):
        return None
    return " ".join(word.capitalize() for word in words) if name.isupper() else name
