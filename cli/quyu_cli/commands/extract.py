"""`quyu extract`: what documents say of places, as JSON or a table."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import gazetteer_options
from quyu_cli.output import deliver
from quyu_cli.study import SOME_FAILED, Batch, date_option, files_argument, subject_option

if TYPE_CHECKING:
    from quyu_cli.comparing import Comparison
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.initiatives.gather import Gathered
    from quyu_geo.reading.examine import Examined

_COLUMNS = (
    "source",
    "line",
    "start",
    "end",
    "surface",
    "kind",
    "places",
    "names",
    "basis",
    "confidence",
)


@click.command()
@files_argument
@subject_option
@date_option
@gazetteer_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "tsv", "text"]),
    help="One object a document (json, the default; several documents make one line each), "
    "always one line each, a table of the mentions, or what --explain prints (text).",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Print for each name its place, by which rule and how surely, and what else it might "
    "mean, with what speaks for each; in JSON the same stands under 'weighed'.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default="-",
    help="File to write, or a folder (an existing one, or a name that ends in /) for one file a "
    "document; standard output if left out or '-'.",
)
@click.option(
    "--across/--no-across",
    "compare",
    default=True,
    help="Say of each initiative which other documents of this call name it too; they are "
    "then written when all are read.",
)
@click.pass_context
def extract(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    files: tuple[str, ...],
    subject: str,
    date: str,
    gazetteer: Gazetteer,
    form: str | None,
    explain: bool,  # noqa: FBT001 - a flag
    output: str,
    compare: bool,  # noqa: FBT001 - a flag
) -> None:
    """
    Read documents and find the places they name.

    FILE is text in any Chinese encoding, HTML, .docx or PDF with text; a folder stands for
    its documents, '-' for standard input. Offsets count code points of the text of record,
    which the result holds. A document that cannot be read does not lose the others: they
    are written, and the exit code is 3.

    Of several documents each initiative says which others name it too (same_as), whose
    members stand for it (shown_as: the newest plan's), and whether the other side's plan
    names a tie too (tie: reciprocal, one-sided, no-plan).

    \b
    Example:
      quyu extract plan.txt
      quyu extract plans/ --format jsonl -o plans.jsonl
      quyu extract scan.docx --subject 盘锦市 --date 2020 --format tsv
      quyu extract plan.txt --explain | less
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_cli.comparing import comparing  # noqa: PLC0415 - keeps --help quick

    form = form or ("text" if explain else "json")
    if explain and form == "tsv":
        raise UsageFailure("--explain goes with text, json and jsonl; a table has no room for it")
    batch = Batch.of(files, subject, date, gazetteer)
    together = compare and form in {"json", "jsonl"} and len(batch.names) > 1
    with comparing(batch.gazetteer) if together else nullcontext() as comparison:
        delivery = _Delivery(batch, form, output, comparison)
        delivery.explained = explain or form == "text"
        failed = batch.examined(delivery.take)
        delivery.close()
    if failed:
        context.exit(SOME_FAILED)


class _Delivery:
    """Takes the documents as they come and writes them where and how the user wants."""

    def __init__(self, batch: Batch, form: str, output: str, comparison: Comparison | None) -> None:
        self.explained = False
        self._gazetteer = batch.gazetteer
        self._comparison = comparison
        self._form = "jsonl" if form == "json" and len(batch.names) > 1 else form
        self._folder = output if output.endswith("/") or Path(output).is_dir() else ""
        if self._folder:
            self._form = form  # each document has its own file
        self._output = Path(output)
        self._parts: list[str] = []
        self._taken: set[str] = set()
        inputs = {Path(name).resolve() for name in batch.names if name != "-"}
        if not self._folder and output != "-" and self._output.resolve() in inputs:
            raise UsageFailure(f"{output}: is one of the documents that are read")

    def take(self, examined: Examined) -> None:
        """Write what was found in a document, or keep it until all are read."""
        from quyu_geo.initiatives.gather import gather  # noqa: PLC0415 - keeps --help quick

        found = gather(examined, self._gazetteer)
        made = report(examined, found, self._gazetteer, explained=self.explained)
        for remark in examined.findings():
            if remark.person:
                click.echo(f"{examined.document.source}: {remark.kind}: {remark.message}", err=True)
        if self._comparison:
            self._comparison.add(made, (place for each in found.places for place in each.made))
        else:
            self._write(made)

    def _write(self, found: dict[str, Any]) -> None:
        text = self._text(found)
        if self._folder:
            deliver(self._header() + text, Path(self._folder) / self._name(found))
        elif str(self._output) == "-":
            deliver(("" if self._parts else self._header()) + text, self._output)
            self._parts = [""]
            sys.stdout.flush()
        else:
            self._parts.append(text)

    def close(self) -> None:
        """Write what was kept, and the one file of all documents, if there is to be one."""
        for found in self._comparison.reports() if self._comparison else ():
            self._write(found)
        if not self._folder and str(self._output) != "-":
            deliver(self._header() + "".join(self._parts), self._output)

    def _header(self) -> str:
        return "\t".join(_COLUMNS) + "\n" if self._form == "tsv" else ""

    def _text(self, found: dict[str, Any]) -> str:
        if self._form == "tsv":
            return "".join("\t".join(row) + "\n" for row in _rows(found))
        if self._form == "text":
            from quyu_cli.explain import explained  # noqa: PLC0415 - keeps the others quick

            return explained(found)
        indent = 1 if self._form == "json" else None
        return json.dumps(found, ensure_ascii=False, indent=indent) + "\n"

    def _name(self, found: dict[str, Any]) -> str:
        """Name a document's file after it; a second one of a name gets a number."""
        source = found["document"]["source"]
        stem = "stdin" if source == "-" else Path(source).stem
        name, count = stem, 1
        while name in self._taken:
            count += 1
            name = f"{stem}-{count}"
        self._taken.add(name)
        return f"{name}.{self._form}"


def report(
    examined: Examined, found: Gathered, gazetteer: Gazetteer, *, explained: bool = False
) -> dict[str, Any]:
    """Give all that is found in a document, ready for JSON."""
    from quyu_geo.reading.examine import document_report  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.report import report_initiatives, report_places  # noqa: PLC0415 - as above

    parts = report_places(found.places, gazetteer, explained=explained)
    initiatives = report_initiatives(found.initiatives, parts["places"], gazetteer)
    return {
        "document": document_report(examined),
        "text": examined.document.text,
        "places": dict(sorted(parts["places"].items())),
        "mentions": parts["mentions"],
        "initiatives": initiatives,
        "unresolved": parts["unresolved"],
    }


def _rows(found: dict[str, Any]) -> list[list[str]]:
    text, places = found["text"], found["places"]
    rows, line, at = [], 1, 0
    for mention in found["mentions"]:
        line += text.count("\n", at, mention["start"])
        at = mention["start"]
        values = {
            **mention,
            "source": found["document"]["source"],
            "line": line,
            "places": "|".join(mention["places"]),
            "names": "|".join(places[key]["name"] for key in mention["places"]),
        }
        rows.append([" ".join(str(values[column]).split()) for column in _COLUMNS])
    return rows
