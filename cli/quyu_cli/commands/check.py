"""`quyu check`: what is wrong with documents before they are read, or with maps before use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import gazetteer_options
from quyu_cli.study import SOME_FAILED, Batch, date_option, files_argument, subject_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.examine import Examined
    from quyu_geo.reading.hygiene import Finding

_LINES = 12  # numbers of lines that are written out


@click.command()
@files_argument
@subject_option
@date_option
@gazetteer_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for reading, or one JSON object a document and line.",
)
@click.option(
    "--map",
    "maps",
    is_flag=True,
    help="Hold maps against the rules for public maps instead: units, plans, sheets, SVG.",
)
@click.pass_context
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    files: tuple[str, ...],
    subject: str,
    date: str,
    gazetteer: Gazetteer,
    form: str,
    maps: bool,  # noqa: FBT001 - a flag
) -> None:
    """
    Report what is dirty or unclear in documents.

    Spam, overwritten names, masks, page numbers, navigation and broken characters are
    reported with their lines, then who speaks, and the names that could not be resolved.
    A '!' marks what needs a person; the exit code is then 1.

    With --map, FILE is a sheet (.html), a picture (.svg) or a folder of them, or what `quyu map`
    and `quyu picture` are about to draw: 全国, a unit's name, the key of a plan. Each rule for
    public maps that is broken is reported: 南海诸岛, Taiwan as a province, the ten-dash line,
    钓鱼岛 and 赤尾屿, review and source line.

    \b
    Example:
      quyu check plan.txt
      quyu check plans/ --format json
      quyu check --map atlas/ 全国 海南
    """  # noqa: D301 - \b tells click to keep the lines
    if maps:
        from quyu_cli.map_rules import check_maps  # noqa: PLC0415 - keeps --help quick

        if subject or date:
            raise UsageFailure("--subject and --date are about documents, not about maps")
        context.exit(check_maps(files, form))
    batch = Batch.of(files, subject, date, gazetteer)
    needs: list[bool] = []

    def say(examined: Examined) -> None:
        unresolved = _unresolved(examined, batch.gazetteer)
        found = [*examined.findings(), *unresolved]
        needs.append(any(each.person for each in found))
        click.echo(_as_json(examined, unresolved) if form == "json" else _as_text(examined, found))

    failed = batch.examined(say)
    if failed:
        context.exit(SOME_FAILED)
    if any(needs):
        context.exit(1)


def _unresolved(examined: Examined, gazetteer: Gazetteer) -> list[Finding]:
    from quyu_geo.reading.hygiene import Finding  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.reading.places import places_in  # noqa: PLC0415 - as above

    names: dict[str, list[int]] = {}
    for each in places_in(examined, gazetteer):
        if not each.places:
            names.setdefault(each.surface, []).append(examined.document.line(each.start))
    return [
        Finding(
            "unresolved",
            tuple(sorted(set(lines))),
            len(lines),
            f"several places bear the name {name}",
            left_out=False,
            person=True,
        )
        for name, lines in names.items()
    ]


def _as_text(examined: Examined, found: list[Finding]) -> str:
    document, head = examined.document, examined.head
    facts = {
        "title": head.title,
        "issuer": head.issuer,
        "subject": head.subject + (" (guess)" if head.guessed else ""),
        "date": head.date,
        "number": head.number,
        "encoding": document.encoding,
        "headings": str(len(examined.segments.headings)),
    }
    said = "; ".join(f"{key} {value or 'unknown'}" for key, value in facts.items())
    return "\n".join([f"{document.source}: {said}", *_said(document.source, found)])


def _said(source: str, found: list[Finding]) -> Iterator[str]:
    for each in found:
        lines = ",".join(map(str, each.lines[:_LINES])) + (",…" if len(each.lines) > _LINES else "")
        where = f"{source}:{lines}" if lines else source
        count = f" ({each.count} times)" if each.count > 1 else ""
        kept = ", left out" if each.left_out else ""
        yield f"{where}: {'! ' if each.person else ''}{each.kind}: {each.message}{count}{kept}"


def _as_json(examined: Examined, unresolved: list[Finding]) -> str:
    from quyu_geo.reading.examine import document_report  # noqa: PLC0415 - keeps --help quick

    report: dict[str, Any] = document_report(examined)
    report["unresolved"] = [{"message": e.message, "lines": list(e.lines)} for e in unresolved]
    report["needs_person"] = any(e.person for e in [*examined.findings(), *unresolved])
    return json.dumps(report, ensure_ascii=False)
