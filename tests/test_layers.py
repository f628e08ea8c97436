"""Imports run streamlit_app -> narrative -> geo, never back."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {"geo": set(), "narrative": {"geo"}}
OURS = {"geo", "narrative", "streamlit_app"}
MODULES = sorted(path.relative_to(ROOT).as_posix() for layer in MAY_IMPORT for path in (ROOT / layer).rglob("*.py"))


def imported(path):
    """The first parts of the absolute names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).split(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_own_layer_or_those_below(module):
    layer = module.split("/")[0]
    assert set(imported(ROOT / module)) & OURS <= MAY_IMPORT[layer] | {layer}


def test_both_layers_were_read():
    assert {"geo/gazetteer.py", "narrative/story.py"} <= set(MODULES)
