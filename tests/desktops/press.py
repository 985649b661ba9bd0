"""press.py look|do|where|line NAME: tells whether a button of that name is on
the screen, presses it as a screen reader does, or prints where its middle is;
of the first line of a menu that begins so, where it is in its menu."""
import sys
import pyatspi

how, name = sys.argv[1:]
lines = ("menu item", "check menu item", "menu")


def wanted(node):
    if how == "line":
        return node.getRoleName() in lines and node.name.startswith(name) and node.getState().contains(pyatspi.STATE_SHOWING)
    return node.name == name and node.getRoleName() in ("push button", "button")


def find(node, depth):
    if node is None or depth > 40:
        return None
    try:
        if wanted(node):
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
        box = found.queryComponent().getExtents(pyatspi.WINDOW_COORDS if how == "line" else pyatspi.DESKTOP_COORDS)
        if how == "do":
            found.queryAction().doAction(0)
        print(box.x + box.width // 2, box.y + box.height // 2)
        break
