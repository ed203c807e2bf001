"""What several tests of extraction need: annotations by hand, a noisy network, checks."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import cast, get_args

import numpy as np
from hypothesis import strategies as st
from tokenizers import Tokenizer

from sayso.extracting.annotation import Annotation
from sayso.extracting.encoding import Encoded, Inputs, Marks, encode
from sayso.extracting.network import (
    BIO,
    DEFAULT,
    TAGS,
    Config,
    Events,
    Floats,
    Network,
    Outputs,
    Pairing,
    Pointing,
)
from sayso.extracting.pairing import BETWEEN, DISTANCES
from sayso.extracting.pipeline import Extractor
from sayso.extracting.tagging import Transitions, constrained
from sayso.records import (
    Form,
    Hedge,
    InteractionType,
    Kind,
    Passage,
    Speaker,
    Stance,
    Statement,
    Status,
    Type,
    digest,
    statement_id,
)

ENTITIES = {"P": "PERSON", "O": "ORGANIZATION", "L": "LOCATION", "M": "MISC", "D": "DATE"}
TAG_OF = {
    **dict.fromkeys(("a", "an", "the", "this", "that", "both"), "DT"),
    **dict.fromkeys(("of", "for", "in", "at", "on", "from", "by", "with"), "IN"),
    **dict.fromkeys(("said", "told", "was"), "VBD"),
    **dict.fromkeys(("he", "she", "it", "they"), "PRP"),
    **dict.fromkeys(("his", "her", "its", "their"), "PRP$"),
    **dict.fromkeys(("and", "or", "but"), "CC"),
    **dict.fromkeys(("who",), "WP"),
    **dict.fromkeys(("former", "senior", "retired", "chief"), "JJ"),
    **dict.fromkeys(("(", "["), "-LRB-"),
    **dict.fromkeys((")", "]"), "-RRB-"),
    **dict.fromkeys(("’", "'"), "POS"),
    "-": "HYPH",
    "to": "TO",
}


@cache
def the_tokenizer() -> Tokenizer:
    """The model's own."""
    return Tokenizer.from_file(str(DEFAULT / "tokenizer.json"))


def encoded(text: str) -> Encoded:
    """``text`` in words, as the model's tokenizer cuts it."""
    return encode(text, the_tokenizer())


def annotate(notation: str) -> Annotation:
    """An annotated text from words written as ``word``, ``word/TAG``, ``word/P`` or ``word/TAG/P``.

    A word that starts with + is glued to the one before; ¶ ends a line. One
    letter names an entity class (see ``ENTITIES``); a missing tag is guessed.
    """
    text, words, tags, names = "", [], [], []
    for token in notation.split():
        if token == "¶":
            text += "\n"
            continue
        glued = token.startswith("+") and len(token) > 1
        word, *marks = token.removeprefix("+").split("/") if token != "/" else ["/"]
        text += word if glued or not text or text[-1] == "\n" else f" {word}"
        words.append(word)
        names.append(next((ENTITIES[mark] for mark in marks if mark in ENTITIES), "O"))
        tags.append(next((mark for mark in marks if mark not in ENTITIES), _tag(word)))
    found = encoded(text)
    cut = [text[start:end] for start, end in zip(found.start, found.end, strict=True)]
    assert cut == words, "write the words as the tokenizer cuts them"
    pos_names, ner_names = sorted(set(tags)), sorted({"O", *names, *ENTITIES.values()})
    return Annotation(
        text,
        found,
        np.array([pos_names.index(tag) for tag in tags], np.int8),
        np.array([ner_names.index(name) for name in names], np.int8),
        tuple(pos_names),
        tuple(ner_names),
    )


def _tag(word: str) -> str:
    if word.lower() in TAG_OF:
        return TAG_OF[word.lower()]
    if not word[0].isalnum():
        return word
    return "NNP" if word[0].isupper() else "NN"


def free(value: float = 0.0) -> Transitions:
    """Every move that BIO allows scores the same."""
    return constrained(np.full((TAGS, TAGS), value, np.float32), np.full(TAGS, value, np.float32))


def nearest(none: float = -1000.0) -> Pairing:
    """Prefers what stands close by, in either direction."""
    distance = -5 * np.abs(np.arange(DISTANCES, dtype=np.float32) - 10.0)
    return Pairing(distance, np.zeros(BETWEEN, np.float32), np.zeros(2, np.float32), none)


def beside() -> Pointing:
    """A cue's source is the word before it, its content all that follows in the fragment."""
    distance = np.full((4, DISTANCES), -20.0, np.float32)
    distance[:2, 9] = distance[2, 11] = 20.0
    distance[3, 11:] = np.arange(DISTANCES - 11) * 20.0
    return Pointing(distance, 0.0, 0.5)


LABELS = {
    "stance": get_args(Stance),
    "hedge": get_args(Hedge),
    "type": get_args(Type),
    "kind": get_args(Kind),
    "ner": ("O", "PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE"),
    "interaction": get_args(InteractionType),
    "status": get_args(Status),
    "pos": ("NN", "NNP", "NNS", "JJ", "DT", "IN", "VBD", "VBG", ",", "CC", "PRP", "POS", "WP"),
}
LINK_WIDTH = 4


