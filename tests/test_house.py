"""The rules of the house, held over every module and over the wheel."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from running import ROOT

#: What each package may import of the others: one way down.
ALLOWED = {
    "quyu_data": set[str](),
    "quyu_geo": {"quyu_data"},
    "quyu_maps": {"quyu_data", "quyu_geo"},
    "quyu_cli": {"quyu_data", "quyu_geo", "quyu_maps"},
}
FOLDERS = ("data/quyu_data", "geo/quyu_geo", "maps/quyu_maps", "cli/quyu_cli")
LIBRARY = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
MODULES = sorted(
    {*LIBRARY}
    | {
        path
        for folder in ("data/build", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    }
)
BINARY = {".fgb", ".png", ".ico"}
LONGEST = 300


def name_of(path: Path) -> str:
    """Name a file from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Give the files that git keeps, or all of the house where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listing.returncode:
        pytest.skip("no git checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def imported(path: Path) -> set[str]:
    """Give the top names that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_imports_go_one_way_down(path: Path) -> None:
    """Cli → maps → geo → data; nobody imports upwards, and nobody the build or the tests."""
    own = path.relative_to(ROOT).parts[1]
    ours = {name for name in imported(path) if name.startswith("quyu")}
    assert ours <= ALLOWED[own] | {own}


def test_data_needs_no_library() -> None:
    """The package of data imports nothing but the standard library and itself."""
    for path in (ROOT / "data/quyu_data").rglob("*.py"):
        assert imported(path) <= {*sys.stdlib_module_names, "quyu_data"}, name_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """A docstring opens each module; a long one says in it why it is long."""
    text = path.read_text(encoding="utf-8")
    words = ast.get_docstring(ast.parse(text))
    assert words
    assert words.partition("\n\n")[0].rstrip().endswith((".", ":"))
    if text.count("\n") > LONGEST:
        assert re.search(r"\blong\b|300 lines", words), "say in the docstring why it is long"


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_the_library_never_prints(path: Path) -> None:
    """Results are returned and words are logged; only the command line speaks."""
    calls = [
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert "print" not in calls


def test_assets_say_what_they_are_for() -> None:
    """Scripts and styles of the sheets, and the tables, open with a comment."""
    folders = [ROOT / "maps/quyu_maps", ROOT / "data"]
    kinds = {".js", ".css", ".toml"}
    files = {path for folder in folders for path in folder.rglob("*") if path.suffix in kinds}
    for path in sorted(files):
        opening = path.read_text(encoding="utf-8").lstrip()[:2]
        assert opening[:1] == "#" or opening in {"//", "/*"}, name_of(path)


def test_no_file_names_a_machine() -> None:
    """Paths of somebody's machine have no place in the repository."""
    machine = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|tmp)/\w")
    for path in tracked():
        if path.suffix not in BINARY and path != Path(__file__):
            found = machine.search(path.read_text(encoding="utf-8"))
            assert not found, f"{name_of(path)}: {found}"


@pytest.mark.parametrize("name", [path.name for path in sorted(ROOT.glob("*.lock"))])
def test_lock_files_pin_by_hash_and_name_no_host(name: str) -> None:
    """Every pin has hashes, and no index is named."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][^\n]*", text, re.MULTILINE)
    assert pins
    assert all(re.match(r"[a-z0-9.-]+==\S+ (;.*)?\\$", pin) for pin in pins)
    assert len(re.findall(r"==[^\n]*\\\n    --hash=sha256:", text)) == len(pins)
    assert "://" not in text


def test_locks_agree_with_each_other() -> None:
    """What is developed and tested with is what runs."""
    pin = re.compile(r"^([a-z0-9.-]+==\S+)", re.MULTILINE)
    run, dev = (
        set(pin.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= dev


def test_no_sentence_of_a_plan_is_in_the_repository(gold: Path) -> None:
    """The repository holds facts: never 24 characters in a row of a plan's text."""
    length = 24
    texts = [path.read_text(encoding="utf-8") for path in sorted(gold.glob("*.txt"))]
    assert texts
    runs = {text[i : i + length] for text in texts for i in range(len(text) - length + 1)}
    for path in tracked():
        if path.suffix in BINARY:
            continue
        text = path.read_text(encoding="utf-8")
        found = next(
            (text[i : i + length] for i in range(len(text)) if text[i : i + length] in runs), None
        )
        assert found is None, f"{name_of(path)}: {found}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend that is installed, without a network."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603 - our own wheel
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("quyu-*.whl")
    return built


def test_the_wheel_holds_the_house_and_nothing_else(wheel: Path) -> None:
    """Every file of the four packages is inside, with the licence and the command."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
        (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "quyu = quyu_cli.main:cli" in archive.read(entry).decode()
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())
    expected = {
        path.relative_to((ROOT / folder).parent).as_posix()
        for folder in FOLDERS
        for path in tracked()
        if path.is_relative_to(ROOT / folder)
    }
    assert inside == expected
    assert {name.partition("/")[0] for name in inside} == set(ALLOWED)


@pytest.mark.slow
def test_an_installed_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """A fresh environment with the wheel and its dependencies runs the command anywhere."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    packages = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # The dependencies of this very environment, without the checkout itself.
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    environment = {**os.environ, "PYTHONPATH": ours}
    code = "from quyu_cli.main import cli; cli(prog_name='quyu')"

    def run(*arguments: str) -> str:
        return subprocess.run(  # noqa: S603 - our own command
            [python, "-P", "-c", code, *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    assert run("--version").startswith("quyu ")
    assert "jilin-2019" in run("plans")
    run("export", "吉林", "-o", "jilin.geojson")
    run("map", "吉林", "-o", "jilin.html")
    assert {path.name for path in tmp_path.iterdir()} == {"env", "jilin.geojson", "jilin.html"}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_every_source_and_dependency(readme: str) -> None:
    """Whoever gives us data or code is named, with what it is for."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    with (ROOT / "data/quyu_data/sources.toml").open("rb") as file:
        sources = {row["package"] for row in tomllib.load(file).values()}
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    packages = {re.split(r"[<>=]", requirement)[0] for requirement in needed}
    assert {name for name in sources if f"`{name}`" not in text} == set()
    assert {name for name in packages if not re.search(rf"\b{name}\b", text)} == set()
