"""Hold what several documents set up until all are read, and say what they have in common."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from quyu_geo.across import Across, Stated
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place, Plan


class Comparison:
    """
    Reports on documents, kept in a file until the last one is there.

    Parameters
    ----------
    gazetteer
        Knows all places but those that single documents make.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._rows: list[Stated] = []
        self._plans: dict[str, Plan] = {}
        self._made: dict[str, str] = {}
        self._sources: list[str] = []
        self._members: dict[str, list[str]] = {}
        self._file = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115 - see `closing`

    def add(self, report: dict[str, Any], made: Iterable[Place]) -> None:
        """Take a report, and the places that only its document knows."""
        from quyu_geo.across import Stated  # noqa: PLC0415 - keeps --help quick
        from quyu_geo.annotated import line_of  # noqa: PLC0415 - as above

        key = str(len(self._sources))
        self._plans[key] = _plan(key, report["document"])
        self._sources.append(report["document"]["source"])
        self._made |= {place.id: line_of(place) for place in made}
        for each in report["initiatives"]:
            fields = {**each, "ref": _ref(key, each["id"]), "plan": key}
            for name in ("members", "partners"):
                fields[name] = tuple(each[name])
            self._rows.append(Stated(**{name: fields[name] for name in Stated._fields}))
            self._members[fields["ref"]] = each["members"]
        json.dump(report, self._file)
        self._file.write("\n")

    def reports(self) -> Iterator[dict[str, Any]]:
        """Give the reports in their order, each initiative with what the others say of it."""
        from quyu_geo.across import across  # noqa: PLC0415 - keeps --help quick

        known = self._gazetteer.with_places(self._made) if self._made else self._gazetteer
        compared = across(self._rows, self._plans, known)
        self._file.seek(0)
        for key, line in enumerate(self._file):
            report = json.loads(line)
            for each in report["initiatives"]:
                each.update(self._said(_ref(str(key), each["id"]), compared))
            yield report

    def _said(self, ref: str, compared: Across) -> dict[str, Any]:
        same = [self._where(other) for other in compared.others(ref)]
        shown = self._where(compared.shown(ref))
        shown.pop("members")
        return {"same_as": same, "shown_as": shown, "tie": compared.tie(ref)}

    def _where(self, ref: str) -> dict[str, Any]:
        key, _, own = ref.partition("#")
        return {"source": self._sources[int(key)], "id": own, "members": self._members[ref]}

    def close(self) -> None:
        """Give up what is kept."""
        self._file.close()


@contextmanager
def comparing(gazetteer: Gazetteer) -> Generator[Comparison]:
    """Open a comparison and clear it away at the end."""
    comparison = Comparison(gazetteer)
    try:
        yield comparison
    finally:
        comparison.close()


def _ref(key: str, own: str) -> str:
    return f"{int(key):07d}#{own}"


def _plan(key: str, document: dict[str, Any]) -> Plan:
    from quyu_geo.annotated import NOBODY  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.model import Plan  # noqa: PLC0415 - as above

    subject = next(iter(document["subject"]), NOBODY)
    return Plan(key, document["title"], "", "", "", subject, document["date"], "", 0)
