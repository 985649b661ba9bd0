#!/usr/bin/python3
"""where.py APPLICATION ROLE NAME: prints the middle of the first such thing on
the screen, as "x y", or nothing."""
import sys
import pyatspi

application, role, name = sys.argv[1:]


def find(node, depth):
    if depth > 30:
        return None
    if node.name == name and node.getRoleName() == role:
        return node
    for i in range(min(node.childCount, 200)):
        child = node.getChildAtIndex(i)
        found = child and find(child, depth + 1)
        if found:
            return found
    return None


desktop = pyatspi.Registry.getDesktop(0)
for i in range(desktop.childCount):
    try:
        app = desktop.getChildAtIndex(i)
        found = app and app.name == application and find(app, 0)
        if found:
            box = found.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
            print(box.x + box.width // 2, box.y + box.height // 2)
            break
    except Exception as e:  # a window may close while it is read
        print(e, file=sys.stderr)
