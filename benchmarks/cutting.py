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

    That input picks out the words which the heads look at; the one tensor it
    picks from is what the encoder gives. SystemExit if there is no such tensor.
    """
    graph = model.graph
    encoder, heads = {"pieces"}, {"words"}
    met: set[str] = set()
    for node in graph.node:  # every tensor is made before it is used
        if heads.intersection(node.input):
            heads.update(node.output)
            met.update(encoder.intersection(node.input))
        elif encoder.intersection(node.input):
            encoder.update(node.output)
    if len(met) != 1:
        sys.exit(f"the heads are fed by {len(met)} tensors, not by one: {sorted(met)}")
    (last,) = met

    needed = {last}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    bare = onnx.helper.make_graph(
        kept[::-1],
        "encoder",
        [given for given in graph.input if given.name in needed],
        [onnx.helper.make_tensor_value_info(last, onnx.TensorProto.FLOAT, None)],
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
