"""From the plain pretrained encoder to ``src/sayso/models/similarity``, which compares sentences.

    python -m training.similarity --encoder FOLDER_OF_THE_ENCODER

all-MiniLM-L6-v2 as it is, nothing is trained: its vectors already are near each
other where sentences mean the same. Written are ``model.onnx``, with 8-bit
weights, and ``tokenizer.json``. ``--check FILE`` holds the 8 bits against the
32 of the original, on a text of one sentence a line.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.similarity import Similarity
from training.encoder import ATTENTION_HEADS, LAYERS, POSITIONS, VOCABULARY, WIDTH, Layer
from training.export import quantize_rows

PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_outer": "output.LayerNorm",
}
"""Our names of a layer's parts, and those of the pretrained weights."""


class Sentence(nn.Module):
    """Word pieces of one sentence to its vector, of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout=0.0) for _ in range(LAYERS))

    def forward(self, pieces: Tensor) -> Tensor:
        """[1, N] to [WIDTH]: the mean over the pieces."""
        position = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.pieces(pieces) + self.positions(position) + self.segment)
        for layer in self.layers:
            x = layer(x, None)
        mean = x[0].mean(0)
        return mean / mean.norm()


def load(path: Path) -> Sentence:
    """The pretrained weights, ready to export."""
    theirs = load_file(str(path))
    ours = {
        "pieces.weight": theirs["embeddings.word_embeddings.weight"],
        "positions.weight": theirs["embeddings.position_embeddings.weight"],
        "segment": theirs["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for mine, its in PARTS.items():
            for kind in ("weight", "bias"):
                source = f"encoder.layer.{number}.{its}.{kind}"
                ours[f"layers.{number}.{mine}.{kind}"] = theirs[source]
    model = Sentence()
    model.load_state_dict(ours)
    model.eval()
    for module in model.modules():
        if isinstance(module, Layer):
            module.exporting = True
    return model


def export(model: Sentence, path: Path) -> None:
    """Write ``model`` as ONNX, attention and normalisation fused, int8."""
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder, "raw.onnx"), Path(folder, "fused.onnx")
        torch.onnx.export(
            model,
            (torch.ones(1, 37, dtype=torch.long),),
            str(raw),
            input_names=["pieces"],
            output_names=["vector"],
            dynamic_axes={"pieces": {1: "inputs"}},
            opset_version=17,
            dynamo=False,
        )
        optimized = optimize_model(
            str(raw), model_type="bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, opt_level=1
        )
        print("fused:", optimized.get_fused_operator_statistics())
        optimized.save_model_to_file(str(fused))
        quantize_rows(fused)
        quantize_dynamic(
            str(fused),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Attention", "Gemm"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def compare(model: Sentence, folder: Path, sentences: list[str]) -> None:
    """Print how far the exported vectors, and cosines of pairs, are from the original's."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    with torch.no_grad():
        exact = np.stack(
            [model(torch.tensor([tokenizer.encode(each).ids])).numpy() for each in sentences]
        )
    found = Similarity.load(folder).vectors(sentences)
    own = (exact * found).sum(1)
    upper = np.triu_indices(len(sentences), 1)
    off = np.abs((exact @ exact.T)[upper] - (found @ found.T)[upper])
    print(f"{len(sentences)} sentences, {len(off):,} pairs")
    print(f"cosine of a vector with its original: mean {own.mean():.4f}, least {own.min():.4f}")
    print(f"cosines of pairs differ by: mean {off.mean():.4f}, most {off.max():.4f}")


def main() -> None:
    """Export, and compare if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="the pretrained encoder")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/models/similarity"))
    parser.add_argument("--check", type=Path, help="sentences, one a line")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    model = load(arguments.encoder / "model.safetensors")
    export(model, arguments.out / "model.onnx")
    tokenizer = json.loads((arguments.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (arguments.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8"
    )
    print(f"{arguments.out}: {(arguments.out / 'model.onnx').stat().st_size / 1e6:.1f} MB")
    if arguments.check:
        lines = arguments.check.read_text(encoding="utf-8").splitlines()
        compare(model, arguments.out, [line for line in lines if line.strip()])


if __name__ == "__main__":
    main()
