"""Real browsers for the tests of pages: Chromium and Firefox, watched for requests and errors."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from browsing import FLAGS, Browser
from firefox import firefox as started
from pages import content, hostile, pair
from quyu_maps.files import write_text
from quyu_maps.sheet import sheet
from running import quyu

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from firefox import Firefox
    from quyu_maps.payload import Content


@pytest.fixture(scope="session")
def _driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("no browser: chromium and chromedriver are not installed")
    options = selenium.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
    yield running
    running.quit()


@pytest.fixture
def browser(_driver: Any) -> Browser:  # noqa: ANN401 - selenium is optional here
    """Give the browser with a page of a laptop's size."""
    made = Browser(_driver)
    _driver.set_script_timeout(30)
    made.size(1366, 768)
    return made


@pytest.fixture(scope="session")
def _firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    pytest.importorskip("websocket", reason="selenium and its websocket-client are not installed")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("no Firefox: firefox-esr is not installed")
    with started(program, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture
def firefox(_firefox: Firefox) -> Firefox:
    """Give Firefox with a page of a laptop's size."""
    _firefox.size(1366, 768)
    return _firefox


@pytest.fixture(scope="session")
def atlas(_driver: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw the whole atlas as a user does; only where there is a browser to look at it."""
    folder = tmp_path_factory.mktemp("atlas")
    done = quyu("atlas", "-o", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a sheet with one initiative of each kind."""
    return _written(content(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a sheet from two plans that speak of some of the same things."""
    return _written(pair(), tmp_path_factory.mktemp("both"))


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a sheet with payloads in every text."""
    return _written(hostile(), tmp_path_factory.mktemp("poisoned"))


def _written(made: Content, folder: Path) -> Path:
    page = folder / "220000-jilin.html"
    place = made.gazetteer.place("220000")
    write_text(page, sheet(made.features, place, made.plans, made.gazetteer))
    return page
