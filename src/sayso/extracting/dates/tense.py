"""Does a sentence speak of what is behind or of what is to come?

"On Monday" after "said" is the Monday past, after "will meet" the one ahead.
The word nearest to the date decides, looking back from it through its own
sentence, and forward where the date opens the sentence.
"""

from __future__ import annotations

import re

from sayso.extracting.dates.days import Tense
from sayso.extracting.dates.vocabulary import words

_AHEAD = words(
    "will 'll ’ll won't won’t shall would due upcoming planned planning scheduled expect expects "
    "expected invite invites begins starts opens continues resumes ends closes"
)
_TOWARDS = _AHEAD | words(
    """agree agreed agrees aim aims decided demand demanded demands hope hopes intend intends offer
    offered offers order ordered orders plan plans pledge pledged pledges promise promised promises
    schedule schedules set threaten threatened threatens urge urged urges vow vowed vows want wants
    wanted is are be"""
)
"""Words that make the infinitive after them a thing to come."""
_AUXILIARIES = words("was were had did been wasn't weren't hadn't wasn’t weren’t hadn’t")
_PAST = _AUXILIARIES | words(
    """said told went came made took gave got found saw knew thought met left held led sent spoke
    wrote won lost began ran fell rose hit shot flew drew drove broke built bought brought caught
    fought felt kept sold stood struck swore threw chose grew became sat died put paid sought taught
    done seen taken given known written spoken"""
)
_LEADS = words(
    "on in at from to for of the around about early late midnight noon since by until till before "
    "after during"
)
_DEADLINES = words("by until till")
_NO_VERB = words("a an the his her its their this that")
_WORD = re.compile(r"[\w'’-]+")
_STOP = re.compile(r"[.;:!?](?=\s)|\n|[.!?]?[”\"](?=\s)")
_BACK, _FORTH = 160, 100
_FORWARD_WORDS = 10


def tense_around(text: str, start: int, end: int) -> Tense | None:
    """What the words around ``text[start:end]`` say, or None if they say nothing."""
    before = _clause_before(text, start)
    leads: set[str] = set()
    while before and before[-1].lower() in _LEADS:
        leads.add(before.pop().lower())
    if "since" in leads:
        return "past"
    deadline = bool(leads & _DEADLINES)
    follow = _clause_after(text, end)
    if follow and follow[0] in ("will", "would", "shall"):
        return "future"
    for index in range(len(before) - 1, -1, -1):
        word, previous = before[index].lower(), before[index - 1].lower() if index else ""
        following = before[index + 1] if index + 1 < len(before) else ""
        infinitive = word == "to" and following.islower() and following not in _NO_VERB
        if infinitive:
            return "future" if deadline or previous in _TOWARDS else None
        if (word in _AHEAD or word.endswith(("'ll", "’ll"))) and following != "to":
            return "future"
        if is_past(word) and previous != "be":  # "is to be opened" lies ahead
            if deadline and not _AUXILIARIES & {word, previous}:
                return "future"
            # Further off it may belong to other words: "invited them to a debate on 10 April".
            return "past" if not following else None
    if deadline:
        return "future"
    return _forward(follow) if not before else None


def _forward(follow: list[str]) -> Tense | None:
    for word in follow[:_FORWARD_WORDS]:
        if word in _AHEAD:
            return "future"
        if is_past(word):
            return "past"
    return None


def is_past(word: str) -> bool:
    """Whether a word in small letters is, or may be, a verb in the past."""
    return word in _PAST or (word.endswith("ed") and len(word) > 3)


def _clause_before(text: str, start: int) -> list[str]:
    piece = text[max(0, start - _BACK) : start]
    stops = list(_STOP.finditer(piece))
    return _WORD.findall(piece, stops[-1].end() if stops else 0)


def _clause_after(text: str, end: int) -> list[str]:
    piece = text[end : end + _FORTH]
    stop = _STOP.search(piece)
    return [word.lower() for word in _WORD.findall(piece[: stop.start()] if stop else piece)]
