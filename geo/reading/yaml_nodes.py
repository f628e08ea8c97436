"""Turn the text of a YAML file into ruamel's nodes: by libyaml where it reads as ruamel does, else by ruamel itself.

ruamel.yaml knows YAML 1.2 and says well what is wrong, at some 15,000 values a second; libyaml reads thirty times as
many of YAML 1.1. What stories and lists of documents are written in is the same in both: indented keys and lists,
texts, and short lists in brackets. Text with anything else, and text in which libyaml finds a fault, goes to ruamel, so
that sentences about faults have one source. A test compares the two on texts of every kind.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# What the versions of YAML, or the two libraries, read in ways of their own: control characters, line ends other than
# LF, tabs, directives, several documents, tags, anchors, keys with "?", a remark or an empty line where a block begins.
OWN_WAYS = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|^(?:%|---|\.\.\.)"
    r"|(?:^|[\s,\[{:-])(?:[!?]|&(?=\S))"
    r"|[|>][-+0-9]* *(?:#|\n *(?:#|\n))",
    re.MULTILINE,
)
MOST_LEVELS = 40  # of nesting: libyaml's reader in C is not asked to go deeper
DEEP = re.compile(rf"^ {{{4 * MOST_LEVELS}}}|(?:[-?:] +){{{MOST_LEVELS}}}", re.MULTILINE)


class EmptyValueError(Exception):
    """A value is missing; on which line it would stand is told in two ways."""


def compose(text: str) -> Node | None:
    """The top node of a text, None where it holds nothing. Raises what ruamel.yaml raises, and RecursionError."""
    if OWN_WAYS.search(text) is None and DEEP.search(text) is None and brackets(text) <= MOST_LEVELS:
        found, node = quickly(text)
        if found:
            return node
    return slowly(text)


def slowly(text: str) -> Node | None:
    """By ruamel.yaml."""
    from ruamel.yaml import YAML

    node: Node | None = YAML(typ="safe", pure=True).compose(text)
    return node


def quickly(text: str) -> tuple[bool, Node | None]:
    """By libyaml: whether it found no fault, and the node."""
    try:
        import yaml
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:  # PyYAML was built without libyaml
        return False, None
    loader = loader_of(CParser, yaml.resolver.BaseResolver)(text)
    try:
        return True, converted(loader.get_single_node(), {})
    except (yaml.YAMLError, EmptyValueError):
        return False, None
    finally:
        loader.dispose()


def loader_of(parser: Any, resolver: Any, kept: list[Any] = []) -> Any:  # noqa: B006  # made once
    """libyaml's parser with the plain values of YAML 1.2 as ruamel knows them."""
    if not kept:
        from ruamel.yaml.resolver import implicit_resolvers

        class Loader(parser, resolver):  # type: ignore[misc]
            def __init__(self, text: str) -> None:
                parser.__init__(self, text)
                resolver.__init__(self)

        for versions, tag, pattern, first in implicit_resolvers:
            if (1, 2) in versions:
                Loader.add_implicit_resolver(tag, pattern, first)
        kept.append(Loader)
    return kept[0]


def converted(node: Any, seen: dict[int, Node]) -> Node | None:
    """A node of PyYAML as one of ruamel's."""
    if node is None:
        return None
    if id(node) in seen:
        return seen[id(node)]
    kind = type(node).__name__
    if kind == "ScalarNode" and not node.value and not node.style:
        raise EmptyValueError
    if kind == "ScalarNode":
        made: Node = ScalarNode(node.tag, node.value, node.start_mark, node.end_mark, style=node.style)
    elif kind == "SequenceNode":
        made = SequenceNode(node.tag, [], node.start_mark, node.end_mark)
        made.value = [converted(each, seen) for each in node.value]
    else:
        made = MappingNode(node.tag, [], node.start_mark, node.end_mark)
        made.value = [(converted(key, seen), converted(value, seen)) for key, value in node.value]
    seen[id(node)] = made
    return made


def brackets(text: str) -> int:
    """How deep brackets stand in each other at most, those in texts counted too.

    >>> brackets("a: [b, {c: d}]"), brackets("a: ]]")
    (2, 0)
    """
    depth = deepest = 0
    for each in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if each.group() in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
