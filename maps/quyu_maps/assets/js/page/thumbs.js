/* Thumbnails of regions: each outline alone over that of the subject, where rings crowd the map. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const WIDE = 34;
  const HIGH = 26;
  const PAD = 2;

  quyu.thumbnail = function (page, feature) {
    const { data, style } = page;
    const own = flatten(data.base.own || [], data.base.scale);
    const rings = flatten(feature.rings || [], data.base.scale);
    const fit = frame(own.concat(rings));
    const look = style.types[quyu.kindOf(feature)] || style.layers.region;
    const picture = quyu.svg("svg", { class: "thumb", width: WIDE, height: HIGH, viewBox: "0 0 " + WIDE + " " + HIGH, "aria-hidden": "true" });
    if (fit) {
      picture.appendChild(quyu.svg("path", { d: own.map((ring) => path(ring, fit)).join(""), fill: "#ECE7DC" }));
      picture.appendChild(quyu.svg("path", { d: rings.map((ring) => path(ring, fit)).join(""), fill: look.color, "fill-opacity": 0.45,
        stroke: look.color, "stroke-width": 1 }));
    }
    return picture;
  };

  /* Outer rings in the plane of the map; small ones are not seen at this size. */
  function flatten(polygons, scale) {
    const rings = polygons.map((each) => quyu.decodeFlat(each[0], scale)).sort((a, b) => b.length - a.length).slice(0, 6);
    return rings.map((flat) => {
      const step = Math.max(1, Math.floor(flat.length / 2 / 60));
      const out = [];
      for (let i = 0; i < flat.length / 2; i += step) out.push(quyu.mercator(flat[2 * i], flat[2 * i + 1]));
      return out;
    });
  }

  function frame(rings) {
    const points = rings.flat();
    if (!points.length) return null;
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const [l, r, t, b] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.min((WIDE - 2 * PAD) / (r - l || 1), (HIGH - 2 * PAD) / (b - t || 1));
    return { k, x: WIDE / 2 - ((l + r) / 2) * k, y: HIGH / 2 - ((t + b) / 2) * k };
  }

  const path = (ring, fit) => quyu.pathOf(ring.map((p) => [p[0] * fit.k + fit.x, p[1] * fit.k + fit.y]), true);
})(typeof window === "undefined" ? globalThis : window);
