"""Open a page in headless Chromium and read when it was drawn."""

from __future__ import annotations

import shutil
import statistics
from typing import TYPE_CHECKING

from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from pathlib import Path

#: Milliseconds from navigation start to the mark, or nothing while it is not there.
DRAWN = "return (performance.getEntriesByName('quyu-drawn')[0] || {}).startTime"


def available() -> bool:
    """Tell whether a browser and its driver are installed."""
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


def drawn(page: Path, openings: int) -> float:
    """
    Measure how long a page takes from navigation start to the last layer painted.

    Parameters
    ----------
    page
        An HTML file.
    openings
        How often to open it, each time in a fresh browser without a cache.

    Returns
    -------
    seconds
        The median.
    """
    return statistics.median(_drawn_once(page) for _ in range(openings))


def browser() -> webdriver.Chrome:
    """Give a fresh browser without a cache; whoever asks for it quits it."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900"):
        options.add_argument(switch)
    service = webdriver.ChromeService(executable_path=str(shutil.which("chromedriver")))
    running = webdriver.Chrome(options=options, service=service)
    running.get("about:blank")
    return running


def wait(running: webdriver.Chrome) -> float:
    """Wait until the page is drawn and give the milliseconds since navigation began."""
    waiting = WebDriverWait(running, timeout=60, poll_frequency=0.2)
    return float(waiting.until(lambda window: window.execute_script(DRAWN)))


def _drawn_once(page: Path) -> float:
    running = browser()
    try:
        running.get(page.resolve().as_uri())
        return wait(running) / 1000
    finally:
        running.quit()
