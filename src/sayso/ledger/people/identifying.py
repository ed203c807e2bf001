"""From a name in an article to what it is looked up by, or to nobody.

Whoever is only described ("a law enforcement official", "aides", "you") is nobody
across articles: what one article calls an official is not what another calls so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.ledger.people import names, tables
from sayso.ledger.people.folding import fold

_LONGEST: Final = 100
_MOST_WORDS: Final = 12
_SMALL: Final = frozenset(
    [
        "of",
        "on",
        "for",
        "to",
        "and",
        "the",
        "a",
        "an",
        "in",
        "&",
        "de",
        "la",
        "du",
        "des",
        "del",
        "et",
        "y",
        "at",
        "by",
        "with",
        "from",
    ]
)
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&.-]{1,8}")
_EDGES: Final = " \t\"“”‘’',.;:!?()[]*-–—…"
_POSSESSIVE: Final = re.compile(r"['’]s?(?=\s|$)")
_DEPARTMENT: Final = re.compile(r"(?:us )?(?P<what>.+) (?P<body>department|ministry)")
_DEPARTMENT_OF: Final = re.compile(
    r"(?:us )?(?P<body>department|ministry) of (?:the )?(?P<what>.+)"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name is looked up by."""

    kind: str
    """person, organization, country or document."""
    name: str
    """As it is shown, without titles."""
    norm: str
    blocks: tuple[tuple[str, str], ...]
    """Where it is filed: a heading, and the initial under it."""
    is_part: bool
    """A surname or an acronym alone, that stands for a longer name."""
    is_common: bool
    """Whether many have such a name, so that it says little by itself."""
    parsed: names.Name | None = None
    """Of a person."""
    certain: bool = True
    """False: only the name of somebody known already makes it a name."""


@lru_cache(maxsize=200_000)
def identify(name: str, kind: str) -> tuple[Identity, ...]:
    """What the name of that kind may be, the likeliest first; nothing for a description."""
    text = " ".join(name.split()).strip(_EDGES.replace(".", ""))
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return ()
    found: list[Identity | None]
    match kind:
        case "person":
            found = [_person(text)]
        case "country":
            found = [_country(text) or _body(text)]
        case "organization":
            found = [_country(text) or _body(text)]
        case "document":
            found = [_document(text)]
        case _:
            if country := _country(text):
                return (country,)
            found = [_uncertain(each) for each in (_person(text), _body(text))]
    return tuple(each for each in found if each is not None)


def _person(text: str) -> Identity | None:
    parsed = names.parse(text)
    if parsed is None:
        return None
    common = any(each.surname in tables.common_surnames() for each in parsed.readings)
    well_known_given = all(
        each in tables.given_names() or len(each) == 1 for each in parsed.readings[0].given[:1]
    )
    return Identity(
        "person",
        parsed.text,
        parsed.norm,
        names.blocks(parsed),
        parsed.is_part,
        common and well_known_given,
        parsed,
    )


def _country(text: str) -> Identity | None:
    plain = fold(text).replace(".", "").replace(",", "").removeprefix("the ")
    code = tables.countries().names.get(plain)
    if code is None or (len(plain) == 2 and not text.replace(".", "").isupper()):
        return None
    shown = tables.countries().shown[code]
    norm = body_norm(shown)
    return Identity("country", shown, norm, ((norm, ""),), is_part=False, is_common=False)


def _body(text: str) -> Identity | None:
    if not _is_proper(text):
        return None
    letters = text.replace(".", "").replace("-", "").replace("&", "")
    is_acronym = bool(_ACRONYM.fullmatch(text.rstrip("."))) and 1 < len(letters) < 8
    is_part = len(letters) > 2  # two letters are spelled by too many names
    shown = re.sub(r"^[Tt]he\s+", "", _POSSESSIVE.sub("", text) if is_acronym else text)
    if is_acronym:
        long = tables.acronyms().get(fold(letters))
        if long is not None:
            norm = body_norm(long)
            return Identity("organization", long, norm, blocks_of(long, norm), False, False)
        norm = fold(letters)
        return Identity("organization", shown, norm, ((norm, ""),), is_part, False)
    norm = body_norm(shown)
    if not norm:
        return None
    generic = all(word in tables.generic_words() or word in _SMALL for word in norm.split())
    return Identity("organization", shown, norm, blocks_of(shown, norm), False, generic)


def _document(text: str) -> Identity | None:
    if not _is_proper(text) or len(text.split()) < 2:
        return None
    norm = body_norm(text)
    if all(
        word in tables.generic_words() or word in tables.descriptions() for word in norm.split()
    ):
        return None
    return Identity("document", text, norm, ((norm, ""),), False, False)


def _uncertain(identity: Identity | None) -> Identity | None:
    if identity is None or identity.is_part:
        return None
    return Identity(
        identity.kind,
        identity.name,
        identity.norm,
        identity.blocks,
        identity.is_part,
        identity.is_common,
        identity.parsed,
        certain=False,
    )


def blocks_of(name: str, norm: str) -> tuple[tuple[str, str], ...]:
    """Where an organization is filed: under the acronym that it spells."""
    heading = spelled(name)
    return ((heading if len(heading) > 1 else norm, "="),)  # one capital spells nothing


def body_norm(name: str) -> str:
    """The same for "the Department of Justice" and "Justice Department"."""
    folded = _POSSESSIVE.sub("", fold(name)).replace("&", " and ").replace(".", "")
    words = re.findall(r"[^\W_]+", folded)
    while words and words[0] in ("the", "a", "an"):
        words.pop(0)
    while len(words) > 1 and words[-1] in tables.legal_forms():
        words.pop()
    plain = " ".join(words)
    moved = _DEPARTMENT_OF.fullmatch(plain) or _DEPARTMENT.fullmatch(plain)
    if moved is None:
        return plain
    return f"{moved['body']} of {moved['what'].removesuffix(' affairs')}"


def spelled(name: str) -> str:
    """The acronym that the capitals of a name spell, folded."""
    words = re.findall(r"[^\W\d_]+", _POSSESSIVE.sub("", name))
    return fold("".join(word[0] for word in words if word[0].isupper() and word != "The"))


def _is_proper(text: str) -> bool:
    words = [word.strip(_EDGES) for word in text.split()]
    words = [word for word in words if word]
    plain = [fold(_POSSESSIVE.sub("", word)) for word in words]
    if not words:
        return False
    content = [at for at, word in enumerate(plain) if word not in _SMALL]
    if not content:
        return False
    if plain[0] in _SMALL - {"the", "de", "la"} or words[-1] in _SMALL:
        return False
    last = content[-1]
    for at in content:
        capital = words[at][0].isupper() or words[at][0].isdigit()
        if not capital and not (
            at == last and len(content) > 1 and plain[at] in tables.body_heads()
        ):
            return False
    if not any(words[at][0].isupper() for at in content):
        return False
    if any(plain[at] not in tables.descriptions() for at in content):
        return True
    if len(content) > 1 and plain[content[0]] in tables.countries().demonyms:
        return plain[last] in tables.body_heads() | tables.generic_words()  # "Russian government"
    # "Foreign Ministry", "Supreme Court": of nothing but common words, yet a name.
    return (
        len(content) > 1
        and all(words[at][0].isupper() for at in content)
        and any(
            plain[at] in tables.body_heads() or plain[at] in tables.generic_words()
            for at in content
        )
    )
