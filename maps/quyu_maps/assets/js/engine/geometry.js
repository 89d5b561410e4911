/* Plane geometry in pixels: lengths, points along lines, arcs, splines, offsets, rays and clipping. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const geo = (quyu.geometry = {});

  geo.distance = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]);
  geo.mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
  geo.inside = (p, box) => p[0] >= box.l && p[0] <= box.r && p[1] >= box.t && p[1] <= box.b;

  geo.length = function (line) {
    let sum = 0;
    for (let i = 1; i < line.length; i += 1) sum += geo.distance(line[i - 1], line[i]);
    return sum;
  };

  /* Point and unit direction at `distance` pixels along a line. */
  geo.along = function (line, distance) {
    let rest = distance;
    for (let i = 1; i < line.length; i += 1) {
      const size = geo.distance(line[i - 1], line[i]);
      if (rest <= size || i === line.length - 1) {
        const t = size ? Math.max(0, Math.min(1, rest / size)) : 0;
        return { at: geo.mix(line[i - 1], line[i], t), dir: unit(line[i - 1], line[i]) };
      }
      rest -= size;
    }
    return { at: line[0], dir: [1, 0] };
  };

  function unit(a, b) {
    const size = geo.distance(a, b) || 1;
    return [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
  }
  geo.unit = unit;

  /* The part of a line between two distances from its start. */
  geo.cut = function (line, from, to) {
    const out = [geo.along(line, from).at];
    let sum = 0;
    for (let i = 1; i < line.length - 1; i += 1) {
      sum += geo.distance(line[i - 1], line[i]);
      if (sum > from && sum < to) out.push(line[i]);
    }
    out.push(geo.along(line, to).at);
    return out;
  };

  /* A line moved `offset` pixels to the right of its direction, with limited mitres. */
  geo.offset = function (line, offset) {
    if (!offset) return line;
    return line.map((point, i) => {
      const before = i ? unit(line[i - 1], point) : unit(point, line[i + 1]);
      const after = i < line.length - 1 ? unit(point, line[i + 1]) : before;
      const nx = -(before[1] + after[1]) / 2;
      const ny = (before[0] + after[0]) / 2;
      const stretch = offset / Math.max(0.35, nx * nx + ny * ny);
      return [point[0] + nx * stretch, point[1] + ny * stretch];
    });
  };

  /* Control point of a quadratic arc to the right of a→b, off the chord by a share of its length. */
  geo.bulge = function (a, b, share) {
    const mid = geo.mix(a, b, 0.5);
    return [mid[0] - (b[1] - a[1]) * share, mid[1] + (b[0] - a[0]) * share];
  };

  geo.quadratic = function (a, c, b, steps) {
    const out = [];
    for (let i = 0; i <= steps; i += 1) {
      const t = i / steps;
      const u = 1 - t;
      out.push([
        u * u * a[0] + 2 * u * t * c[0] + t * t * b[0],
        u * u * a[1] + 2 * u * t * c[1] + t * t * b[1],
      ]);
    }
    return out;
  };

  /* A smooth line through points (cubic with tension), as points. */
  geo.spline = function (points, closed, tension) {
    if (points.length < 3) return points;
    const n = points.length;
    const get = (i) => (closed ? points[(i + n) % n] : points[Math.max(0, Math.min(n - 1, i))]);
    const out = [points[0]];
    for (let i = 0; i < (closed ? n : n - 1); i += 1) addCubic(out, get(i - 1), get(i), get(i + 1), get(i + 2), tension);
    return out;
  };

  function addCubic(out, before, a, b, after, tension) {
    const c = [a[0] + (b[0] - before[0]) * tension, a[1] + (b[1] - before[1]) * tension];
    const d = [b[0] - (after[0] - a[0]) * tension, b[1] - (after[1] - a[1]) * tension];
    const steps = Math.max(4, Math.min(24, Math.round(geo.distance(a, b) / 14)));
    for (let i = 1; i <= steps; i += 1) {
      const t = i / steps;
      const u = 1 - t;
      const f = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      out.push([
        f[0] * a[0] + f[1] * c[0] + f[2] * d[0] + f[3] * b[0],
        f[0] * a[1] + f[1] * c[1] + f[2] * d[1] + f[3] * b[1],
      ]);
    }
  }

  /* Where the segment a→b crosses rings of pixel points: the crossing farthest from a, or null. */
  geo.cast = function (rings, a, b) {
    let best = -1;
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const ex = ring[i][0] - ring[j][0];
        const ey = ring[i][1] - ring[j][1];
        const det = dx * ey - dy * ex;
        if (!det) continue;
        const fx = ring[j][0] - a[0];
        const fy = ring[j][1] - a[1];
        const t = (fx * ey - fy * ex) / det;
        const s = (fx * dy - fy * dx) / det;
        if (s >= 0 && s <= 1 && t > best && t >= 0 && t <= 1) best = t;
      }
    }
    return best < 0 ? null : geo.mix(a, b, best);
  };

  geo.contains = function (rings, p) {
    let odd = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const a = ring[i];
        const b = ring[j];
        if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd;
      }
    }
    return odd;
  };

  geo.nearest = function (rings, p) {
    let best = null;
    let least = Infinity;
    for (const ring of rings) {
      for (const q of ring) {
        const d = (q[0] - p[0]) * (q[0] - p[0]) + (q[1] - p[1]) * (q[1] - p[1]);
        if (d < least) {
          least = d;
          best = q;
        }
      }
    }
    return best;
  };

  /* Where the ray from a point inside a box towards `to` leaves it: side, point. */
  geo.exit = function (box, from, to) {
    const dx = to[0] - from[0] || 1e-9;
    const dy = to[1] - from[1] || 1e-9;
    const tx = ((dx > 0 ? box.r : box.l) - from[0]) / dx;
    const ty = ((dy > 0 ? box.b : box.t) - from[1]) / dy;
    const t = Math.max(0, Math.min(tx, ty));
    const side = tx < ty ? (dx > 0 ? "right" : "left") : dy > 0 ? "bottom" : "top";
    return { side, at: [from[0] + dx * t, from[1] + dy * t] };
  };

  /* Intersection of two infinite lines given by point and direction; null if nearly parallel. */
  geo.meet = function (p, u, q, v) {
    const det = u[0] * v[1] - u[1] * v[0];
    if (Math.abs(det) < 0.05) return null;
    const t = ((q[0] - p[0]) * v[1] - (q[1] - p[1]) * v[0]) / det;
    return [p[0] + u[0] * t, p[1] + u[1] * t];
  };
})(typeof window === "undefined" ? globalThis : window);
