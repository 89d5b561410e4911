/* Swatches: a small picture of each type, drawn from the style table as the map draws it. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const WIDE = 30;
  const HIGH = 18;

  /* An SVG swatch of 30 × 18 pixels for a "layer/type"; zones take a status, links maybe a letter. */
  quyu.swatch = function (style, kind, status, letter) {
    const layer = kind.split("/")[0];
    const own = style.types[kind] || { color: style.layers[layer].color };
    const picture = quyu.svg("svg", {
      class: "swatch", width: WIDE, height: HIGH, viewBox: "0 0 " + WIDE + " " + HIGH, "aria-hidden": "true",
    });
    const drawing = { link: drawLink, corridor: drawCorridor, zone: drawZone, region: drawRegion }[layer];
    drawing(picture, style, own, status || "existing");
    if (letter) picture.appendChild(quyu.letterNode(style, letter, own.color, [WIDE / 2, HIGH / 2]));
    return picture;
  };

  function line(path, color, width, dash, opacity, cap) {
    return quyu.svg("path", {
      d: path, fill: "none", stroke: color, "stroke-width": width, "stroke-dasharray": dash,
      "stroke-opacity": opacity, "stroke-linecap": cap,
    });
  }

  function drawLink(picture, style, own, status) {
    const dash = status === "plan" ? style.links.plan_dash : undefined;
    picture.appendChild(line("M2 14Q14 1 28 13", own.color, own.width, dash, 1, "round"));
    if (own.arrow) picture.appendChild(quyu.svg("path", { d: "M29.5 14.5L22.3 12.6 26.6 8z", fill: own.color }));
  }

  function drawCorridor(picture, style, own, status) {
    const strokes = (status === "plan" && own.plan_strokes) || own.strokes || [];
    for (const one of strokes) {
      const width = Math.min(one.width, HIGH - 4);
      picture.appendChild(line("M1 9H29", one.color, width, one.dash, one.opacity, one.cap));
    }
    if (own.chevron) picture.appendChild(line("M12 5L17 9 12 13", own.color, 1.6, undefined, 1, "round"));
  }

  function drawZone(picture, style, own, status) {
    picture.appendChild(quyu.symbolOfZone(style, own, status, 15, WIDE / 2, HIGH / 2));
  }

  /* The symbol of a zone as a group around a point; `own` is the style of its type. */
  quyu.symbolOfZone = function (style, own, status, size, x, y) {
    const scale = (size / 16) * 0.94;
    const group = quyu.svg("g", {
      transform: "translate(" + quyu.num(x - 8 * scale) + " " + quyu.num(y - 8 * scale) + ") scale(" + scale.toFixed(3) + ")",
    });
    const solid = status === "existing";
    group.appendChild(quyu.svg("path", {
      d: style.zone_shapes[own.shape] || style.zone_shapes.circle,
      fill: solid ? own.color : "#FFFFFF",
      stroke: solid ? "none" : own.color,
      "stroke-width": style.zones.outline,
      "stroke-dasharray": status === "plan" ? style.zones.plan_dash : undefined,
    }));
    group.appendChild(quyu.svg("path", {
      d: style.glyphs[own.glyph] || "",
      fill: "none", stroke: solid ? "#FFFFFF" : own.color, "stroke-width": style.zones.glyph_width,
      "stroke-linecap": "round", "stroke-linejoin": "round",
    }));
    return group;
  };

  function drawRegion(picture, style, own) {
    const plate = own.form === "plate";
    const rules = style.regions;
    const color = plate ? rules.plate.tints[0] : own.color;
    picture.appendChild(quyu.svg("rect", {
      x: 3, y: 3, width: 24, height: 12, rx: 4, fill: color,
      "fill-opacity": plate ? 0.35 : 0.12, stroke: color,
      "stroke-width": plate ? 3 : rules.line.width, "stroke-dasharray": plate ? undefined : rules.line.dash,
      "stroke-opacity": plate ? 0.6 : 1,
    }));
  }
})(typeof window === "undefined" ? globalThis : window);
