"""From a checkpoint to the files that ``sayso`` ships.

    python -m training.export --run training/runs/base --out src/sayso/models/en

Writes ``model.onnx`` (int8 unless ``--float``), ``tokenizer.json`` and
``config.json``; ``encoder.onnx`` beside them with ``--bare`` holds the encoder
without heads, which the speed benchmark compares with.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from sayso.extracting.encoding import inputs, windows
from sayso.extracting.network import FORMAT, OUTPUTS
from training.checkpoints import latest, mean
from training.documents import HEDGES, KINDS, STANCES, TYPES, Document
from training.encoder import ATTENTION_HEADS, VOCABULARY, WIDTH, Layer, Model, Pairing, Sizes
from training.interactions import INTERACTIONS, STATUSES
from training.smoothing import smooth

THRESHOLDS = (0.4, 0.4, 0.38)
"""Of source, cue and content; chosen on dev."""
WEAK = 0.25
"""Of a content for a cue without one."""
EXACT = ("/roles/", "/nested_cue/", "/event/", "/party/")
"""Heads that stay in float: they decide everything and cost little."""
CALIBRATED = 40
"""Training articles that are looked at to fit activations into 8 bits."""
PREDICATE, PARTY, LINK = 0.35, 0.2, 0.4
"""Probabilities from which words are a predicate or a party, and a party belongs to it."""
INPUTS = ("pieces", "case", "quoted", "place", "marks", "words")


class Exported(nn.Module):
    """The model with a batch of one window, its outputs by word."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        pieces: Tensor,
        case: Tensor,
        quoted: Tensor,
        place: Tensor,
        marks: Tensor,
        words: Tensor,
    ) -> tuple[Tensor, ...]:
        """[1, N] each, ``words`` [V]; every output [V, …]."""
        last, middle = self.model.encoder(pieces, case, quoted, place, None, marks)
        heads = self.model.heads(last[0].index_select(0, words))
        heads["pos"] = self.model.silver_pos(middle[0].index_select(0, words))
        return tuple(heads[name] for name in OUTPUTS)


class Bare(nn.Module):
    """The encoder alone."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, case: Tensor, quoted: Tensor, place: Tensor, marks: Tensor
    ) -> Tensor:
        """[1, N] each to [1, N, WIDTH]."""
        last: Tensor = self.model.encoder(pieces, case, quoted, place, None, marks)[0]
        return last


def load(checkpoints: list[Path], path: Path) -> tuple[Model, dict[str, list[str]]]:
    """The mean of the checkpoints' weights, ready to export."""
    data = torch.load(path, weights_only=False)
    names = data["names"]
    sizes = Sizes(**{layer: len(names[layer]) for layer in ("ner", "pos", "deprel")})
    model = Model(sizes)
    model.load_state_dict(mean(checkpoints), strict=False)  # some heads come with heads.pt
    model.eval()
    for module in model.modules():
        if isinstance(module, Layer):
            module.exporting = True
    smooth(model, calibration(data["train"]))
    return model, names


