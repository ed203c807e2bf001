"""Scoring the extractor against a corpus that people have annotated.

``evaluate`` reads the corpus, has its articles extracted and scores the
result; ``misses`` picks what to read by eye. The other names are the parts,
for whoever scores another system with the same rules.
"""

from sayso.evaluating.comparing import Attribute, Comparison
from sayso.evaluating.corpora import read_corpus
from sayso.evaluating.details import Accuracy, Answers, Details, score_details
from sayso.evaluating.evaluate import Evaluation, ExtractMany, Progress, evaluate
from sayso.evaluating.gold import (
    ROLES,
    GoldArticle,
    GoldAttribution,
    Labels,
    Pair,
    Role,
    as_attribution,
    as_statement,
    as_statements,
)
from sayso.evaluating.interactions_report import InteractionsReport, evaluate_interactions
from sayso.evaluating.misses import Miss, misses
from sayso.evaluating.report import Report, Tally
from sayso.evaluating.scoring import RoleScores, Score, Scores, score_article

__all__ = [
    "ROLES",
    "Accuracy",
    "Answers",
    "Attribute",
    "Comparison",
    "Details",
    "Evaluation",
    "ExtractMany",
    "GoldArticle",
    "GoldAttribution",
    "InteractionsReport",
    "Labels",
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
    "as_statements",
    "evaluate",
    "evaluate_interactions",
    "misses",
    "read_corpus",
    "score_article",
    "score_details",
]
