"""press.py look|do|where NAME: tells whether a button of that name is on the
screen, presses it as a screen reader does, or prints where its middle is.
press.py line 1/5: prints where the middle of the sixth line in the submenu of
the second line of the open menu is, from the upper left corner of that submenu."""
import sys
import pyatspi

how, name = sys.argv[1:]


def shows(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


def wanted(node):
    if how == "line":
        return node.getRoleName() == "menu" and shows(node)
    return node.name == name and node.getRoleName() in ("push button", "button")


def line(menu):
    """The line of the menu, and the first one beside it. Not by their names:
    libdbusmenu tells a screen reader those that they had first, and of lines
    that are gone."""
    for place in name.split("/"):
        lines = [menu.getChildAtIndex(i) for i in range(menu.childCount)]
        lines = [l for l in lines if l.getRoleName() != "separator" and shows(l)]
        if int(place) >= len(lines):
            sys.exit()
        menu = lines[int(place)]
    return menu, lines[0]


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
    if found and how == "line":
        found, first = line(found)
        box, top = (l.queryComponent().getExtents(pyatspi.WINDOW_COORDS) for l in (found, first))
        print(box.width // 2, box.y - top.y + box.height // 2 + 4)
        break
    if found:
        box = found.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        if how == "do":
            found.queryAction().doAction(0)
        print(box.x + box.width // 2, box.y + box.height // 2)
        break
