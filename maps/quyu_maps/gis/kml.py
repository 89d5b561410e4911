"""Write KML and KMZ: GDAL writes the features, and styles from the style table go in after."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from quyu_maps.gis.archive import write_archive
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.gdal import write_frame
from quyu_maps.gis.layers import flat, layers
from quyu_maps.gis.symbols import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator
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
#: Around the layers in what GDAL writes.
_ROOT = '<Document id="root_doc">\n'
_END = "  </Document>\n</kml>\n"
#: Characters that are dressed at a time, and what ends a piece.
_PIECE = 1 << 20
_LAST = ("</Placemark>", "</kml>")
#: XML 1.0 has no way to hold these, or they are ours.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdd4\ufffe\uffff]")
#: What is looked for in a whole column at once, before each of its texts is looked at.
_SPECIAL = re.compile(f"[<>&\"']|{_FORBIDDEN.pattern}")


def kml(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write KML 2.2: a folder a layer, a style a type, the fields as extended data.

    A feature's ``id`` is the id of its placemark. Viewers read ``description`` as HTML, so
    there is none. Points are the viewer's own pins in the colour of the type, as any picture
    would have to come from a network.
    """
    made = layers(source)
    with path.open("w", encoding="utf-8") as whole:
        for number, layer in enumerate(made):
            bare = path.with_name(f"{layer.name}.bare.kml")
            # A file a layer: to add a layer to a file, the driver reads all that is there.
            write_frame(
                bare,
                _writable(flat(layer.features), layer.geometry),
                driver="LIBKML",
                layer=layer.name,
                geometry=layer.geometry,
                counted=False,
            )
            with bare.open(encoding="utf-8") as lines:
                pieces = _dressed(lines, layer)
                head = next(pieces)
                if number == 0:
                    whole.write(f"{head}<name>{source.title}</name>\n")
                    whole.writelines(map(_styles, made))
                whole.writelines(pieces)
            bare.unlink()
            progress(len(layer.features))
        whole.write(_END)
    return []


def kmz(source: Records, path: Path, progress: Progress) -> list[str]:
    """Write KMZ: the same KML, packed."""
    inner = path.with_name("doc.kml")
    kml(source, inner, progress)
    write_archive(path, [("doc.kml", inner)])
    inner.unlink()
    return []


def _writable(frame: gpd.GeoDataFrame, geometry: str) -> gpd.GeoDataFrame:
    """
    Replace what XML cannot hold by U+FFFD; GDAL reads 1 and 0 as true and false, no words.

    The column ``tessellate`` is the driver's: lines then follow the ground of a globe, through
    which they would run otherwise.
    """
    texts = [f.name for f in bundled_fields() if f.type in ("text", "list") and f.name in frame]
    clean = {
        name: [*map(_standing, frame[name])]
        for name in texts
        if _SPECIAL.search("".join(frame[name]))
    }
    booleans = {f.name: "int16" for f in bundled_fields() if f.type == "boolean"}
    ready = frame.assign(**clean).astype(booleans)
    if geometry == "MultiPoint":
        return ready
    return ready.assign(tessellate=np.ones(len(ready), dtype="int32"))


def _standing(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).translate(_STANDINS)


def _dressed(bare: TextIO, layer: Layer) -> Iterator[str]:
    """
    Give the head of a file of one layer, then the layer, with its title and references to styles.

    It comes piece by piece, as it may be too large for a tree in memory. No text of a feature can
    look like a tag, because its angle brackets are stood in for.

    Raises
    ------
    OSError
        If not all of it is there, which the driver does not tell.
    """
    opening = f'    <Document id="{layer.name}">\n      <name>'
    pieces = _pieces(bare)
    head, root, rest = next(pieces, "").partition(_ROOT)
    yield head + root
    # The schema goes into its layer: in a KMZ the driver looks for it nowhere else.
    schema, _, body = rest.partition(f"{opening}{layer.name}</name>\n")
    yield f"{opening}{layer.title}</name>\n{schema}"
    urls = (f"<styleUrl>#{layer.name}-{kind}</styleUrl>\n" for kind in layer.features["type"])
    found, whole = 0, False
    for piece in chain([body], pieces):
        found += piece.count("<Placemark ")
        whole = piece.endswith(_END)
        styled = re.sub("(?=<ExtendedData>)", lambda _: next(urls, ""), piece.removesuffix(_END))
        for standin, escaped in _ESCAPED.items():
            styled = styled.replace(standin, escaped)
        yield styled
    if not whole or found != len(layer.features):
        raise OSError(f"{found} of {len(layer.features)} features arrived")


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
