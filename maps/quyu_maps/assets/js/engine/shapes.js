/* Zone symbols: a shape of the type with its glyph; the status decides how it is filled. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const BOX = 16;

  /* The symbol of any initiative at a host: zones their shape, corridors a swatch, links an arc. */
  quyu.symbol = function (scene, item, at, size) {
    if (item.layer === "zone") return quyu.zoneSymbol(scene.style, item, at, size);
    const l = at[0] - size / 2;
    const r = at[0] + size / 2;
    if (item.layer === "corridor") return quyu.corridorNode(scene, item, quyu.pathOf([[l, at[1]], [r, at[1]]]), "");
    const line = quyu.geometry.quadratic([l, at[1] + 4], [at[0], at[1] - 8], [r, at[1] + 4], 6);
    return quyu.linkNode(scene, item, line, quyu.pathOf(line), {});
  };

  /* A zone symbol of `size` pixels with its centre at `at`: a copy of the one of its kind. */
  quyu.zoneSymbol = function (style, item, at, size) {
    const key = [item.key, item.status, size].join();
    style.symbols = style.symbols || new Map();
    if (!style.symbols.has(key)) style.symbols.set(key, zoneShape(style, item, size));
    const node = style.symbols.get(key).cloneNode(true);
    node.setAttribute("transform", "translate(" + quyu.num(at[0] - size / 2) + " " + quyu.num(at[1] - size / 2) + ") scale(" + Math.round((size / BOX) * 1000) / 1000 + ")");
    return node;
  };

  function zoneShape(style, item, size) {
    const table = style.table.zones;
    const type = style.type(item);
    const d = style.table.zone_shapes[type.shape] || style.table.zone_shapes.circle;
    const scale = size / BOX;
    const group = quyu.svg("g", { "stroke-linejoin": "round", "stroke-linecap": "round" });
    const solid = item.status === "existing";
    const outline = table.outline / scale;
    group.appendChild(quyu.svg("path", { d, fill: solid ? type.color : "#FFFFFF", stroke: table.rim.color,
      "stroke-width": (2 * table.rim.width + (solid ? 0 : table.outline)) / scale, "paint-order": "stroke" }));
    if (!solid) {
      group.appendChild(quyu.svg("path", { d, fill: "none", stroke: type.color, "stroke-width": outline,
        "stroke-dasharray": item.status === "plan" ? table.plan_dash : undefined }));
    }
    group.appendChild(quyu.svg("path", { d: style.table.glyphs[type.glyph] || "", fill: "none",
      stroke: solid ? "#FFFFFF" : type.color, "stroke-width": table.glyph_width }));
    return group;
  }
})(typeof window === "undefined" ? globalThis : window);
