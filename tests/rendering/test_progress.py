import pytest

from sayso.rendering import progress


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "160")


@pytest.mark.usefixtures("terminal")
def test_a_terminal_is_told_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(3, 3_000, shown=True) as meter:
        for _ in range(3):
            meter.begin()
            meter.take(1_000)
            meter.advance(1_000, 5)
            meter.fail()
            meter.clear()
        meter.advance()
    captured = capsys.readouterr()
    for part in ("3/3 items", "4 articles", "15 statements", "words/s", "3 failed"):
        assert part in captured.err
    assert captured.out == ""


@pytest.mark.usefixtures("terminal")
def test_one_input_of_unknown_size_is_not_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(1, shown=True) as meter:
        meter.begin()
        meter.take(10)
        meter.advance(100)
    assert "items" not in capsys.readouterr().err


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(3, 10, shown=True) as meter:
        meter.begin()
        meter.take(1)
        meter.advance(1_000, 2)
        meter.fail()
        meter.clear()
    assert capsys.readouterr() == ("", "")
