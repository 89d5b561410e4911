/* The stacked surfaces over the Leaflet map: base canvas, drawing (SVG) and the frame for chips. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const GROUPS = ["defs", "regions", "bands", "corridors", "links", "leaders", "rings", "dots", "zones", "labels", "hits", "veil", "copies"];

  /* Surfaces in a pane of their own, so that they move with the map while it is dragged. */
  quyu.createLayers = function (map, pad) {
    const pane = map.createPane("quyu");
    pane.classList.add("quyu-pane");
    const canvas = quyu.html("canvas", "quyu-base leaflet-zoom-animated");
    const svg = quyu.svg("svg", { class: "quyu-drawing leaflet-zoom-animated", role: "group" });
    const frame = quyu.html("div", "quyu-frame");
    pane.appendChild(canvas);
    pane.appendChild(svg);
    map.getContainer().appendChild(frame);
    const groups = {};
    for (const name of GROUPS) {
      groups[name] = quyu.svg(name === "defs" ? "defs" : "g", { class: "quyu-" + name });
      svg.appendChild(groups[name]);
    }
    const layers = { canvas, svg, frame, groups, drawn: null };
    layers.context = (view) => sized(canvas, view, pad);
    layers.place = (leaflet, view) => place(layers, leaflet, view, pad);
    map.on("movestart", () => frame.classList.add("quyu-moving"));
    map.on("zoomanim", (event) => follow(layers, map, event, pad));
    return layers;
  };

  function sized(canvas, view, pad) {
    const ratio = root.devicePixelRatio || 1;
    const width = view.w + 2 * pad;
    const height = view.h + 2 * pad;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  /* Put the surfaces on the frame of the view that is about to be drawn. */
  function place(layers, map, view, pad) {
    const corner = map.containerPointToLayerPoint([0, 0]);
    layers.drawn = { zoom: view.zoom, corner: map.containerPointToLatLng([0, 0]) };
    L.DomUtil.setTransform(layers.canvas, corner.subtract([pad, pad]), 1);
    L.DomUtil.setTransform(layers.svg, corner, 1);
    layers.svg.setAttribute("width", view.w);
    layers.svg.setAttribute("height", view.h);
    layers.frame.classList.remove("quyu-moving");
  }

  /* Scale the last drawing along with an animated zoom until the next one replaces it. */
  function follow(layers, map, event, pad) {
    if (!layers.drawn) return;
    const scale = map.getZoomScale(event.zoom, layers.drawn.zoom);
    const centre = map.project(event.center, event.zoom);
    const moved = map.containerPointToLayerPoint([0, 0]);
    const origin = centre.subtract(map.getSize().divideBy(2)).subtract(moved).round();
    const corner = map.project(layers.drawn.corner, event.zoom).subtract(origin);
    L.DomUtil.setTransform(layers.canvas, corner.subtract([pad * scale, pad * scale]), scale);
    L.DomUtil.setTransform(layers.svg, corner, scale);
    layers.frame.classList.add("quyu-moving");
  }
})(typeof window === "undefined" ? globalThis : window);
