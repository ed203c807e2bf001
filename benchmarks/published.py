"""What others reported on PolNeAR's test split: not measured here."""

from __future__ import annotations

from typing import Final

SOURCE: Final = (
    "Published figures are those of CofeNet's authors (detailed experiments, table 6); BERT-base "
    "has 110 M parameters, Sayso's encoder 22 M. It is another split of the same corpus: compare "
    "with care."
)

SPAN_F1: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("rules", "10.7", "22.8", "5.6"),
    ("CoreNLP quote annotator", "13.9", "–", "17.5"),
    ("CRF", "50.6", "53.4", "28.6"),
    ("BiLSTM-CRF", "69.6", "66.7", "59.0"),
    ("BERT-base", "81.1", "74.0", "68.9"),
    ("BERT-base-CRF", "82.2", "74.9", "71.0"),
    ("CofeNet on BERT-base", "83.2", "75.3", "72.9"),
)
"""System; exact-span F1 of source, cue and content, in percent."""
