"""The encoder without the heads, cut out of the model that ships.

    .venv-bench/bin/python -m benchmarks.cutting model.onnx encoder.onnx

Runs where onnx is installed and imports nothing of Sayso. Cutting the shipped
file, rather than exporting the encoder anew, makes sure that the very same
weights in the very same format are compared with.
"""

from __future__ import annotations

import sys

import onnx


def cut(model: onnx.ModelProto) -> onnx.ModelProto:
    """The part of ``model`` that comes before its input ``words``.

    That input picks out the words which the heads look at; the tensors it
    picks from, of the last layer or of one before, are what the encoder gives.
    SystemExit if there are none.
    """
    graph = model.graph
    encoder, heads = {"pieces"}, {"words"}
    given: set[str] = set()
    for node in graph.node:  # every tensor is made before it is used
        if heads.intersection(node.input):
            heads.update(node.output)
            given.update(encoder.intersection(node.input))
        elif encoder.intersection(node.input):
            encoder.update(node.output)
    if not given:
        sys.exit("the model has no input `words` that picks from what `pieces` lead to")

    needed = set(given)
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    bare = onnx.helper.make_graph(
        kept[::-1],
        "encoder",
        [fed for fed in graph.input if fed.name in needed],
        [
            onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
            for name in sorted(given)
        ],
        [weights for weights in graph.initializer if weights.name in needed],
    )
    return onnx.helper.make_model(
        bare, opset_imports=model.opset_import, ir_version=model.ir_version
    )


def main() -> None:
    """Cut the first file, write the second."""
    source, target = sys.argv[1:]
    onnx.save(cut(onnx.load(source)), target)


if __name__ == "__main__":
    main()
