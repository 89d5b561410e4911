"""`quyu plans`: the plans of the bundled atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.options import format_option
from quyu_cli.rows import laid_out

if TYPE_CHECKING:
    from quyu_cli.rows import Row
    from quyu_geo.atlas import Atlas


@click.command()
@format_option
def plans(form: str) -> None:
    """
    List the plans whose initiatives quyu draws.

    Core initiatives are a plan's regional ones; the others are minor projects.

    \b
    Example:
      quyu plans
      quyu plans --format tsv > plans.tsv
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_geo.atlas import Atlas  # noqa: PLC0415 - keeps --help quick

    click.echo(laid_out(_rows(Atlas.bundled()), form))


def _rows(atlas: Atlas) -> list[Row]:
    own = {key: [row for row in atlas.initiatives if row.plan == key] for key in atlas.plans}
    return [
        {
            "key": plan.key,
            "date": plan.date,
            "initiatives": len(own[plan.key]),
            "core": sum(row.core for row in own[plan.key]),
            "document_number": plan.document_number,
            "issuer": plan.issuer,
            "title": plan.title,
        }
        for plan in atlas.plans.values()
    ]
