import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import sayso
import sayso.extracting
from sayso.cli import app
from sayso.errors import ModelError
from sayso.extracting import Extraction, Story
from sayso.records import Passage, Statement

EXAMPLES = Path(sayso.__file__).parent / "examples"
SAID = re.compile(r"(“[^”]*”) (said) (\w+)")


class Fake:
    """Knows one pattern: “…” said Somebody."""

    def __init__(self, threads: int | None) -> None:
        self.threads = threads

    @classmethod
    def load(cls, *, threads: int | None = None) -> "Fake":
        if threads == 13:
            raise ModelError("the model is damaged; install Sayso again")
        return cls(threads)

    def extract(self, text: str) -> list[Statement]:
        if "INTERRUPT" in text:
            raise KeyboardInterrupt
        if "CRASH" in text:
            raise RuntimeError("something broke")
        return [
            Statement(
                str(number),
                Passage.cut(text, [found.span(1)]),
                source=Passage.cut(text, [found.span(3)]),
                cue=Passage.cut(text, [found.span(2)]),
                form="direct",
                confidence=0.9 if len(found[1]) > 6 else 0.4,
            )
            for number, found in enumerate(SAID.finditer(text))
        ]

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[Extraction]:
        alone = (each if isinstance(each, str) else each.text for each in texts)
        return (Extraction(found, []) for found in self.extract_many(alone))

    def extract_many(self, texts: Iterable[str]) -> Iterator[list[Statement]]:
        return map(self.extract, texts)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sayso.extracting, "Extractor", Fake)
    monkeypatch.delenv("SAYSO_DEBUG", raising=False)


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("“We will appeal,” said Quill. “No,” said Strand.", "utf-8")
    return path


def test_jsonl_is_what_a_pipe_gets(story: Path) -> None:
    result = run("read", story)
    assert result.exit_code == 0
    (record,) = records(result)
    assert [each["source"]["text"] for each in record["statements"]] == ["Quill", "Strand"]
    assert record["origin"] == {
        "path": str(story),
        "start": 0,
        "end": len(record["text"]),
        "member": None,
        "record": None,
    }


def test_standard_input() -> None:
    (record,) = records(run("read", "-", stdin="“Yes,” said Quill.".encode()))
    assert record["origin"]["path"] == "<stdin>"
    assert record["text"] == "“Yes,” said Quill."


