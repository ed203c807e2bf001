"""What each head is trained to minimise, for one batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.extracting.pairing import buckets, pair_features, word_gaps
from training.batches import Batch, Example
from training.crf import negative_log_likelihood
from training.documents import UNKNOWN, Attribution, Words
from training.encoder import Model, Pairing
from training.eventing import event_losses

STANCE_WEIGHT = (1.0, 2.0, 2.0, 2.0)
HEDGE_WEIGHT = (1.0, 2.5, 2.5, 2.5)
TYPE_WEIGHT = (1.0, 1.5, 2.0, 1.3)
"""Rare values count more, but less than their rarity would ask."""


def losses(model: Model, batch: Batch) -> dict[str, Tensor]:
    """The losses by name, each a mean over what it is about."""
    mask = batch.attend[:, None, None, :]
    last, middle = model.encode(
        batch.pieces, batch.case, batch.quoted, batch.place, mask, batch.marks
    )
    at = batch.words[..., None].expand(-1, -1, last.shape[-1])
    x, syntax = last.gather(1, at), middle.gather(1, at)
    roles = model.roles(x).float()
    vectors = {
        "source_link": model.source_link.vectors(x).float(),
        "content_link": model.content_link.vectors(x).float(),
    }
    links: dict[str, list[Tensor]] = {name: [] for name in vectors}
    for row, example in enumerate(batch.examples):
        here = {name: vectors[name][row] for name in links}
        group = example.attributions
        links["source_link"].extend(_source_links(model.source_link, here, example, group))
        links["content_link"].extend(_content_links(model.content_link, here, example, group))
    return {
        **_spans(model, roles, batch),
        "ner": _tokens(model.ner(x).float(), batch.silver["ner"]),
        "pos": _tokens(model.silver_pos(syntax).float(), batch.silver["pos"]),
        "deprel": _tokens(model.silver_deprel(syntax).float(), batch.silver["deprel"]),
        "arcs": _arcs(model, syntax, batch),
        **{
            name: torch.cat(parts).mean() if parts else x.sum() * 0.0
            for name, parts in links.items()
        },
        **heads_losses(model, x, batch.examples),
        **event_losses(model, x, batch.examples),
    }


def _spans(model: Model, roles: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Of the windows in which somebody looked for attributions."""
    rows = [row for row, e in enumerate(batch.examples) if e.document.attributed]
    if not rows:
        return {"roles": roles.sum() * 0.0, "tags": roles.sum() * 0.0}
    roles, tags, is_word = roles[rows], batch.tags[rows], batch.is_word[rows]
    return {
        "roles": negative_log_likelihood(roles, tags, is_word, model.transitions, model.start)
        / is_word.sum(),
        "tags": functional.cross_entropy(roles[is_word], tags[is_word]),
    }


def heads_losses(model: Model, vectors: Tensor, examples: list[Example]) -> dict[str, Tensor]:
    """The losses of the heads that need no more than the words' vectors [B, W, WIDTH]."""
    reference = model.reference.vectors(vectors).float()
    parts = [
        part
        for row, example in enumerate(examples)
        for part in _references(model.reference, reference[row], example)
    ]
    return {
        "reference": torch.cat(parts).mean() if parts else vectors.sum() * 0.0,
        "nested": _nested_cues(
            model.nested_cue(functional.gelu(model.nested_inner(vectors))).float(), examples
        ),
        "pointing": _pointers(model, model.pointing.vectors(vectors).float(), examples),
        **_manner(
            model,
            {
                "manner": model.manner(functional.gelu(model.manner_inner(vectors))).float(),
                "kind": model.kind(vectors).float(),
            },
            examples,
        ),
    }


def _tokens(logits: Tensor, labels: Tensor) -> Tensor:
    if not (labels != UNKNOWN).any():
        return logits.sum() * 0.0
    return functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN)


def _arcs(model: Model, syntax: Tensor, batch: Batch) -> Tensor:
    scores = model.silver_dependent(syntax).float() @ model.silver_head(syntax).float().mT / 8.0
    scores = scores.masked_fill(~batch.is_word[:, None, :], -1e4)
    return _tokens(scores, batch.silver["head"])


NESTED_WEIGHT = (1.0, 1.5, 1.5)
NESTED_POINTER = 6.0
"""A nested attribution counts as so many outermost ones: there are few, and they end sooner."""


