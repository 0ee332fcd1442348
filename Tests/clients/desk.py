"""A desk for one client: a screen, a session bus, a bus for assistive programs, a window manager, a home."""

import os
import pathlib
import re
import subprocess
import time

# A window fills the screen, a dialog does not.
WINDOWS = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
<applications><application type="normal"><maximized>yes</maximized></application></applications>
</openbox_config>
"""


class Desk:
    """The processes that a client finds around it; `close` ends them and what was started here."""

    def __init__(self, home, zone):
        self.home, self.running = home, []
        home.mkdir(parents=True)
        runtime = home / "run"
        runtime.mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(home), "TZ": zone, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CACHE_HOME": str(home / ".cache"), "XDG_RUNTIME_DIR": str(runtime), "GSETTINGS_BACKEND": "keyfile",
            "LIBGL_ALWAYS_SOFTWARE": "1", "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            # The sandboxes of browsers do not start for the superuser, who runs the tests in containers.
            "QTWEBENGINE_DISABLE_SANDBOX": "1", "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox"}

    def furnish(self):
        """Starts the screen, the buses and the window manager."""
        screen = self.ask(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
        self.environment["DISPLAY"] = f":{screen}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.ask(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"])
        settings = self.home / ".config/openbox/rc.xml"
        settings.parent.mkdir(parents=True)
        settings.write_text(WINDOWS)
        self.start(["openbox", "--config-file", str(settings)])
        # A client that starts before the registry never comes to it.
        bus = re.search(r"unix:[^']*", self.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"))[0]
        self.run(["gdbus", "call", "--address", bus, "--dest", "org.a11y.atspi.Registry", "--object-path",
                  "/org/a11y/atspi/accessible/root", "--method", "org.freedesktop.DBus.Peer.Ping"])
        self.call("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled",
                  "<true>")

    def start(self, command, **more):
        with open(self.home / f"{pathlib.Path(command[0]).name}.log", "ab") as log:
            process = subprocess.Popen(command, env=self.environment | more, stdout=log, stderr=log,
                                       stdin=subprocess.DEVNULL, start_new_session=True)
        self.running.append(process)
        return process

    def ask(self, command):
        """Starts a program that says one line when it is ready; that line."""
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   text=True, start_new_session=True)
        self.running.append(process)
        return process.stdout.readline().strip()

    def run(self, command, **options):
        """Runs a program to its end; its output."""
        done = subprocess.run([str(part) for part in command], env=self.environment, capture_output=True, text=True,
                              timeout=60, **options)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}: {done.stderr or done.stdout}")
        return done.stdout

    def call(self, destination, path, method, *arguments):
        """Calls a method on the session bus, as `gdbus` writes arguments."""
        return self.run(["gdbus", "call", "--session", "--timeout", "30", "--dest", destination, "--object-path", path,
                         "--method", method, *arguments])

    def keys(self, *names):
        self.run(["xdotool", "key", "--delay", "100", *names])

    def click(self, x, y):
        self.run(["xdotool", "mousemove", x, y, "click", "1"])

    def photograph(self, path):
        self.run(["import", "-window", "root", path])

    def close(self):
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running = []


def until(what, condition, seconds=30):
    """Waits until the condition holds; what it gave."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} seconds")
        time.sleep(0.2)
