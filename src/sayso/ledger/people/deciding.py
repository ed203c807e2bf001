"""Who is meant by a name in an article: somebody known, or somebody new.

Everybody whose name fits is weighed: how well it fits, what the article tells of
them (``evidence``), who else is named beside them, in how many articles they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.ledger.people import evidence, tables
from sayso.ledger.people.comparing import Match, compare
from sayso.ledger.people.identifying import Identity
from sayso.ledger.people.register import Bearer, Register

_FIT: Final = {
    Match.GIVEN: -2.0,
    Match.SURNAME: 0.5,
    Match.INITIAL: 0.5,
    Match.JUNIOR: 0.0,
    Match.MISSPELT: 0.5,
    Match.SPELLING: 1.5,
    Match.NICKNAME: 1.5,
    Match.MIDDLE: 2.0,
    Match.SAME: 2.5,
}
"""How much a fit says for itself, in the units of ``evidence.weigh``."""
_COMMON: Final = -1.25
"""Less that is said by a name that many have."""
_GENERIC: Final = -2.25
"""Less that is said by "Supreme Court", which every country has."""
_ATTESTED: Final = 0.4
"""For each doubling of somebody's articles."""
_CLEAR: Final = 0.6
"""Share of the likeliest from which a name alone is theirs."""
_IN_ARTICLE: Final = 0.9
_SURE: Final = 0.9
"""From this score on a decision is not looked at again."""
_ENOUGH: Final = 1.5
"""Evidence from which company is not asked for."""
_RIVALS: Final = 6
"""So many of the likeliest are asked for their company."""
_NEEDED: Final = {Match.JUNIOR: 1.0, Match.INITIAL: 0.25, Match.MISSPELT: 0.25}
"""What has to speak for a fit that proves little by itself."""
_GIVEN_BEARERS: Final = 4
"""A given name that more have says nothing alone."""
_GIVEN_ARTICLES: Final = 2
"""Of somebody known by the given name alone there are more articles than one."""
_MONONYM: Final = -1.5
"""What somebody known by one word has against the bearers of fuller names."""
_GROUNDS: Final = 2
"""So many kinds of evidence have to be against it to tell two people of one full name apart."""
_FULL: Final = (Match.SAME, Match.MIDDLE, Match.NICKNAME, Match.SPELLING)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant, and how sure that is."""

    person: int | None
    """None: somebody new."""
    score: float
    reason: str
    is_open: bool = False
    """Whether more evidence could change it."""
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class _Weighed:
    bearer: Bearer
    total: float
    """With everything."""
    plain: float
    """Without the count of articles."""
    evidence: float
    """What is in ``plain`` besides the name."""
    shared: int
    against: int
    """Kinds of evidence that speak against it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A name in an article, to be decided about."""

    identity: Identity
    traits: Sequence[str]
    """What the article tells of its bearer."""
    article: int
    beside: Sequence[tuple[int, Identity]]
    """Who else is in the article, those under their full names first."""
    holder: int | None = None
    """Whose it is now, if it was decided about before."""

    @property
    def others(self) -> list[int]:
        """Those beside them."""
        return [person for person, _ in self.beside]


def choose(register: Register, case: Case) -> Choice:
    """Who is meant by a name."""
    identity = case.identity
    inside = _inside(register, case)
    if inside is not None:
        return inside
    bearers = register.bearers(identity)
    if not bearers:
        score = 0.4 if identity.is_part else 0.9
        return Choice(None, score, "the first of that name", is_open=identity.is_part)
    weighed = _weigh(register, case, bearers)
    best = weighed[0]
    if best.bearer.is_held:
        return Choice(best.bearer.person, 1.0, "decided by a person", is_held=True)
    if identity.is_part:
        return _by_part(register, identity, weighed)
    certain = identity.parsed is not None and best.bearer.match in (Match.SAME, Match.MIDDLE)
    grounds = _GROUNDS if certain else 1
    is_another = best.plain < 0 and best.against >= grounds
    needed = _NEEDED.get(best.bearer.match, -math.inf)
    doubtful = best.plain < needed
    if is_another or doubtful:
        score = evidence.chance(-best.plain)
        return Choice(None, score, f"not the {identity.name} known: {_why(best)}")
    share = _share(weighed)
    score = share * evidence.chance(best.plain)
    is_open = len(weighed) > 1 or best.bearer.match not in _FULL
    return Choice(best.bearer.person, score, _reason(best), is_open=is_open and score < _SURE)


def _inside(register: Register, case: Case) -> Choice | None:
    """Whoever has a fuller name in the same article."""
    identity = case.identity
    if not identity.is_part or identity.parsed is None:
        return None
    found: dict[int, Match] = {}
    for person, other in case.beside:
        if other.parsed is None or other.is_part:
            continue
        match = compare(identity.parsed, other.parsed)
        if match in (Match.SURNAME, Match.GIVEN):
            found.setdefault(person, match)
    surnames = [person for person, match in found.items() if match is Match.SURNAME]
    people = surnames or list(found)
    if len(people) == 1:
        return Choice(people[0], _IN_ARTICLE, "the only one of that name in the article")
    if not people:
        return None
    bearers = [Bearer(person, found[person]) for person in people]
    weighed = _weigh(register, replace(case, beside=()), bearers)
    score = _share(weighed) * _IN_ARTICLE
    return Choice(weighed[0].bearer.person, score, "the likeliest of that name in the article")


def _weigh(register: Register, case: Case, bearers: Sequence[Bearer]) -> list[_Weighed]:
    """All whose name fits, the likeliest first."""
    weighed = sorted((_alone(register, case, each) for each in bearers), key=_rank)
    best = weighed[0]
    rivals = [each for each in weighed if best.total - each.total <= evidence.MOST_COMPANY]
    if case.beside and (len(rivals) > 1 or best.plain < _ENOUGH):
        # Only where it can make a difference: it is the dearest evidence to get.
        met = [_in_company(register, case, each) for each in rivals[:_RIVALS]]
        weighed = sorted([*met, *weighed[len(met) :]], key=_rank)
    return weighed


def _alone(register: Register, case: Case, bearer: Bearer) -> _Weighed:
    """Somebody weighed by name, traits and articles."""
    identity, profile = case.identity, register.dossiers.profile(bearer.person)
    if bearer.person == case.holder:
        profile = profile.without(case.traits)  # what is in question proves nothing
    plain = _FIT[bearer.match]
    if identity.is_common:
        plain += _COMMON if identity.parsed else _GENERIC
    if identity.is_part and register.is_part(bearer.person):
        plain = _MONONYM
    weight = evidence.weigh(case.traits, profile)
    plain += weight.total
    known = _ATTESTED * math.log2(max(register.dossiers.articles(bearer.person), 1))
    return _Weighed(bearer, plain + known, plain, weight.total, 0, weight.against)


def _in_company(register: Register, case: Case, one: _Weighed) -> _Weighed:
    """Somebody weighed by who is in the article, too."""
    shared = register.dossiers.company(one.bearer.person, case.article, case.others)
    more, against = evidence.company(shared), one.against
    is_known = (
        case.identity.parsed is not None and register.dossiers.articles(one.bearer.person) > 1
    )
    if not shared and is_known and one.plain < _ENOUGH:
        more, against = evidence.NO_COMPANY, against + 1
    return _Weighed(
        one.bearer,
        one.total + more,
        one.plain + more,
        one.evidence + more,
        len(shared),
        against,
    )


def _rank(weighed: _Weighed) -> tuple[float, int]:
    return -weighed.total, weighed.bearer.person


def _by_part(register: Register, identity: Identity, weighed: list[_Weighed]) -> Choice:
    """Who is meant by a surname or an acronym alone."""
    given = sum(each.bearer.match is Match.GIVEN for each in weighed)
    too_many = given > _GIVEN_BEARERS or identity.norm in tables.common_surnames()
    weighed = [
        each
        for each in weighed
        if each.bearer.match is not Match.GIVEN
        or not (too_many or register.dossiers.articles(each.bearer.person) < _GIVEN_ARTICLES)
    ]
    own = next((each for each in weighed if register.is_part(each.bearer.person)), None)
    full = [each for each in weighed if each is not own]
    if full and full[0].total > max(0.0, own.total if own else 0.0):
        share = _share(full)
        if share >= _CLEAR:
            score = share * evidence.chance(full[0].total - 0.5)
            return Choice(full[0].bearer.person, score, _reason(full[0]), is_open=score < _SURE)
    person = own.bearer.person if own else None
    if full:
        return Choice(person, 0.4, "nobody's fuller name is likely enough", is_open=True)
    # An acronym is used as a name; a surname seldom without the given name being known.
    score = 0.4 if identity.parsed else 0.8
    return Choice(person, score, "no fuller name is known", is_open=True)


def _share(weighed: Sequence[_Weighed]) -> float:
    best = weighed[0].total
    return 1 / sum(math.exp(1.5 * (each.total - best)) for each in weighed)


_WORDS: Final = {
    Match.GIVEN: "given name",
    Match.SURNAME: "surname",
    Match.INITIAL: "surname and initial",
    Match.JUNIOR: "the same name but for Jr. or Sr.",
    Match.MISSPELT: "nearly the same name",
    Match.SPELLING: "the same name, spelt otherwise",
    Match.NICKNAME: "another form of the given name",
    Match.MIDDLE: "the same name but for middle names",
    Match.SAME: "the same name",
}


def _reason(best: _Weighed) -> str:
    why = _why(best)
    words = _WORDS[best.bearer.match]
    return f"{words}; {why}" if why else words


def _why(best: _Weighed) -> str:
    parts = []
    if best.shared:
        parts.append(f"{best.shared} of those beside them shared")
    if best.evidence >= 0.5:
        parts.append("roles, places and company agree")
    elif best.evidence <= -0.5:
        parts.append("roles, places or company differ")
    return "; ".join(parts)
