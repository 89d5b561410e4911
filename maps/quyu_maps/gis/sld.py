"""Write the symbols of a layer as SLD 1.0 with Filter Encoding: one rule a type."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_maps.gis.symbols import Stroke, Symbol

_SLD = "http://www.opengis.net/sld"
_OGC = "http://www.opengis.net/ogc"
#: The marks that every reader of SLD knows (OGC 02-070, 11.3.2), nearest to the shapes of zones.
_MARKS = {"square": "square", "drop": "triangle"}


def sld(name: str, symbols: Mapping[str, Symbol], geometry: str) -> str:
    """
    Give the SLD of a layer.

    Parameters
    ----------
    name
        Of the layer.
    symbols
        By value of the field ``type``, in the order of the legend.
    geometry
        ``MultiPoint``, ``MultiLineString`` or ``MultiPolygon``.
    """
    ET.register_namespace("", _SLD)
    ET.register_namespace("ogc", _OGC)
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", version="1.0.0")
    layer = _add(root, "NamedLayer")
    _add(layer, "Name", name)
    style = _add(_add(layer, "UserStyle"), "FeatureTypeStyle")
    for key, symbol in symbols.items():
        rule = _add(style, "Rule")
        _add(rule, "Name", key)
        _add(rule, "Title", symbol.title)
        equal = ET.SubElement(
            ET.SubElement(rule, f"{{{_OGC}}}Filter"), f"{{{_OGC}}}PropertyIsEqualTo"
        )
        ET.SubElement(equal, f"{{{_OGC}}}PropertyName").text = "type"
        ET.SubElement(equal, f"{{{_OGC}}}Literal").text = key
        _symbolizer(rule, symbol, geometry)
    return ET.tostring(root, encoding="unicode")


def _symbolizer(rule: ET.Element, symbol: Symbol, geometry: str) -> None:
    if geometry == "MultiPoint":
        graphic = _add(_add(rule, "PointSymbolizer"), "Graphic")
        mark = _add(graphic, "Mark")
        _add(mark, "WellKnownName", _MARKS.get(symbol.shape, "circle"))
        _fill(mark, symbol)
        _stroke(mark, symbol.strokes[0])
        _add(graphic, "Size", f"{symbol.size:g}")
    elif geometry == "MultiPolygon":
        area = _add(rule, "PolygonSymbolizer")
        _fill(area, symbol)
        _stroke(area, symbol.strokes[0])
    else:
        for stroke in symbol.strokes:
            _stroke(_add(rule, "LineSymbolizer"), stroke)


def _fill(parent: ET.Element, symbol: Symbol) -> None:
    fill = _add(parent, "Fill")
    _parameters(fill, {"fill": symbol.color, "fill-opacity": f"{symbol.fill:g}"})


def _stroke(parent: ET.Element, stroke: Stroke) -> None:
    values = {
        "stroke": stroke.color,
        "stroke-width": f"{stroke.width:g}",
        "stroke-opacity": f"{stroke.opacity:g}",
    }
    if stroke.dash:
        values["stroke-dasharray"] = " ".join(f"{part:g}" for part in stroke.dash)
    _parameters(_add(parent, "Stroke"), values)


def _parameters(parent: ET.Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        _add(parent, "CssParameter", value).set("name", name)


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_SLD}}}{name}")
    child.text = text
    return child
