"""The folium plugin under the name by which others import it, as the README shows it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import narrative.page.scroller
from narrative.scroller import Scroller, ScrollStep

ROOT = Path(__file__).parents[2]


def test_what_others_import_is_the_pages_own_plugin() -> None:
    assert Scroller is narrative.page.scroller.Scroller
    assert ScrollStep is narrative.page.scroller.ScrollStep


def test_the_example_of_the_readme_makes_a_page_with_its_step(tmp_path: Path) -> None:
    found = re.search(
        r"```python\n(import folium\n.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found and "from narrative.scroller import Scroller, ScrollStep" in found[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", found[1]], cwd=tmp_path, env=environment, check=True)
    (page,) = tmp_path.glob("*.html")
    html = page.read_text(encoding="utf-8")
    assert '<section class="step" id="geneva" data-index="0"' in html
    assert "The lake ends here." in html
