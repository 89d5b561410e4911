"""The Folium frame of a page, with Leaflet inside it, fixed names and no remote link."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, cast

from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from quyu_maps import assets
from quyu_maps.embed import content_security_policy, json_text, plain
from quyu_maps.quiet import folium

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Stands in the page until all its scripts are known and can be summed.
_POLICY = "quyu-policy"

#: Style sheets of each kind of page, later ones over earlier ones.
_STYLES = {
    "sheet": ("page", "panel", "map", "engine", "print"),
    "portal": ("page", "panel", "map", "engine", "portal", "print"),
    "reading": ("page", "panel", "map", "engine", "reading", "print"),
}


class _Page(Figure):
    """A Figure whose scripts stand inside the body and whose language is declared."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="zh-CN">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="' + _POLICY + '">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        "<title>{{ this.heading }}</title>\n"
        "{{ this.header.render() }}\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render() }}\n"
        "<script>\n{{ this.script.render() }}\n</script>\n"
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = escape(plain(heading))
        # Branca adds a content-type element of its own; the page declares its charset above.
        self.header._children.clear()  # noqa: SLF001


class _Frame(folium.Map):
    """A Folium map under a fixed name that links to nothing."""

    _template = Template(
        """
        {% macro script(this, kwargs) -%}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }},
            crs: L.CRS.{{ this.crs }},
            zoom: {{ this.zoom }},
            minZoom: 2.5, maxZoom: 12,
            zoomSnap: 0.05, zoomDelta: 0.5, wheelPxPerZoomLevel: 110,
            zoomControl: false, attributionControl: false,
            zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false
        });
        {%- endmacro %}
        """
    )

    def __init__(self, lat: float, lon: float, zoom: float) -> None:
        super().__init__(location=(lat, lon), tiles=None)
        self.default_js = []
        self.default_css = []
        self.zoom = zoom
        self._id = "sheet"  # folium draws a random one; the same input must give the same bytes


class _Text(Element):
    """A finished text: Branca would read a plain element's text as a template once more."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Content(MacroElement):
    """What is ours: styles, the bare body, the data and the scripts that draw them."""

    _template = Template(
        """
        {% macro header(this, kwargs) -%}
        <style>{{ this.leaflet_style }}</style>
        <style>{{ this.style }}</style>
        {%- endmacro %}
        {% macro html(this, kwargs) -%}
        {{ this.shell }}
        <script type="application/json" id="quyu-data">{{ this.data }}</script>
        <script>{{ this.leaflet_script }}</script>
        {%- endmacro %}
        {% macro script(this, kwargs) -%}
        {{ this.script }}
        quyu.start({{ this._parent.get_name() }});
        {%- endmacro %}
        """
    )

    def __init__(self, kind: str, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it unannotated
        self._name = "Content"
        self._id = kind
        self.leaflet_style = assets.leaflet_style()
        self.style = "\n".join([assets.style_variables(), *map(assets.style, _STYLES[kind])])
        self.shell = assets.shell()
        self.leaflet_script = assets.leaflet_script()
        self.script = assets.page_script()
        self.data = data

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - as in branca
        """Put the macros into the page as finished texts, never as templates."""
        page = cast("Figure", self.get_root())
        macros = self._template.module
        page.header.add_child(_Text(macros.header(self, kwargs)), name="content")
        page.html.add_child(_Text(macros.html(self, kwargs)), name="content")
        page.script.add_child(_Text(macros.script(self, kwargs)), name="content")
        return ""


def document(
    kind: str, heading: str, payload: Mapping[str, Any], centre: tuple[float, float]
) -> str:
    """
    Make a page of the payload.

    Parameters
    ----------
    kind
        ``sheet``, ``portal`` or ``reading``: names the style sheets. The scripts add the tabs
        that a portal and a reading view have beyond those of a sheet.
    heading
        The title of the window.
    payload
        What the scripts read; every string in it is shown as text.
    centre
        (lon, lat) in degrees where the map stands before it is fitted.

    Returns
    -------
    html
        A whole document that asks the network for nothing; the same input gives the
        same bytes.
    """
    lon, lat = centre
    frame = _Frame(round(lat, 3), round(lon, 3), 5)
    frame.add_child(_Content(kind, json_text(payload)))
    page = _Page(heading)
    frame.add_to(page)
    text = page.render()
    hosts = payload["tiles"]["hosts"] if "tiles" in payload else ()
    return text.replace(_POLICY, content_security_policy(text, hosts), 1)
