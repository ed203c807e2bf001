"""The encoder and its heads, in PyTorch.

The encoder is BERT (Devlin et al., 2019) in the size of MiniLM-L6-H384 (Wang
et al., 2020), written out so that training needs no framework above torch and
that the exported graph has the shape that onnxruntime fuses.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
ATTENTION_HEADS = 12
INNER = 1536
VOCABULARY = 30522
POSITIONS = 512
LINK_WIDTH = 64
SYNTAX_LAYER = 4
"""The layer (counted from 1) that the silver syntax heads read."""


@dataclass(frozen=True)
class Sizes:
    """How many classes each head has."""

    roles: int = 7
    stance: int = 4
    hedge: int = 4
    type: int = 4
    kind: int = 6
    ner: int = 1
    pos: int = 1
    deprel: int = 1
    interaction: int = 16
    status: int = 5


class Layer(nn.Module):
    """One transformer layer, normalised after each sublayer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.exporting = False

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` [B, N, WIDTH]; ``mask`` [B, 1, 1, N], true where there is input."""
        batch, length, _ = x.shape
        shape = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q = self.query(x).view(shape).transpose(1, 2)
        k = self.key(x).view(shape).transpose(1, 2)
        v = self.value(x).view(shape).transpose(1, 2)
        if self.exporting:
            scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS)
            if mask is not None:
                scores = scores + mask
            attended = torch.softmax(scores, -1) @ v
        else:
            attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attention(x + self.dropout(self.out(attended)))
        inner = functional.gelu(self.inner(x))
        return self.norm_outer(x + self.dropout(self.outer(inner)))


class Encoder(nn.Module):
    """Word pieces with case, quotation and place to vectors."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(4, WIDTH)
        self.quoted = nn.Embedding(4, WIDTH)
        self.place = nn.Embedding(2, WIDTH)
        self.marks = nn.Embedding(3, WIDTH)
        for added in (self.case, self.quoted, self.place, self.marks):
            # Started at zero, so that training sets out from what was pretrained.
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(
        self,
        pieces: Tensor,
        case: Tensor,
        quoted: Tensor,
        place: Tensor,
        mask: Tensor | None,
        marks: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """All [B, N]; gives the last layer and the syntax layer, [B, N, WIDTH].

        ``marks`` is 1 on an actor, 2 on a recipient, and 0 everywhere for reading.
        """
        position = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(position) + self.segment
        x = x + self.case(case) + self.quoted(quoted) + self.place(place) + self.marks(marks)
        x = self.dropout(self.norm(x))
        middle = x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if number == SYNTAX_LAYER:
                middle = x
        return x, middle

    def load_pretrained(self, path: Path) -> None:
        """Take the weights of a Hugging Face BERT in safetensors form."""
        theirs = load_file(str(path))
        theirs = {name.removeprefix("bert."): value for name, value in theirs.items()}
        ours: dict[str, Tensor] = {
            "pieces.weight": theirs["embeddings.word_embeddings.weight"],
            "positions.weight": theirs["embeddings.position_embeddings.weight"],
            "segment": theirs["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": theirs["embeddings.LayerNorm.weight"],
            "norm.bias": theirs["embeddings.LayerNorm.bias"],
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm_outer": "output.LayerNorm",
        }
        for number in range(LAYERS):
            for mine, its in parts.items():
                for kind in ("weight", "bias"):
                    source = f"encoder.layer.{number}.{its}.{kind}"
                    ours[f"layers.{number}.{mine}.{kind}"] = theirs[source]
        missing, unexpected = self.load_state_dict(ours, strict=False)
        added = {"case.weight", "quoted.weight", "place.weight", "marks.weight"}
        if set(missing) != added or unexpected:
            raise ValueError(f"{path} is not the encoder expected: {missing} {unexpected}")


class Pairing(nn.Module):
    """Scores a dependent span against head spans.

    A span is the sum of a projection of its first and of its last word,
    through GELU; the score is the dot product, plus a learned bias for how
    far apart the two stand (signed, in log2 buckets of words), for how many
    heads lie between, and for whether they share a paragraph.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dependent_first = nn.Linear(WIDTH, LINK_WIDTH)
        self.dependent_last = nn.Linear(WIDTH, LINK_WIDTH, bias=False)
        self.head_first = nn.Linear(WIDTH, LINK_WIDTH)
        self.head_last = nn.Linear(WIDTH, LINK_WIDTH, bias=False)
        self.distance = nn.Parameter(torch.zeros(20))
        self.between = nn.Parameter(torch.zeros(4))
        self.same_paragraph = nn.Parameter(torch.zeros(2))
        self.none = nn.Parameter(torch.zeros(1))

    def vectors(self, x: Tensor) -> Tensor:
        """``x`` [..., WIDTH] to [..., 4 * LINK_WIDTH]."""
        return torch.cat(
            [
                self.dependent_first(x),
                self.dependent_last(x),
                self.head_first(x),
                self.head_last(x),
            ],
            -1,
        )

    def score(
        self,
        vectors: Tensor,
        dependents: Tensor,
        heads: Tensor,
        distance: Tensor,
        between: Tensor,
        same: Tensor,
    ) -> Tensor:
        """``vectors`` [W, 4 * LINK_WIDTH]; spans [D, 2] and [H, 2] (first, last word).

        Gives [D, H]; the three feature tensors have that shape too.
        """
        df, dl, hf, hl = vectors.float().split(LINK_WIDTH, -1)
        dependent = functional.gelu(df[dependents[:, 0]] + dl[dependents[:, 1]])
        head = functional.gelu(hf[heads[:, 0]] + hl[heads[:, 1]])
        score = dependent @ head.T / math.sqrt(LINK_WIDTH)
        return score + self.distance[distance] + self.between[between] + self.same_paragraph[same]


class Pointing(nn.Module):
    """Points from a cue to the words where its source and its content start and end.

    A cue is the mean of its words' projections; each of the four pointers is
    a dot product with the words' projections, plus a learned bias for how far
    the word stands from the cue (signed, in log2 buckets). Spans found so may
    overlap, which is what nested attributions do.
    """

    POINTERS = 4
    """Source start, source end, content start, content end."""

    def __init__(self) -> None:
        super().__init__()
        self.cue = nn.Linear(WIDTH, self.POINTERS * LINK_WIDTH)
        self.word = nn.Linear(WIDTH, self.POINTERS * LINK_WIDTH)
        self.distance = nn.Parameter(torch.zeros(self.POINTERS, 20))
        self.none = nn.Parameter(torch.zeros(1))

    def vectors(self, x: Tensor) -> Tensor:
        """``x`` [..., WIDTH] to [..., 2 * POINTERS * LINK_WIDTH]."""
        return torch.cat([self.cue(x), self.word(x)], -1)

    def score(self, vectors: Tensor, cues: list[tuple[int, int]], buckets: Tensor) -> Tensor:
        """``vectors`` [W, …] of one window, ``buckets`` [C, W]; gives [C, POINTERS, W]."""
        cue, word = vectors.float().chunk(2, -1)
        means = torch.stack([cue[first : last + 1].mean(0) for first, last in cues])
        heads = functional.gelu(means).view(len(cues), self.POINTERS, LINK_WIDTH)
        words = functional.gelu(word).view(len(word), self.POINTERS, LINK_WIDTH)
        score = torch.einsum("cpl,wpl->cpw", heads, words) / math.sqrt(LINK_WIDTH)
        return score + self.distance[:, buckets].transpose(0, 1)


class Model(nn.Module):
    """The encoder with every head. Heads marked silver are for training only."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(WIDTH, sizes.roles)
        self.nested_inner = nn.Linear(WIDTH, 128)
        self.nested_cue = nn.Linear(128, 3)
        self.pointing = Pointing()
        self.source_link = Pairing()
        self.content_link = Pairing()
        self.reference = Pairing()
        self.ner = nn.Linear(WIDTH, sizes.ner)
        self.manner_inner = nn.Linear(WIDTH, 128)
        self.manner = nn.Linear(128, sizes.stance + sizes.hedge + sizes.type)
        self.kind = nn.Linear(WIDTH, sizes.kind)
        self.gender = nn.Linear(WIDTH, 2)
        self.event_inner = nn.Linear(WIDTH, 128)
        self.event = nn.Linear(128, 3 + sizes.interaction + sizes.status + 1)
        self.party = nn.Linear(WIDTH, 3)
        self.actor_link = Pairing()
        self.recipient_link = Pairing()
        self.silver_pos = nn.Linear(WIDTH, sizes.pos)
        self.silver_deprel = nn.Linear(WIDTH, sizes.deprel)
        self.silver_dependent = nn.Linear(WIDTH, 64)
        self.silver_head = nn.Linear(WIDTH, 64)
        self.transitions = nn.Parameter(torch.zeros(sizes.roles, sizes.roles))
        self.start = nn.Parameter(torch.zeros(sizes.roles))

    def encode(
        self,
        pieces: Tensor,
        case: Tensor,
        quoted: Tensor,
        place: Tensor,
        mask: Tensor | None,
        marks: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """See ``Encoder.forward``; with dropout for the heads."""
        last, middle = self.encoder(pieces, case, quoted, place, mask, marks)
        return self.dropout(last), self.dropout(middle)

    def events(self, x: Tensor) -> Tensor:
        """What every word says of interactions, for vectors ``x`` [..., WIDTH].

        O, B and I of a predicate, its type, its status, and how much the word
        tells of the pair that is marked.
        """
        found: Tensor = self.event(self.dropout(functional.gelu(self.event_inner(x))))
        return found

    def heads(self, x: Tensor) -> dict[str, Tensor]:
        """Every exported output for vectors ``x`` [..., WIDTH]."""
        return {
            "roles": self.roles(x),
            "nested_cue": self.nested_cue(functional.gelu(self.nested_inner(x))),
            "pointing": self.pointing.vectors(x),
            "source_link": self.source_link.vectors(x),
            "content_link": self.content_link.vectors(x),
            "reference": self.reference.vectors(x),
            "ner": self.ner(x),
            "manner": self.manner(functional.gelu(self.manner_inner(x))),
            "kind": self.kind(x),
            "gender": self.gender(x),
            "event": self.events(x),
            "party": self.party(x),
            "actor_link": self.actor_link.vectors(x),
            "recipient_link": self.recipient_link.vectors(x),
        }
