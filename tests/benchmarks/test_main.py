import json
from pathlib import Path

import pytest
import typer

from benchmarks import peers
from benchmarks.__main__ import What, main


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": "It rained.", "attributions": []}))
    return path


def stopped(capsys: pytest.CaptureFixture[str], what: What, corpus: Path, **options: object) -> str:
    with pytest.raises(typer.Exit) as exit_:
        main(what, corpus, **options)  # type: ignore[arg-type]
    assert exit_.value.exit_code == 2
    return capsys.readouterr().err


def test_a_missing_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = stopped(capsys, What.IDENTITY, tmp_path / "nowhere.jsonl.gz")
    assert "nowhere.jsonl.gz" in message
    assert "--corpus" in message


def test_another_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text("It rained.")
    assert ".jsonl" in stopped(capsys, What.IDENTITY, tmp_path / "story.txt")


@pytest.mark.parametrize("what", [What.ACCURACY, What.SPEED, What.ALL])
def test_missing_peers_stop_everything_that_needs_them(
    what: What,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(peers, "_PYTHON", tmp_path / ".venv-bench/bin/python")
    assert "make bench" in stopped(capsys, what, corpus)


def test_a_part_never_gets_into_the_documentation(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--articles" in stopped(capsys, What.ALL, corpus, articles=3, write_docs=True)


def test_a_missing_model_is_named(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "model.onnx" in stopped(capsys, What.IDENTITY, corpus, model=tmp_path)