def calibration(documents: list[Document]) -> list[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Windows of training articles, for what has to be measured."""
    batches = []
    for document in documents[:: len(documents) // CALIBRATED]:
        for window in windows(document.encoded, document.text, 128)[:4]:
            found = inputs(document.encoded, window)
            pieces, case, quoted, place = (
                torch.from_numpy(array)[None]
                for array in (found.pieces, found.case, found.quoted, found.place)
            )
            batches.append((pieces, case, quoted, place))
    return batches


def config(
    model: Model, names: dict[str, list[str]], limit: int, context: int, threshold: float
) -> dict[str, Any]:
    """What ``sayso.extracting.network.Config`` reads."""

    def rounded(row: list[float]) -> list[float]:
        return [round(value, 5) for value in row]

    def numbers(tensor: Tensor) -> list[float] | list[list[float]]:
        values = tensor.tolist()
        return [rounded(row) for row in values] if tensor.dim() > 1 else rounded(values)

    def pairing(module: Pairing) -> dict[str, Any]:
        return {
            "distance": numbers(module.distance.detach()),
            "between": numbers(module.between.detach()),
            "same_paragraph": numbers(module.same_paragraph.detach()),
            "none": round(float(module.none.detach()), 5),
        }

    return {
        "format": FORMAT,
        "limit": limit,
        "context": context,
        "roles": {
            "transitions": numbers(model.transitions.detach()),
            "start": numbers(model.start.detach()),
            "thresholds": THRESHOLDS,
            "weak": WEAK,
        },
        "pointing": {
            "distance": numbers(model.pointing.distance.detach()),
            "none": round(float(model.pointing.none.detach()), 5),
            "threshold": threshold,
        },
        "source_link": pairing(model.source_link),
        "content_link": pairing(model.content_link),
        "reference": pairing(model.reference),
        "events": {
            "predicate": PREDICATE,
            "party": PARTY,
            "link": LINK,
            "actor_link": pairing(model.actor_link),
            "recipient_link": pairing(model.recipient_link),
        },
        "labels": {
            "stance": STANCES,
            "hedge": HEDGES,
            "type": TYPES,
            "kind": KINDS,
            "ner": names["ner"],
            "pos": names["pos"],
            "interaction": INTERACTIONS,
            "status": STATUSES,
        },
    }


def quantize_rows(path: Path) -> None:
    """Keep the word pieces' vectors in 8 bits, with a scale of its own for each.

    One scale for the whole table, as onnxruntime's tool would give it, costs
    half a point of F1 on cues: a few rare pieces have vectors far longer than
    the rest. The small tables stay as they are.
    """
    model = onnx.load(str(path))
    graph = model.graph
    tables = {each.name: each for each in graph.initializer}
    for number, node in enumerate(list(graph.node)):
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or len(table.dims) != 2 or table.dims[0] < VOCABULARY:
            continue
        values = numpy_helper.to_array(table)
        scale = np.abs(values).max(1, keepdims=True) / 127
        whole = np.clip(np.rint(values / np.maximum(scale, 1e-12)), -127, 127).astype(np.int8)
        graph.initializer.remove(table)
        graph.initializer.extend(
            [
                numpy_helper.from_array(whole, f"{table.name}.rows"),
                numpy_helper.from_array(scale.astype(np.float32), f"{table.name}.scales"),
            ]
        )
        ids, output = node.input[1], node.output[0]
        made = [
            helper.make_node("Gather", [f"{table.name}.rows", ids], ["row"], "rows/Gather"),
            helper.make_node("Cast", ["row"], ["row_float"], "rows/Cast", to=TensorProto.FLOAT),
            helper.make_node("Gather", [f"{table.name}.scales", ids], ["row_scale"], "rows/Scale"),
            helper.make_node("Mul", ["row_float", "row_scale"], [output], "rows/Mul"),
        ]
        graph.node.remove(node)
        for offset, each in enumerate(made):
            graph.node.insert(number + offset, each)
    onnx.save(model, str(path))


def export(module: nn.Module, path: Path, outputs: tuple[str, ...], quantize: bool) -> None:
    """Write ``module`` as ONNX, attention and normalisation fused, int8 if asked."""
    wanted = INPUTS if "roles" in outputs else INPUTS[:-1]
    length, words = 37, 29
    example = [torch.ones(1, length, dtype=torch.long)]
    example += [torch.zeros(1, length, dtype=torch.long) for _ in range(4)]
    if "words" in wanted:
        example.append(torch.arange(words))
    axes: dict[str, dict[int, str]] = {name: {1: "inputs"} for name in INPUTS[:-1]}
    axes["words"] = {0: "words"}
    axes.update({name: {0: "words"} for name in outputs if "roles" in outputs})
    if "roles" not in outputs:
        axes[outputs[0]] = {1: "inputs"}
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder, "raw.onnx"), Path(folder, "fused.onnx")
        torch.onnx.export(
            module,
            tuple(example),
            str(raw),
            input_names=list(wanted),
            output_names=list(outputs),
            dynamic_axes={k: v for k, v in axes.items() if k in wanted or k in outputs},
            opset_version=17,
            dynamo=False,
        )
        optimized = optimize_model(
            str(raw), model_type="bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, opt_level=1
        )
        print(path.name, "fused:", optimized.get_fused_operator_statistics())
        optimized.save_model_to_file(str(fused))
        if not quantize:
            shutil.copy(fused, path)
            return
        quantize_rows(fused)
        exact = [
            node.name
            for node in onnx.load(str(fused)).graph.node
            if node.op_type in ("MatMul", "Gemm") and any(head in node.name for head in EXACT)
        ]
        quantize_dynamic(
            str(fused),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Attention", "Gemm"],
            nodes_to_exclude=exact,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def main() -> None:
    """Export the newest checkpoint, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("training/runs/base"))
    parser.add_argument("--epochs", type=int, nargs="*", help="average these; default: the last")
    parser.add_argument("--heads", action="store_true", help="what training.heads wrote")
    parser.add_argument("--data", type=Path, default=Path("training/runs/data.pt"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder of tokenizer.json")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/models/en"))
    parser.add_argument("--limit", type=int, default=128)
    parser.add_argument("--threshold", type=float, default=0.3, help="of a nested cue")
    parser.add_argument("--context", type=int, default=0)
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights")
    parser.add_argument("--bare", type=Path, help="also write the encoder alone to this file")
    arguments = parser.parse_args()
    chosen = (
        [arguments.run / "heads.pt"] if arguments.heads else latest(arguments.run, arguments.epochs)
    )
    model, names = load(chosen, arguments.data)
    arguments.out.mkdir(parents=True, exist_ok=True)
    export(Exported(model), arguments.out / "model.onnx", OUTPUTS, not arguments.float)
    if arguments.bare:
        export(Bare(model), arguments.bare, ("last",), not arguments.float)
    settings = config(model, names, arguments.limit, arguments.context, arguments.threshold)
    (arguments.out / "config.json").write_text(
        json.dumps(settings, indent=1) + "\n", encoding="utf-8"
    )
    tokenizer = json.loads((arguments.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (arguments.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8"
    )
    size = (arguments.out / "model.onnx").stat().st_size
    print(f"{', '.join(path.name for path in chosen)} -> {arguments.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
