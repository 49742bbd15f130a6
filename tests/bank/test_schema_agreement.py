"""The JSON Schema and the models judge files alike, as far as a schema can tell."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from trainer.bank.reading import read_file
from trainer.paths import data_folder, exercises_folder

HERE = Path(__file__).parent
SHIPPED = sorted(exercises_folder().rglob("*.yaml"))
CORPUS = [
    *sorted((HERE / "bad").glob("*.yaml")),
    *sorted((HERE / "good").glob("*.yaml")),
    *sorted((HERE.parent / "authoring" / "faults").glob("*.yaml")),
]
SCHEMA = Draft202012Validator(json.loads((data_folder() / "exercise.schema.json").read_text("utf-8")))


def document(file):
    """What an editor's YAML reader makes of the file; None where it cannot read it."""
    try:
        return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None


def test_every_shipped_file_passes_the_schema():
    """An editor that checks against it marks nothing in a sound file."""
    refused = {file.stem: message for file in SHIPPED for message in messages(file)}

    assert refused == {}


def messages(file):
    return [error.message for error in SCHEMA.iter_errors(document(file))]


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_what_the_schema_refuses_the_models_refuse(file):
    """The schema may know less than the models, never more."""
    read = document(file)
    if read is not None and not SCHEMA.is_valid(read):
        assert read_file(file.read_bytes(), file).faults


def test_the_schema_knows_what_an_editor_can_mark():
    """Unknown and missing keys, unknown words, lists that are too short: most of the faults of the format."""
    readable = [file for file in CORPUS if file.parent.name == "bad" and document(file) is not None]

    refused = {file.stem for file in readable if not SCHEMA.is_valid(document(file))}

    assert {"unknown-key", "no-answer", "unknown-kind", "too-few-rejected", "level"} <= refused
    assert len(refused) >= len(readable) / 3


def test_the_corpus_of_bad_files_is_a_corpus():
    """Sixty ways and more in which a file can be wrong."""
    assert len(list((HERE / "bad").glob("*.yaml"))) >= 60
