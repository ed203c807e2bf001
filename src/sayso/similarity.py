"""How near two sentences are in meaning: a vector for each, compared by their cosine.

The plain pretrained encoder (``models/similarity``), without anything that Sayso
trains. Each sentence is run alone and unpadded, on one thread, many side by
side: so its vector never depends on what else is compared.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError

Floats = NDArray[np.float32]

WIDTH: Final = 384
_DEFAULT: Final = Path(__file__).parent / "models" / "similarity"
_LONGEST: Final = 128
"""Word pieces that are read of a text; it was trained on no more."""
_MEND: Final = "reinstall sayso, or name a folder that holds model.onnx and tokenizer.json"


class Similarity:
    """The encoder, loaded."""

    def __init__(self, folder: Path, threads: int) -> None:
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ModelError(f"{folder / name} is missing: {_MEND}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare exceptions
            raise ModelError(
                f"the model in {folder} cannot be loaded ({error}): {_MEND}"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._threads = threads

    @classmethod
    def load(cls, folder: Path | None = None, threads: int | None = None) -> Self:
        """Load the model that comes with Sayso, or the one in ``folder``.

        Args:
            folder: holds ``model.onnx`` and ``tokenizer.json``.
            threads: how many sentences are read side by side; else as many as there are cores.

        Raises:
            ModelError: files are missing or damaged.
        """
        return cls(folder or _DEFAULT, threads or os.cpu_count() or 1)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One vector of length 1 a text, [len(texts), WIDTH]: their products are cosines."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        encoded = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        with ThreadPoolExecutor(self._threads) as pool:
            return np.stack(list(pool.map(self._vector, encoded)))

    def _vector(self, pieces: list[int]) -> Floats:
        vector: Floats = self._session.run(["vector"], {"pieces": np.array([pieces], np.int64)})[0]
        return vector
