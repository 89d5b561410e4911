/* Lanes: corridors that share a stretch between two places run side by side, smoothly joined. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const geo = () => quyu.geometry;
  const CUT = 14;

  /* Collect the stretches of all visible corridors with the lanes that run on each. */
  quyu.collectStretches = function (scene, runs) {
    const stretches = new Map();
    for (const run of runs) {
      if (run.form !== "line") continue;
      for (const leg of run.legs) {
        const entry = stretches.get(leg.key) || { lanes: new Map(), line: leg.line, forward: leg.forward };
        if (leg.line.length > entry.line.length) {
          entry.line = leg.line;
          entry.forward = leg.forward;
        }
        entry.lanes.set(run.lane, run.laneOrder);
        stretches.set(leg.key, entry);
      }
    }
    for (const entry of stretches.values()) settle(entry, scene.view.level === "local" ? 6 : 5);
    return stretches;
  };

  function settle(entry, pitch) {
    const names = Array.from(entry.lanes.keys()).sort((a, b) => entry.lanes.get(a) - entry.lanes.get(b) || (a < b ? -1 : 1));
    const gap = Math.min(pitch, 44 / Math.max(1, names.length - 1));
    entry.offset = new Map(names.map((name, i) => [name, (i - (names.length - 1) / 2) * gap]));
  }

  /* The drawn line of a run: each leg on its lane, joints cut back and rounded. */
  quyu.laneLine = function (run, stretches) {
    const parts = run.legs.map((leg) => laneLeg(leg, stretches.get(leg.key), run.lane));
    if (parts.length === 1) return parts[0];
    const closed = run.closed;
    const cut = parts.map((line, i) => trim(line, i > 0 || closed, i < parts.length - 1 || closed));
    const out = cut[0].slice();
    for (let i = 1; i < cut.length; i += 1) {
      joint(out, cut[i]);
      for (const point of cut[i]) out.push(point);
    }
    if (closed) {
      joint(out, cut[0]);
      out.push(cut[0][0]);
    }
    return out;
  };

  /* Offsets count to one side of the stretch as it lies, whichever way a run travels it. */
  function laneLeg(leg, entry, lane) {
    const along = entry.forward ? entry.line : entry.line.slice().reverse();
    const moved = geo().offset(along, entry.offset.get(lane));
    return leg.forward ? moved : moved.slice().reverse();
  }

  function trim(line, start, end) {
    const total = geo().length(line);
    const cut = Math.min(CUT, total * 0.4);
    return geo().cut(line, start ? cut : 0, end ? total - cut : total);
  }

  /* A quadratic from the end of `out` to the start of `next` through where their directions meet. */
  function joint(out, next) {
    const a = out[out.length - 1];
    const b = next[0];
    const u = geo().unit(out[out.length - 2] || a, a);
    const v = geo().unit(next[1] || b, b);
    const span = geo().distance(a, b);
    if (span < 1.5) return;
    let c = geo().meet(a, u, b, v);
    if (!c || geo().distance(c, a) > span * 1.5 || geo().distance(c, b) > span * 1.5) c = geo().mix(a, b, 0.5);
    for (const point of geo().quadratic(a, c, b, 5).slice(1, -1)) out.push(point);
  }
})(typeof window === "undefined" ? globalThis : window);
