"""Write KML and KMZ: GDAL writes the features, and styles from the style table go in after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_maps.gis.archive import write_archive
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.gdal import write_frame
from quyu_maps.gis.layers import flat, layers
from quyu_maps.gis.symbols import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    import geopandas as gpd

    from quyu_maps.gis.layers import Layer
    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records
    from quyu_maps.gis.symbols import Symbol

_OPAQUE = 255
#: Stand for characters of markup until the file is dressed: the driver would wrap a text with
#: any of them in CDATA, which a text with "]]>" then breaks. Unicode keeps these five free.
_STANDINS = str.maketrans("<>&\"'", "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4")
_ESCAPED = {
    "\ufdd0": "&lt;",
    "\ufdd1": "&gt;",
    "\ufdd2": "&amp;",
    "\ufdd3": "&quot;",
    "\ufdd4": "&apos;",
}
_SCHEMA = re.compile(r"[ ]*<Schema .*?</Schema>\n", re.DOTALL)
_HEADING = re.compile(r'(<Document id="(\w+)">\s*)<name>\2</name>\n')
#: Characters that are dressed at a time, and what ends a piece.
_PIECE = 1 << 20
_LAST = ("</Placemark>", "</kml>")
#: XML 1.0 has no way to hold these, or they are ours.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdd4\ufffe\uffff]")


def kml(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write KML 2.2: a folder a layer, a style a type, the fields as extended data.

    A feature's ``id`` is the id of its placemark. Viewers read ``description`` as HTML, so
    there is none. Points are the viewer's own pins in the colour of the type, as any picture
    would have to come from a network.
    """
    bare = path.with_name("bare.kml")
    made = layers(source)
    for number, layer in enumerate(made):
        write_frame(
            bare,
            _writable(flat(layer.features)),
            driver="LIBKML",
            layer=layer.name,
            geometry=layer.geometry,
            append=number > 0,
        )
        progress(len(layer.features))
    with bare.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as dressed:
        dressed.writelines(_dressed(lines, source.title, made))
    bare.unlink()
    return []


def kmz(source: Records, path: Path, progress: Progress) -> list[str]:
    """Write KMZ: the same KML, packed."""
    inner = path.with_name("doc.kml")
    kml(source, inner, progress)
    write_archive(path, [("doc.kml", inner.read_bytes())])
    inner.unlink()
    return []


def _writable(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Replace what XML cannot hold by U+FFFD; GDAL reads 1 and 0 as true and false, no words."""
    texts = [f.name for f in bundled_fields() if f.type in ("text", "list") and f.name in frame]
    clean = {name: frame[name].map(_standing) for name in texts}
    booleans = {f.name: "int16" for f in bundled_fields() if f.type == "boolean"}
    return frame.assign(**clean).astype(booleans)


def _standing(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).translate(_STANDINS)


def _dressed(bare: TextIO, title: str, made: Sequence[Layer]) -> Iterator[str]:
    """
    Put titles and styles into KML, piece by piece: it may be too large for a tree in memory.

    No text of a feature can look like a tag, because its angle brackets are stood in for.
    """
    names = {layer.name: layer.title for layer in made}
    urls = (
        f"<styleUrl>#{layer.name}-{kind}</styleUrl>\n<ExtendedData>"
        for layer in made
        for kind in layer.features["type"]
    )
    root = '<Document id="root_doc">\n'
    styles = "".join(_styles(layer) for layer in made)
    schemas: list[str] = []

    def headed(found: re.Match[str]) -> str:
        # Each schema goes into its own layer: in a KMZ the driver looks for it nowhere else.
        return f"{found[1]}<name>{names[found[2]]}</name>\n{schemas.pop(0)}"

    for piece in _pieces(bare):
        schemas += _SCHEMA.findall(piece)
        text = _HEADING.sub(headed, _SCHEMA.sub("", piece))
        text = re.sub("<ExtendedData>", lambda _: next(urls), text)
        for standin, escaped in _ESCAPED.items():
            text = text.replace(standin, escaped)
        yield text.replace(root, f"{root}<name>{title}</name>\n{styles}")


def _pieces(bare: TextIO) -> Iterator[str]:
    """Read pieces that end with a feature, so that no tag is torn from what belongs to it."""
    while piece := bare.read(_PIECE):
        rest = [piece]
        while not rest[-1].rstrip().endswith(_LAST):
            line = bare.readline()
            if not line:
                break
            rest.append(line)
        yield "".join(rest)


def _styles(layer: Layer) -> str:
    drawn = symbols(layer.kind, layer.geometry).items()
    return "".join(_style(f"{layer.name}-{kind}", symbol) for kind, symbol in drawn)


def _style(key: str, symbol: Symbol) -> str:
    # Of lines one over the other the widest colour shows; KML has one line a style.
    stroke = symbol.strokes[0]
    if symbol.shape:
        body = f"<IconStyle><color>{_color(symbol.color, 1)}</color></IconStyle>"
    else:
        body = (
            f"<LineStyle><color>{_color(stroke.color, stroke.opacity)}</color>"
            f"<width>{stroke.width:g}</width></LineStyle>"
            f"<PolyStyle><color>{_color(symbol.color, symbol.fill)}</color></PolyStyle>"
        )
    return f'<Style id="{key}">{body}</Style>\n'


def _color(color: str, opacity: float) -> str:
    """Give a colour as KML writes it: alpha, blue, green, red."""
    return f"{round(opacity * _OPAQUE):02x}{color[5:7]}{color[3:5]}{color[1:3]}".lower()
