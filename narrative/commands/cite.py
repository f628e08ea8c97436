"""Turn the command ``cite`` into a reference to one step of a story, printed."""

from __future__ import annotations

import argparse
from typing import Any

from geo.reading.faults import Faults, did_you_mean
from narrative.commands.calls import (
    DONE,
    STORY_HELP,
    CallError,
    add_reading,
    print_faults,
    read_as_asked,
    story_folder,
)

FORMS = ("text", "bibtex", "ris")


def add_cite(commands: Any) -> None:
    """Add ``cite`` to the command line."""
    cite = commands.add_parser(
        "cite",
        help="print a reference to a step",
        description="Print a reference to one step of a story, or to a statement in it: what it says, what its map "
        "shows, in which version of the story, and after which paragraph of the source.",
    )
    cite.add_argument("story", metavar="STORY", help=STORY_HELP)
    cite.add_argument("step", metavar="STEP", help="the step's id, or its number in the telling")
    cite.add_argument("--statement", metavar="ID", help="one of the step's statements, instead of all of it")
    cite.add_argument("--as", dest="form", choices=FORMS, default="text", help="the form of the reference")
    cite.add_argument("--address", metavar="URL", help="where the story's page stands, for the step's own address")
    add_reading(cite)
    cite.set_defaults(run=run_cite)


def run_cite(options: argparse.Namespace) -> int:
    """``cite``: the reference."""
    from narrative.story.cited import FORMS as WRITERS
    from narrative.story.cited import Cited

    folder = story_folder(options.story)
    try:
        story = read_as_asked(folder, options)
    except Faults as faults:
        return print_faults(faults)
    ids = [each.id for each in story.steps]
    number = int(options.step) if options.step.isascii() and options.step.isdigit() and len(options.step) < 7 else 0
    id = ids[number - 1] if 0 < number <= len(ids) else options.step
    if id not in ids:
        near = did_you_mean(id, ids) or f"; there are {len(ids)}, from 1 to {len(ids)}"
        raise CallError(f'the story has no step "{options.step[:60]}"{near}')
    step = story.step(id)
    told = {each.id: each for each in step.statements}
    if options.statement is not None and options.statement not in told:
        near = did_you_mean(options.statement, told) or (f"; it tells {', '.join(told)}" if told else "; it tells none")
        raise CallError(f'the step "{id}" tells no statement "{options.statement[:60]}"{near}')
    cited = Cited(story, step, told.get(options.statement or ""), options.address)
    print(WRITERS[options.form](cited), end="")
    return DONE
