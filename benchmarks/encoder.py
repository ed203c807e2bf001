"""The bare encoder in onnxruntime: how fast it could be if it did nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from benchmarks import peers
from sayso.extracting.encoding import Inputs, encode, inputs, windows
from sayso.extracting.network import Network


class BareEncoder:
    """The encoder of a model with the windows of some texts, ready to run.

    One session of one thread, called from as many threads as are asked for
    with a window at a time: just as the extractor does it, without cutting
    texts, heads and decoding.
    """

    def __init__(self, model: Path, texts: Sequence[str]) -> None:
        network = Network(model)  # first, as it says best what is wrong with a model
        self._session = _session(model / "model.onnx")
        names = [given.name for given in self._session.get_inputs()]
        self._windows = [
            {name: _batch_of_one(each, name) for name in names}
            for text in texts
            for each in _inputs(network, text)
        ]

    def __len__(self) -> int:
        return len(self._windows)

    def run(self, threads: int) -> None:
        """Read all windows; what comes out is thrown away."""
        if threads == 1:
            for window in self._windows:
                self._session.run(None, window)
            return
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(lambda window: self._session.run(None, window), self._windows):
                pass


def _session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with tempfile.TemporaryDirectory() as folder:
        cut = Path(folder, "encoder.onnx")
        peers.run("cutting", model.resolve(), cut)
        return onnxruntime.InferenceSession(
            cut.read_bytes(), options, providers=["CPUExecutionProvider"]
        )


def _inputs(network: Network, text: str) -> list[Inputs]:
    encoded = encode(text, network.tokenizer)
    cut = windows(encoded, text, network.config.limit, network.config.context)
    return [inputs(encoded, window) for window in cut]


def _batch_of_one(window: Inputs, name: str) -> NDArray[np.int64]:
    if name == "marks":  # nobody is marked where an article is read
        return np.zeros_like(window.pieces)[None]
    values: NDArray[np.int64] = getattr(window, name)
    return values[None]
