"""The page on checking lists every rule."""

from pathlib import Path

from trainer.authoring.lint.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")


def test_every_rule_is_told_with_its_sentence():
    """And whether it is an error."""
    told = [line for line in PAGE.splitlines() if line.startswith("| `")]

    assert told == [
        f"| `{name}` | {'error' if rule.is_error else 'warning'} | {rule.sentence} |"
        for name, rule in RULES.items()
    ]
