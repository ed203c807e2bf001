"""From judged pairs of statements to the weights that find echoes and disputes.

    python -m training.links echoes --ledger polnear.sayso
    python -m training.links disputes --ledger polnear.sayso --wire ../shared/data/wire

``training/data/links/*.jsonl`` holds pairs that were read and judged, as places in
articles (id of the text, first and last character): the ledger has to hold these
articles. ``--wire`` adds the disputes that the gold of wire-c, -e and -g marks. Written
is ``src/sayso/data/echoes.json`` or ``disputes.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.comparable import Comparable, of_articles
from sayso.ledger.connecting import connect
from sayso.ledger.disputes import likeness as disputing
from sayso.ledger.disputes.likeness import Pair, is_related, possible
from sayso.ledger.disputes.pairing import last_claim
from sayso.ledger.echoes import likeness as echoing
from sayso.ledger.vectors import Vectors
from training.made_disputes import pairs as made_pairs
from training.wire import gold_pairs

Floats = NDArray[np.float64]
Place = tuple[str, int, int]
Judged = tuple[Comparable, Comparable, Sequence[Comparable]]
"""Two statements, and all of the first one's article."""

PENALTY = 1.0
"""On the squares of the weights."""
LABELS = Path("training/data/links")
OUT = Path("src/sayso/data")
FOLDS = 5


def fit(x: Floats, y: Floats, sure: Floats, penalty: float = PENALTY) -> Floats:
    """Weights, the bias last, by Newton's method.

    Args:
        x: features [N, F].
        y: labels [N], 0 or 1.
        sure: how much each pair counts [N].
        penalty: on the squares of the weights.
    """
    rows = np.hstack([x, np.ones((len(x), 1))])
    weights = np.zeros(rows.shape[1])
    ridge = np.full(len(weights), penalty)
    ridge[-1] = 1e-6
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (sure * (chance - y)) + ridge * weights
        curve = (rows * (sure * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def chances(x: Floats, weights: Floats) -> Floats:
    """Probabilities [N]."""
    result: Floats = 1 / (1 + np.exp(-np.clip(x @ weights[:-1] + weights[-1], -30, 30)))
    return result


def judged(
    kind: str, ledger: Path, features: Callable[[Judged, float], Sequence[float]]
) -> tuple[Floats, Floats, list[int]]:
    """The pairs that were judged, as far as the ledger has them: features, labels, articles."""
    connection = connect(ledger, write=False)
    known: list[tuple[Any, ...]] = connection.execute("SELECT id, key FROM article").fetchall()
    keys: dict[str, int] = dict(known)
    vectors, rows, labels, articles = Vectors(), [], [], []
    missing = 0
    for line in (LABELS / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        texts = [
            of_articles(connection, keys[place[0]], keys[place[0]])
            for place in (pair["a"], pair["b"])
            if place[0] in keys
        ]
        places = zip(texts, (pair["a"], pair["b"]), strict=False)
        found = [each for each in (_at(*each) for each in places) if each is not None]
        if len(found) < 2:
            missing += 1
            continue
        one, other = found
        judged_pair = (one, other, texts[0])
        cosine = vectors.cosine(one.content, other.content)
        if kind == "disputes":
            made = _pair(judged_pair)
            if not (possible(made) and is_related(made, cosine)):
                continue
        rows.append(features(judged_pair, cosine))
        labels.append(pair["label"])
        articles.append(one.article)
    print(
        f"{len(rows)} judged pairs, {int(sum(labels))} of them right; {missing} not in the ledger"
    )
    return np.array(rows), np.array(labels, float), articles


def _at(statements: Sequence[Comparable], place: Place) -> Comparable | None:
    """The statement whose content is nearest to a place, if it is about the same."""

    def off(each: Comparable) -> int:
        return abs(each.start - place[1]) + abs(each.start + len(each.content) - place[2])

    nearest = min(statements, key=off, default=None)
    if nearest is None or off(nearest) > (place[2] - place[1]) // 2 + 10:
        return None
    return nearest


def _of_echo(judged: Judged, cosine: float) -> Sequence[float]:
    return echoing.features(judged[0], judged[1], cosine)


def _of_dispute(judged: Judged, cosine: float) -> Sequence[float]:
    return disputing.features(_pair(judged), cosine)


def _pair(judged: Judged) -> Pair:
    denial, claim, around = judged
    return Pair(denial, claim, claim.key == last_claim(around[: denial.place], denial))


def folds(articles: Sequence[int]) -> Iterator[NDArray[np.bool_]]:
    """Which pairs are held out, fold after fold: all of an article together."""
    known = sorted(set(articles))
    part = dict(zip(known, np.random.default_rng(1).permutation(len(known)) % FOLDS, strict=True))
    of = np.array([part[each] for each in articles])
    for number in range(FOLDS):
        yield of == number


def main() -> None:
    """Fit, report by cross-validation, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("echoes", "disputes"))
    parser.add_argument("--ledger", type=Path, required=True, help="holds the judged articles")
    parser.add_argument("--wire", type=Path, help="folder of the dumps with gold")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--wire-share", type=float, default=1.0, help="what a pair of wire counts")
    arguments = parser.parse_args()
    names: Sequence[str]
    if arguments.kind == "echoes":
        names, features = echoing.FEATURES, _of_echo
    else:
        names, features = disputing.FEATURES, _of_dispute
    x, y, articles = judged(arguments.kind, arguments.ledger, features)
    held = np.zeros(len(y))
    extra: list[tuple[Floats, Floats, float]] = []
    if arguments.kind == "disputes":
        extra.append((*made_pairs(LABELS / "made.jsonl"), 1.0))
        if arguments.wire:
            extra.append((*gold_pairs(arguments.wire, "ceg"), arguments.wire_share))

    def weights(chosen: NDArray[np.bool_]) -> Floats:
        return fit(
            np.vstack([x[chosen], *(each[0] for each in extra)]),
            np.concatenate([y[chosen], *(each[1] for each in extra)]),
            np.concatenate(
                [np.ones(int(chosen.sum())), *(np.full(len(each[1]), each[2]) for each in extra)]
            ),
            arguments.penalty,
        )

    for out in folds(articles):
        held[out] = chances(x[out], weights(~out))
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        taken = held >= threshold
        right = y[taken].sum()
        print(
            f"at {threshold}: precision {right / max(taken.sum(), 1):.2f},"
            f" recall {right / max(y.sum(), 1):.2f}, {int(taken.sum())} taken (cross-validated)"
        )
    final = weights(np.ones(len(y), bool))
    rounded = {name: round(float(value), 4) for name, value in zip(names, final, strict=False)}
    made = {
        "made by": f"training/links.py {arguments.kind}",
        "threshold": arguments.threshold,
        "bias": round(float(final[-1]), 4),
        "weights": rounded,
    }
    path = OUT / f"{arguments.kind}.json"
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {path}")


if __name__ == "__main__":
    main()
