#!/usr/bin/python3
"""Prints every text that the accessibility tree shows, a line each: what a
screen reader could read of dialogs, notifications and pages."""
import sys
import pyatspi


def walk(node, depth):
    if depth > 30:
        return
    try:
        name = node.name
        if name:
            print(f"{node.getApplication().name}\t{node.getRoleName()}\t{name}".replace("\n", " "))
        for i in range(min(node.childCount, 200)):
            child = node.getChildAtIndex(i)
            if child is not None:
                walk(child, depth + 1)
    except Exception as e:  # a window may close while it is read
        print(f"-\terror\t{e}", file=sys.stderr)


desktop = pyatspi.Registry.getDesktop(0)
for i in range(desktop.childCount):
    app = desktop.getChildAtIndex(i)
    if app is not None:
        walk(app, 0)