@pytest.mark.parametrize(
    ("form", "start"),
    [("jsonl", "{"), ("json", "[\n{"), ("html", "<!DOCTYPE html>"), ("table", "“We will appeal,”")],
)
def test_formats(story: Path, tmp_path: Path, form: str, start: str) -> None:
    result = run("read", story, "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    output = tmp_path / "out"
    assert run("read", story, "-f", form, "-o", output).exit_code == 0
    assert output.read_text("utf-8").startswith(start)


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.html", "<!DOCTYPE"), ("a.json", "["), ("a.jsonl", "{"), ("a.txt", "“We"), ("a", "{")],
)
def test_the_suffix_of_the_output_names_the_format(
    story: Path, tmp_path: Path, name: str, start: str
) -> None:
    output = tmp_path / "results" / name
    output.parent.mkdir()
    assert run("read", story, "-o", output).stdout == ""
    assert output.read_text("utf-8").startswith(start)
    assert list(output.parent.iterdir()) == [output]


def test_min_confidence(story: Path) -> None:
    (record,) = records(run("read", story, "--min-confidence", "0.5"))
    assert [each["confidence"] for each in record["statements"]] == [0.9]


def test_one_bad_file_does_not_stop_the_others(story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    (tmp_path / "paper.txt").write_bytes(b"%PDF-1.7")
    result = run("read", tmp_path, tmp_path / "missing")
    assert result.exit_code == 3
    assert [record["origin"]["path"] for record in records(result)] == [str(story)]
    complaints = result.stderr.splitlines()
    assert len(complaints) == 5
    assert all(line.startswith(f"sayso: {tmp_path}/") for line in complaints[:4])
    assert complaints[4] == "sayso: read 1 article; 4 could not be read (see above)"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("read",),
        ("read", "story.txt", "--format", "xml"),
        ("read", "story.txt", "--threads", "0"),
        ("read", "story.txt", "--min-confidence", "2"),
        ("read", "story.txt", "--nonsense"),
        ("read", "story.txt", "--field", "text"),
        ("read", "story.txt", "--field", "sound=x"),
        ("read", "story.txt", "--encoding", "klingon"),
        ("nonsense",),
    ],
)
def test_a_request_that_makes_no_sense_is_exit_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_fields_of_json(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text('{"t": "“We will appeal,” said Quill.", "h": {"x": "News"}}\n', "utf-8")
    (record,) = records(run("read", path, "--field", "text=t", "--field", "title=h.x"))
    assert record["title"] == "News"
    assert [each["source"]["text"] for each in record["statements"]] == ["Quill"]


def test_other_languages_and_copies_are_counted_and_kept(tmp_path: Path) -> None:
    french = "“Nous ferons appel,” said Quill. " + "La mairie a voté lundi la fermeture. " * 9
    english = " ".join(f"“We will appeal {n},” said Quill, and that was that." for n in range(9))
    for name, text in (("a", english), ("b", french), ("c", english), ("d", french)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    result = run("read", tmp_path)
    assert result.exit_code == 0
    a, b, c, d = records(result)
    assert [each["language"] for each in (a, b, c, d)] == ["en", "fr", "en", "fr"]
    assert b["statements"] == d["statements"] == []
    assert len(a["statements"]) == 9
    assert c["statements"] == a["statements"]
    assert c["duplicate_of"] == a["id"]
    assert result.stderr == (
        "sayso: read 4 articles; 2 not in English and not extracted from (2 fr);"
        " 2 near-copies of earlier ones\n"
    )


def test_a_private_address_is_refused() -> None:
    result = run("read", "http://127.0.0.1:9/page")
    assert result.exit_code == 3
    assert "--allow-private" in result.stderr


def test_a_damaged_model_is_exit_2(story: Path) -> None:
    result = run("read", story, "--threads", "13")
    assert result.exit_code == 2
    assert result.stderr == "sayso: the model is damaged; install Sayso again\n"


@pytest.mark.parametrize("name", ["", "no/such/folder/out.jsonl", "story.txt"])
def test_an_output_that_cannot_be_written_is_exit_2(story: Path, name: str) -> None:
    before = story.read_bytes()
    result = run("read", story, "-o", story.parent / name)
    assert result.exit_code == 2
    assert "sayso: " in result.stderr
    assert story.read_bytes() == before


@pytest.mark.parametrize("word", ["CRASH", "INTERRUPT"])
def test_what_stops_half_way_leaves_the_earlier_output(
    story: Path, tmp_path: Path, word: str
) -> None:
    (tmp_path / "z.txt").write_text(word)
    results = tmp_path / "results"
    results.mkdir()
    output = results / "out.jsonl"
    output.write_text("earlier")
    assert run("read", story, tmp_path / "z.txt", "-o", output).exit_code in (1, 130)
    assert output.read_text() == "earlier"
    assert list(results.iterdir()) == [output]


def test_inputs_that_all_fail_leave_the_earlier_output(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("earlier")
    (tmp_path / "empty.txt").touch()
    assert run("read", tmp_path / "empty.txt", "-o", output).exit_code == 3
    assert output.read_text() == "earlier"


def test_ctrl_c_is_one_line_and_exit_130() -> None:
    result = run("read", "-", stdin=b"INTERRUPT")
    assert result.exit_code == 130
    assert result.stderr == "sayso: stopped after 0 articles\n"


def test_ctrl_c_says_what_became_of_the_output(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("earlier")
    result = run("read", "-", "-o", output, stdin=b"INTERRUPT")
    assert result.exit_code == 130
    assert result.stderr.startswith(f"sayso: stopped after 0 articles; {output} is as it was")
    assert output.read_text() == "earlier"


def test_standard_input_is_named_once() -> None:
    result = run("read", "-", "-", stdin=b"Yes, said Quill.")
    assert result.exit_code == 2
    assert result.stderr == ("sayso: standard input can be read only once; name - a single time\n")


def test_a_bug_is_one_line_and_exit_1() -> None:
    result = run("read", "-", stdin=b"CRASH")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "RuntimeError: something broke" in result.stderr


def test_a_bug_has_a_traceback_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    assert "Traceback" in run("read", "-", stdin=b"CRASH").stderr


def test_a_file_name_cannot_write_to_the_terminal() -> None:
    assert "\x1b" not in run("read", "\x1b]0;owned\x07").stderr


def test_version() -> None:
    assert run("--version").stdout == f"sayso {sayso.__version__}\n"


@pytest.mark.parametrize("command", ["read", "evaluate"])
def test_help_shows_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"\n    sayso {command} " in result.stdout


def test_the_examples_can_be_read() -> None:
    found = records(run("read", EXAMPLES))
    assert len(found) == 3
    assert all(250 <= len(record["text"].split()) <= 400 for record in found)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    text = "“We will appeal,” said Quill. “No,” said Strand."
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "a.ann").write_text(
        "T1\tContent 0 17\t“We will appeal,”\nT2\tCue 18 22\tsaid\nT3\tSource 23 28\tQuill\n"
        "E1\tAttribution:T2 Content:T1 Source:T3\n",
        "utf-8",
    )
    return folder


def test_evaluate_prints_tables_or_json(corpus: Path) -> None:
    result = run("evaluate", corpus)
    assert result.exit_code == 0, result.stderr
    assert "exact span: source" in result.stdout
    scores = json.loads(run("evaluate", corpus, "--json", "--errors", "5").stdout)
    assert set(scores) == {"overall", "publishers", "details", "misses"}
    assert "spurious" in run("evaluate", corpus, "--errors", "5").stdout


def test_evaluate_without_a_corpus_is_exit_2(tmp_path: Path) -> None:
    result = run("evaluate", tmp_path / "missing")
    assert result.exit_code == 2
    assert result.stderr.startswith("sayso: ")


# From here on real processes, whose pipes and signals a runner cannot imitate.


@pytest.fixture
def command() -> Callable[..., list[str]]:
    code = (
        "import runpy, sys, sayso.extracting\n"
        f"sayso.extracting.Extractor = runpy.run_path({__file__!r})['Fake']\n"
        "from sayso.cli import main\n"
        "main()"
    )
    return lambda *arguments: [sys.executable, "-c", code, *map(str, arguments)]


def test_a_reader_that_leaves_early_ends_it_quietly(
    command: Callable[..., list[str]], tmp_path: Path
) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text("word " * 20_000)
    with subprocess.Popen(
        command("read", tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_article_is_printed_before_the_next_is_there(
    command: Callable[..., list[str]], story: Path, tmp_path: Path
) -> None:
    fifo = tmp_path / "later.txt"
    os.mkfifo(fifo)
    with subprocess.Popen(command("read", story, fifo), stdout=subprocess.PIPE) as process:
        assert process.stdout
        first = json.loads(process.stdout.readline())
        assert first["origin"]["path"] == str(story)
        fifo.write_text("The second story.")
        second = json.loads(process.stdout.readline())
        assert second["text"] == "The second story."
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_one_line_and_exit_2(command: Callable[..., list[str]], story: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command("read", story), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith("sayso: cannot write standard output: no space left")
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_any_locale_gives_utf_8(command: Callable[..., list[str]], locale: str) -> None:
    ran = subprocess.run(
        command("read", "-"),
        input="“Né,” said Quill.".encode(),
        capture_output=True,
        env={**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert json.loads(ran.stdout.decode("utf-8"))["text"] == "“Né,” said Quill."
    assert ran.stderr == b""


def test_python_m_sayso() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sayso", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"sayso {sayso.__version__}\n"
