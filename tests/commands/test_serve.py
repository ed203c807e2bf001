from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.ledger import Ledger

pytest.importorskip("fastapi")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["serve", *arguments], env={"SAYSO_TOKEN": ""})
    return result.exit_code, result.output


def test_another_address_needs_a_token_or_reading_only() -> None:
    code, said = run("--host", "0.0.0.0")
    assert code == 2
    assert "--token" in said
    assert "--read-only" in said


def test_a_short_token_keeps_nobody_out() -> None:
    code, said = run("--token", "1234")
    assert code == 2
    assert "8 characters" in said


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    code, said = run(str(tmp_path / "none.sayso"))
    assert code == 2
    assert "there is no such ledger" in said
    assert not list(tmp_path.iterdir())


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = run("--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "--port" in said


def test_no_address_of_this_machine() -> None:
    code, said = run("--host", "no-such-host.invalid", "--read-only")
    assert code == 2
    assert "no address of this machine" in said


@pytest.mark.slow
def test_it_says_where_it_answers(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sayso", write=True):
        pass
    process = subprocess.Popen(
        [sys.executable, "-m", "sayso", "serve", str(tmp_path / "a.sayso"), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = line[line.index("http://") :].split()[0]
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(10)
        process.stderr.close()  # type: ignore[union-attr]
