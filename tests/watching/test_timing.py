from random import Random

import pytest

from sayso.errors import UsageError
from sayso.watching import interval
from sayso.watching.timing import DAY, backoff, retry_after

NOW = 1_800_000_000.0  # Fri, 15 Jan 2027 08:00:00 GMT


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("15m", 900), ("1h", 3600), ("1h30m", 5400), (" 2D ", 172_800), ("90s", 90)],
)
def test_intervals(given: str, seconds: float) -> None:
    assert interval(given) == seconds


@pytest.mark.parametrize("given", ["", "0m", "59s", "15", "m", "-5m", "31d", "1.5h", "1m1h", "²m"])
def test_what_is_no_interval(given: str) -> None:
    with pytest.raises(UsageError, match="no time between rounds"):
        interval(given)


def test_waits_double_up_to_a_day() -> None:
    random = Random(1)
    waits = [backoff(900, failures, random) for failures in range(1, 1200)]
    assert all(900 * 2**n * 0.9 <= wait <= 900 * 2**n * 1.1 for n, wait in enumerate(waits[:6]))
    assert max(waits) <= 1.1 * DAY
    assert min(waits[8:]) >= 0.9 * DAY


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("9" * 400, DAY),
        ("Fri, 15 Jan 2027 08:01:40 GMT", 100),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0),
        ("Fri, 15 Jan 2099 07:00:00 GMT", DAY),
        ("soon", None),
        ("-5", None),
        ("²", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds
