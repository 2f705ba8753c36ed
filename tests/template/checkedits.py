#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges template edits with parsers that are not the program's own.

Reads one edit per line (JSON: name, before, after, path, op, value, keep, edits) and prints one line per fault. YAML
is read through PyYAML, every tenth edit through its pure Python parser, which shares no code with libyaml; JSON
through Python's json. Tags of CloudFormation stay tags.
"""
import copy
import json
import sys

import yaml

FAST = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
SCALARS = yaml.SafeLoader("")


class Node:
    """A value with the characters it stands on; children are (key, value) pairs or items."""

    def __init__(self, kind, start, end, tag=None, anchor=None):
        self.kind, self.start, self.end, self.tag, self.anchor = kind, start, end, tag, anchor
        self.children, self.data, self.target, self.plain = [], None, None, False
        self.copied = False  # stands in the place of an alias

    def anchored(self):
        """Whether something defined in here may be named elsewhere."""
        if self.kind == "alias":
            return False
        inner = [part for child in self.children for part in (child if isinstance(child, tuple) else (child,))]
        return bool(self.anchor) or any(part.anchored() for part in inner)

    def own(self, name):
        for pair in self.children if self.kind == "map" and not self.copied else []:
            if pair[0].data == name:
                return pair
        return None


def yaml_tree(text, loader):
    events = yaml.parse(text, Loader=loader)
    anchors, stack, root = {}, [], None

    def place(node):
        nonlocal root
        if not stack:
            root = node
        elif stack[-1].kind == "map" and stack[-1].pending is None:
            stack[-1].pending = node
        elif stack[-1].kind == "map":
            stack[-1].children.append((stack[-1].pending, node))
            stack[-1].pending = None
        else:
            stack[-1].children.append(node)

    for event in events:
        if isinstance(event, yaml.AliasEvent):
            node = Node("alias", event.start_mark.index, event.end_mark.index)
            node.target = anchors[event.anchor]
            place(node)
        elif isinstance(event, yaml.ScalarEvent):
            node = Node("scalar", event.start_mark.index, event.end_mark.index, event.tag, event.anchor)
            tag = event.tag
            if tag is None or tag == "!" or not tag.startswith("tag:"):
                tag = SCALARS.resolve(yaml.ScalarNode, event.value, event.implicit if not event.tag else (False, True))
            if tag == "tag:yaml.org,2002:merge":
                node.data, node.plain = "<<", True
            else:
                node.data = SCALARS.construct_object(yaml.ScalarNode(tag, event.value), deep=True)
            if event.anchor:
                anchors[event.anchor] = node
            place(node)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            node = Node(kind, event.start_mark.index, event.end_mark.index, event.tag, event.anchor)
            node.pending, node.flow = None, event.flow_style
            if event.anchor:
                anchors[event.anchor] = node
            place(node)
            stack.append(node)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node = stack.pop()
            node.end = event.end_mark.index
            if not node.flow and node.children:  # the end mark of a block lies behind comments
                last = node.children[-1]
                node.end = (last[1] if isinstance(last, tuple) else last).end
    return root


def json_tree(text):
    decoder = json.JSONDecoder()

    def blank(at):
        while text[at] in " \t\r\n":
            at += 1
        return at

    def value(at):
        at = blank(at)
        if text[at] not in "{[":
            data, end = decoder.raw_decode(text, at)
            node = Node("scalar", at, end)
            node.data = data
            return node
        node = Node("map" if text[at] == "{" else "list", at, at)
        at = blank(at + 1)
        while text[at] not in "}]":
            child = value(at)
            at = blank(child.end)
            if node.kind == "map":
                assert text[at] == ":", at
                inner = value(at + 1)
                node.children.append((child, inner))
                at = blank(inner.end)
            else:
                node.children.append(child)
            if text[at] == ",":
                at = blank(at + 1)
                assert text[at] not in "}]", at
        node.end = at + 1
        return node

    root = value(0)
    assert not text[root.end:].strip()
    return root


def merged(node, out):
    """Entries of a mapping that out does not have yet: own ones, then those of merge keys, the earlier first."""
    if node.kind == "alias":
        return merged(node.target, out)
    if node.kind == "list":
        for item in node.children:
            merged(item, out)
        return
    for key, value in node.children:
        if not key.plain and key.data not in out:
            out[key.data] = value
    for key, value in node.children:
        if key.plain:
            merged(value, out)


def data_of(node):
    if node is None:
        return None
    if node.kind == "alias":
        return data_of(node.target)
    if node.kind == "scalar":
        data = node.data
    elif node.kind == "list":
        data = [data_of(child) for child in node.children]
    else:
        entries = {}
        merged(node, entries)
        data = {key: data_of(value) for key, value in entries.items()}
    if node.tag and node.tag.startswith("!") and len(node.tag) > 1:
        return {node.tag: data}
    return data


def unshared(node):
    """The tree with a copy in the place of every alias."""
    made = copy.copy(node.target if node.kind == "alias" else node)
    made.copied = node.kind == "alias"
    made.children = [(pair[0], unshared(pair[1])) if isinstance(pair, tuple) else unshared(pair)
                     for pair in made.children]
    return made


def same(actual, wanted):
    """Numbers may stand in quotes if their author wrote them so; everything else must be the very value."""
    if isinstance(wanted, dict):
        return isinstance(actual, dict) and list(sorted(map(str, actual))) == list(sorted(map(str, wanted))) and all(
            same(actual[key], wanted[key]) for key in wanted)
    if isinstance(wanted, Loose):
        return not isinstance(actual, bool) and str(actual) == wanted.text
    if isinstance(wanted, list):
        return isinstance(actual, list) and len(actual) == len(wanted) and all(map(same, actual, wanted))
    return type(actual) is type(wanted) and actual == wanted


class Loose:
    def __init__(self, text):
        self.text = text


def chain(root, path):
    """The own (key, value) nodes along the path, as far as they are written there."""
    found, at = [], root
    for name in path:
        pair = at.own(name) if at is not None and at.kind == "map" else None
        if pair is None:
            break
        found.append(pair)
        at = pair[1]
    return found


def wanted_after_set(root, edit):
    data = copy.deepcopy(data_of(root))
    at = data
    for name in edit["path"][:-1]:
        if not isinstance(at.get(name), dict):
            at[name] = {}
        at = at[name]
    value = edit["value"]
    at[edit["path"][-1]] = Loose(value) if value.lstrip("-").isdigit() else value
    return [data]


def wanted_after_remove(root, edit):
    """What may be left: the entry is gone, and so are, or may be, the maps that became empty."""
    root = unshared(root)
    path, owned = edit["path"], chain(root, edit["path"])
    if len(owned) < len(path):
        return [data_of(root)]
    choices = []
    for depth in range(len(path) - 1, edit["keep"] - 1, -1):
        parent = root if depth == 0 else owned[depth - 1][1]
        if depth < len(path) - 1 and len(owned[depth][1].children) != 1:
            break
        kept = parent.children
        parent.children = [pair for pair in kept if pair is not owned[depth]]
        choices.append(data_of(root))
        if depth < len(path) - 1:
            for left in ({}, None):
                node = Node("scalar", 0, 0)
                node.data = left
                parent.children = [(pair[0], node) if pair is owned[depth] else pair for pair in kept]
                choices.append(data_of(root))
        parent.children = kept
    return choices


def characters(text, edits):
    """Byte offsets to characters."""
    raw = text.encode()
    return [(len(raw[:offset].decode()), len(raw[:offset + removed].decode()), inserted)
            for offset, removed, inserted in edits]


def span_fault(root, edit, edits):
    text, owned = edit["before"], chain(root, edit["path"])
    if any(value.anchor for _, value in owned[1:]):
        return None  # a definition that others share moves to them
    whole = len(owned) == len(edit["path"])
    if edit["op"] == "set" and whole:
        key, value = owned[-1]
        if value.anchored():
            return None
        line_end = (text + "\n").index("\n", key.end)
        for begin, end, _ in edits:
            if begin < key.end or end > max(value.end, line_end) or (end > begin and end > value.end):
                return "touches [%d, %d) outside of the value [%d, %d)" % (begin, end, key.end, value.end)
        return None
    if edit["op"] == "set":
        for begin, end, _ in edits:
            gone = text[begin:end].strip()
            if gone not in ("", "{}", "~", "null") and not gone.startswith("*"):
                return "an addition takes away %r" % gone
            if owned[1][0].start > begin or (text + "\n").index("\n", owned[1][1].end) < begin:
                return "an addition outside of the resource"
        return None
    if not whole:
        return None if not edits else "there was nothing to remove"
    if len(edits) != 1:
        return "a removal in %d pieces" % len(edits)
    begin, end, inserted = edits[0]
    if inserted.strip() not in ("", "{}", "null"):
        return "a removal inserts %r" % inserted
    for key, value in owned[edit["keep"]:]:
        if value.anchored():
            return None
        before = text[min(begin, key.start):key.start].strip()
        after = text[min(value.end, end):end]
        note = after.strip()
        if before in ("", ",", "?", "{") and begin <= key.start and end >= value.end - trailing(text, value) and (
                note in ("", ",", "}") or (note.lstrip(", ").startswith("#") and "\n" not in note)):
            return None
    return "removes %r" % text[begin:end]


def made(root, path):
    """Whether setting the path makes an entry in a map that has others, or maps for it."""
    owned = chain(root, path)
    if len(owned) == len(path) or any(value.kind == "alias" or value.anchor for _, value in owned[1:]):
        return False
    last, inherited = owned[-1][1], {}
    if last.kind == "map":
        merged(last, inherited)
    return last.kind == "map" and bool(last.children) and path[len(owned)] not in inherited


def trailing(text, value):
    """Blank end of a block scalar, which parsers count in."""
    body = text[value.start:value.end]
    return len(body) - len(body.rstrip())


def judge(edit, loader, trees):
    is_json = edit["name"].split(" ")[0].endswith(".json")

    def tree(text):
        text = text.lstrip("\ufeff")
        known = (text, loader)
        if known not in trees:
            trees[known] = json_tree(text) if is_json else yaml_tree(text, loader)
        return trees[known]

    before = tree(edit["before"])
    after = tree(edit["after"])
    if is_json and json.loads(edit["after"]) != data_of(after):
        return "json reads something else"
    choices = wanted_after_set(before, edit) if edit["op"] == "set" else wanted_after_remove(before, edit)
    found = data_of(after)
    if not any(same(found, choice) for choice in choices):
        return "reads as something else"
    if "original" in edit and made(tree(edit["original"]), edit["path"]) and edit["original"] != edit["after"]:
        return "setting and resetting an absent key does not give the first text back"
    edits = characters(edit["before"], edit["edits"])
    if edit["before"].startswith("\ufeff"):
        edit = dict(edit, before=edit["before"][1:])
        edits = [(begin - 1, end - 1, inserted) for begin, end, inserted in edits]
    return span_fault(before, edit, edits)


def main():
    trees, faults, count = {}, 0, 0
    for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
        edit = json.loads(line)
        count += 1
        # The pure Python parser knows no tabs between tokens.
        loaders = [FAST] if count % 10 or "\t" in edit["before"] else [FAST, yaml.SafeLoader]
        for loader in loaders:
            try:
                fault = judge(edit, loader, trees)
            except Exception as error:  # pylint: disable=broad-except
                fault = "%s: %s" % (type(error).__name__, str(error).replace("\n", " "))
            if fault:
                faults += 1
                print("%s: %s" % (edit["name"], fault))
                break
    print("%d edits judged, %d faults" % (count, faults), file=sys.stderr)
    return 1 if faults or not count else 0


sys.exit(main())
