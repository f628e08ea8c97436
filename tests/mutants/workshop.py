"""Where copies of the project are broken, and what they are made of."""

from __future__ import annotations

from tests.mutants.targets import ROOT

WORKSHOP = ROOT / ".mutants"
LINKED = ("geo", "narrative", "tests", "streamlit_app.py", "data", "docs", ".streamlit", "README.md")
