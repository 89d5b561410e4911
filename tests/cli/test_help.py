"""The command line documents itself, and both READMEs document the command line."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib

import click
import pytest
from click.testing import CliRunner

from quyu_cli.main import cli
from running import ROOT, environment

COMMANDS = sorted(cli.commands)
READMES = ["README.md", "README.zh-CN.md"]
EXAMPLE = re.compile(r"^\s*quyu (.+?)(?:\s{2,}.*)?$", re.MULTILINE)


def help_of(*words: str) -> str:
    """Give the help of a command."""
    done = CliRunner().invoke(cli, [*words, "--help"])
    assert done.exit_code == 0
    return done.output


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_every_help_has_an_example(name: str | None) -> None:
    """Each help shows at least one example, and each example is a command that exists."""
    text = help_of(*([name] if name else []))
    examples = EXAMPLE.findall(text.partition("Example:\n")[2].partition("\n\n")[0])
    assert examples
    for example in examples:
        words = shlex.split(re.split(r" [|>] ", example)[0])
        command = cli.commands[words[0]]
        command.make_context(words[0], words[1:])
        assert name in {None, words[0]}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_is_in_the_readmes(readme: str, name: str) -> None:
    """A command or an option that a README leaves out fails here."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert f"`quyu {name}" in text
    options = {
        option
        for parameter in cli.commands[name].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
    assert {option for option in options if option not in text} == set()


@pytest.mark.parametrize("readme", READMES)
def test_every_command_line_in_the_readmes_exists(readme: str) -> None:
    """Each `quyu …` in a block of a README parses."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("quyu ")]
    assert lines
    for line in lines:
        words = shlex.split(re.split(r" [|>] ", line)[0], comments=True)[1:]
        cli.commands[words[0]].make_context(words[0], words[1:])


def test_help_loads_nothing_heavy() -> None:
    """No command imports pandas, geopandas or folium before it runs; that took a second."""
    heavy = "{'pandas', 'geopandas', 'folium', 'numpy', 'shapely', 'pyogrio'}"
    code = (
        "import sys; from quyu_cli.main import cli; list(cli.commands.values()); "
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=environment(),
    )
    assert done.stdout == "[]\n"


def test_the_entry_point_is_the_group() -> None:
    """The script that an installation makes is the group that these tests run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"quyu": f"{cli.callback.__module__}:{cli.name}"}
