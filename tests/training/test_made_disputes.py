"""Made stories of a claim and its denial, as pairs to learn from."""

import json
from pathlib import Path

from sayso.ledger.disputes.likeness import FEATURES
from training.made_disputes import pairs

STORY = {
    "claimer": "Ira Moss", "claim_cue": "alleged", "hedge": "alleged",
    "claim": "Lena Orr sold the painting of the old harbour twice",
    "denier": "Lena Orr", "denial_cue": "denied", "stance": "denies",
    "denial": "that she sold the painting of the old harbour twice",
    "teller": "Tom Reed", "other_cue": "said", "other": "the museum will open again in May",
}  # fmt: skip


def test_a_denial_is_paired_with_its_claim_near_and_far(tmp_path: Path) -> None:
    path = tmp_path / "made.jsonl"
    path.write_text(json.dumps(STORY) + "\n", "utf-8")
    rows, labels = pairs(path)
    assert rows.shape == (len(labels), len(FEATURES))
    # In articles of their own, with the claim first, and with the denial first.
    assert labels.sum() == 3
    inside = rows[:, FEATURES.index("same article")]
    assert sorted(inside[labels == 1].tolist()) == [0.0, 1.0, 1.0]
    assert (labels == 0).any()
