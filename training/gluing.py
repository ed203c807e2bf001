"""Dumps to learn the splitter of dumps from: articles glued together as people find them.

An article is a list of paragraphs, the first of them its title. What is made
of it differs from dump to dump: with or without titles, bylines and datelines,
with a lead that repeats the headline, with one blank line or several.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BLANK: Final = re.compile(r"\n[ \t\xa0]*\n\s*")
_ARTEFACTS: Final = frozenset({"ABSTRACT.", "FULL TEXT.", "CORRECTION APPENDED."})
_SENTENCE: Final = re.compile(r"^(.{40,250}?[a-z\d”\"])\.(?= )")
_DATELINE: Final = re.compile(r"^.{2,40}?(?:\([A-Za-z]+\))? ?(?:—|–|--|- )")


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


_PLACES: Final = _list(
    "New Delhi|Moscow|London|Beijing|Nairobi|Brussels|Ottawa|Jakarta|Canberra|Kyiv|Ankara"
    "|Lima|Cape Town|Port Moresby|Vilnius|Accra|Dhaka|Hanoi|Tashkent|Geneva|Oslo|Quito"
    "|Tunis|Baku|Washington|Springfield, Ill.|Buffalo, N.Y.|Lisbon|Karachi|Kampala|Suva"
    "|Yerevan|Zagreb"
)
_AGENCIES: Final = _list("AP|Reuters|AFP|IANS|PTI|TASS|UNS|Gulf Wire|dpa|Xinhua|Kyodo|EFE|Meridian")
_MONTHS: Final = _list("Jan|February|March|Apr|May|June|July|Aug.|Sept|October|Nov.|Dec")
_FIRST: Final = _list("Ada|Bram|Celia|Dev|Esi|Farid|Greta|Hugo|Ines|Jomo|Katya|Lars")
_LAST: Final = _list("Okoro|Lindt|Varga|Mehta|Quispe|Hale|Tamm|Byrne|Soto|Nakata|Ferro|Wolde")


@dataclass(frozen=True, slots=True)
class Story:
    """One article in paragraphs; ``has_title`` tells whether the first is its title."""

    paragraphs: tuple[str, ...]
    has_title: bool = True
    is_wire: bool = False


@dataclass(frozen=True, slots=True)
class Dump:
    """Glued stories; ``starts`` are the offsets at which they begin."""

    text: str
    starts: tuple[int, ...]


def polnear(path: Path) -> list[Story]:
    """The articles of a PolNeAR file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return [Story(tuple(part.strip() for part in _BLANK.split(text.strip()))) for text in texts]


def wire(path: Path) -> Dump:
    """A dump of agency stories with its gold beside it (``.json``)."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    return Dump(text, tuple(article["start"] for article in gold["articles"]))


def stories_of(dump: Dump) -> list[Story]:
    """The stories of a dump, as they are: their headlines are not told from their leads."""
    ends = (*dump.starts[1:], len(dump.text))
    cut = [dump.text[start:end].strip() for start, end in zip(dump.starts, ends, strict=True)]
    return [Story(tuple(_BLANK.split(text)), has_title=False, is_wire=True) for text in cut]


def glue(pieces: list[list[str]], gaps: list[str]) -> Dump:
    """Stories one behind the other; ``gaps`` stands before each paragraph but the first."""
    text, starts, gap = "", [], iter(["", *gaps])
    for paragraphs in pieces:
        for index, paragraph in enumerate(paragraphs):
            text += next(gap)
            if index == 0:
                starts.append(len(text))
            text += paragraph
    return Dump(text, tuple(starts))


def plain(stories: list[Story], titles: bool) -> Dump:
    """Stories as they are, one blank line between paragraphs; for measuring."""
    pieces = [list(s.paragraphs[0 if titles or len(s.paragraphs) < 2 else 1 :]) for s in stories]
    return glue(pieces, ["\n\n"] * (sum(map(len, pieces)) - 1))


def varied(stories: list[Story], rng: random.Random) -> Dump:
    """Stories in the manner of one dump out of many."""
    titles = rng.choice((0.0, 0.0, 0.0, 0.5, 1.0, 1.0))
    full_stops = rng.random() < 0.4
    datelines = rng.choice((0.0, 0.0, 0.3, 0.6, 0.9))
    repeats = rng.choice((0.0, 0.0, 0.5))
    bylines = rng.choice((0.0, 0.0, 0.0, 0.5))
    pieces = []
    for story in stories:
        if story.is_wire:
            pieces.append(list(story.paragraphs))
            continue
        paragraphs = [p for p in story.paragraphs if p not in _ARTEFACTS or rng.random() < 0.3]
        head, body = paragraphs[:1], paragraphs[1:] or paragraphs
        if not full_stops:
            body = [p.rstrip(".") if len(p.split()) <= 6 and '"' not in p else p for p in body]
            head = [p.rstrip(".") for p in head]
        head = head if rng.random() < titles else []
        lead = body[0]
        if rng.random() < repeats and (sentence := _SENTENCE.match(_DATELINE.sub("", lead))):
            head = [sentence[1] + rng.choice((".", ""))]
            if rng.random() < 0.6:  # as agencies do that repeat the headline
                lead = _dateline(rng) + _DATELINE.sub("", lead)
        elif rng.random() < datelines:
            lead = _dateline(rng) + _DATELINE.sub("", lead)
        if rng.random() < bylines:
            head = [*head, *_bylines(rng)]
        pieces.append([*head, lead, *body[1:]])
    return glue(pieces, _gaps([len(piece) for piece in pieces], rng))


def _gaps(lengths: list[int], rng: random.Random) -> list[str]:
    between, within = rng.choice(((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.05, 0.05), (0.5, 0.04)))
    gaps = []
    for length in lengths:
        gaps += ["\n\n\n" if rng.random() < between else "\n\n"]
        gaps += ["\n\n\n" if rng.random() < within else "\n\n" for _ in range(length - 1)]
    return gaps[1:]


def _dateline(rng: random.Random) -> str:
    place, agency = rng.choice(_PLACES), rng.choice(_AGENCIES)
    if rng.random() < 0.5:
        head, *region = place.split(",")
        place = ",".join((head.upper(), *region))
    month, day, year = rng.choice(_MONTHS), rng.randint(1, 28), rng.randint(1995, 2026)
    date = rng.choice((f"{month} {day}", f"{day} {month} {year}", f"{month} {day}, {year}"))
    dash = rng.choice((" -", " --", " —", ":"))
    form = rng.randrange(4)
    if form == 0:
        return f"{place}, {date} ({agency}){dash} "
    if form == 1:
        return f"{place} ({agency}){dash.replace(':', ' —')} "
    if form == 2:
        return f"{place}, {date}{dash} "
    return f"{place.upper()}, {date}. /{agency}/. "


def _bylines(rng: random.Random) -> list[str]:
    name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    month, day = rng.choice(_MONTHS), rng.randint(1, 28)
    lines = [f"By {name}", f"By {name}, Staff Writer", f"Published: {day} {month} 2024"]
    return rng.sample(lines, rng.choice((1, 1, 2)))
