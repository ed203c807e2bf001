import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.extracting.encoding import Window, inputs
from sayso.extracting.network import DEFAULT, FORMAT, OUTPUTS, TAGS, Config, Network
from sayso.extracting.pairing import BETWEEN, DISTANCES
from sayso.extracting.pipeline import Extractor
from tests.extracting.support import encoded

FILES = ("model.onnx", "tokenizer.json", "config.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the model's files, the big one as a link."""
    made = tmp_path / "model"
    made.mkdir()
    (made / "model.onnx").symlink_to(DEFAULT / "model.onnx")
    for name in FILES[1:]:
        shutil.copy(DEFAULT / name, made / name)
    return made


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "config.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    edit(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")


def refused(folder: Path) -> str:
    """The message with which the model is refused; it always says what to do."""
    with pytest.raises(ModelError) as caught:
        Extractor.load(folder)
    message = str(caught.value)
    assert str(folder) in message
    assert "install" in message
    return message


def test_the_model_that_comes_along_is_read() -> None:
    config = Network(DEFAULT).config
    assert config.limit > config.context >= 0
    assert config.roles.moves.shape == (TAGS, TAGS)
    assert config.source_link.distance.shape == (DISTANCES,)
    assert config.source_link.between.shape == (BETWEEN,)
    assert config.labels["hedge"] == ("none", "alleged", "rumoured", "secondhand")
    assert {"PERSON", "ORGANIZATION", "LOCATION", "O"} <= set(config.labels["ner"])


def test_outputs_are_by_word() -> None:
    text = "Mayor Ada Quill said it rains.\nShe left."
    network = Network(DEFAULT)
    found = encoded(text)
    outputs = network.run(inputs(found, Window(0, len(found), 0, len(found))))
    for name in OUTPUTS:
        assert len(getattr(outputs, name)) == len(found)
        assert np.isfinite(getattr(outputs, name)).all()


def test_a_folder_with_the_files_is_a_model(folder: Path) -> None:
    assert Network(folder).config.labels == Network(DEFAULT).config.labels


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "missing" in refused(tmp_path / "nowhere")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    message = refused(folder)
    assert name in message
    assert "missing" in message


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe nonsense", b"[]", b"null", b"{}"])
def test_a_damaged_file(folder: Path, name: str, content: bytes) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(content)
    refused(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file(folder: Path, name: str) -> None:
    content = (DEFAULT / name).read_bytes()
    (folder / name).unlink()
    (folder / name).write_bytes(content[: len(content) // 2])
    refused(folder)


@pytest.mark.parametrize("number", [0, FORMAT + 1, str(FORMAT), None])
def test_another_format_is_refused(folder: Path, number: object) -> None:
    change(folder, lambda raw: raw.update(format=number))
    message = refused(folder)
    assert f"format {number!r}" in message
    assert f"reads {FORMAT}" in message


@pytest.mark.parametrize(
    "key", ["limit", "context", "roles", "pointing", "source_link", "reference", "labels"]
)
def test_a_configuration_without_one_of_its_parts(folder: Path, key: str) -> None:
    change(folder, lambda raw: raw.pop(key))
    assert key in refused(folder)


@pytest.mark.parametrize(
    "edit",
    [
        lambda raw: raw.update(limit="many"),
        lambda raw: raw.update(limit=0),
        lambda raw: raw.update(context=-1),
        lambda raw: raw.update(context=raw["limit"]),
        lambda raw: raw["roles"].update(start=[0.0]),
        lambda raw: raw["roles"]["transitions"].pop(),
        lambda raw: raw["content_link"].update(distance=[1.0, 2.0]),
        lambda raw: raw["content_link"].update(none=None),
        lambda raw: raw["pointing"]["distance"].pop(),
        lambda raw: raw["pointing"].pop("threshold"),
        lambda raw: raw.update(labels=[]),
        lambda raw: raw.update(reference=3),
    ],
)
def test_a_configuration_that_makes_no_sense(
    folder: Path, edit: Callable[[dict[str, Any]], object]
) -> None:
    change(folder, edit)
    assert "config.json" in refused(folder)


@pytest.mark.parametrize("layer", ["ner", "pos", "kind", "stance"])
def test_labels_of_another_model(folder: Path, layer: str) -> None:
    change(folder, lambda raw: raw["labels"][layer].append("UNHEARD"))
    assert "do not fit together" in refused(folder)


@pytest.mark.parametrize("layer", ["ner", "pos", "kind", "hedge"])
def test_labels_that_are_missing(folder: Path, layer: str) -> None:
    change(folder, lambda raw: raw["labels"].pop(layer))
    assert layer in refused(folder)


def test_a_tokenizer_of_another_model(folder: Path) -> None:
    path = folder / "tokenizer.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["model"]["vocab"]["unheardof"] = len(raw["model"]["vocab"]) + 5
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert "do not fit together" in refused(folder)


def test_read_says_which_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.json"):
        Config.read(tmp_path / "gone.json")
