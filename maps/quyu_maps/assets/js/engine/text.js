/* Words on the map: width without measuring, SVG text with a halo, and names along a line. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/;

  /* Width in pixels: 1 em a Han character, .56 em otherwise, plus letter spacing in em. */
  quyu.textWidth = function (text, size, spacing) {
    let width = 0;
    for (const letter of text) width += (WIDE.test(letter) ? 1 : 0.56) * size + (spacing || 0) * size;
    return width;
  };

  /* A text cut to `limit` Han widths, with an ellipsis. */
  quyu.shorten = function (text, limit) {
    let width = 0;
    let out = "";
    for (const letter of text) {
      width += WIDE.test(letter) ? 1 : 0.56;
      if (width > limit) return out + "…";
      out += letter;
    }
    return out;
  };

  /* SVG text; `at` is the baseline start (or middle with anchor "middle"). */
  quyu.textNode = function (text, at, look, more) {
    const attributes = {
      x: quyu.num(at[0]), y: quyu.num(at[1]),
      "font-family": look.family, "font-size": look.size, "font-weight": look.weight,
      fill: look.color, stroke: look.haloColor, "stroke-width": look.halo,
      "stroke-linejoin": "round", "paint-order": "stroke",
      "letter-spacing": look.spacing ? quyu.num(look.spacing * look.size) : undefined,
      "font-style": look.italic ? "italic" : undefined,
    };
    const node = quyu.svg("text", Object.assign(attributes, more || {}));
    node.textContent = text;
    return node;
  };

  /* Free places beside a point for a box: right, left, above, below, then the corners. */
  quyu.placesAround = function (at, w, h, gap) {
    const g = gap * 0.7;
    return [
      { l: at[0] + gap, t: at[1] - h / 2 }, { l: at[0] - gap - w, t: at[1] - h / 2 },
      { l: at[0] - w / 2, t: at[1] - gap - h }, { l: at[0] - w / 2, t: at[1] + gap },
      { l: at[0] + g, t: at[1] - g - h }, { l: at[0] + g, t: at[1] + g },
      { l: at[0] - g - w, t: at[1] - g - h }, { l: at[0] - g - w, t: at[1] + g },
    ].map((p) => ({ l: p.l, t: p.t, r: p.l + w, b: p.t + h }));
  };

  /* The candidate box that covers least; null if even that covers more than `allow`. */
  quyu.leastCovered = function (occupied, boxes, allow) {
    let best = null;
    let least = Infinity;
    for (const box of boxes) {
      const covered = occupied.covered(box, least);
      if (covered < least) {
        least = covered;
        best = box;
        if (covered === 0) break;
      }
    }
    return least <= allow ? best : null;
  };

  /* A name beside or on a line at share t, tested as a row of boxes; null where it does not fit. */
  quyu.nameOnLine = function (scene, line, text, look, t, beside) {
    const width = quyu.textWidth(text, look.size, look.spacing);
    const total = quyu.geometry.length(line);
    if (width > total / 0.9) return null;
    const mid = quyu.geometry.along(line, total * t);
    let [ux, uy] = mid.dir;
    if (ux < 0 || (Math.abs(ux) < 0.02 && uy < 0)) {
      ux = -ux;
      uy = -uy;
    }
    const at = [mid.at[0] + uy * beside, mid.at[1] - ux * beside];
    const boxes = rowOfBoxes(at, ux, uy, width, look.size);
    if (!boxes.every((box) => scene.occupied.free(box))) return null;
    boxes.forEach((box) => scene.occupied.add(box));
    const angle = (Math.atan2(uy, ux) * 180) / Math.PI;
    return quyu.textNode(text, [0, look.size * 0.36], look, {
      "text-anchor": "middle",
      transform: "translate(" + quyu.num(at[0]) + " " + quyu.num(at[1]) + ") rotate(" + quyu.num(angle) + ")",
    });
  };

  function rowOfBoxes(at, ux, uy, width, size) {
    const count = Math.max(1, Math.ceil(width / size));
    const out = [];
    for (let i = 0; i < count; i += 1) {
      const d = -width / 2 + (width * (i + 0.5)) / count;
      out.push(quyu.boxAround([at[0] + ux * d, at[1] + uy * d], size, size));
    }
    return out;
  }

  /* The longest stretch of a line without a bend of more than about 12 degrees. */
  quyu.straightStretch = function (line) {
    let best = [0, 0];
    let bestSize = 0;
    let start = 0;
    let walked = 0;
    for (let i = 1; i < line.length; i += 1) {
      const step = quyu.geometry.distance(line[i - 1], line[i]);
      walked += step;
      const size = quyu.geometry.distance(line[start], line[i]);
      if (walked > size * 1.02 + 1) {
        start = i - 1;
        walked = step;
      } else if (size > bestSize) {
        bestSize = size;
        best = [start, i];
      }
    }
    return line.slice(best[0], best[1] + 1);
  };
})(typeof window === "undefined" ? globalThis : window);
