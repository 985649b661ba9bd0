"""Plays org.freedesktop.login1 with one seat and one session: desktops ask it
who sits there. Runs until the system bus ends."""
import subprocess
import time

import dbus

mock = subprocess.Popen(["python3", "-m", "dbusmock", "--system", "--template", "logind"])
bus = dbus.SystemBus()
while not bus.name_has_owner("org.freedesktop.login1"):
    time.sleep(0.05)
login = dbus.Interface(bus.get_object("org.freedesktop.login1", "/org/freedesktop/login1"), "org.freedesktop.DBus.Mock")
login.AddSeat("seat0")
login.AddUser(1000, "person", True)
login.AddSession("c1", "seat0", 1000, "person", True)
login.AddMethod("org.freedesktop.login1.Manager", "GetSessionByPID", "u", "o", 'ret = "/org/freedesktop/login1/session/c1"')
mock.wait()
