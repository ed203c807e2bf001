"""How fast a ledger of many statements takes them in, and finds them again.

Beside it, in the same run and over the same rows, what SQLite's FTS5 does when it is
used as its manual says: the content in an index of its own, ranked by ``bm25``,
filters joined. Both give the same: twenty hits with what to show of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, Final

import apsw

from benchmarks import made
from benchmarks.tables import Table
from sayso.ledger import Filters, Ledger

_PAGE: Final = 20
_TURNS: Final = 3
_EACH: Final = 12
"""Different searches of each sort."""
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Search:
    """One search, as either side is asked."""

    sort: str
    """Of search: what is typical for it."""
    query: str
    filters: Filters
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that the searches took, each the median of its turns."""

    sort: str
    ours: tuple[float, ...]
    bare: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How the made record went in."""

    articles: int
    statements: int
    seconds: float
    """Waited, from the first article given to the last one safe; making them is not counted."""
    worked: float
    """Of the processor; less where others used the machine at the same time."""
    bytes: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured."""

    loaded: Loaded
    timed: tuple[Timed, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, times in seconds."""
        return {
            "articles": self.loaded.articles,
            "statements": self.loaded.statements,
            "load_seconds": round(self.loaded.seconds, 2),
            "load_processor_seconds": round(self.loaded.worked, 2),
            "bytes": self.loaded.bytes,
            "searches": {
                each.sort: {
                    "ours": [round(time, 6) for time in each.ours],
                    "bare": [round(time, 6) for time in each.bare],
                }
                for each in self.timed
            },
        }

    def load(self) -> Table:
        """What it took to write."""
        return Table(
            title="Bulk load",
            headings=("measure", "value"),
            rows=(
                ("articles", f"{self.loaded.articles:,}"),
                ("statements", f"{self.loaded.statements:,}"),
                ("statements a second", f"{self.loaded.statements / self.loaded.seconds:,.0f}"),
                (
                    "statements a second of processor time",
                    f"{self.loaded.statements / self.loaded.worked:,.0f}",
                ),
                ("size", f"{self.loaded.bytes / 1e6:,.0f} MB"),
            ),
        )

    def search(self) -> Table:
        """Both sides, by sort of search and over all."""
        everything = Timed(
            "all",
            tuple(time for each in self.timed for time in each.ours),
            tuple(time for each in self.timed for time in each.bare),
        )
        return Table(
            title=f"Milliseconds to find {_PAGE} of {self.loaded.statements:,} statements",
            headings=("search", "p50", "p95", "bare FTS5 p50", "bare FTS5 p95"),
            rows=tuple(
                (
                    each.sort,
                    *(
                        f"{quantile(times, share) * 1000:,.1f}"
                        for times in (each.ours, each.bare)
                        for share in (0.5, 0.95)
                    ),
                )
                for each in (*self.timed, everything)
            ),
            notes=(
                f"{len(everything.ours)} searches, each the median of {_TURNS} turns, the two sides"
                " in turn. Processor time of the one thread that searches, so that what else runs"
                " on the machine is left out; the file is in the page cache.",
            ),
        )


def measure(statements: int, tell: Callable[[str], None], keep: Path | None = None) -> Measured:
    """Load a made record and search it.

    Args:
        statements: how many.
        tell: told what is going on.
        keep: where the ledger is to stay; else it goes with a folder for the while.
    """
    with TemporaryDirectory(prefix="sayso-ledger-") as folder:
        path = keep or Path(folder) / "made.sayso"
        tell(f"ledger: loading {statements:,} statements into {path}")
        loaded = load(path, statements)
        tell("ledger: the same rows into bare FTS5")
        bare = Path(folder) / "bare.sqlite"
        build_bare(path, bare)
        tell("ledger: searching")
        return Measured(loaded, tuple(race(path, bare, statements)))


def load(path: Path, statements: int) -> Loaded:
    """Write the made record to a new ledger."""
    seconds, worked = 0.0, 0.0
    with Ledger.open(path, write=True) as ledger:
        with ledger.writing("benchmark") as writer:
            for article in made.articles(statements, _SEED):
                waited, used = perf_counter(), process_time()
                writer.add(article)
                seconds += perf_counter() - waited
                worked += process_time() - used
            waited, used = perf_counter(), process_time()
        seconds += perf_counter() - waited
        worked += process_time() - used
        counts = ledger.counts()
    size = sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
    return Loaded(counts.articles, counts.statements, seconds, worked, size)


def build_bare(ledger: Path, path: Path) -> None:
    """The same statements in plain tables, the content in FTS5 as its manual shows it."""
    connection = apsw.Connection(os.fspath(path))
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = normal")
    connection.execute("ATTACH ? AS source", (os.fspath(ledger),))
    connection.execute(
        """
        CREATE TABLE said (key INTEGER PRIMARY KEY, content TEXT, speaker TEXT, stance TEXT,
                           day TEXT, outlet TEXT);
        INSERT INTO said
        SELECT s.key, s.content, v.name, s.stance, s.day, a.outlet
          FROM source.statement s JOIN source.article a ON a.key = s.article
          LEFT JOIN source.voice v ON v.statement = s.key AND v.part = 'speaker' AND v.place = 0;
        CREATE INDEX said_speaker ON said (speaker);
        CREATE INDEX said_day ON said (day);
        CREATE INDEX said_outlet ON said (outlet);
        CREATE VIRTUAL TABLE words USING fts5 (content, content = 'said', content_rowid = 'key');
        INSERT INTO words (words) VALUES ('rebuild');
        ANALYZE main;
        """
    )
    connection.close()


def searches(statements: int) -> Iterator[Search]:
    """A mix of what people look for, the same for the same number of statements."""
    have = made.vocabulary(_SEED)
    dice = Random(statements)

    def word(first: int, last: int) -> str:
        return have.words[dice.randrange(first, last)]

    def speaker() -> str:
        return have.speakers[int(len(have.speakers) ** dice.random()) - 1].name

    for _ in range(_EACH):
        since = f"{dice.randint(2010, 2022)}"
        yield Search("a frequent word", word(0, 30), {})
        yield Search("a usual word", word(100, 2_000), {})
        yield Search("a rare word", word(5_000, 40_000), {})
        yield Search("two words", f"{word(10, 300)} {word(10, 300)}", {})
        yield Search("one of three", f"{word(50, 500)} OR {word(50, 500)} OR {word(50, 500)}", {})
        yield Search("one but not another", f"{word(50, 500)} NOT {word(0, 50)}", {})
        yield Search("a phrase", f'"{word(0, 40)} {word(0, 40)}"', {})
        yield Search("a beginning", f"{word(100, 20_000)[:4]}*", {})
        yield Search("a word and a speaker", word(5, 300), {"speaker": speaker()})
        yield Search("a word and a stance", word(5, 300), {"stance": "denies"})
        yield Search(
            "a word in two years", word(5, 300), {"since": since, "until": f"{int(since) + 1}"}
        )
        yield Search("the newest of a word", word(5, 300), {}, newest=True)
        yield Search("all of a speaker", "", {"speaker": speaker()}, newest=True)
        yield Search(
            "denials in an outlet",
            "",
            {"stance": "denies", "outlet": dice.choice(have.outlets)},
            newest=True,
        )


def race(ledger: Path, bare: Path, statements: int) -> Iterator[Timed]:
    """Both sides, search by search in turns, so that noise falls on both alike."""
    plain = apsw.Connection(os.fspath(bare), flags=apsw.SQLITE_OPEN_READONLY)
    for pragma in ("cache_size = -64000", f"mmap_size = {1 << 30}", "temp_store = memory"):
        plain.execute(f"PRAGMA {pragma}")
    times: dict[str, tuple[list[float], list[float]]] = {}
    with Ledger.open(ledger) as book:
        for search in searches(statements):
            ours, theirs = times.setdefault(search.sort, ([], []))
            pairs = [
                (_timed(lambda: _ours(book, search)), _timed(lambda: _bare(plain, search)))  # noqa: B023
                for _ in range(_TURNS)
            ]
            ours.append(quantile([pair[0] for pair in pairs], 0.5))
            theirs.append(quantile([pair[1] for pair in pairs], 0.5))
    plain.close()
    for sort, (ours, theirs) in times.items():
        yield Timed(sort, tuple(ours), tuple(theirs))


def quantile(values: tuple[float, ...] | list[float], share: float) -> float:
    """The smallest value that so large a share of all is not above."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _timed(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _ours(book: Ledger, search: Search) -> object:
    sort = "newest" if search.newest else None
    return book.search(search.query, sort=sort, limit=_PAGE, **search.filters)  # type: ignore[arg-type]


def _bare(plain: apsw.Connection, search: Search) -> object:
    where, values = ["1"], []
    filters = search.filters
    if filters.get("speaker"):
        where.append("s.speaker = ?")
        values.append(str(filters["speaker"]))
    if filters.get("stance"):
        where.append("s.stance = ?")
        values.append(str(filters["stance"]))
    if filters.get("outlet"):
        where.append("s.outlet = ?")
        values.append(str(filters["outlet"]))
    if filters.get("since"):
        where.append("s.day BETWEEN ? AND ?")
        values += [f"{filters['since']}-01-01", f"{filters['until']}-12-31"]
    if search.query:
        sql = (
            "SELECT s.*, highlight(words, 0, '<', '>')"
            " FROM words JOIN said s ON s.key = words.rowid"
            f" WHERE words MATCH ? AND {' AND '.join(where)}"
            f" ORDER BY {'s.day DESC' if search.newest else 'words.rank'} LIMIT ?"
        )
        return plain.execute(sql, (search.query, *values, _PAGE)).fetchall()
    sql = f"SELECT s.* FROM said s WHERE {' AND '.join(where)} ORDER BY s.day DESC LIMIT ?"
    return plain.execute(sql, (*values, _PAGE)).fetchall()
