"""``python -m benchmarks.web LEDGER``: how long pages take at so many requests a second.

Starts the site over a copy of the ledger's address on this machine and asks at fixed
moments, whether the answers before have come or not, half searches and half statements.
With ``--writing`` another process adds articles to the ledger meanwhile, so give a copy.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, Final

import httpx
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
) -> None:
    """Print the 50th and the 95th percentile of what is asked for."""
    words, statements = _material(path)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "sayso", "serve", str(path), "--port", str(_PORT), "--read-only"]
        )
    ]
    if writing:
        running.append(subprocess.Popen([sys.executable, "-c", _ADD, str(path)]))
    try:
        asyncio.run(_ask(words, statements, rate, seconds))
    finally:
        for each in running:
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


async def _ask(words: list[str], statements: list[str], rate: float, seconds: float) -> None:
    dice = random.Random(_SEED)
    took: dict[str, list[float]] = {"search": [], "statement": []}
    limits = httpx.Limits(max_connections=200)
    address = f"http://127.0.0.1:{_PORT}"
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:
        for _ in range(200):
            try:
                (await client.get("/search?q=the")).raise_for_status()
                break
            except httpx.TransportError:
                await asyncio.sleep(0.1)

        async def one(kind: str, page: str) -> None:
            began = time.perf_counter()
            (await client.get(page)).raise_for_status()
            took[kind].append(time.perf_counter() - began)

        asked = []
        start = time.perf_counter()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            if number % 2:
                page = "statement", f"/statements/{dice.choice(statements)}"
            else:
                page = "search", f"/search?q={dice.choice(words)}"
            asked.append(asyncio.create_task(one(*page)))
        await asyncio.gather(*asked)
    for kind, times in took.items():
        ordered = sorted(times)
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        print(f"{kind}: {len(times)} pages, p50 {middle * 1e3:.0f} ms, p95 {late * 1e3:.0f} ms")


if __name__ == "__main__":
    typer.run(main)
