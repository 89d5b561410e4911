"""`quyu score`: how well annotated documents are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quyu_cli.failures import Failure
from quyu_cli.study import SOME_FAILED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.scoring import Error, GoldDocument, Score, Tally
    from quyu_geo.scoring.tally import Share

#: Name of the row of all documents together.
ALL = "ALL"


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predictions", required=False, type=click.Path(path_type=Path))
@click.option(
    "--only", multiple=True, metavar="NAME", help="Only this document; may be given repeatedly."
)
@click.option(
    "--errors",
    default=0,
    type=click.IntRange(min=0),
    metavar="N",
    help="List what was missed, made up or misread, at most N a document.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Shares to three digits, or all of them in full.",
)
@click.pass_context
def score(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    gold: Path,
    predictions: Path | None,
    only: tuple[str, ...],
    errors: int,
    form: str,
) -> None:
    """
    Score places and initiatives against annotated documents.

    GOLD is a folder with NAME.txt, NAME.mentions.tsv and NAME.initiatives.jsonl of each
    document; a table NAME in any *.toml may give its subject and date. PREDICTIONS holds
    NAME.json as `quyu extract` writes it; if it is left out the documents are read now.

    \b
    P precision, R recall, F1 their harmonic mean, over all documents together:
      span    start and end of the name are right
      place   and so are its places
      place*  without names that only name an office or a company
      once    distinct places of a document
      init    core initiatives; of those found, the shares with the right type and members
              (exact), type, members, status, and how far clause and name are alike

    \b
    Example:
      quyu score annotated/
      quyu score annotated/ predictions/ --errors 20
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.scoring import Tally, read_gold  # noqa: PLC0415 - as above

    if predictions is not None and not predictions.is_dir():
        raise Failure(f"{predictions}: no folder of predictions")
    known = Gazetteer.bundled()
    documents = read_gold(gold, known, only)
    scores: dict[str, Score] = {}
    missing = 0
    for document in documents:
        report = _report(document, predictions, known)
        missing += report is None
        scores[document.name] = _score(document, report, known)
    tallies = {name: each.tally for name, each in scores.items()}
    tallies[ALL] = sum(tallies.values(), Tally())
    listed = {name: each.errors[:errors] for name, each in scores.items()}
    if form == "json":
        click.echo(_as_json(tallies, listed if errors else {}))
    else:
        _say(listed)
        click.echo(_as_table(tallies, initiatives=any(each.annotated for each in documents)))
    if missing:
        context.exit(SOME_FAILED)


def _report(
    document: GoldDocument, predictions: Path | None, known: Gazetteer
) -> dict[str, Any] | None:
    """Give what was predicted of a document, or read it now; none if that is not to be had."""
    if predictions is None:
        return _extracted(document, known)
    path = predictions / f"{document.name}.json"
    try:
        report: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        Failure(f"{path}: no prediction that can be read: {error}").show()
        return None
    if not isinstance(report, dict) or report.get("text") != document.text:
        Failure(f"{path}: its text is not that of {document.path}: scored as empty").show()
        return None
    return report


def _extracted(document: GoldDocument, known: Gazetteer) -> dict[str, Any]:
    from quyu_cli.commands.extract import report  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.initiatives.gather import gather  # noqa: PLC0415 - as above
    from quyu_geo.reading.examine import examine  # noqa: PLC0415 - as above

    data, source = document.path.read_bytes(), str(document.path)
    examined = examine(data, source, known, subject=document.subject, date=document.date)
    return report(examined, gather(examined, known), known)


def _score(document: GoldDocument, report: Mapping[str, Any] | None, known: Gazetteer) -> Score:
    from quyu_geo.scoring import score as compare  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.scoring.score import NOTHING  # noqa: PLC0415 - as above

    return compare(document, NOTHING if report is None else report, known)


def _say(listed: Mapping[str, tuple[Error, ...]]) -> None:
    for name, errors in listed.items():
        for each in errors:
            meant = f"; annotated {each.meant}" if each.meant else ""
            found = f"; predicted {each.found}" if each.found else ""
            click.echo(f"{name}:{each.line}: {each.kind}: {each.shown}{meant}{found}")


def _as_json(tallies: Mapping[str, Tally], listed: Mapping[str, tuple[Error, ...]]) -> str:
    figures = {name: _figures(tally) for name, tally in tallies.items()}
    found: dict[str, Any] = {"all": figures.pop(ALL), "documents": figures}
    if listed:
        found["errors"] = {name: [e._asdict() for e in errors] for name, errors in listed.items()}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "span": _share(tally.span),
        "place": _share(tally.place),
        "place*": _share(tally.place_apart),
        "once": _share(tally.once),
        "init": _share(tally.initiatives),
        **_matched(tally),
    }


def _share(share: Share) -> dict[str, float]:
    return {"precision": share.precision, "recall": share.recall, "f1": share.f1}


def _matched(tally: Tally) -> dict[str, float]:
    counts = {
        "exact": tally.exact,
        "type": tally.typed,
        "members": tally.membered,
        "clause": tally.clause,
        "name": tally.name,
        "status": tally.stated,
    }
    return {name: tally.of_matched(count) for name, count in counts.items()}


def _as_table(tallies: Mapping[str, Tally], *, initiatives: bool) -> str:
    from quyu_cli.rows import laid_out  # noqa: PLC0415 - keeps --help quick

    rows = []
    for name, tally in tallies.items():
        cells = {
            **_cells("span", tally.span),
            **_cells("place", tally.place),
            "place*": tally.place_apart.f1,
            "once": tally.once.f1,
        }
        if initiatives:
            cells |= _cells("init", tally.initiatives) | _matched(tally)
        rows.append({"document": name, **{key: f"{cell:.3f}" for key, cell in cells.items()}})
    return laid_out(rows, "table")


def _cells(name: str, share: Share) -> dict[str, float]:
    return {
        f"{name} P": share.precision,
        f"{name} R": share.recall,
        f"{name} F1": share.f1,
    }