def _nested_cues(logits: Tensor, examples: list[Example]) -> Tensor:
    """Where nested cues stand, over each content that somebody looked into [B, W, 3]."""
    rows: list[int] = []
    words: list[int] = []
    labels: list[int] = []
    for row, example in enumerate(examples):
        for outer in example.attributions:
            if outer.nested is None:
                continue
            tags = [0] * example.words
            for inner in outer.nested:
                for first, last in inner.cue:
                    tags[first : last + 1] = [2] * (last + 1 - first)
                    tags[first] = 1
            for first, last in outer.content:
                rows.extend([row] * (last + 1 - first))
                words.extend(range(first, last + 1))
                labels.extend(tags[first : last + 1])
    if not rows:
        return logits.sum() * 0.0
    return functional.cross_entropy(
        logits[rows, words],
        torch.tensor(labels, device=logits.device),
        torch.tensor(NESTED_WEIGHT, device=logits.device),
    )


def _pointers(model: Model, vectors: Tensor, examples: list[Example]) -> Tensor:
    """Ends of source and content, seen from the cue, at any depth.

    What an attribution may point to is the window, or the content that it
    stands in. Contents in several fragments teach nothing here.
    """
    parts: list[Tensor] = []
    for row, example in enumerate(examples):
        cues: list[Words] = []
        targets: list[tuple[int, int, int, int]] = []
        limits: list[tuple[int, int]] = []
        weights: list[float] = []
        everything = (0, example.words - 1)
        for outer in example.attributions:
            hull = (
                (min(first for first, _ in outer.content), max(last for _, last in outer.content))
                if outer.content
                else everything
            )
            for whole, limit in ((outer, everything), *((n, hull) for n in outer.nested or ())):
                if len(whole.cue) != 1:
                    continue
                source = whole.source[0] if len(whole.source) == 1 else None
                content = whole.content[0] if len(whole.content) == 1 else None
                inside = [
                    s is None or (limit[0] <= s[0] and s[1] <= limit[1]) for s in (source, content)
                ]
                none = example.words
                cues.append(whole.cue[0])
                limits.append(limit)
                weights.append(1.0 if whole is outer else NESTED_POINTER)
                targets.append(
                    (
                        *(source if source and inside[0] else (none, UNKNOWN)),
                        *(content if content and inside[1] else (UNKNOWN, UNKNOWN)),
                    )
                )
        if not cues:
            continue
        device = vectors.device
        gaps = torch.from_numpy(buckets(word_gaps(np.array(cues, np.int64), example.words)))
        gaps = gaps.to(device)
        scores = model.pointing.score(vectors[row, : example.words], cues, gaps)
        places = torch.arange(example.words, device=device)
        bounds = torch.tensor(limits, device=device)
        outside = (places < bounds[:, :1]) | (places > bounds[:, 1:])
        scores = scores.masked_fill(outside[:, None], -1e4)
        none = model.pointing.none.expand(len(cues), 1, 1)
        never = torch.full((len(cues), 3, 1), -1e4, device=device)
        scores = torch.cat([scores, torch.cat([none, never], 1)], 2)
        wanted = torch.tensor(targets, device=device)
        counts = torch.tensor(weights, device=device)[:, None].expand_as(wanted)
        each = functional.cross_entropy(
            scores.flatten(0, 1), wanted.flatten(), ignore_index=UNKNOWN, reduction="none"
        )
        counted = counts.flatten() * (wanted.flatten() != UNKNOWN)
        parts.append(((each * counted).sum() / counted.sum().clamp(min=1.0))[None])
    return torch.cat(parts).mean() if parts else vectors.sum() * 0.0


