"""The direction of imports: lower packages never import higher ones, heavy libraries stay in their room."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "trainer"
LAYERS = [
    "errors",
    "paths",
    "maths",
    "calculus",
    "bank",
    "grading",
    "authoring",
    "memory",
    "store",
    "session",
    "export",
    "tui",
    "plain",
    "cli",
]
KNOWS_ONLY = {"memory": {"errors"}, "store": {"errors", "paths", "memory"}, "maths": {"errors"}, "tui": None}
ONLY_IN = {
    "sqlmodel": "store",
    "sqlalchemy": "store",
    "pydantic": "bank",
    "yaml": "bank",
    "textual": "tui",
    "typer": "cli",
}


def _layer(file):
    part = file.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


FILES = sorted(file for file in ROOT.rglob("*.py") if file.name != "__main__.py")
PACKAGES = sorted({_layer(file) for file in FILES})


@cache
def _tree(file):
    return ast.parse(file.read_text(encoding="utf-8"))


def _imports(file):
    """Every module imported anywhere in the file, under TYPE_CHECKING aside."""
    tree = _tree(file)
    guarded = {
        id(node)
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and "TYPE_CHECKING" in ast.dump(test.test)
        for body in test.body
        for node in ast.walk(body)
    }
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _faults(layer, module):
    """What is wrong with an import of `module` in the package `layer`."""
    parts = module.split(".")
    if parts[0] == "trainer" and len(parts) > 1 and parts[1] in LAYERS:
        if layer != "__init__" and LAYERS.index(parts[1]) > LAYERS.index(layer):
            yield f"{layer} imports {module}"
        allowed = KNOWS_ONLY.get(layer)
        if allowed is not None and parts[1] not in {layer, *allowed}:
            yield f"{layer} knows nothing of {parts[1]}"
    owner = ONLY_IN.get(parts[0])
    if owner is not None and layer != owner:
        yield f"only {owner} imports {module}"


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_lower_layers(package):
    """Imports point one way, and a library is used only in the package that owns it."""
    files = [file for file in FILES if _layer(file) == package]

    found = {
        str(file.relative_to(ROOT)): faults
        for file in files
        if (faults := [said for module in _imports(file) for said in _faults(package, module)])
    }

    assert files
    assert found == {}


def test_a_file_opens_with_a_sentence():
    """Each module says what it decides before its imports."""
    said = {str(file.relative_to(ROOT)): ast.get_docstring(_tree(file)) or "" for file in FILES}

    assert [file for file, docstring in said.items() if not docstring.strip().endswith(".")] == []


def _modules_after(code):
    """The modules that a fresh interpreter has loaded after running `code`."""
    program = f"{code}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


LIGHT = ["cli", "maths.reading.parser", "maths.drawing.prose", "maths.judging.judge", "tui.app"]


@pytest.mark.parametrize("module", LIGHT)
def test_importing_for_the_first_frame_loads_nothing_heavy(module):
    """SymPy, NumPy and SQLModel are imported only when they are needed."""
    assert not _modules_after(f"import trainer.{module}") & {"sympy", "numpy", "sqlmodel", "mpmath"}
