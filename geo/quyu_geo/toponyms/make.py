"""Make places of names put together from the text: lines by their ends, others by their host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.lookup_index import key_of
from quyu_geo.model import Place

if TYPE_CHECKING:
    from quyu_geo.toponyms.hits import Hit, Reading
    from quyu_geo.toponyms.lexicon import Lexicon

#: Number of a national road or expressway, which is no form that the scan looks for.
_NUMBERED = re.compile(r"G\d{1,4}[A-Z]?")
#: Kind by the last characters of a facility's name.
_KINDS = {"机场": "airport", "口岸": "border_crossing", "水库": "lake"}
#: Kind by the last character of a natural feature's name.
_NATURE = {
    **dict.fromkeys("江河川溪", "river"),
    **dict.fromkeys("湖泊错", "lake"),
    **dict.fromkeys("山岭", "mountain"),
    "岛": "island",
}
_UNITS = frozenset({"province", "prefecture", "county", "township"})
#: Middle of China, for a line of which not even the subject is known.
_MIDDLE = (104.0, 36.0)


def known_place(name: str, lexicon: Lexicon) -> str:
    """Give the id of the place that bears the whole name, or an empty string."""
    for form in (name, name.replace("国际", "")):
        entry = lexicon.forms.get(form)
        for candidate in entry.candidates if entry is not None else ():
            if candidate.kind not in _UNITS:  # a river read by rule is not the county of its name
                return candidate.id
    return _road(name, lexicon) if _NUMBERED.fullmatch(name) else ""


def _road(number: str, lexicon: Lexicon) -> str:
    """Give the id of the road that bears a number, or an empty string."""
    known = lexicon.gazetteer
    bearers = known.index.bearers(key_of(number))
    return next((b.id for b in bearers if known.place(b.id).kind == "road"), "")


def make_place(hit: Hit, reading: Reading, lexicon: Lexicon) -> Place:
    """
    Make a place for a name that stands in no gazetteer.

    The id is the kind and the code points of the name, so that it is the same in every
    document; the point is the mean of the ends, or the host's seat.
    """
    known = lexicon.gazetteer
    hosts = [known.place(key) for key in reading.places]
    candidates = hit.entry.candidates if hit.entry is not None else ()
    if not hosts and candidates:
        own = [c for c in candidates if c.province == lexicon.province]
        hosts = [known.place((own or list(candidates))[0].id)]
    if not hosts and lexicon.province:
        hosts = [known.place(lexicon.province)]
    kind = _kind(reading.name) if reading.kind == "facility" else reading.kind
    points = [(place.lon, place.lat) for place in hosts] or [_MIDDLE]
    return Place(
        id=f"{kind}-{'-'.join(f'{ord(char):x}' for char in reading.name)}",
        kind=kind,
        name=reading.name,
        short=reading.name,
        aliases=(),
        name_en="",
        adcode="",
        parent=hosts[0].id if hosts else "",
        country=hosts[0].country if hosts else "CN",
        county=hosts[0].id if hosts and hosts[0].kind == "county" else "",
        lon=round(sum(lon for lon, _ in points) / len(points), 5),
        lat=round(sum(lat for _, lat in points) / len(points), 5),
        precision="endpoints" if reading.places else "approximate",
        members=reading.places,
        source="text",
        note="named in the text; not in the gazetteer",
    )


def _kind(name: str) -> str:
    """Tell the kind of a facility or natural feature by the end of its name."""
    if name[-1] == "站":
        return "station"
    return _KINDS.get(name[-2:]) or _NATURE.get(name[-1:], "site")
