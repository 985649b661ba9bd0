"""press.py look|do|where NAME: tells whether a button of that name is on the
screen, presses it as a screen reader does, or prints where its middle is."""
import sys
import pyatspi

how, name = sys.argv[1:]


def find(node, depth):
    if node is None or depth > 40:
        return None
    try:
        if node.name == name and node.getRoleName() in ("push button", "button"):
            return node
        for i in range(min(node.childCount, 300)):
            found = find(node.getChildAtIndex(i), depth + 1)
            if found:
                return found
    except Exception as e:  # a window may close while it is read
        print(e, file=sys.stderr)
    return None


desktop = pyatspi.Registry.getDesktop(0)
for app in (desktop.getChildAtIndex(i) for i in range(desktop.childCount)):
    found = find(app, 0)
    if found:
        box = found.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        if how == "do":
            found.queryAction().doAction(0)
        print(box.x + box.width // 2, box.y + box.height // 2)
        break
