/* The pen of the base map as SVG: paths are thinned and cut to the sheet before they are written. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  /* Points nearer than this to the last one, in pixels, are left out. */
  const THIN = 0.3;

  /* What engine/base.js asks of the browser's class of this name. */
  root.Path2D = class {
    constructor() {
      this.lines = [];
    }

    moveTo(x, y) {
      this.lines.push({ points: [[x, y]], closed: false });
    }

    lineTo(x, y) {
      this.lines[this.lines.length - 1].points.push([x, y]);
    }

    closePath() {
      this.lines[this.lines.length - 1].closed = true;
    }

    addPath(path, matrix) {
      const [a, , , d, e, f] = matrix.values;
      for (const line of path.lines) {
        this.lines.push({ closed: line.closed, points: line.points.map((p) => [p[0] * a + e, p[1] * d + f]) });
      }
    }
  };

  root.DOMMatrix = class {
    constructor(values) {
      this.values = values;
    }
  };

  /* A canvas context whose strokes and fills become nodes of `group`; it draws within `box`. */
  quyu.createSvgPen = function (group, box) {
    const add = (attributes) => attributes.d && group.appendChild(quyu.svg("path", attributes));
    const pen = {
      fillStyle: "none", strokeStyle: "none", lineWidth: 1, lineJoin: "round", globalAlpha: 1, dash: [], drawing: "",
      setLineDash: (dash) => {
        pen.dash = dash;
      },
      fillRect(x, y, width, height) {
        group.appendChild(quyu.svg("rect", { x, y, width, height, fill: pen.fillStyle }));
      },
      fill: (path) => add({ d: data(path, box, true), fill: pen.fillStyle, "fill-rule": "evenodd" }),
      stroke: (path) => add({ class: pen.drawing || undefined, d: data(path, box, false), fill: "none", stroke: pen.strokeStyle,
        "stroke-width": pen.lineWidth, "stroke-linejoin": pen.lineJoin,
        "stroke-opacity": pen.globalAlpha === 1 ? undefined : pen.globalAlpha,
        "stroke-dasharray": pen.dash.length ? pen.dash.join(" ") : undefined }),
    };
    return pen;
  };

  function data(path, box, filled) {
    let text = "";
    for (const { points, closed } of path.lines) {
      const thin = thinned(points);
      if (closed) {
        const ring = quyu.clipRing(thin, box);
        if (ring.length > 2) text += quyu.pathOf(ring, true);
      } else if (!filled) for (const part of quyu.clipLine(thin, box)) text += quyu.pathOf(part);
    }
    return text;
  }

  function thinned(points) {
    const out = [];
    let last = null;
    points.forEach((p, i) => {
      if (last && i < points.length - 1 && Math.abs(p[0] - last[0]) < THIN && Math.abs(p[1] - last[1]) < THIN) return;
      out.push(p);
      last = p;
    });
    return out;
  }

  const EDGES = [
    { in: (p, b) => p[0] >= b.l, at: (p, q, b) => cross(p, q, 0, b.l) },
    { in: (p, b) => p[0] <= b.r, at: (p, q, b) => cross(p, q, 0, b.r) },
    { in: (p, b) => p[1] >= b.t, at: (p, q, b) => cross(p, q, 1, b.t) },
    { in: (p, b) => p[1] <= b.b, at: (p, q, b) => cross(p, q, 1, b.b) },
  ];

  function cross(p, q, axis, value) {
    const t = (value - p[axis]) / (q[axis] - p[axis]);
    return [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
  }

  /* A ring cut to a box, side by side (Sutherland and Hodgman, 1974). */
  quyu.clipRing = function (ring, box) {
    let out = ring;
    for (const edge of EDGES) {
      if (out.every((p) => edge.in(p, box))) continue;
      const before = out;
      out = [];
      before.forEach((q, i) => {
        const p = before[(i + before.length - 1) % before.length];
        if (edge.in(p, box) !== edge.in(q, box)) out.push(edge.at(p, q, box));
        if (edge.in(q, box)) out.push(q);
      });
    }
    return out;
  };

  /* The parts of a line whose segments touch a box, whole segments at the ends. */
  quyu.clipLine = function (line, box) {
    const parts = [];
    let part = null;
    for (let i = 1; i < line.length; i += 1) {
      const [p, q] = [line[i - 1], line[i]];
      const off = Math.max(p[0], q[0]) < box.l || Math.min(p[0], q[0]) > box.r ||
        Math.max(p[1], q[1]) < box.t || Math.min(p[1], q[1]) > box.b;
      if (off) part = null;
      else if (part) part.push(q);
      else parts.push((part = [p, q]));
    }
    return parts;
  };
})(globalThis);
