"""The models say everything that a schema for editors needs."""

from __future__ import annotations

import json
from pathlib import Path

from trainer.bank.format.fields import Strict
from trainer.bank.format.file import SkillFile
from trainer.bank.format.shared import AnyFields, ExerciseFields
from trainer.bank.parts import BUILDERS
from trainer.bank.yaml_document import read_yaml


def test_a_json_schema_follows_from_the_models() -> None:
    """Every kind is in it, and unknown keys are refused everywhere."""
    schema = SkillFile.model_json_schema()

    text = json.dumps(schema)
    objects = [schema, *schema["$defs"].values()]
    assert all(f'"{kind}"' in text for kind in BUILDERS)
    assert all(item["additionalProperties"] is False for item in objects if "properties" in item)


def test_every_kind_of_the_models_has_a_builder() -> None:
    """A kind that can be written can be asked."""
    models = {*AnyFields.__subclasses__(), *ExerciseFields.__subclasses__()} - {ExerciseFields}
    kinds = {model.model_fields["kind"].annotation.__args__[0] for model in models}

    assert kinds == set(BUILDERS)


def test_formulas_keep_their_place_through_validation() -> None:
    """A fault in a formula must point into the file."""
    file = sorted((Path(__file__).parent / "good").glob("*.yaml"))[0]

    model = SkillFile.model_validate(read_yaml(file.read_bytes(), file))

    assert file.read_text().splitlines()[model.exercises[0].ask.line - 1].strip().startswith("ask:")


def test_every_model_refuses_unknown_keys() -> None:
    """By inheriting it."""
    assert Strict.model_config["extra"] == "forbid"
