from __future__ import annotations

from datetime import date

import pytest

from sayso.days import days, first_day, iso_days, last_day
from sayso.errors import UsageError


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        (" 2024-03-31 ", date(2024, 3, 31), date(2024, 3, 31)),
        ("2024-3-1", date(2024, 3, 1), date(2024, 3, 1)),
        ("9999", date(9999, 1, 1), date.max),
    ],
)
def test_a_day_a_month_a_year(given: str, first: date, last: date) -> None:
    assert (first_day(given), last_day(given)) == (first, last)


@pytest.mark.parametrize(
    "given", ["", "soon", "0000", "2024-13", "2023-02-29", "2024-", "\u0662\u0660\u0662\u0664"]
)
def test_what_is_no_date_is_refused_by_its_name(given: str) -> None:
    with pytest.raises(UsageError, match=r"^since .* is no date; write 2026-03-31"):
        first_day(given, "since")


def test_a_span_has_its_end_included_and_may_be_open() -> None:
    assert iso_days("2024-02", "2024-02") == ("2024-02-01", "2024-02-29")
    assert days(None, "2024") == (None, date(2024, 12, 31))
    assert iso_days(None, None) == (None, None)
    with pytest.raises(UsageError, match="since 2024-02-01 is after until 2023-12-31"):
        days("2024-02", "2023")
    with pytest.raises(UsageError, match="start 2019-01-01 is after end 2017-12-31"):
        days("2019", "2017", ("start", "end"))
