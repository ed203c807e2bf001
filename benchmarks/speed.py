"""How fast Sayso reads, how long it takes to start, how much memory it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks.encoder import BareEncoder
from benchmarks.peers import ROOT
from benchmarks.tables import Table
from sayso.errors import UsageError
from sayso.extracting import Extractor
from sayso.extracting.network import DEFAULT

THREADS: Final = (1, 2)
_STARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Race:
    """Seconds for all articles, in turns, so that noise falls on both alike."""

    threads: int
    words: int
    extract: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Time of the extractor over time of the bare encoder, by turn."""
        return tuple(ours / bare for ours, bare in zip(self.extract, self.bare, strict=True))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, times in seconds."""
        return {
            "threads": self.threads,
            "extract_words_per_second": round(self.words / median(self.extract)),
            "bare_words_per_second": round(self.words / median(self.bare)),
            "ratio": round(median(self.ratios), 4),
            "extract_seconds": [round(each, 4) for each in self.extract],
            "bare_seconds": [round(each, 4) for each in self.bare],
        }


@dataclass(frozen=True, slots=True)
class Speed:
    """All that was timed and weighed."""

    articles: int
    words: int
    windows: int
    races: tuple[Race, ...]
    import_seconds: float
    first_statement_seconds: float
    peak_bytes: int
    model_bytes: int

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "articles": self.articles,
            "words": self.words,
            "windows": self.windows,
            "races": [race.to_dict() for race in self.races],
            "import_seconds": round(self.import_seconds, 4),
            "first_statement_seconds": round(self.first_statement_seconds, 4),
            "peak_bytes": self.peak_bytes,
            "model_bytes": self.model_bytes,
        }

    def throughput(self) -> Table:
        """Words a second beside the bare encoder."""
        return Table(
            title="Words a second",
            headings=("threads", "Sayso", "bare encoder", "time over the encoder's", "range"),
            rows=tuple(
                (
                    str(race.threads),
                    f"{race.words / median(race.extract):,.0f}",
                    f"{race.words / median(race.bare):,.0f}",
                    f"{median(race.ratios):.3f}",
                    f"{min(race.ratios):.3f} to {max(race.ratios):.3f}",
                )
                for race in self.races
            ),
            notes=(
                f"{self.articles:,} articles, {self.words:,} words, {self.windows:,} windows; "
                f"medians of {len(self.races[0].ratios)} turns of each.",
            ),
        )

    def costs(self) -> Table:
        """What it takes to start and to hold."""
        return Table(
            title="Start, memory, size",
            headings=("measure", "value"),
            rows=(
                ("import sayso", f"{self.import_seconds:.2f} s"),
                ("import, load and first statement", f"{self.first_statement_seconds:.2f} s"),
                (
                    f"peak memory, reading the articles on {THREADS[-1]} threads",
                    f"{self.peak_bytes / 1e6:,.0f} MB",
                ),
                ("model.onnx", f"{self.model_bytes / 1e6:.1f} MB"),
            ),
        )


def measure(
    texts: Sequence[str], model: Path | None, turns: int, tell: Callable[[str], None]
) -> Speed:
    """Time everything on ``texts``."""
    folder = model or DEFAULT
    words = sum(len(text.split()) for text in texts)
    tell("speed: cutting the encoder out of the model, in .venv-bench")
    bare = BareEncoder(folder, texts)
    races = tuple(_race(threads, words, texts, model, bare, turns, tell) for threads in THREADS)
    tell(f"speed: starting {_STARTS + 1} processes")
    named = [str(folder)] if model else []
    # The first one only warms the disk.
    starts = [_fresh("start", *named) for _ in range(_STARTS + 1)][1:]
    tell("speed: weighing one process")
    weighed = _fresh("memory", str(THREADS[-1]), *named, given=json.dumps(list(texts)))
    return Speed(
        articles=len(texts),
        words=words,
        windows=len(bare),
        races=races,
        import_seconds=median(start["import"] for start in starts),
        first_statement_seconds=median(start["first_statement"] for start in starts),
        peak_bytes=int(weighed["bytes"]),
        model_bytes=(folder / "model.onnx").stat().st_size,
    )


def _race(
    threads: int,
    words: int,
    texts: Sequence[str],
    model: Path | None,
    bare: BareEncoder,
    turns: int,
    tell: Callable[[str], None],
) -> Race:
    extractor = Extractor.load(model, threads=threads)
    extractor.extract(texts[0])  # the first run allocates
    ours, theirs = [], []
    for turn in range(turns):
        begin = perf_counter()
        for _ in extractor.extract_many(texts):
            pass
        between = perf_counter()
        bare.run(threads)
        ours.append(between - begin)
        theirs.append(perf_counter() - between)
        tell(
            f"speed: {threads} thread{'s' if threads > 1 else ''}, turn {turn + 1} of {turns}: "
            f"{words / ours[-1]:,.0f} words/s, encoder {words / theirs[-1]:,.0f} words/s"
        )
    return Race(threads, words, tuple(ours), tuple(theirs))


def _fresh(*arguments: str, given: str | None = None) -> dict[str, float]:
    # -P: the script's folder must not stand before the installed packages.
    done = subprocess.run(
        [sys.executable, "-P", ROOT / "benchmarks/fresh.py", *arguments],
        input=given,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise UsageError("a fresh process could not read with Sayso: see above for the reason")
    result: dict[str, float] = json.loads(done.stdout)
    return result
