"""The JSON Schema that editors use is the one the models say."""

import json
from pathlib import Path

from trainer.bank.format.file import SkillFile

SCHEMA = Path(__file__).parents[2] / "data" / "exercise.schema.json"


def test_the_schema_is_generated_from_the_models():
    """Write it anew from `SkillFile.model_json_schema()` when a model changes."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == SkillFile.model_json_schema()
