import pytest

pytest.importorskip("onnx", reason="onnx is installed in .venv-bench only")

from onnx import TensorProto, helper

from benchmarks.cutting import cut


def model(*, picks: bool = True) -> helper.ModelProto:
    """Two layers, a head on each, as the heads of Sayso sit on words."""
    pick = "words" if picks else "pieces"
    nodes = [
        helper.make_node("Mul", ["pieces", "first"], ["middle"]),
        helper.make_node("Mul", ["middle", "second"], ["last"]),
        helper.make_node("Gather", ["middle", pick], ["early"]),
        helper.make_node("Gather", ["last", pick], ["late"]),
        helper.make_node("Mul", ["late", "head"], ["roles"]),
    ]
    numbers = TensorProto.INT64
    return helper.make_model(
        helper.make_graph(
            nodes,
            "model",
            [helper.make_tensor_value_info(name, numbers, [None]) for name in ("pieces", "words")],
            [helper.make_tensor_value_info(name, numbers, [None]) for name in ("early", "roles")],
            [helper.make_tensor(name, numbers, [1], [2]) for name in ("first", "second", "head")],
        )
    )


def test_the_encoder_keeps_its_layers_and_loses_the_heads() -> None:
    graph = cut(model()).graph
    assert [node.output[0] for node in graph.node] == ["middle", "last"]
    assert [given.name for given in graph.input] == ["pieces"]
    assert [given.name for given in graph.output] == ["last", "middle"]
    assert [weights.name for weights in graph.initializer] == ["first", "second"]


def test_a_model_without_words_is_refused() -> None:
    with pytest.raises(SystemExit, match="words"):
        cut(model(picks=False))
