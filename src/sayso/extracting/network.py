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
from sayso.extracting.encoding import Inputs
from sayso.extracting.tagging import Transitions, constrained

Floats = NDArray[np.float32]

FORMAT = 1
"""Version of the model folder; a model of another format is refused."""

DEFAULT = Path(__file__).parent.parent / "models" / "en"


@dataclass(frozen=True, slots=True)
class Pairing:
    """Learned biases of one kind of link; see ``linking.scores``."""

    distance: Floats
    between: Floats
    same_paragraph: Floats
    none: float


@dataclass(frozen=True, slots=True)
class Config:
    """What is learned or chosen beside the network's own weights."""

    limit: int
    """Inputs a window, [CLS] and [SEP] included."""
    context: int
    """Inputs of those that repeat what stands around the window."""
    roles: Transitions
    nested: Transitions
    source_link: Pairing
    content_link: Pairing
    reference: Pairing
    labels: dict[str, tuple[str, ...]]
    """Class names of stance, hedge, type, kind, ner and pos, in output order."""

    @classmethod
    def read(cls, path: Path) -> Config:
        """From ``config.json``; ModelError if it is not of this format."""
        try:
            raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if raw.get("format") != FORMAT:
                raise ModelError(
                    f"{path} has format {raw.get('format')}, this version of Sayso reads "
                    f"{FORMAT}: install the model that belongs to this version"
                )
            return cls(
                limit=int(raw["limit"]),
                context=int(raw["context"]),
                roles=_transitions(raw["roles"]),
                nested=_transitions(raw["nested"]),
                source_link=_pairing(raw["source_link"]),
                content_link=_pairing(raw["content_link"]),
                reference=_pairing(raw["reference"]),
                labels={name: tuple(values) for name, values in raw["labels"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path} is no configuration of a model: {error}") from error


def _transitions(raw: dict[str, Any]) -> Transitions:
    return constrained(
        np.asarray(raw["transitions"], np.float32), np.asarray(raw["start"], np.float32)
    )


def _pairing(raw: dict[str, Any]) -> Pairing:
    return Pairing(
        np.asarray(raw["distance"], np.float32),
        np.asarray(raw["between"], np.float32),
        np.asarray(raw["same_paragraph"], np.float32),
        float(raw["none"]),
    )


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of the V words of one window, each [V, …]."""

    roles: Floats
    nested: Floats
    source_link: Floats
    content_link: Floats
    reference: Floats
    ner: Floats
    pos: Floats
    manner: Floats
    """Stance, hedge and type, side by side."""
    kind: Floats


OUTPUTS = (
    "roles",
    "nested",
    "source_link",
    "content_link",
    "reference",
    "ner",
    "pos",
    "manner",
    "kind",
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
            raise ModelError(f"the model in {folder} cannot be loaded: {error}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def run(self, inputs: Inputs) -> Outputs:
        """Read one window."""
        values = self._session.run(
            OUTPUTS,
            {
                "pieces": inputs.pieces[None],
                "case": inputs.case[None],
                "quoted": inputs.quoted[None],
                "place": inputs.place[None],
                "words": inputs.words,
            },
        )
        return Outputs(*values)
