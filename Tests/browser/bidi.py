"""Debian's Firefox ESR, driven through WebDriver BiDi, which it speaks itself: opening pages, asking them, clicking, taking
pictures."""
import base64
import contextlib
import json
import pathlib
import shutil
import subprocess
import tempfile
import threading

from websockets.sync.client import connect

PREFERENCES = {
    "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False, "toolkit.telemetry.enabled": False, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "browser.startup.page": 0, "dom.disable_open_during_load": False,
    # Nothing is looked for outside.
    "browser.safebrowsing.downloads.remote.enabled": False, "services.settings.server": "http://127.0.0.1:9/",
    "extensions.getAddons.cache.enabled": False,
    "layout.css.report_errors": True, "fission.autostart": False, "network.dns.localDomains": "portal.example",
}


class Firefox:
    """A browser without a screen, and the commands of WebDriver BiDi that are needed here."""

    def __init__(self, socket):
        self.socket, self.number, self.events = socket, 0, []
        self.send("session.new", capabilities={})
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("session.subscribe", events=["log.entryAdded"])

    def send(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, address):
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def size(self, width, height):
        self.send("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def run(self, expression):
        result = self.send("script.evaluate", expression=f"(async () => JSON.stringify(await ({expression})))()", target={"context": self.tab}, awaitPromise=True)
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        value = result["result"]
        return json.loads(value["value"]) if value["type"] == "string" else None

    def click(self, selector, number=0):
        """Clicks with the pointer, where the element is, after it has come into view."""
        x, y = self.run(f"""(() => {{ const e = document.querySelectorAll({json.dumps(selector)})[{number}];
          e.scrollIntoView({{block: 'center', behavior: 'instant'}}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; }})()""")
        self.send("input.performActions", context=self.tab, actions=[{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}])
        self.send("input.releaseActions", context=self.tab)

    def key(self, *keys):
        self.send("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": [
            step for key in keys for step in ({"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})]}])

    def picture(self, selector=None):
        clip = {}
        if selector:
            x, y, width, height = self.run(f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); return [r.x + scrollX, r.y + scrollY, r.width, r.height]; }})()")
            clip = {"clip": {"type": "box", "x": x, "y": y, "width": width, "height": height}}
        return base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.tab, origin="document", **clip)["data"])

    def before_pages(self, script):
        """Has a script run before those of every page; returns what takes it away."""
        return self.send("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")["script"]

    def no_longer(self, script):
        self.send("script.removePreloadScript", script=script)


@contextlib.contextmanager
def firefox():
    with tempfile.TemporaryDirectory() as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        pathlib.Path(profile, "user.js").write_text("\n".join(lines))
        process = subprocess.Popen([shutil.which("firefox-esr") or "firefox", "--headless", "--no-remote", "--profile", profile,
                                    "--remote-debugging-port", "0"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        try:
            address = next(line.split()[-1] for line in process.stderr if "BiDi listening on" in line)
            # Nobody may fill the pipe.
            threading.Thread(target=lambda: [None for _ in process.stderr], daemon=True).start()
            with connect(address + "/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
            process.wait(20)
