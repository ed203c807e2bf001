import io
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

import sayso
import sayso.extracting
from sayso import _api
from sayso._api import at_least
from sayso.extracting import Extraction, Story
from sayso.records import Article, Passage, Statement


class Fake:
    """Finds one statement in each text: its first word."""

    loads = 0

    @classmethod
    def load(cls) -> "Fake":
        time.sleep(0.01)  # long enough for a second thread to come along
        cls.loads += 1
        return cls()

    def extract(self, text: str, published: date | None = None) -> list[Statement]:  # noqa: ARG002
        return [Statement("x", Passage.cut(text, [(0, len(text.split()[0]))]))]

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[Extraction]:
        alone = (each if isinstance(each, str) else each.text for each in texts)
        return (Extraction(found, []) for found in self.extract_many(alone))

    def extract_many(self, texts: Iterable[str]) -> Iterator[list[Statement]]:
        waiting: list[str] = []
        for text in texts:  # takes two ahead, as a real one may
            waiting.append(text)
            if len(waiting) > 2:
                yield self.extract(waiting.pop(0))
        yield from map(self.extract, waiting)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Fake]]:
    monkeypatch.setattr(sayso.extracting, "Extractor", Fake)
    monkeypatch.setattr(Fake, "loads", 0)
    _api._load.cache_clear()
    yield Fake
    _api._load.cache_clear()


def test_what_is_public() -> None:
    assert sayso.__all__ == [
        "Article",
        "CorpusError",
        "Dateline",
        "Extractor",
        "InputError",
        "Interaction",
        "Ledger",
        "LedgerError",
        "Mention",
        "MissingExtra",
        "ModelError",
        "Origin",
        "Party",
        "Passage",
        "QueryError",
        "Removed",
        "SaysoError",
        "Speaker",
        "Statement",
        "UnknownError",
        "UsageError",
        "When",
        "__version__",
        "extract",
        "read",
    ]
    assert dir(sayso) == sayso.__all__


@pytest.mark.usefixtures("fake")
def test_every_public_name_is_there() -> None:
    assert all(hasattr(sayso, name) for name in sayso.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = sayso.nonsense


def test_importing_brings_nothing_heavy_along() -> None:
    code = "import sys, sayso, sayso.reading; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "onnxruntime", "tokenizers", "rich", "typer"} & set(ran.stdout.split())


def test_the_extractor_is_loaded_once_for_all_threads(fake: type[Fake]) -> None:
    threads = [threading.Thread(target=sayso.extract, args=("Yes.",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fake.loads == 1


@pytest.mark.usefixtures("fake")
def test_extract_takes_the_text_as_it_is() -> None:
    (statement,) = sayso.extract("\ufeffA\r\nB")
    assert statement.content.text == "\ufeffA"


@pytest.mark.usefixtures("fake")
def test_read_joins_each_article_with_its_own_statements(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"word{number} and more")
    articles = list(sayso.read(tmp_path))
    assert [a.statements[0].content.text for a in articles] == [f"word{n}" for n in range(7)]
    assert [a.origin.path for a in articles if a.origin] == sorted(map(str, tmp_path.iterdir()))


@pytest.mark.usefixtures("fake")
def test_read_opens_files_only_as_they_are_needed(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("word")
    articles = sayso.read(tmp_path)
    next(articles)
    (tmp_path / "8.txt").unlink()
    with pytest.raises(sayso.InputError, match=r"8\.txt: no such file"):
        list(articles)


@pytest.mark.usefixtures("fake")
def test_read_takes_open_files() -> None:
    for stream in (io.BytesIO(b"word"), io.StringIO("word")):
        (article,) = sayso.read(stream)
        assert article.text == "word"


@pytest.mark.usefixtures("fake")
def test_read_raises_or_reports(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("word")
    bad.touch()
    with pytest.raises(sayso.InputError):
        list(sayso.read(bad, good))
    errors: list[sayso.InputError] = []
    (article,) = sayso.read(bad, tmp_path / "gone", good, on_error=errors.append)
    assert article.text == "word"
    assert [Path(error.path).name for error in errors] == ["bad.txt", "gone"]


def test_at_least_moves_nested_statements_up() -> None:
    def statement(name: str, parent: str | None, confidence: float) -> Statement:
        return Statement(name, Passage("w", ((0, 1),)), parent=parent, confidence=confidence)

    article = Article(
        "id",
        "w",
        statements=(
            statement("a", None, 0.9),
            statement("b", "a", 0.2),
            statement("c", "b", 0.8),
            statement("d", "gone", 0.5),
        ),
    )
    kept = at_least(article, 0.5).statements
    assert [(each.id, each.parent) for each in kept] == [("a", None), ("c", "a"), ("d", None)]
