"""Which date of a sentence says when a statement was made."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from sayso.extracting.dates.dateline import in_dateline
from sayso.extracting.dates.finding import Found
from sayso.extracting.dates.tense import is_past
from sayso.extracting.dates.vocabulary import word_after, word_before, words
from sayso.records import Span, When

_FAR = 250
"""Characters that may stand between cue and date."""
_BOUNDS = words("since until till by before after from of for than to between")
"""Prepositions that make a date a bound or a part of something spoken of."""
_DETERMINERS = words("the a an its his her their this that")
_LEADS = re.compile(r"(?:\b(?:on|in|at|late|early|of|the|back|only|just)\b|\s)*\Z", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:\n]|[.!?](?=\s)|\b(?:and|but|or|while|although|though|because|as|after|before|when|where"
    r"|since|until|if|whether|what|that|who|whom|whose|which)\b",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(
    r"[;:\n]|[.!?](?=\s)|\b(?:but|while|although|though|because|when|what|that|who|whom|whose|which)\b",
    re.IGNORECASE,
)
_MARKS = re.compile("[“”]")
_WHEN = re.compile(r",?\swhen\b")
_OPENING = re.compile(
    r"[,;:\n“”\"()–—]|[.!?](?=\s)|--|\b(?:and|but|or|while|although|because|as|when|where|if|whether|that"
    r"|who|whom|whose|which)\b",
    re.IGNORECASE,
)
_RELATIVES = words("who whom whose which where")
_ADVERBIAL = re.compile(r"(?:in|at|on|during|via|asked|[a-z]+ing)\b", re.IGNORECASE)
_PUBLICATION = (
    r"(?:first\s)?(?:published|issued|released|dated|posted|signed|sent|spread|written|broadcast"
    r"|aired|filed|circulated|made|voiced)"
)
_PUBLISHED = re.compile(
    rf"(?<!was )(?<!were )(?<!has )(?<!had )(?<!been )\b{_PUBLICATION}\b", re.IGNORECASE
)
_NEW_CLAUSE = re.compile(rf",\s(?!(?:in|at|on|during|via|late|early|of|{_PUBLICATION})\b)[a-z]")
_UTTERANCE = re.compile(
    r"\s(?:\w+\s)?(?:statement|interview|speech|letter|tweet|post|report|memo|briefing|conference"
    r"|call|address|hearing|e-?mail|paper|message|filing|broadcast|editorial|note|rally)s?\b"
)


def said_on(
    text: str,
    sentence_span: Span,
    cue_span: Span,
    content_spans: Sequence[Span],
    found: Sequence[Found],
) -> When | None:
    """The date that says when the statement was made.

    It stands in the sentence of the cue, outside the content, and no other
    clause lies between it and the cue: "who was freed on Monday, said" has none.

    Args:
        text: The article.
        sentence_span: The sentence in which the cue stands.
        cue_span: The cue.
        content_spans: The content's fragments.
        found: The dates of the article, or of the sentence, in order.
    """
    best: tuple[int, Found] | None = None
    nearby = slice(
        bisect_left(found, cue_span[0] - 2 * _FAR, key=attrgetter("start")),
        bisect_left(found, cue_span[1] + _FAR, key=attrgetter("start")),
    )
    for one in found[nearby]:
        inside = sentence_span[0] <= one.start and one.end <= sentence_span[1]
        if not inside or any(start < one.end and one.start < end for start, end in content_spans):
            continue
        away = _distance(text, sentence_span, cue_span, content_spans, one)
        if away is not None and (best is None or away < best[0]):
            best = away, one
    if best is None:
        return None
    return _when(best[1])


def _when(found: Found) -> When:
    first = found.first.isoformat() if found.first else None
    last = found.last.isoformat() if found.last else None
    return When(found.text, first, last, found.granularity, ((found.start, found.end),))


def _distance(
    text: str, sentence: Span, cue: Span, contents: Sequence[Span], found: Found
) -> int | None:
    """Characters between cue and date, None if the date is not the cue's."""
    start, end = found.start, found.end
    bound = word_before(text, start).lower() in _BOUNDS and not _WHEN.match(text, end)
    if bound or _describes(text, found):
        return None
    if cue[0] <= start and end <= cue[1]:
        return 0
    behind = start >= cue[1]
    first, last = (cue[1], start) if behind else (end, cue[0])
    if last < first or last - first > _FAR or in_dateline(text, found):
        return None
    gap = text[first:last]
    if _crosses_quotation(gap):
        return None
    between = [span for span in contents if span[0] < last and first < span[1]]
    if between:  # "rejected the charges on Monday", but not "rejected the charges, Bo said Monday"
        rest = text[max(span[1] for span in between) : last]
        return len(gap) if behind and _says_no_more(rest) else None
    if behind:
        return len(gap) if _follows_cue(gap) else None
    before = text[max(sentence[0], start - _FAR) : start]
    return len(gap) if _leads_to_cue(before, gap) else None


def _follows_cue(gap: str) -> bool:
    """Whether a date ``gap`` after the cue belongs to it and to no other verb."""
    return not _CLAUSE.search(gap) and not _NEW_CLAUSE.search(gap)


def _says_no_more(rest: str) -> bool:
    """Whether words between content and date are no clause of their own."""
    return not ("," in rest or _CLAUSE.search(rest) or any(map(is_past, rest.lower().split())))


def _leads_to_cue(before: str, gap: str) -> bool:
    """Whether a date after ``before`` belongs to the verb that comes after ``gap``."""
    opening, words = "", before
    for match in _OPENING.finditer(before):
        opening, words = match.group().lower(), before[match.end() :]
    words = _LEADS.sub("", words).strip()
    if _PUBLISHED.search(words):
        return not _OTHER_CLAUSE.search(gap)
    when = _WHEN.match(gap)
    if when:  # "since 1998, when the latter called him": the date is the clause's
        return not _CLAUSE.search(gap, when.end())
    if "," not in gap and not _CLAUSE.search(gap):
        return not (words and opening in _RELATIVES)
    fronted = not words or _ADVERBIAL.match(words)
    return bool(fronted and not _OTHER_CLAUSE.search(gap))


def _describes(text: str, found: Found) -> bool:
    """Whether the date stands before a noun: "the 2016 campaign", "Monday's vote".

    Before a word for what was said it still tells when: "in a Monday statement".
    """
    after = text[found.end : found.end + 60]
    if after.startswith(("'s", "’s")):
        return not _UTTERANCE.match(after[2:])
    determined = word_before(text, found.start).lower() in _DETERMINERS
    return determined and word_after(text, found.end).islower() and not _UTTERANCE.match(after)


def _crosses_quotation(gap: str) -> bool:
    """Whether a quotation ends or starts in the gap that does not lie wholly within it."""
    opened = 0
    for mark in _MARKS.findall(gap):
        opened += 1 if mark == "“" else -1
        if opened < 0:
            return True
    return opened > 0 or gap.count('"') % 2 == 1
