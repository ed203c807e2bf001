"""Pages one after the other, facets that stay right, reports that are bounded, several workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import anyio
import httpx
import pytest

from sayso.ledger import Ledger
from sayso.web import queries
from sayso.web.access import Shelf
from tests.web.conftest import Open


def test_pages_come_one_after_the_other(path: Path) -> None:
    shelf = Shelf(path, read_only=True)
    inside: list[int] = []
    most: list[int] = []

    async def page(number: int) -> None:
        async with shelf.turn():
            inside.append(number)
            most.append(len(inside))
            await anyio.sleep(0)
            inside.remove(number)

    async def several() -> None:
        async with anyio.create_task_group() as group:
            for number in range(5):
                group.start_soon(page, number)

    anyio.run(several)
    assert most == [1] * 5
    shelf.close()


def test_a_page_that_takes_long_holds_nobody_up(path: Path) -> None:
    shelf = Shelf(path, read_only=True)
    order: list[str] = []

    async def long(quick_is_done: anyio.Event) -> None:
        async with shelf.turn():
            await quick_is_done.wait()
            order.append("long")

    async def quick(done: anyio.Event) -> None:
        async with shelf.turn():
            order.append("quick")
        done.set()

    async def both() -> None:
        done = anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(long, done)
            await anyio.sleep(0)
            group.start_soon(quick, done)

    anyio.run(both)
    assert order == ["quick", "long"]
    # The place is free again, and only once.
    anyio.run(_taken, shelf)
    shelf.close()


async def _taken(shelf: Shelf) -> None:
    async with shelf.turn():
        pass


@pytest.mark.parametrize("most", [0, 1, 2, 5, 100])
def test_from_which_day_on_statements_are_counted(path: Path, most: int) -> None:
    with Ledger.open(path) as ledger:
        days = {
            str(day): int(str(number))
            for day, number in ledger.connection.execute(
                "SELECT a.day, count(*) FROM article a JOIN statement s ON s.article = a.key"
                " WHERE a.day IS NOT NULL GROUP BY 1"
            )
        }
        found = queries.counted_since(ledger, most)
    if found is None:
        assert sum(days.values()) <= most
        return
    kept = [number for day, number in days.items() if day >= found]
    earlier = max(day for day in days if day < found)
    assert sum(kept) <= most or len(kept) == 1
    assert sum(kept) + days[earlier] > most


def test_a_report_that_is_bounded_says_so(
    path: Path, open_site: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_site(path).get("/sources")
    assert "Counted in the articles since" not in whole.text
    monkeypatch.setattr("sayso.web.pages.sources._COUNTED", 2)
    bounded = open_site(path).get("/sources")
    assert "Counted in the articles since" in bounded.text
    assert "sayso report sources" in bounded.text


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_several_workers_answer_and_stop_together(path: Path, number: int) -> None:
    command = ["serve", os.fspath(path), "--port", "0", "--workers", "2"]
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", *command], stderr=subprocess.PIPE, text=True
    ) as site:
        assert site.stderr is not None
        address = site.stderr.readline().partition(" at ")[2].split()[0]
        answers = {httpx.get(f"{address}search?q=bridge", timeout=20).status_code for _ in range(8)}
        site.send_signal(number)
        assert site.wait(15) == (-number if number == signal.SIGKILL else 0)
    assert answers == {200}
    for _ in range(100):  # a killed parent is noticed a moment later
        try:
            httpx.get(address)
        except httpx.TransportError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("somebody still answers")
