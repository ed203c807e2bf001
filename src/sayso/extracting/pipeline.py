"""An article's text in, its statements out: the order of the steps.

Windows of one article go to the network in small groups; groups of many
articles run side by side on as many threads as were asked for. What an
article's statements are never depends on what else is being read.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import UsageError
from sayso.extracting.annotation import Annotation, joined
from sayso.extracting.decoding import Decoded, decode
from sayso.extracting.encoding import Encoded, Window, encode, inputs, windows
from sayso.extracting.fingerprints import fingerprint
from sayso.extracting.network import DEFAULT, Network
from sayso.extracting.statements import statements
from sayso.records import Statement

GROUP = 6
"""Windows that are decoded together: their dynamic programmes share each step."""
AHEAD = 3
"""Groups a thread that may wait for it; more would only hold memory."""


@dataclass(frozen=True, slots=True)
class _Work:
    """An article under way: the results of its groups come in order."""

    text: str
    encoded: Encoded
    groups: list[Callable[[], Decoded]]


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

    def extract(self, text: str) -> list[Statement]:
        """The statements of one article's text, taken as it is.

        Offsets are code points of exactly this string. In reading order; a
        nested statement follows the one that it stands in.
        """
        return next(self.extract_many([text]))

    def extract_many(self, texts: Iterable[str]) -> Iterator[list[Statement]]:
        """The statements of each text, in the order of the texts, as they come.

        Reads only a little ahead in ``texts``.
        """
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

    def _begin(self, text: str, pool: ThreadPoolExecutor | None) -> _Work:
        config = self._network.config
        encoded = encode(text, self._network.tokenizer)
        cut = windows(encoded, text, config.limit, config.context)
        groups: list[Callable[[], Decoded]] = []
        for start in range(0, len(cut), GROUP):
            part = cut[start : start + GROUP]
            if pool is None:
                groups.append(lambda part=part: self._read(encoded, part))  # type: ignore[misc]
            else:
                future: Future[Decoded] = pool.submit(self._read, encoded, part)
                groups.append(future.result)
        return _Work(text, encoded, groups)

    def _read(self, encoded: Encoded, part: list[Window]) -> Decoded:
        outputs = [self._network.run(inputs(encoded, window)) for window in part]
        return decode(encoded, part, outputs, self._network.config)

    def _finish(self, work: _Work) -> list[Statement]:
        parts = [group() for group in work.groups]
        labels = self._network.config.labels
        annotation = Annotation(
            work.text,
            work.encoded,
            joined(part.pos for part in parts),
            joined(part.ner for part in parts),
            labels["pos"],
            labels["ner"],
            {mention.words: mention for part in parts for mention in part.mentions},
        )
        attributions = [found for part in parts for found in part.attributions]
        return statements(annotation, attributions, self._network.config)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1
