/* Reading the one style table (style.toml as `data.style`): every colour and width comes from here. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const DARKER = 0.78;

  /* The table wrapped in small look-ups that never return undefined for a known layer. */
  quyu.createStyle = function (table) {
    const levels = table.levels || { national: 5.6, province: 8.7 };
    return {
      table,
      type: (feature) => table.types[feature.layer + "/" + feature.type] || fallback(table, feature),
      base: (name) => table.base[name] || {},
      label: (name) => labelStyle(table, name),
      dot: (name) => table.dots[name] || table.dots.town,
      /* `fit` is the zoom that shows the whole subject: large ones start far out, small ones near. */
      level: (zoom, fit) =>
        zoom < Math.min(levels.national, fit - 0.3) ? "national"
          : zoom < Math.max(levels.province, Number.isFinite(fit) ? fit + 0.9 : 0) ? "province" : "local",
    };
  };

  function fallback(table, feature) {
    const layer = table.layers[feature.layer] || { color: "#464E58" };
    return { color: layer.color, width: 1.6, strokes: [{ color: layer.color, width: 1.6 }], form: "line" };
  }

  function labelStyle(table, name) {
    const own = table.labels[name] || {};
    const halo = table.labels.halo || { color: "#FFFFFF", width: 3 };
    return Object.assign({ size: 12, weight: 400, halo: halo.width, haloColor: halo.color }, own, {
      family: own.face === "song" ? table.interface.song : table.interface.sans,
    });
  }

  /* A colour "#RRGGBB" at `share` of its brightness; names in a bundle of lines need it. */
  quyu.darken = function (color, share) {
    const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color || "");
    if (!match) return color;
    const part = (hex) => Math.round(parseInt(hex, 16) * (share || DARKER)).toString(16).padStart(2, "0");
    return "#" + part(match[1]) + part(match[2]) + part(match[3]);
  };
})(typeof window === "undefined" ? globalThis : window);
