"""Linking that is cut off goes on where it stopped, and nothing is linked twice."""

from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.ledger.echoes import gathering
from tests.ledger.linked import printed

PORT = "we will rebuild the northern port of Haven before the autumn storms return"


def test_a_stop_in_the_middle_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [
        printed(f"Outlet {number}", "2026-03-02", ("Ada Quill", "said", PORT))
        for number in range(6)
    ]
    with Ledger.open(tmp_path / "whole", write=True) as ledger:
        ledger.add(articles)
        whole = [each.to_dict() for each in ledger.echoes()]
    monkeypatch.setattr(gathering, "_BATCH", 2)
    with Ledger.open(tmp_path / "cut", write=True) as ledger:
        with ledger.writing("test") as writer:
            for article in articles:
                writer.add(article)
        stops = 0

        def stop(name: str, done: int, total: int) -> None:
            nonlocal stops
            assert done <= total
            if name == "echoes" and stops < 3:
                stops += 1
                raise KeyboardInterrupt

        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                ledger.link(stop)
        ledger.link(stop)
        assert [each.to_dict() for each in ledger.echoes()] == whole
        ledger.link()
        assert [each.to_dict() for each in ledger.echoes()] == whole
