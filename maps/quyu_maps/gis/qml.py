"""Write the symbols of a layer as a QGIS style (QML): one category a type, Chinese aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from quyu_maps.gis.fields import bundled_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_maps.gis.symbols import Stroke, Symbol

#: Marks that QGIS has for the shapes of zones.
_MARKS = {
    "square": "square",
    "circle": "circle",
    "diamond": "diamond",
    "pentagon": "pentagon",
    "octagon": "octagon",
    "hexagon": "hexagon",
    "drop": "triangle",
}
#: What every symbol says.
_PLAIN = {"alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
_OPAQUE = 255
_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def qml(symbols: Mapping[str, Symbol], geometry: str) -> str:
    """
    Give the QML of a layer.

    Parameters
    ----------
    symbols
        By value of the field ``type``, in the order of the legend.
    geometry
        ``MultiPoint``, ``MultiLineString`` or ``MultiPolygon``.
    """
    root = ET.Element("qgis", version="3.22", styleCategories="Symbology|Fields|MapTips")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="categorizedSymbol",
        attr="type",
        forceraster="0",
        enableorderby="0",
    )
    categories = ET.SubElement(renderer, "categories")
    drawings = ET.SubElement(renderer, "symbols")
    for number, (key, symbol) in enumerate(symbols.items()):
        ET.SubElement(
            categories, "category", value=key, symbol=str(number), label=symbol.title, render="true"
        )
        _symbol(drawings, str(number), symbol, geometry)
    aliases = ET.SubElement(root, "aliases")
    for number, field in enumerate(bundled_fields(), start=1):  # 0 is the row number
        ET.SubElement(aliases, "alias", index=str(number), field=field.name, name=field.alias)
    ET.SubElement(root, "previewExpression").text = '"name"'
    return _HEAD + ET.tostring(root, encoding="unicode")


def _symbol(parent: ET.Element, name: str, symbol: Symbol, geometry: str) -> None:
    kind = {"MultiPoint": "marker", "MultiLineString": "line", "MultiPolygon": "fill"}[geometry]
    drawing = ET.SubElement(parent, "symbol", {**_PLAIN, "name": name, "type": kind})
    if kind == "marker":
        _layer(drawing, "SimpleMarker", _marker(symbol))
    elif kind == "fill":
        fill = {"color": _color(symbol.color, symbol.fill), "style": "solid", "outline_style": "no"}
        _layer(drawing, "SimpleFill", fill)
        for stroke in symbol.strokes:
            _layer(drawing, "SimpleLine", _line(stroke))
    else:
        for stroke in symbol.strokes:
            _layer(drawing, "SimpleLine", _line(stroke))
        if symbol.arrow:
            _head(drawing, name, symbol)


def _head(drawing: ET.Element, name: str, symbol: Symbol) -> None:
    """Add the head of an arrow: a marker on the last vertex of each part, turned with the line."""
    ends = _layer(drawing, "MarkerLine", {"placement": "lastvertex", "rotate": "1"})
    key = f"@{name}@{len(symbol.strokes)}"  # as QGIS calls the symbol of a layer of a symbol
    head = ET.SubElement(ends, "symbol", {**_PLAIN, "name": key, "type": "marker"})
    values = {
        "name": "filled_arrowhead",
        "color": _color(symbol.color, 1),
        "size": f"{2 * symbol.arrow:g}",  # the head is half of its marker
        "size_unit": "Pixel",
        "outline_style": "no",
    }
    _layer(head, "SimpleMarker", values)


def _marker(symbol: Symbol) -> dict[str, str]:
    (rim,) = symbol.strokes
    return {
        "name": _MARKS[symbol.shape],
        "color": _color(symbol.color, symbol.fill),
        "size": f"{symbol.size:g}",
        "size_unit": "Pixel",
        "outline_color": _color(rim.color, rim.opacity),
        "outline_width": f"{rim.width:g}",
        "outline_width_unit": "Pixel",
        "outline_style": "solid",
    }


def _line(stroke: Stroke) -> dict[str, str]:
    values = {
        "line_color": _color(stroke.color, stroke.opacity),
        "line_width": f"{stroke.width:g}",
        "line_width_unit": "Pixel",
        "line_style": "solid",
        "capstyle": "round",
        "joinstyle": "round",
    }
    if stroke.dash:
        dash = ";".join(f"{part:g}" for part in stroke.dash)
        values |= {
            "use_custom_dash": "1",
            "customdash": dash,
            "customdash_unit": "Pixel",
            "capstyle": "flat",
        }
    return values


def _layer(parent: ET.Element, kind: str, values: Mapping[str, str]) -> ET.Element:
    layer = ET.SubElement(
        parent, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    for name, value in values.items():
        ET.SubElement(options, "Option", name=name, value=value, type="QString")
    # QGIS before 3.26 reads these and not the options.
    for name, value in values.items():
        ET.SubElement(layer, "prop", k=name, v=value)
    return layer


def _color(color: str, opacity: float) -> str:
    """Give a colour as QGIS writes it: ``red,green,blue,alpha``."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(map(str, [*parts, round(opacity * _OPAQUE)]))
