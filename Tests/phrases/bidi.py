"""Firefox by WebDriver BiDi, which it speaks itself: as much of it as opening pages and asking them takes."""
import json
import pathlib
import re
import subprocess
import tempfile
import threading

from websockets.sync.client import connect


class Firefox:
    """A headless Firefox with one tab, as a context."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="firefox-")
        # Nothing is looked for outside.
        (pathlib.Path(self.profile.name) / "user.js").write_text("\n".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in {
            "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
            "toolkit.telemetry.enabled": False, "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
            "browser.safebrowsing.downloads.remote.enabled": False, "services.settings.server": "http://127.0.0.1:9/",
            "extensions.getAddons.cache.enabled": False, "browser.startup.page": 0}.items()) + "\n")
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--profile", self.profile.name, "--remote-debugging-port", "0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        else:
            raise RuntimeError("Firefox did not start")
        # Nobody may fill the pipe.
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()
        self.socket = connect(found[1] + "/session", max_size=None)
        self.number = 0
        self.ask("session.new", capabilities={})
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def ask(self, method, **params):
        """The answer to a command of the protocol."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def resize(self, width, height):
        self.ask("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def goto(self, address):
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, function):
        """What a function of the page returns, by way of JSON."""
        result = self.ask("script.evaluate", expression=f"JSON.stringify(({function})())", target={"context": self.tab}, awaitPromise=True)
        if result["type"] != "success":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])
