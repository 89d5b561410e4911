/* Where things stand on the paper: scale and place of the subject, corners of legend and inset. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const EDGE = 12;
  /* Room for chips round the subject, in pixels: left, top, right, bottom. */
  const ROOM = { sheet: [118, 46, 122, 52], national: [70, 30, 70, 60] };
  /* Shares of the largest possible scale, tried from the top down. */
  const SHARES = [1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76];
  const SHIFTS = [0.5, 0.25, 0.75, 0, 1];
  const CORNERS = { br: 0, bl: 0.03, tr: 0.04, tl: 0.05 };
  /* Off the coast of China stand the islands, which a national sheet shows before all. */
  const NATIONAL = { bl: 0, tl: 0.05, br: 0.5, tr: 0.5 };
  const GRID = 16;
  /* What a named place under the legend costs, and at most. */
  const HIDDEN = 0.012;
  const MOST_HIDDEN = 0.5;

  /* The box of plane points: the subject's outline, or the corners and edges of the national frame. */
  function planeBox(points) {
    const box = { l: Infinity, t: Infinity, r: -Infinity, b: -Infinity };
    for (const [x, y] of points) {
      box.l = Math.min(box.l, x);
      box.r = Math.max(box.r, x);
      box.t = Math.min(box.t, y);
      box.b = Math.max(box.b, y);
    }
    return box;
  }

  /* Points along the edges of a box in degrees, as a conic projection bends them. */
  function edgePoints(plane, [west, south, east, north]) {
    const out = [];
    for (let i = 0; i <= 20; i += 1) {
      const lon = west + ((east - west) * i) / 20;
      const lat = south + ((north - south) * i) / 20;
      out.push(plane.point(lon, south), plane.point(lon, north), plane.point(west, lat), plane.point(east, lat));
    }
    return out;
  }

  /* The points that decide the scale: the outline without its far islets. */
  function subjectPoints(plane, subject, rings) {
    const edge = edgePoints(plane, subject.bbox);
    if (!rings.length) return edge;
    const limit = planeBox(edge);
    const inner = rings.flat().filter(([x, y]) => x >= limit.l && x <= limit.r && y >= limit.t && y <= limit.b);
    return inner.length ? inner : edge;
  }

  const pairs = (flat) => {
    const out = [];
    for (let i = 0; i < flat.length; i += 2) out.push([flat[i], flat[i + 1]]);
    return out;
  };

  /* Scale, offsets and the boxes of legend and inset: the subject large, nothing of it covered.
     `about` has subject, the flat plane rings of its outline, and the plane points of named places. */
  quyu.layOut = function (plane, about, frame, sizes) {
    const { subject, spots } = about;
    const rings = about.rings.map(pairs);
    const box = planeBox(subjectPoints(plane, subject, rings));
    const [l, t, r, b] = ROOM[subject.national ? "national" : "sheet"];
    const most = Math.min((frame.w - l - r) / (box.r - box.l), (frame.h - t - b) / (box.b - box.t));
    let best = null;
    for (const share of SHARES) {
      const k = most * share;
      const slack = [frame.w - l - r - (box.r - box.l) * k, frame.h - t - b - (box.b - box.t) * k];
      for (const sx of SHIFTS) {
        for (const sy of SHIFTS) {
          const at = { k, dx: l + slack[0] * sx - box.l * k, dy: t + slack[1] * sy - box.t * k };
          const off = 0.02 * (Math.abs(sx - 0.5) + Math.abs(sy - 0.5));
          best = cheapest(best, at, { rings, spots, corners: subject.national ? NATIONAL : CORNERS }, frame, sizes, (1 - share) * 0.8 + off);
        }
      }
    }
    return best;
  };

  function cheapest(best, at, { rings, spots, corners }, frame, sizes, start) {
    if (best && best.cost <= start) return best;
    const shown = rings.map((ring) => thin(ring.map(([x, y]) => [x * at.k + at.dx, y * at.k + at.dy]))).filter((ring) => ring.length > 2);
    for (const [corner, dear] of Object.entries(corners)) {
      const boxes = cornerBoxes(corner, frame, sizes);
      const hidden = spots.filter((spot) => quyu.geometry.inside(quyu.pixelOf(spot, at.k, at.dx, at.dy), boxes.legend)).length;
      const cost = start + dear + Math.min(MOST_HIDDEN, HIDDEN * hidden) +
        4 * covered(shown, boxes.legend) + 4 * covered(shown, boxes.inset);
      if (!best || cost < best.cost) best = Object.assign({ cost, corner }, at, boxes);
    }
    return best;
  }

  function thin(ring) {
    let last = [Infinity, Infinity];
    return ring.filter((p) => {
      const keep = Math.abs(p[0] - last[0]) + Math.abs(p[1] - last[1]) > 5;
      if (keep) last = p;
      return keep;
    });
  }

  /* The inset keeps the lower right; a legend of that corner stands beside it. */
  function cornerBoxes(corner, frame, sizes) {
    const inset = sizes.inset && boxAt("br", frame, sizes.inset, 0);
    const aside = inset && corner === "br" ? sizes.inset[0] + EDGE : 0;
    return { inset, legend: boxAt(corner, frame, sizes.legend, aside) };
  }

  function boxAt(corner, frame, [w, h], aside) {
    const left = corner[1] === "l" ? EDGE : frame.w - EDGE - w - aside;
    const top = corner[0] === "t" ? EDGE : frame.h - EDGE - h;
    return { l: left, t: top, r: left + w, b: top + h };
  }

  /* The share of a box that lies on the subject. */
  function covered(rings, box) {
    if (!box) return 0;
    let hit = 0;
    let all = 0;
    for (let x = box.l; x <= box.r; x += GRID) {
      for (let y = box.t; y <= box.b; y += GRID) {
        all += 1;
        if (quyu.geometry.contains(rings, [x, y])) hit += 1;
      }
    }
    return hit / all;
  }
})(globalThis);
