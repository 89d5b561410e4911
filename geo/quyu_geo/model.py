"""The nouns of quyu: spans, plans, places and initiatives, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Layer = Literal["link", "corridor", "zone", "region"]
Status = Literal["existing", "build", "plan"]
Precision = Literal["boundary", "line", "waypoints", "endpoints", "site", "host"]

#: Kinds that are units of public administration, from the top down.
UNIT_KINDS = ("country", "province", "prefecture", "county", "township", "village")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of a text of record: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """
    One row of the gazetteer: something on the ground that has a name.

    Attributes
    ----------
    id
        Stable ASCII identifier: the six-digit adcode of a unit (``220184``), the
        nine-digit statistical code of a township (``220184100``), ISO 3166-1 alpha-2
        of a country (``RU``), else kind and pinyin (``river-songhuajiang``), or the number of
        GeoNames for a city abroad that nobody has reviewed (``settlement-gn2643743``).
    kind
        ``country``, ``province``, ``prefecture``, ``county``, ``township``, ``village``,
        ``river``, ``lake``, ``mountain``, ``sea``, ``plain``, ``region``, ``port``,
        ``border_crossing``, ``airport``, ``station``, ``railway``, ``road``, ``zone``,
        ``site``, ``settlement``, ``island``, ``canal`` or ``pipeline``.
    name
        Official name in Simplified Chinese (吉林省).
    short
        Form for labels (吉林); equals `name` where nothing shorter is in use.
    aliases
        Other forms in use, without `name` and `short`.
    name_en
        English name, or pinyin where none is established.
    adcode
        Six-digit code of GB/T 2260 in force today; empty outside China and for what is
        not a unit.
    parent
        Id of the place that holds this one; empty at the top.
    country
        ISO 3166-1 alpha-2; ``CN`` for Taiwan, Hong Kong and Macau; empty for what spans
        several countries.
    county
        Six-digit code of the county that holds a township or a site; may be empty.
    lon, lat
        Degrees east and north, EPSG:4326. The seat of a unit where known.
    precision
        How good the point is: ``seat``, ``centre`` (of a box or shape), ``site``,
        ``approximate`` (somewhere in the parent), ``anchor`` (a chosen point of
        something large).
    members
        Ids of the member places of a region, or the waypoints of a line in order.
    valid_from, valid_to
        ISO dates between which the row holds; empty where open.
    source
        Key of ``sources.toml``, or ``compiled`` with the basis in `note`.
    note
        Basis or remark; may be empty.
    """

    id: str
    kind: str
    name: str
    short: str
    aliases: tuple[str, ...]
    name_en: str
    adcode: str
    parent: str
    country: str
    county: str
    lon: float
    lat: float
    precision: str
    members: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    note: str = ""


class Weighed(NamedTuple):
    """
    A place that a name may mean, and what speaks for it.

    Attributes
    ----------
    id
        Of the place.
    score
        Sum of the points; the place with the most is meant.
    grounds
        What gave or took points, and how many: ``kind`` (how usual the name is for it),
        ``subject`` (it lies in the subject's province), ``document`` (its province is named
        elsewhere), ``neighbours`` (its prefecture is), ``near`` (it lies near the subject),
        ``later`` (it was set up after the document), ``siblings`` (the names of the same
        enumeration are like it), ``recent`` (named in full shortly before), ``parent`` (its
        unit is named just before), ``nature`` (what stands round a water or mountain).
    """

    id: str
    score: float
    grounds: tuple[tuple[str, float], ...]


class Resolution(NamedTuple):
    """
    A place name in a text, and the places it means.

    A named tuple, not a dataclass, because a corpus holds hundreds of thousands.

    Attributes
    ----------
    start, end
        Half-open code-point offsets into the text of record.
    surface
        The name as it stands there.
    places
        Ids in written order; several for a compound, none where it stays unresolved.
    basis
        The rule that decided: ``compound``, ``only``, ``parent``, ``siblings``, ``subject``,
        ``document``, ``kind``, or the kind of line or facility that was put together from
        the text.
    confidence
        Between 0 and 1.
    candidates
        Ids of all places that bear the name, best first; empty where there was only one.
    made
        Places that stand in no gazetteer: lines known by their ends, facilities by their host.
    weighed
        The candidates with what speaks for each, best first.
    """

    start: int
    end: int
    surface: str
    places: tuple[str, ...]
    basis: str
    confidence: float
    candidates: tuple[str, ...] = ()
    made: tuple[Place, ...] = ()
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A published plan.

    Attributes
    ----------
    key
        Short stable key (``jilin-2019``).
    title, title_en, issuer
        As published, and an English rendering of the title.
    document_number
        文号 (document number), or empty.
    subject
        Place id of the unit that speaks.
    date
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    sha256
        Of the UTF-8 text that offsets refer to.
    characters
        Length of that text in code points.
    """

    key: str
    title: str
    title_en: str
    issuer: str
    document_number: str
    subject: str
    date: str
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Initiative:
    """
    Something a plan sets up that belongs on a map.

    Attributes
    ----------
    ref
        Stable name ``PLAN#NNN``.
    name, name_en
        Chinese name in Simplified script, and an English rendering.
    layer, type
        Ids of ``vocabulary.toml``.
    members
        Place ids: in order along a corridor; giver first for a directed link; host units
        of a zone; member units of a region.
    partners
        Place ids of further parties.
    directed
        Whether the first member gives and the others receive.
    section
        Article of the plan, as written there.
    topics
        Ids of ``vocabulary.toml``.
    status
        ``existing``, ``build`` or ``plan``.
    core
        Whether it is one of the plan's regional initiatives, not a minor project.
    plan
        Key of the plan.
    span
        Where the shortest clause that states it stands in the plan's text.
    clause_sha256
        Of that clause in UTF-8.
    course
        Ids of the lines or waters it follows, or further waypoints, where review found
        them; empty where the geometry comes from the members alone.
    site
        Id of a place with the known position of a zone, or empty.
    note
        A line of explanation in our own words; may be empty.
    """

    ref: str
    name: str
    name_en: str
    layer: Layer
    type: str
    members: tuple[str, ...]
    partners: tuple[str, ...]
    directed: bool
    section: str
    topics: tuple[str, ...]
    status: Status
    core: bool
    plan: str
    span: Span
    clause_sha256: str
    course: tuple[str, ...] = ()
    site: str = ""
    note: str = ""


def feature_id(ref: str) -> str:
    """Give the stable id of a feature: ``jilin-2019#001`` becomes ``jilin-2019-001``."""
    return ref.replace("#", "-")
