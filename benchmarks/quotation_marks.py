"""The plainest rival: what stands in double quotation marks was said by whoever is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sayso.evaluating import GoldAttribution
from sayso.records import Span

_LINE: Final = re.compile(r"[^\n]+")
_QUOTED: Final = re.compile(r'“[^“”]+”|"[^"]+"')
_CUE: Final = re.compile(
    r"\b(?:said|says?|saying|told|tells|according to|added|adding|asked|wrote|writes|noted"
    r"|called|claimed|argued|announced|explained|insisted|replied|warned|declared|stated)\b"
)
_WORD: Final = r"(?:[A-Z]\.|[A-Z][\w-]*(?:[’'][A-Z]\w+)?)"
# Capitalised only because they open a sentence.
_OPENING: Final = (
    r"(?:A|An|The|This|That|These|Those|But|And|Or|So|If|In|On|At|As|For|From|To|With|When|While"
    r"|After|Before|Asked|According|Speaking|It|Its|His|Her|Their|My|Our|Your|You|There|Not|No)"
)
_SOURCE: Final = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\b|\b(?!{_OPENING}\b){_WORD}(?: {_WORD})*"
)


def attributions(text: str) -> Iterator[GoldAttribution]:
    """One for each quoted stretch, its marks included, paragraph by paragraph.

    The cue is the nearest reporting verb of the same paragraph outside any
    quotation, the source the capitalised name or pronoun nearest to the cue.
    """
    for line in _LINE.finditer(text):
        quoted = [match.span() for match in _QUOTED.finditer(text, *line.span())]
        if not quoted:
            continue
        # Blanked, so that offsets stay as they are.
        around = _QUOTED.sub(lambda match: " " * len(match[0]), line[0])
        cues = _found(_CUE, around, line.start())
        sources = _found(_SOURCE, around, line.start())
        for content in quoted:
            cue = _nearest(cues, content)
            source = _nearest(sources, cue) if cue else None
            yield GoldAttribution(
                source=(source,) if source else (),
                cue=(cue,) if cue else (),
                content=(content,),
            )


def _found(pattern: re.Pattern[str], line: str, offset: int) -> list[Span]:
    return [(offset + match.start(), offset + match.end()) for match in pattern.finditer(line)]


def _nearest(spans: Iterable[Span], to: Span) -> Span | None:
    return min(spans, key=lambda span: max(span[0] - to[1], to[0] - span[1]), default=None)
