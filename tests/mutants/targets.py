"""What is mutated, and by which tests each part is to be noticed: the quick ones, without a browser or a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Target:
    """Modules with the tests that should notice a change of them; their doctests belong to both.

    ``modules`` and ``tests`` are paths from the project's folder. ``numbers`` says which mutants are tried by the last
    digit of their number within their function: all, or a sample that is the same at every run.
    """

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    numbers: str = "0123456789"

    @property
    def selected(self) -> list[str]:
        """The paths that pytest gets."""
        return [*self.tests, *self.modules]

    def patterns(self, words: list[str]) -> list[str]:
        """Names of mutants as mutmut matches them, for the modules that one of the words is in; all without words.

        >>> target = Target("page", ("narrative/page/stage.py", "narrative/page/claims.py"), (), numbers="16")
        >>> target.patterns(["claims"]), len(target.patterns([]))
        (['narrative.page.claims.*__mutmut_*[16]'], 2)
        """
        chosen = [module for module in self.modules if not words or any(word in module for word in words)]
        return [f"{module.removesuffix('.py').replace('/', '.')}.*__mutmut_*[{self.numbers}]" for module in chosen]


def modules(folder: str, *names: str) -> tuple[str, ...]:
    """The paths of modules of a folder, all but its ``__init__`` where none is named."""
    found = names or tuple(sorted(path.stem for path in (ROOT / folder).glob("*.py") if path.stem != "__init__"))
    return tuple(f"{folder}/{name}.py" for name in found)


def tests(folder: str) -> tuple[str, ...]:
    """The paths of a folder's tests, without those that need a browser."""
    found = sorted((ROOT / folder).glob("test_*.py"))
    return tuple(path.relative_to(ROOT).as_posix() for path in found if not path.stem.endswith("_browser"))


ONE_IN_TEN = "1"
STORY, STORY_TESTS = "narrative/story", "tests/narrative/story"
SERVING = "narrative/serving"
# The others start servers and watch files: seconds for each mutant, in processes that mutmut does not see into.
IN_PROCESS = tuple(
    f"tests/{SERVING}/test_{name}.py" for name in ("pages", "embedding", "picture_desk", "build", "server")
)
TARGETS = (
    Target("measure", ("geo/measure.py",), ("tests/geo/test_measure.py",)),
    Target("dates", modules(STORY, "dates"), (f"{STORY_TESTS}/test_dates.py",)),
    Target(
        "prose",
        modules(STORY, "prose", "languages"),
        (f"{STORY_TESTS}/test_prose.py", f"{STORY_TESTS}/test_languages.py"),
    ),
    Target("describe", modules(STORY, "describe"), (f"{STORY_TESTS}/test_describe.py",)),
    # Each of these tests writes and reads a whole story: seconds a mutant.
    Target("checks", modules(STORY, "checks", "claim_checks"), (f"{STORY_TESTS}/test_story.py",), ONE_IN_TEN),
    Target(
        "story",
        modules(STORY, "words", "model", "tally", "story", "schema", "files", "folders", "json_schema"),
        tests(STORY_TESTS),
        ONE_IN_TEN,
    ),
    Target(
        "pages",
        modules(SERVING, "pages", "embedding"),
        (f"tests/{SERVING}/test_pages.py", f"tests/{SERVING}/test_embedding.py"),
    ),
    Target("serving", modules(SERVING, "server", "picture_desk", "build"), IN_PROCESS, ONE_IN_TEN),
    # What puts the page together (render, parts, value, fonts) is looked at whole, in test_render and in the browser.
    Target(
        "page",
        modules("narrative/page", "stage", "timeline", "explorer", "claims", "lettering", "story_map", "scroller"),
        tests("tests/narrative/page"),
        ONE_IN_TEN,
    ),
)
