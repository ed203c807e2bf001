"""``python -m benchmarks.web LEDGER``: how long pages take at so many requests a second.

Starts the site over a ledger on this machine and asks at fixed moments, whether the answers
before have come or not, half searches and half statements. A time runs from the moment at
which a request was due, so that a client that is late makes no site look quick; how late it
was, and how much of a processor each side took, is told.

``--writing`` adds made articles meanwhile from another process, fifty a second, a thousand
statements: more than any reading of text gives, and little of the processor. ``--adding FILES``
runs ``sayso add`` on real texts, which writes less and takes all the processor that it gets.
Both change the ledger: give a copy.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.ledger import Ledger

_PORT: Final = 8791
_SEED: Final = 3
_ADD: Final = """
import sys, time
from benchmarks.made import articles
from sayso.ledger import Ledger

with Ledger.open(sys.argv[1], write=True) as ledger, ledger.writing("benchmark") as writer:
    for number, article in enumerate(articles(1_000_000, seed=int(time.time()))):
        writer.add(article)
        time.sleep(0.02)
"""


def main(
    path: Annotated[Path, typer.Argument(metavar="LEDGER", help="Its file.")],
    rate: Annotated[float, typer.Option(min=0.1, help="Requests a second.")] = 50,
    seconds: Annotated[float, typer.Option(min=1)] = 20,
    writing: Annotated[bool, typer.Option("--writing", help="While articles are added.")] = False,
    adding: Annotated[
        Path | None, typer.Option(help="While sayso add reads these texts.", show_default=False)
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Of the site.", show_default=False)] = None,
) -> None:
    """Print percentiles of the times of what is asked for."""
    words, statements = _material(path)
    serve = ["serve", os.fspath(path), "--port", str(_PORT), "--read-only"]
    if workers is not None:
        serve += ["--workers", str(workers)]
    commands = {"site": ["-m", "sayso", *serve]}
    if writing:
        commands["writer"] = ["-c", _ADD, os.fspath(path)]
    if adding is not None:
        commands["sayso add"] = [
            "-m", "sayso", "add", os.fspath(adding), "--ledger", os.fspath(path)
        ]  # fmt: skip
    before = _statements(path)
    site = subprocess.Popen([sys.executable, *commands.pop("site")])
    others = {}
    try:
        asyncio.run(_warm(words, statements))
        others = {
            name: subprocess.Popen([sys.executable, *command], stderr=subprocess.DEVNULL)
            for name, command in commands.items()
        }
        used = _used(site.pid)
        asyncio.run(_ask(words, statements, rate, seconds))
        used = _used(site.pid) - used
        print(f"the site took {used / rate / seconds * 1e3:.1f} ms of a processor for a page")
        for name, process in others.items():
            over = "" if process.poll() is None else ", which was at its end before"
            print(f"{name}: {_statements(path) - before:,} statements written meanwhile{over}")
    finally:
        for each in (site, *others.values()):
            each.terminate()
            each.wait()


def _material(path: Path) -> tuple[list[str], list[str]]:
    dice = random.Random(_SEED)
    with Ledger.open(path) as ledger:
        (last,) = ledger.connection.execute("SELECT max(key) FROM statement").fetchone() or (0,)
        assert isinstance(last, int)
        keys = dice.sample(range(1, last + 1), min(400, last))
        found = [
            ledger.connection.execute("SELECT id, content FROM statement WHERE key = ?", (key,))
            for key in keys
        ]
        rows = [row for each in found for row in each]
    words = [dice.choice(str(content).split()).strip("“”.,;:’") for _, content in rows]
    return [word for word in words if word.isalpha()], [str(name) for name, _ in rows]


def _statements(path: Path) -> int:
    with Ledger.open(path) as ledger:
        return ledger.counts().statements


def _used(pid: int) -> float:
    """Processor seconds of a process and those that it started, by Linux's accounts."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = sum(int(each) for each in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return own + sum(_used(int(child)) for child in children)


async def _warm(words: Sequence[str], statements: Sequence[str]) -> None:
    client = _Client()
    for _ in range(200):
        try:
            await client.get("/search?q=the")
            break
        except OSError:
            await asyncio.sleep(0.1)
    for word, statement in zip(words[:20], statements[:20], strict=False):
        await client.get(f"/search?q={word}")
        await client.get(f"/statements/{statement}")


async def _ask(
    words: Sequence[str], statements: Sequence[str], rate: float, seconds: float
) -> None:
    dice = random.Random(_SEED)
    took: dict[str, list[float]] = {"search": [], "statement": []}
    late: list[float] = []
    client = _Client()

    async def one(kind: str, page: str, due: float) -> None:
        late.append(time.perf_counter() - due)
        await client.get(page)
        took[kind].append(time.perf_counter() - due)

    asked = []
    own = time.process_time()
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        if number % 2:
            page = "statement", f"/statements/{dice.choice(statements)}"
        else:
            page = "search", f"/search?q={dice.choice(words)}"
        asked.append(asyncio.create_task(one(*page, due)))
    await asyncio.gather(*asked)
    own = time.process_time() - own
    for kind, times in (*took.items(), ("the client was late by", late)):
        parts = (f"p{share} {_quantile(times, share):.0f}" for share in (50, 90, 95, 99))
        print(f"{kind}: {len(times)} times, {', '.join(parts)} ms, at most {max(times) * 1e3:.0f}")
    print(f"the client took {own / len(asked) * 1e3:.1f} ms of a processor for a page")


def _quantile(times: list[float], share: int) -> float:
    return sorted(times)[min(len(times) * share // 100, len(times) - 1)] * 1e3


class _Client:
    """Asks for pages over connections that it keeps, with next to no work of its own."""

    def __init__(self) -> None:
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, page: str) -> None:
        """See that a page comes whole.

        Raises:
            OSError: nobody answers, or with anything but a page.
        """
        if self._idle:
            reader, writer = self._idle.pop()
        else:
            reader, writer = await asyncio.open_connection("127.0.0.1", _PORT)
        writer.write(f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{_PORT}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise OSError(f"{page}: {head[:60]!r}")
        await reader.readexactly(int(head.partition(b"content-length:")[2].split(None, 1)[0]))
        self._idle.append((reader, writer))


if __name__ == "__main__":
    typer.run(main)
