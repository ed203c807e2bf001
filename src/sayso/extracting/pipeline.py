"""An article's text in, its statements and interactions out: the order of the steps.

Windows of one article go to the network in small groups; groups of many
articles run side by side on as many threads as were asked for. What an
article's records are never depends on what else is being read.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.errors import UsageError
from sayso.extracting.annotation import Annotation, Words, joined
from sayso.extracting.decoding import Attribution, Decoded, decode
from sayso.extracting.encoding import Encoded, Window, encode, inputs, marks_of, windows
from sayso.extracting.fingerprints import fingerprint
from sayso.extracting.interactions import Event, events, pair_scores
from sayso.extracting.network import DEFAULT, Config, Network
from sayso.extracting.statements import records
from sayso.records import Interaction, Span, Statement

GROUP = 6
"""Windows that are decoded together: their dynamic programmes share each step."""
AHEAD = 3
"""Groups a thread that may wait for it; more would only hold memory."""


class Story(NamedTuple):
    """An article's text with what is known of it from elsewhere."""

    text: str
    published: date | None = None
    """From this day relative dates count, where the text has no dateline with a date."""
    byline: str | None = None
    """Who "I" is in the article's own words, if it names one person."""

    @classmethod
    def of(cls, text: str, published: str | None, byline: str | None) -> Story:
        """The same with the day as articles have it: an ISO date or time, if it is known."""
        try:
            day = date.fromisoformat((published or "")[:10])
        except ValueError:
            day = None
        return cls(text, day, byline)


class Extraction(NamedTuple):
    """What one article's text holds."""

    statements: list[Statement]
    interactions: list[Interaction]


class _Read(NamedTuple):
    """What a few consecutive windows say."""

    decoded: Decoded
    events: list[Event]


@dataclass(frozen=True, slots=True)
class _Work:
    """An article under way: the results of its groups come in order."""

    story: Story
    encoded: Encoded
    groups: list[Callable[[], _Read]]


class Extractor:
    """A loaded model. Make one and keep it; it can be used from several threads."""

    def __init__(self, network: Network, threads: int) -> None:
        self._network = network
        self.threads = threads

    @classmethod
    def load(cls, model: Path | None = None, *, threads: int | None = None) -> Extractor:
        """Load the model that comes with Sayso, or the one in folder ``model``.

        ``threads`` run the network side by side, by default as many as this
        process has cores. Raises ModelError if the files are missing or do
        not fit together, UsageError if ``threads`` is less than 1.
        """
        if threads is None:
            threads = _cores()
        if threads < 1:
            raise UsageError(f"threads must be 1 or more, not {threads}")
        return cls(Network(model or DEFAULT), threads)

    @property
    def fingerprint(self) -> str:
        """Names the model's files by what is in them: 16 hex digits."""
        return fingerprint(self._network.folder)

    def extract(self, text: str, published: date | None = None) -> list[Statement]:
        """The statements of one article's text, taken as it is.

        Offsets are code points of exactly this string. In reading order; a
        nested statement follows the one that it stands in. Relative dates
        ("on Monday") count from the text's dateline or else from ``published``.
        """
        return next(self.extract_many([Story(text, published)]))

    def read(self, text: str) -> Extraction:
        """The statements and interactions of one article's text, taken as it is."""
        return next(self.read_many([text]))

    def extract_many(self, texts: Iterable[str | Story]) -> Iterator[list[Statement]]:
        """The statements of each text, in the order of the texts, as they come.

        Reads only a little ahead in ``texts``.
        """
        return (extraction.statements for extraction in self.read_many(texts))

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[Extraction]:
        """The statements and interactions of each text, likewise."""
        if self.threads == 1:
            for text in texts:
                yield self._finish(self._begin(text, None))
            return
        pool = ThreadPoolExecutor(self.threads, "sayso")
        waiting: deque[_Work] = deque()
        try:
            for text in texts:
                waiting.append(self._begin(text, pool))
                while sum(max(1, len(work.groups)) for work in waiting) > AHEAD * self.threads:
                    yield self._finish(waiting.popleft())
            while waiting:
                yield self._finish(waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, text: str | Story, pool: ThreadPoolExecutor | None) -> _Work:
        config = self._network.config
        story = Story(text) if isinstance(text, str) else text
        text = story.text
        encoded = encode(text, self._network.tokenizer)
        cut = windows(encoded, text, config.limit, config.context)
        groups: list[Callable[[], _Read]] = []
        for start in range(0, len(cut), GROUP):
            part = cut[start : start + GROUP]
            if pool is None:
                groups.append(lambda part=part: self._read(text, encoded, part))  # type: ignore[misc]
            else:
                future: Future[_Read] = pool.submit(self._read, text, encoded, part)
                groups.append(future.result)
        return _Work(story, encoded, groups)

    def _read(self, text: str, encoded: Encoded, part: list[Window]) -> _Read:
        config = self._network.config
        outputs = [self._network.run(inputs(encoded, window)) for window in part]
        found = [
            event
            for window, output in zip(part, outputs, strict=True)
            for event in events(text, encoded, window, output, config)
        ]
        return _Read(decode(encoded, part, outputs, config), found)

    def pair(self, text: str, actor: Span | None, recipient: Span | None) -> dict[str, float]:
        """The probability of each type of interaction between two places of a short text."""
        config = self._network.config
        encoded = encode(text, self._network.tokenizer)
        outputs = []
        for window in windows(encoded, text, config.limit):
            shown = inputs(encoded, window)
            sides = [_within(encoded, window, span) for span in (actor, recipient)]
            outputs.append(self._network.run(shown, marks_of(shown, *sides)))
        names = config.labels["interaction"]
        chances = np.exp(pair_scores(outputs, config))
        return dict(zip(names, chances.tolist(), strict=True))

    @property
    def config(self) -> Config:
        """Of the network."""
        return self._network.config

    def annotated(self, text: str) -> tuple[Annotation, list[Attribution]]:
        """What the network says of one article, before statements are made of it."""
        work = self._begin(text, None)
        return self._annotated(work, [group() for group in work.groups])

    def _annotated(
        self, work: _Work, read: Sequence[_Read]
    ) -> tuple[Annotation, list[Attribution]]:
        parts = [each.decoded for each in read]
        labels = self._network.config.labels
        annotation = Annotation(
            work.story.text,
            work.encoded,
            joined(part.pos for part in parts),
            joined(part.ner for part in parts),
            labels["pos"],
            labels["ner"],
            {mention.words: mention for part in parts for mention in part.mentions},
        )
        return annotation, [found for part in parts for found in part.attributions]

    def _finish(self, work: _Work) -> Extraction:
        read = [group() for group in work.groups]
        annotation, attributions = self._annotated(work, read)
        found = [event for part in read for event in part.events]
        story = work.story
        config = self._network.config
        return Extraction(
            *records(annotation, attributions, found, config, story.published, story.byline)
        )


def _within(encoded: Encoded, window: Window, span: Span | None) -> Words | None:
    """A place of the text in words of the window, if it stands there."""
    if span is None:
        return None
    first = int(np.searchsorted(encoded.end, span[0], "right"))
    last = int(np.searchsorted(encoded.start, span[1], "left")) - 1
    first, last = max(first, window.begin), min(last, window.stop - 1)
    return (first - window.begin, last - window.begin) if first <= last else None


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1
