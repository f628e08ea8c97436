"""What is mutated, and by which tests each part is to be noticed: the quick ones, without a browser or a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Target:
    """Modules with the tests that should notice a change of them; their doctests belong to both.

    ``modules`` and ``tests`` are paths from the project's folder. ``share`` is how much of all mutants is tried: a
    sample that is the same at every run, where a mutant takes seconds.
    """

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    share: float = 1.0

    @property
    def selected(self) -> list[str]:
        """The paths that pytest gets."""
        return [*self.tests, *self.modules]

    def modules_with(self, words: list[str]) -> list[str]:
        """The modules whose path has one of the words in it; all without words.

        >>> target = Target("page", ("narrative/page/stage.py", "narrative/page/claims.py"), ())
        >>> target.modules_with(["claims"]), len(target.modules_with([]))
        (['narrative/page/claims.py'], 2)
        """
        return [module for module in self.modules if not words or any(word in module for word in words)]


def modules(folder: str, *names: str) -> tuple[str, ...]:
    """The paths of modules of a folder, all but its ``__init__`` where none is named."""
    found = names or tuple(sorted(path.stem for path in (ROOT / folder).glob("*.py") if path.stem != "__init__"))
    return tuple(f"{folder}/{name}.py" for name in found)


def tests(folder: str, *names: str) -> tuple[str, ...]:
    """The paths of a folder's tests, or of those of some modules, without those that need a browser."""
    found = sorted((ROOT / folder).glob("test_*.py"))
    chosen = [path for path in found if not path.stem.endswith("_browser")]
    return tuple(
        path.relative_to(ROOT).as_posix() for path in chosen if not names or path.stem.removeprefix("test_") in names
    )


STORY, STORY_TESTS = "narrative/story", "tests/narrative/story"
SERVING, PAGE = "narrative/serving", "narrative/page"
DATA = (
    *("stage", "timeline", "explorer", "claims", "lettering", "story_map", "scroller"),
    *("texts", "parts", "value", "word_styles"),
)
# The others start servers and watch files: seconds for each mutant, in processes that mutmut does not see into.
IN_PROCESS = tests(f"tests/{SERVING}", "pages", "embedding", "picture_desk", "build", "server")
CHECKED = tests(STORY_TESTS, "story", *(path.stem[5:] for path in (ROOT / STORY_TESTS).glob("test_*checks.py")))
TARGETS = (
    Target("measure", ("geo/measure.py",), ("tests/geo/test_measure.py",)),
    Target("dates", modules(STORY, "dates"), (f"{STORY_TESTS}/test_dates.py",)),
    Target(
        "prose",
        modules(STORY, "prose", "languages"),
        (f"{STORY_TESTS}/test_prose.py", f"{STORY_TESTS}/test_languages.py"),
    ),
    Target("describe", modules(STORY, "describe"), (f"{STORY_TESTS}/test_describe.py",)),
    # Each of these tests writes and reads a whole story.
    Target("checks", modules(STORY, "checks"), CHECKED, 0.15),
    Target("claim_checks", modules(STORY, "claim_checks"), tests(STORY_TESTS, "claim_checks"), 0.25),
    Target(
        "story",
        modules(STORY, "words", "model", "tally", "story", "schema", "files", "folders", "json_schema"),
        tests(STORY_TESTS),
        0.25,
    ),
    Target("pages", modules(SERVING, "pages", "embedding"), tests(f"tests/{SERVING}", "pages", "embedding")),
    Target("serving", modules(SERVING, "server", "picture_desk", "build"), IN_PROCESS, 0.15),
    # What puts the page together and cuts its type (render, fonts) is looked at whole, in test_render and the browser.
    Target("page", modules(PAGE, *DATA), tests(f"tests/{PAGE}", *DATA), 0.15),
)