def config(limit: int = 140, context: int = 0) -> Config:
    """A plain configuration."""
    return Config(
        limit,
        context,
        free(),
        (0.4, 0.4, 0.4),
        0.2,
        beside(),
        nearest(),
        nearest(),
        nearest(),
        Events(0.5, 0.5, 0.5, nearest(0.0), nearest(0.0)),
        LABELS,
    )


def outputs(words: int, tags: Sequence[int] = (), nested: Sequence[int] = ()) -> Outputs:
    """Outputs that are certain of ``tags`` and of the ``nested`` cues, and of nothing else.

    Both are O where there are fewer of them than words.
    """

    def certain(chosen: Sequence[int], width: int) -> Floats:
        emissions = np.zeros((words, width), np.float32)
        emissions[np.arange(words), [*chosen, *[0] * (words - len(chosen))]] = 30.0
        return emissions

    def nothing(width: int) -> Floats:
        return np.zeros((words, width), np.float32)

    return Outputs(
        roles=certain(tags, TAGS),
        nested_cue=certain(nested, 3),
        pointing=nothing(8 * LINK_WIDTH),
        source_link=nothing(4 * LINK_WIDTH),
        content_link=nothing(4 * LINK_WIDTH),
        reference=nothing(4 * LINK_WIDTH),
        ner=nothing(len(LABELS["ner"])),
        pos=nothing(len(LABELS["pos"])),
        manner=nothing(len(LABELS["stance"]) + len(LABELS["hedge"]) + len(LABELS["type"])),
        kind=nothing(len(LABELS["kind"])),
        gender=nothing(2),
        event=certain((), BIO + len(LABELS["interaction"]) + len(LABELS["status"]) + 1),
        party=certain((), BIO),
        actor_link=nothing(4 * LINK_WIDTH),
        recipient_link=nothing(4 * LINK_WIDTH),
    )


class Noise:
    """Says anything at all of any window, but always the same of the same window."""

    def __init__(self, strength: float = 3.0, limit: int = 140, context: int = 0) -> None:
        self.config = config(limit, context)
        self.tokenizer = the_tokenizer()
        self.strength = strength

    def run(self, inputs: Inputs, marks: Marks | None = None) -> Outputs:  # noqa: ARG002
        seed = hashlib.blake2b(inputs.pieces.tobytes(), digest_size=8).digest()
        random = np.random.default_rng(int.from_bytes(seed, "big"))
        plain = outputs(len(inputs.words))
        return Outputs(
            *(
                (random.standard_normal(getattr(plain, name).shape) * self.strength).astype(
                    np.float32
                )
                for name in Outputs.__slots__
            )
        )


def noisy(strength: float = 3.0, threads: int = 1, limit: int = 140, context: int = 0) -> Extractor:
    """An extractor that finds statements everywhere, none of them sensible."""
    return Extractor(cast(Network, Noise(strength, limit, context)), threads)


def check(text: str, statements: Sequence[Statement]) -> None:
    """What must hold of the statements of any text."""
    article = digest(text)
    seen: set[str] = set()
    for statement in statements:
        passages = [statement.source, statement.cue, statement.content]
        spans = []
        for passage in passages:
            spans.append(list(passage.fragments) if passage else [])
            if passage is not None:
                _check_passage(text, passage)
        assert statement.id == statement_id(article, *spans)
        assert statement.id not in seen
        assert statement.parent is None or statement.parent in seen
        seen.add(statement.id)
        assert 0.0 <= statement.confidence <= 1.0
        assert statement.form in get_args(Form)
        assert statement.speaker == (statement.speakers[0] if statement.speakers else None)
        for speaker in (*statement.speakers, *statement.addressees):
            _check_speaker(text, speaker)
        if statement.said_on is not None:
            for start, end in statement.said_on.fragments:
                assert 0 <= start < end <= len(text)
        json.dumps(statement.to_dict(), allow_nan=False)


def _check_passage(text: str, passage: Passage) -> None:
    assert passage.fragments
    behind = 0
    for start, end in passage.fragments:
        assert behind <= start < end <= len(text)
        behind = end
    assert passage.text == " ".join(text[start:end] for start, end in passage.fragments)


def _check_speaker(text: str, speaker: Speaker) -> None:
    assert speaker.name
    assert 0.0 <= speaker.confidence <= 1.0
    assert speaker.kind in get_args(Kind)
    if speaker.mention is not None:
        assert speaker.mention.text == text[speaker.mention.start : speaker.mention.end]


PIECES = (
    "Mayor Ada Quill", "Quill", "said", " ", " ", " ", "\n", "\n\n", "\r\n", ", ", ". ", "“", "”",
    '"', "'", "‘", "’", "''", "``", "«", "»", "the ", "that ", "he ", "(", ")", "’s ", "-", "…",
    "According to ", "denied it", "José", "Jose\u0301", "👩‍👩‍👧", "🇩🇪", "習近平說", "قال الرئيس",
    "\ud800", "\udfff", "\0", "\u200f", "\u202e", "\u2028", "\x85", "\ufeff", "\u0301", "$3.5",
    "x" * 150, "antidisestablishmentarianism",
)  # fmt: skip
odd_text = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(), max_size=4), max_size=60
).map("".join)
"""Text as no editor would let it pass, lone surrogates included."""