def _manner(model: Model, out: dict[str, Tensor], examples: list[Example]) -> dict[str, Tensor]:
    """Stance, hedge and type read at the cue, kind at the source."""
    cues, manners, sources, kinds = [], [], [], []
    for row, example in enumerate(examples):
        for outer in example.attributions:
            for whole in (outer, *(outer.nested or ())):
                if whole.manner is not None and whole.cue:
                    first, last = whole.cue[0]
                    cues.append(out["manner"][row, first : last + 1].mean(0))
                    manners.append(whole.manner)
                if whole.kind != UNKNOWN and whole.source:
                    first, last = whole.source[0]
                    sources.append(out["kind"][row, first : last + 1].mean(0))
                    kinds.append(whole.kind)
    zero = out["manner"].sum() * 0.0 + out["kind"].sum() * 0.0
    found = {"stance": zero, "hedge": zero, "type": zero, "kind": zero}
    device = zero.device
    if cues:
        sizes = model.sizes
        logits = torch.stack(cues).split([sizes.stance, sizes.hedge, sizes.type], 1)
        labels = torch.tensor(manners, device=device)
        for column, (name, weight) in enumerate(
            (("stance", STANCE_WEIGHT), ("hedge", HEDGE_WEIGHT), ("type", TYPE_WEIGHT))
        ):
            found[name] = functional.cross_entropy(
                logits[column], labels[:, column], torch.tensor(weight, device=device)
            )
    if sources:
        found["kind"] = functional.cross_entropy(
            torch.stack(sources), torch.tensor(kinds, device=device)
        )
    return found


def _scores(
    pairing: Pairing,
    vectors: Tensor,
    example: Example,
    spans: tuple[list[Words], list[Words], list[Words]],
) -> Tensor:
    dependents, heads, separators = (np.array(s, np.int64).reshape(-1, 2) for s in spans)
    paragraph = example.document.encoded.paragraph[example.window.begin : example.window.stop]
    features = pair_features(dependents, heads, separators, paragraph)
    device = vectors.device
    return pairing.score(
        vectors,
        torch.from_numpy(dependents).to(device),
        torch.from_numpy(heads).to(device),
        *(torch.from_numpy(f).to(device) for f in features),
    )


def _source_links(
    pairing: Pairing, vectors: dict[str, Tensor], example: Example, group: list[Attribution]
) -> Iterator[Tensor]:
    """Each cue chooses its source, or none."""
    cues = [a.cue[0] for a in group if a.cue]
    sources = sorted({s for a in group for s in a.source})
    if not cues or not sources:
        return
    number = {span: n for n, span in enumerate(sources)}
    wanted = [number[a.source[0]] if a.source else len(sources) for a in group if a.cue]
    scores = _scores(pairing, vectors["source_link"], example, (cues, sources, cues))
    scores = torch.cat([scores, pairing.none.expand(len(cues), 1)], 1)
    target = torch.tensor(wanted, device=scores.device)
    yield functional.cross_entropy(scores, target, reduction="none")


def _content_links(
    pairing: Pairing, vectors: dict[str, Tensor], example: Example, group: list[Attribution]
) -> Iterator[Tensor]:
    """Each fragment of content chooses its cue, or none (the cue is outside the window)."""
    cues = [a.cue[0] for a in group if a.cue]
    if not cues:
        return
    fragments: list[Words] = []
    wanted: list[int] = []
    number = 0
    for whole in group:
        for span in whole.content:
            fragments.append(span)
            wanted.append(number if whole.cue else len(cues))
        number += bool(whole.cue)
    if not fragments:
        return
    scores = _scores(pairing, vectors["content_link"], example, (fragments, cues, cues))
    scores = torch.cat([scores, pairing.none.expand(len(fragments), 1)], 1)
    target = torch.tensor(wanted, device=scores.device)
    yield functional.cross_entropy(scores, target, reduction="none")


def _references(pairing: Pairing, vectors: Tensor, example: Example) -> Iterator[Tensor]:
    """Each mention chooses one that came before it in its chain, or none.

    The loss is the negative log of all right antecedents' probability, as in
    mention ranking (Wiseman et al., 2015).
    """
    chain_of = {span: n for n, chain in enumerate(example.chains) for span in chain}
    mentions = sorted(chain_of)
    if len(mentions) < 2:
        return
    scores = _scores(pairing, vectors, example, (mentions, mentions, mentions))
    chains = torch.tensor([chain_of[span] for span in mentions], device=scores.device)
    earlier = torch.ones_like(scores, dtype=torch.bool).tril(-1)
    right = (chains[:, None] == chains[None]) & earlier
    scores = torch.cat(
        [pairing.none.expand(len(mentions), 1), scores.masked_fill(~earlier, -1e4)], 1
    )
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    log = torch.log_softmax(scores, 1)
    yield -torch.logsumexp(log.masked_fill(~right, -1e4), 1)
