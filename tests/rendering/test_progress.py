import pytest

from sayso.rendering import progress


@pytest.mark.parametrize(("total", "shown"), [(3, "3/3"), (1, "/?")])
def test_a_terminal_is_told_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], total: int, shown: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with progress(total, shown=True) as meter:
        for _ in range(total):
            meter.advance(1_000)
            meter.clear()
        meter.advance()
    captured = capsys.readouterr()
    assert shown in captured.err
    assert "words/s" in captured.err
    assert captured.out == ""


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(3, shown=True) as meter:
        meter.advance(1_000)
        meter.clear()
    assert capsys.readouterr() == ("", "")
