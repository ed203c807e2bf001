"""Scoring the extractor against a corpus that people have annotated.

``evaluate`` reads the corpus, has its articles extracted and scores the
result; ``misses`` picks what to read by eye. The other names are the parts,
for whoever scores another system with the same rules.
"""

from sayso.evaluating.corpora import read_corpus
from sayso.evaluating.evaluate import Evaluation, ExtractMany, Progress, evaluate
from sayso.evaluating.gold import (
    ROLES,
    GoldArticle,
    GoldAttribution,
    Pair,
    Role,
    as_attribution,
    as_statement,
)
from sayso.evaluating.misses import Miss, misses
from sayso.evaluating.report import Report, Tally
from sayso.evaluating.scoring import RoleScores, Score, Scores, score_article

__all__ = [
    "ROLES",
    "Evaluation",
    "ExtractMany",
    "GoldArticle",
    "GoldAttribution",
    "Miss",
    "Pair",
    "Progress",
    "Report",
    "Role",
    "RoleScores",
    "Score",
    "Scores",
    "Tally",
    "as_attribution",
    "as_statement",
    "evaluate",
    "misses",
    "read_corpus",
    "score_article",
]
