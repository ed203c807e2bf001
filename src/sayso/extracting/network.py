"""The trained network: files on disk, one onnxruntime session, outputs by word."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.extracting.encoding import CLS, SEP, Inputs, Marks
from sayso.extracting.pairing import BETWEEN, DISTANCES
from sayso.extracting.tagging import ROLES, Transitions, constrained

Floats = NDArray[np.float32]

FORMAT = 2
"""Version of the model folder; a model of another format is refused."""

DEFAULT = Path(__file__).parent.parent / "models" / "en"
LABELLED = ("stance", "hedge", "type", "kind", "ner", "pos", "interaction", "status")
TAGS = 1 + 2 * len(ROLES)
"""O, and B and I of each role."""
BIO = 3
"""Scores of O, B and I."""
LEAST = 128
"""Inputs that a window needs beside its context: one word alone may take 100."""
MEND = "reinstall sayso, or name a folder with a whole model of this version"


@dataclass(frozen=True, slots=True)
class Pairing:
    """Learned biases of one kind of link; see ``linking.scores``."""

    distance: Floats
    between: Floats
    same_paragraph: Floats
    none: float


@dataclass(frozen=True, slots=True)
class Pointing:
    """What is learned of how nested cues point; see ``nesting``."""

    distance: Floats
    """Bias by pointer and distance bucket [4, DISTANCES]."""
    none: float
    """Score of having no source."""
    threshold: float
    """Probability from which a word belongs to a nested cue."""


@dataclass(frozen=True, slots=True)
class Events:
    """What is learned or chosen of interactions; see ``interactions.decoding``."""

    predicate: float
    """Probability from which words are a predicate."""
    party: float
    """Probability from which words are a party."""
    link: float
    """Probability from which a party belongs to a predicate."""
    actor: Pairing
    recipient: Pairing


@dataclass(frozen=True, slots=True)
class Config:
    """What is learned or chosen beside the network's own weights."""

    limit: int
    """Inputs a window, [CLS] and [SEP] included."""
    context: int
    """Inputs of those that repeat what stands around the window."""
    roles: Transitions
    thresholds: tuple[float, float, float]
    """Probability from which a source, a cue, a content is taken to be one."""
    weak: float
    """Probability from which a content is better than none; see ``linking.link``."""
    pointing: Pointing
    source_link: Pairing
    content_link: Pairing
    reference: Pairing
    events: Events
    labels: dict[str, tuple[str, ...]]
    """Class names of each of ``LABELLED``, in output order."""

    @classmethod
    def read(cls, path: Path) -> Config:
        """From ``config.json``; ModelError if it is not of this format."""
        try:
            raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if (found := raw.get("format")) != FORMAT:
                raise ModelError(
                    f"{path} has format {found!r}, this version of Sayso reads {FORMAT}: "
                    "install the model that belongs to this version"
                )
            limit, context = int(raw["limit"]), int(raw["context"])
            if not 0 <= context <= limit - LEAST:
                raise ValueError(f"no window of {limit} inputs can have {context} of context")
            return cls(
                limit=limit,
                context=context,
                roles=_transitions(raw["roles"]),
                thresholds=_thresholds(raw["roles"]),
                weak=float(raw["roles"]["weak"]),
                pointing=_pointing(raw["pointing"]),
                source_link=_pairing(raw["source_link"]),
                content_link=_pairing(raw["content_link"]),
                reference=_pairing(raw["reference"]),
                events=_events(raw["events"]),
                labels={name: tuple(raw["labels"][name]) for name in LABELLED},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"{path} is no configuration of a model ({type(error).__name__}: {error}): {MEND}"
            ) from error


def _transitions(raw: dict[str, Any]) -> Transitions:
    return constrained(_numbers(raw, "transitions", TAGS, TAGS), _numbers(raw, "start", TAGS))


def _thresholds(raw: dict[str, Any]) -> tuple[float, float, float]:
    source, cue, content = _numbers(raw, "thresholds", len(ROLES)).tolist()
    return source, cue, content


def _pairing(raw: dict[str, Any]) -> Pairing:
    return Pairing(
        _numbers(raw, "distance", DISTANCES),
        _numbers(raw, "between", BETWEEN),
        _numbers(raw, "same_paragraph", 2),
        float(raw["none"]),
    )


