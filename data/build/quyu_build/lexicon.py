"""Step: compile the lexicon that names of places are recognised with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from quyu_build.packages import ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: What is run on the tables just built; the rules of what is a name are those of quyu_geo.
CODE = """
import sys
from pathlib import Path
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms.compile import compile_lexicon
from quyu_geo.toponyms.stored import written
known = Gazetteer.bundled()
provinces = {unit.id: compile_lexicon(known, unit.id) for unit in known.provinces()}
Path(sys.argv[1]).write_bytes(written(compile_lexicon(known, ""), provinces))
"""


def build(tables: Path, out: Path) -> None:
    """
    Write ``lexicon/compiled.txt``; `quyu_geo.toponyms.stored` says how it is written.

    A process of its own finds the tables just built, and no others, as the bundled data.
    """
    del tables
    modules = [out / path.name for path in (ROOT / "data" / "quyu_data").glob("*.py")]
    for path in modules:
        shutil.copyfile(ROOT / "data" / "quyu_data" / path.name, path)
    places = os.pathsep.join((str(out.parent), str(ROOT / "geo")))
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-B", "-c", CODE, str(out / "lexicon" / "compiled.txt")],
        env={**os.environ, "PYTHONPATH": places},
        check=True,
    )
    for path in modules:
        path.unlink()
