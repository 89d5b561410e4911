"""Drive a real browser: open a page, press, and hear what it complains of and asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

#: Nothing of the browser's own may look like a request of the page.
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--hide-scrollbars", "--force-device-scale-factor=1"),
)
#: Seconds until a page must have drawn itself.
PATIENCE = 15


class Browser:
    """A browser with one page in it."""

    def __init__(self, driver: Any) -> None:  # noqa: ANN401 - selenium is optional here
        self.driver = driver

    def size(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width <= 700},
        )

    def wait(self, script: str) -> None:
        """Wait until a script gives something true."""
        from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 - optional

        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(lambda _: self.run(script))

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file and wait until its map is drawn."""
        from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 - optional

        self.driver.get("about:blank")
        for name in ("browser", "performance"):
            self.driver.get_log(name)
        self.driver.get(path.as_uri() + fragment)
        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(
            lambda _: self.run("return document.documentElement.dataset.drawn") == "1",
            f"{path.name} was not drawn; {self.errors()}",
        )

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever it returns
        """Run a script in the page, as its own developer tools would."""
        return self.driver.execute_script(script, *arguments)

    def errors(self) -> list[str]:
        """Give what the page has complained of since it was asked last."""
        return [row["message"] for row in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Give the addresses that the page has asked for since it was opened."""
        rows = [json.loads(row["message"])["message"] for row in self.driver.get_log("performance")]
        return [
            row["params"]["request"]["url"]
            for row in rows
            if row["method"] == "Network.requestWillBeSent"
        ]

    def click(self, x: float, y: float) -> None:
        """Press and release the left button at a point of the page."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.driver.execute_cdp_cmd(
                "Input.dispatchMouseEvent",
                {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1},
            )

    def move(self, x: float, y: float) -> None:
        """Move the pointer to a point of the page."""
        self.driver.execute_cdp_cmd(
            "Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y}
        )

    def keys(self, *names: str) -> None:
        """Press keys one after the other, as DevTools names them."""
        for name in names:
            for kind in ("keyDown", "keyUp"):
                text = {"text": name} if len(name) == 1 and kind == "keyDown" else {}
                text |= {"text": "\r"} if name == "Enter" and kind == "keyDown" else {}
                code = {
                    "Enter": 13,
                    "Escape": 27,
                    "Tab": 9,
                    "ArrowUp": 38,
                    "ArrowDown": 40,
                    "ArrowRight": 39,
                }.get(name, 0)
                self.driver.execute_cdp_cmd(
                    "Input.dispatchKeyEvent",
                    {"type": kind, "key": name, "windowsVirtualKeyCode": code, **text},
                )
