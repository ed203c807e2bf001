import pytest

from sayso.evaluating.days import resolved, same_time
from sayso.records import When


def found(first: str | None, last: str | None) -> When:
    return When("then", first, last, "day" if first else "unresolved")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-02", ("2031-05-02", "2031-05-02", "day")),
        ("2032-02", ("2032-02-01", "2032-02-29", "month")),
        ("2031", ("2031-01-01", "2031-12-31", "year")),
    ],
)
def test_gold_is_a_range(value: str, expected: tuple[str, str, str]) -> None:
    when = resolved("then", value)
    assert when is not None
    assert (when.start, when.end, when.granularity) == expected


@pytest.mark.parametrize(
    "value",
    ["", "2031-5", "2031-00", "2031-13", "2031-02-30", "2031-05-00", "0000", "soon", 2031, None],
)
def test_gold_is_none(value: object) -> None:
    assert resolved("then", value) is None


@pytest.mark.parametrize(
    ("gold", "first", "last", "right"),
    [
        ("2031-05-02", "2031-05-02", "2031-05-02", True),
        ("2031-05-02", "2031-05-03", "2031-05-03", False),
        ("2031-05-02", "2031-05-01", "2031-05-03", True),  # the weekend
        ("2031-05-02", "2031-05-01", "2031-05-31", False),
        ("2031-05", "2031-05-01", "2031-05-31", True),
        ("2031-05", "2031-05-01", "2031-05-12", True),  # earlier this month
        ("2031-05", "2031-04-28", "2031-05-04", True),  # last week
        ("2031-05", "2031-05-02", "2031-05-02", False),
        ("2031-05", "2031-04-01", "2031-04-30", False),
        ("2031-05", "2031-01-01", "2031-12-31", False),
        ("2031", "2031-01-01", "2031-12-31", True),
        ("2031", "2031-03-01", "2031-03-31", True),
        ("2031", "2030-01-01", "2030-12-31", False),
    ],
)
def test_found_range(gold: str, first: str, last: str, right: bool) -> None:
    when = resolved("then", gold)
    assert when is not None
    assert same_time([when], found(first, last)) == right


def test_unresolved_is_not_right() -> None:
    when = resolved("then", "2031")
    assert when is not None
    assert not same_time([when], None)
    assert not same_time([when], found(None, None))


def test_any_accepted_date_will_do() -> None:
    accepted = [when for day in ("02", "09") if (when := resolved("then", f"2031-05-{day}"))]
    assert same_time(accepted, found("2031-05-09", "2031-05-09"))
