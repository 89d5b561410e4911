"""What is no plan, through the command line in two gigabytes: one line each, nothing lost."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
from typing import TYPE_CHECKING

import click
import pytest

from documents import PLAN, W, archive, docx, pdf
from quyu_cli.study import Batch
from quyu_geo.gazetteer import Gazetteer
from running import COMMAND, environment, quyu

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.reading.examine import Examined

MEMORY = 2 << 30  # bytes
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY e0 "昆明市">{_ENTITIES}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'


def noise(size: int) -> bytes:
    """Give bytes without sense, the same each time."""
    return random.Random(7).randbytes(size)  # noqa: S311 - a sample, no secret


def word(doctype: str) -> bytes:
    """Give a Word file whose text is an entity."""
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body>'
    return archive({"word/document.xml": f"{doctype}{body}</w:document>".encode()})


#: No result: one line says why.
REFUSED = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "mark.txt": b"\xef\xbb\xbf",
    "odd.txt": b"\xff\xfeA",
    "nul.txt": bytes(100_000),
    "noise.txt": noise(100_000),
    "often-broken.txt": b"".join(
        PLAN[at : at + 7].encode() + b"\xff\xfe" for at in range(0, 300, 7)
    ),
    "noise.pdf": b"%PDF-1.7\n" + noise(100_000),
    "half.pdf": pdf(PLAN)[:700],
    "scan.pdf": pdf("", "", ""),
    "text.pdf": PLAN.encode(),
    "many.pdf": pdf(*["昆明市"] * 2100),
    "noise.docx": b"PK\x03\x04" + noise(5_000),
    "parts.docx": archive({f"word/{number}.xml": b"" for number in range(11_000)}),
    "entities.docx": word(ENTITIES),
    "outside.docx": word(OUTSIDE),
    "table.docx": archive({"xl/workbook.xml": b"<x/>"}),
    "blank.html": b"<html><body><script>var a = 1;</script></body></html>",
    "open.html": b"<html>" + b"<a " * 500_000,
    "comment.html": b"<html><!--" + b"-" * 2_000_000,
}
#: A result, whatever it holds.
READ = {
    "plan.txt": PLAN.encode(),
    "nul-inside.txt": PLAN.replace("昆明", "昆\0明").encode(),
    "half-character.txt": PLAN.encode()[:-2] + b"\xe4\xb8" + PLAN.encode(),
    "surrogates.txt": PLAN.replace("昆明", "\ud800昆明\udfff").encode("utf-8", "surrogatepass"),
    "surrogates-16.txt": b"\xff\xfe" + f"{PLAN}\ud800".encode("utf-16-le", "surrogatepass"),
    "letters.txt": ("京津冀晋蒙辽吉黑" * 20_000).encode(),
    "names.txt": ("昆明市玉溪市" * 20_000).encode(),
    "commas.txt": ("支持昆明市与玉溪市合作," * 10_000).encode(),
    "brackets.txt": ("(" * 300_000 + ")" * 300_000).encode(),
    "quotes.txt": ("“" * 300_000).encode(),
    "stars.txt": b"*" * 300_000,
    "figures.txt": b"1" * 300_000,
    "spaces.txt": (" " * 300_000 + "昆明市" + " " * 300_000).encode(),
    "breaks.txt": b"\n" * 300_000 + "昆明市".encode(),
    "signs.txt": b"<" * 300_000,
    "deep.docx": docx("昆明市", inside="<w:p>" * 50_000 + "</w:p>" * 50_000),
    "deep.html": ("<html><body>" + "<div>" * 100_000 + "昆明市与玉溪市合作。" * 9).encode(),
    "table.html": (
        "<html><body><table>" + f"<tr>{'<td>昆明市</td><td>12</td>' * 9}</tr>" * 900
    ).encode(),
    "entities.html": f'<?xml version="1.0"?>{ENTITIES}<html><body><p>&e9;昆明市'.encode(),
}


def test_a_batch_of_everything(tmp_path: Path) -> None:
    for name, data in (REFUSED | READ).items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "extract", "--no-across", *REFUSED, *READ, "-o", "out/"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env=environment(),
        timeout=240,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 3
    told = [line for line in done.stderr.splitlines() if line.startswith("quyu: ")]
    assert [line.split(": ")[1] for line in told] == [*REFUSED]
    written = {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "out").iterdir()}
    assert len(written) == len(READ)
    for found in written.values():
        for mention in found["mentions"]:
            assert found["text"][mention["start"] : mention["end"]] == mention["surface"]
    alone = quyu("extract", "plan.txt", cwd=tmp_path)
    assert json.loads(alone.stdout) == written["plan.json"]


def test_a_folder_that_leads_back_into_itself(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    (folder / "inner").mkdir(parents=True)
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "inner" / "up").symlink_to(tmp_path)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    done = quyu("extract", "plans", "--format", "tsv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    sources = {line.split("\t")[0] for line in done.stdout.splitlines()[1:]}
    assert sources == {"plans/plan.txt"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    done = quyu("extract", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_files_that_vanish_or_break_what_reads_them_lose_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(tmp_path / name) for name in ("a.txt", "gone.txt", "b.txt", "c.txt")]
    for name in names:
        if "gone" not in name:
            (tmp_path / name).write_text(PLAN, encoding="utf-8")
    taken: list[str] = []

    def use(examined: Examined) -> None:
        taken.append(examined.document.source)
        if "a.txt" in examined.document.source:
            raise MemoryError
        if "b.txt" in examined.document.source:
            raise RecursionError("too deep")

    assert Batch(tuple(names), "", "", Gazetteer.bundled()).examined(use) == 3
    assert taken == [names[0], names[2], names[3]]
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in told] == names[:3]
    assert "takes more memory than there is" in told[0]
    assert "RecursionError" in told[2]


def test_a_result_that_cannot_be_written_stops_the_batch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")

    def full(_: Examined) -> None:
        raise OSError("no space left")

    def enough(_: Examined) -> None:
        raise click.Abort

    batch = Batch((str(tmp_path / "a.txt"),), "", "", Gazetteer.bundled())
    with pytest.raises(OSError, match="no space"):
        batch.examined(full)
    with pytest.raises(click.Abort):
        batch.examined(enough)
