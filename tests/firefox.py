"""Drive Firefox by WebDriver BiDi, which it speaks itself: no driver beside it is needed."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Nothing is fetched in the background, and what a page might fetch finds nobody.
PREFERENCES: dict[str, str | int | bool] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.no_proxies_on": "",
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    "network.proxy.type": 1,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
#: Seconds until Firefox must have started, answered or drawn a page.
PATIENCE = 40
#: Keys of WebDriver's table.
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
_ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class FirefoxError(Exception):
    """What Firefox answered instead of a result, or that it does not answer."""


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """
    Start Firefox without a screen and give the one page in it.

    Parameters
    ----------
    program
        Path of the browser.
    profile
        An empty folder for its profile and its log.
    """
    lines = [f'user_pref("{name}", {json.dumps(v)});\n' for name, v in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="ascii")
    log = profile / "log.txt"
    arguments = ["--headless", "--no-remote", "--profile", str(profile)]
    with log.open("wb") as sink:
        running = subprocess.Popen(  # noqa: S603 - the browser that was found
            [program, *arguments, "--remote-debugging-port=0", "about:blank"],
            stdout=sink,
            stderr=sink,
        )
    try:
        page = Firefox(_address(running, log))
        try:
            yield page
        finally:
            page.close()
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _address(running: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until Firefox says where it listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        said = log.read_text(encoding="utf-8", errors="replace")
        if found := _ADDRESS.search(said):
            return found[1]
        time.sleep(0.05)
    raise FirefoxError(f"Firefox did not start: {log.read_text(errors='replace')[-500:]}")


class Firefox:
    """The one page of a running Firefox; as `browsing.Browser`, as far as tests need it."""

    def __init__(self, address: str) -> None:
        import websocket  # noqa: PLC0415 - comes with selenium, which is optional here

        self._socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self._events: list[dict[str, Any]] = []
        self._ask("session.new", capabilities={})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self._ask("session.subscribe", events=events)
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and give its result; events that come before it are kept."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("id") != number:
                self._events.append(said)
            elif said["type"] == "error":
                raise FirefoxError(f"{method}: {said['error']}: {said['message']}")
            else:
                result: dict[str, Any] = said["result"]
                return result

    def close(self) -> None:
        """Take leave of the browser."""
        self._socket.close()

    def size(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""
        self._ask(
            "browsingContext.setViewport",
            context=self._page,
            viewport={"width": width, "height": height},
        )

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file and wait until its map is drawn."""
        go = {"context": self._page, "wait": "complete"}
        self._ask("browsingContext.navigate", url="about:blank", **go)
        self._events.clear()
        self._ask("browsingContext.navigate", url=path.as_uri() + fragment, **go)
        self.wait("return document.documentElement.dataset.drawn === '1';")

    def wait(self, script: str) -> None:
        """Wait until a script gives something true."""
        until = time.monotonic() + PATIENCE
        while not self.run(script):
            if time.monotonic() > until:
                raise FirefoxError(f"never true: {script}; {self.errors()}")
            time.sleep(0.05)

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever it returns
        """Run a script in the page and give what it returns, as JSON can say it."""
        said = self._ask(
            "script.callFunction",
            functionDeclaration=(
                f"async (text) => {{ const f = async function () {{ {script}\n }};"
                "const out = await f.apply(null, JSON.parse(text));"
                "return JSON.stringify(out === undefined ? null : out); }"
            ),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self._page},
            awaitPromise=True,
        )
        if said["type"] != "success":
            raise FirefoxError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    def errors(self) -> list[str]:
        """Give what the page has complained of since it was opened."""
        self.run("return 0;")  # what is under way arrives before the answer
        rows = [row["params"] for row in self._events if row.get("method") == "log.entryAdded"]
        return [row["text"] for row in rows if row["level"] in {"error", "warn"}]

    def requests(self) -> list[str]:
        """Give the addresses that the page has asked for since it was opened."""
        self.run("return 0;")
        return [
            row["params"]["request"]["url"]
            for row in self._events
            if row.get("method") == "network.beforeRequestSent"
        ]

    def keys(self, *names: str) -> None:
        """Press keys one after the other; a text counts as its letters."""
        values = [letter for name in names for letter in ([KEYS[name]] if name in KEYS else name)]
        presses = [
            {"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")
        ]
        self._perform({"type": "key", "id": "keys", "actions": presses})

    def click(self, x: float, y: float) -> None:
        """Press and release the left button at a point of the page."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        button = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._perform({"type": "pointer", "id": "mouse", "actions": [move, *button]})

    def _perform(self, source: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self._page, actions=[source])
        self._ask("input.releaseActions", context=self._page)

    def picture(self) -> str:
        """Give the page as it looks: a PNG in base64."""
        shot: str = self._ask("browsingContext.captureScreenshot", context=self._page)["data"]
        return shot