def _pointing(raw: dict[str, Any]) -> Pointing:
    return Pointing(
        _numbers(raw, "distance", 4, DISTANCES), float(raw["none"]), float(raw["threshold"])
    )


def _events(raw: dict[str, Any]) -> Events:
    return Events(
        float(raw["predicate"]),
        float(raw["party"]),
        float(raw["link"]),
        _pairing(raw["actor_link"]),
        _pairing(raw["recipient_link"]),
    )


def _numbers(raw: dict[str, Any], name: str, *shape: int) -> Floats:
    """An entry of the configuration; ValueError if it has another shape."""
    found = np.asarray(raw[name], np.float32)
    if found.shape != shape:
        raise ValueError(f"{name} has the shape {found.shape}, not {shape}")
    return found


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of the V words of one window, each [V, …]."""

    roles: Floats
    nested_cue: Floats
    """O, B and I of cues inside contents."""
    pointing: Floats
    """From such a cue, and to the words that it may point to."""
    source_link: Floats
    content_link: Floats
    reference: Floats
    ner: Floats
    pos: Floats
    manner: Floats
    """Stance, hedge and type, side by side."""
    kind: Floats
    gender: Floats
    """Masculine and feminine, for the names of people."""
    event: Floats
    """Predicates of interactions: O, B and I; the types; the statuses; how much the word says
    of the pair that is marked."""
    party: Floats
    """O, B and I of who takes part in interactions."""
    actor_link: Floats
    recipient_link: Floats


OUTPUTS = (
    "roles",
    "nested_cue",
    "pointing",
    "source_link",
    "content_link",
    "reference",
    "ner",
    "pos",
    "manner",
    "kind",
    "gender",
    "event",
    "party",
    "actor_link",
    "recipient_link",
)


class Network:
    """One session, safe to run from many threads at once.

    Every run takes one window, unpadded, on the thread that calls: so a
    window's result never depends on what else is being read, not even in the
    last bit, although int8 scales are taken from the data.
    """

    def __init__(self, folder: Path) -> None:
        for name in ("model.onnx", "tokenizer.json", "config.json"):
            if not (folder / name).is_file():
                raise ModelError(
                    f"{folder / name} is missing: reinstall sayso, or name a folder that holds "
                    "model.onnx, tokenizer.json and config.json"
                )
        self.folder = folder
        self.config = Config.read(folder / "config.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare exceptions
            raise ModelError(f"the model in {folder} cannot be loaded ({error}): {MEND}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._check(folder)

    def _check(self, folder: Path) -> None:
        """Read one word, so that files of different models are found out now and not later."""
        labels = self.config.labels
        manner = sum(len(labels[name]) for name in ("stance", "hedge", "type"))
        wanted = {
            "roles": TAGS,
            "nested_cue": 3,
            "ner": len(labels["ner"]),
            "pos": len(labels["pos"]),
            "manner": manner,
            "kind": len(labels["kind"]),
            "gender": 2,
            "event": BIO + len(labels["interaction"]) + len(labels["status"]) + 1,
            "party": BIO,
        }
        nothing = np.zeros(3, np.int64)
        last = self.tokenizer.get_vocab_size() - 1
        pieces = np.array([CLS, last, SEP], np.int64)
        try:
            outputs = self.run(Inputs(pieces, nothing, nothing, nothing, np.ones(1, np.int64)))
        except Exception as error:  # onnxruntime raises bare exceptions
            raise ModelError(
                f"the files in {folder} do not fit together ({error}): {MEND}"
            ) from error
        for name, width in wanted.items():
            if (shape := getattr(outputs, name).shape) != (1, width):
                raise ModelError(
                    f"the files in {folder} do not fit together (model.onnx gives {name} as "
                    f"{shape}, config.json expects {(1, width)}): {MEND}"
                )

    def run(self, inputs: Inputs, marks: Marks | None = None) -> Outputs:
        """Read one window; with ``marks`` the words of a pair, to hear what is between them."""
        if marks is None:
            marks = np.zeros_like(inputs.pieces)
        values = self._session.run(
            OUTPUTS,
            {
                "pieces": inputs.pieces[None],
                "case": inputs.case[None],
                "quoted": inputs.quoted[None],
                "place": inputs.place[None],
                "marks": marks[None],
                "words": inputs.words,
            },
        )
        return Outputs(*values)
