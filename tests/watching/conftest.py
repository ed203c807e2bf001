from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.watching.support import FakeClock, Internet, Make, internet


@pytest.fixture
def web() -> Iterator[Internet]:
    with internet() as server:
        yield server


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def make(ledger: Ledger, clock: FakeClock) -> Iterator[Make]:
    made = Make(ledger, clock)
    yield made
    for each in made.made:
        each.close()
