from __future__ import annotations

import pytest

from sayso.ledger.people import link_people


@pytest.fixture(autouse=True)
def _people_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this step of linking: what others do is shown elsewhere, and takes its time."""
    monkeypatch.setattr("sayso.ledger.linking.STEPS", (link_people,))
