/* Corridors: runs through visible places in the pattern of their type; ends out of view become stubs. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  /* Ends farther off than this many widths of the view are far. */
  const FAR = 1.2;
  /* Cosine of the angle from which on a course leaves in another direction than its far end lies. */
  const ASIDE = 0.82;
  const COMPACT = new Set(["transport", "economic", "rail_freight"]);

  /* Cut every path into runs in view and ask for stubs where it leaves. */
  quyu.planCorridors = function (scene, items) {
    scene.runs = [];
    for (const item of items) {
      const before = scene.runs.length;
      const partners = scene.partners.size;
      if (leftOut(scene, item)) continue;
      for (const path of item.paths) planPath(scene, item, path);
      if (scene.runs.length === before && scene.partners.size === partners) farCorridor(scene, item);
    }
    scene.stretches = quyu.collectStretches(scene, scene.runs);
  };

  /* Small screens keep to the main types, unless corridors are the theme. */
  const leftOut = (scene, item) => scene.view.compact && scene.state.theme !== "corridor" &&
    !COMPACT.has(item.type) && item.id !== scene.state.selected;

  /* A line between countries alone has no course worth drawing over a province: chips tell of it. */
  function planPath(scene, item, path) {
    const stops = path.stops.map((stop) => stopAnchor(scene, path, stop));
    const local = stops.some((stop) => stop.anchor && !stop.anchor.large);
    if (scene.view.level !== "national" && !path.course && !local) return;
    const named = new Set(item.members.concat(item.partners));
    let run = null;
    for (let i = 1; i < stops.length; i += 1) {
      const a = stops[i - 1];
      const b = stops[i];
      const drawn = (a.seen && b.seen) || passesThrough(scene, path, a, b);
      if (drawn) {
        run = run || openRun(scene, item, path);
        run.legs.push(makeLeg(scene, path, a, b, named));
        continue;
      }
      run = null;
      if (a.seen && !b.seen) leave(scene, item, stops, i - 1, 1);
      if (b.seen && !a.seen) leave(scene, item, stops, i, -1);
    }
  }

  function stopAnchor(scene, path, stop) {
    const known = stop.id ? scene.anchor(stop.id) : null;
    const xy = scene.view.toPixel([path.flat[stop.at * 2], path.flat[stop.at * 2 + 1]]);
    const passing = known && known.large && stop.at > 0 && 2 * (stop.at + 1) < path.flat.length && quyu.geometry.inside(xy, scene.live);
    if (known && !known.subject && !passing) return { id: stop.id, at: stop.at, xy, seen: known.seen, anchor: known };
    const key = "@" + Math.round(path.flat[stop.at * 2] * 1e3) + "," + Math.round(path.flat[stop.at * 2 + 1] * 1e3);
    return { id: key, at: stop.at, xy, seen: quyu.geometry.inside(xy, scene.live), anchor: null };
  }

  /* Both ends out of view, yet the line crosses it (local zoom) or has no chip to go to. */
  function passesThrough(scene, path, a, b) {
    if (a.seen !== b.seen) return !(a.seen ? b : a).anchor;
    if ((a.anchor && a.anchor.large) || (b.anchor && b.anchor.large)) return false;
    const size = quyu.geometry.distance(a.xy, b.xy);
    if (size > 6 * scene.view.w) return false;
    const line = quyu.pixelLine(scene.view, path.flat.subarray(a.at * 2, b.at * 2 + 2), 8);
    const box = scene.live;
    return line.some((p, i) => i > 0 && crosses(line[i - 1], p, box));
  }

  function crosses(a, b, box) {
    for (let i = 0; i <= 12; i += 1) {
      if (quyu.geometry.inside(quyu.geometry.mix(a, b, i / 12), box)) return true;
    }
    return false;
  }

  function openRun(scene, item, path) {
    const look = scene.style.type(item);
    const byType = scene.view.level !== "local";
    const run = { item, form: look.form || "line", legs: [], path, closed: false,
      lane: byType ? item.key : item.id,
      laneOrder: (scene.model.typeOrder.get(item.key) || 0) + (byType ? 0 : item.index / 1e5) };
    scene.runs.push(run);
    return run;
  }

  function makeLeg(scene, path, a, b, named) {
    const forward = a.id < b.id;
    const line = quyu.pixelLine(scene.view, path.flat.subarray(a.at * 2, b.at * 2 + 2), 5);
    for (const stop of [a, b]) if (stop.anchor && named.has(stop.id)) touch(scene, stop);
    return { key: forward ? a.id + "|" + b.id : b.id + "|" + a.id, forward, line, from: a, to: b };
  }

  const touch = (scene, stop) => stop.seen && quyu.touchPlace(scene, stop.anchor);

  /* A run leaves the view: a stub from the last visible place to the last place beyond it. */
  function leave(scene, item, stops, index, step) {
    let last = index + step;
    while (stops[last + step] && !stops[last + step].seen) last += step;
    while (last !== index && !stops[last].anchor) last -= step;
    const target = stops[last];
    if (!target || !target.anchor || target.seen) return;
    const from = stops[index];
    const back = stops[index - step];
    if (from.anchor && (item.members.includes(from.id) || item.partners.includes(from.id))) touch(scene, from);
    quyu.addPartner(scene, partyAt(scene, item, target), item, { kind: "node", xy: from.xy, toward: target.xy,
      away: back && back.seen && turnsAway(scene, back.xy, from.xy, target.xy) ? quyu.geometry.unit(back.xy, from.xy)
        : leavesAside(scene, from.xy, stops[index + step].xy, target.xy) });
  }

  /* The direction of the next leg, where that of a far end is another: the chip stands where the course leaves. */
  function leavesAside(scene, from, next, target) {
    if (quyu.geometry.distance(from, target) <= FAR * scene.view.w) return null;
    const [u, v] = [quyu.geometry.unit(from, next), quyu.geometry.unit(from, target)];
    return u[0] * v[0] + u[1] * v[1] < ASIDE ? u : null;
  }

  /* The party that a far end stands for: a line to a port abroad leads to the country or region named. */
  function partyAt(scene, item, target) {
    const parties = item.members.concat(item.partners);
    if (parties.includes(target.id)) return target.anchor.id;
    const far = parties.map((id) => scene.anchor(id)).filter((anchor) => anchor && !anchor.seen && !anchor.subject);
    const apart = (anchor) => quyu.geometry.distance(anchor.xy, target.xy);
    far.sort((a, b) => apart(a) - apart(b));
    return far.length ? far[0].id : target.anchor.id;
  }

  /* Towards a far target the line sets out the other way (to Europe by the eastern border). */
  function turnsAway(scene, back, from, target) {
    return quyu.geometry.distance(from, target) > FAR * scene.view.w && (from[0] - back[0]) * (target[0] - from[0]) + (from[1] - back[1]) * (target[1] - from[1]) < 0;
  }

  /* Nothing of it is in view: a symbol at its host, or chips for its ends, so that it can be found. */
  function farCorridor(scene, item) {
    if (!item.paths.length && quyu.hostLine(scene, item)) return;
    if (scene.view.level === "local") return;
    const ids = item.members.concat(item.partners).filter((id) => {
      const anchor = scene.anchor(id);
      return anchor && !anchor.seen && !anchor.subject;
    });
    for (const id of ids.slice(-2)) quyu.addPartner(scene, id, item, { kind: "none" });
  }

  /* Draw bands under lines; a shared lane is painted once, each initiative keeps its own hit line. */
  quyu.paintCorridors = function (scene) {
    const painted = new Set();
    const order = scene.runs.slice().sort((a, b) => rankOf(a) - rankOf(b) || a.item.index - b.item.index);
    for (const run of order) {
      run.line = lineOf(scene, run);
      const d = quyu.pathOf(run.line);
      const group = run.form === "band" ? "bands" : "corridors";
      paintFresh(scene, run, group, painted, d);
      quyu.hitLine(scene, run.item, d);
      scene.texts.push({ kind: "corridor", item: run.item, line: run.line, band: run.form === "band" });
      scene.lines.push(run.line);
    }
  };

  const rankOf = (run) => (run.form === "band" ? 0 : run.form === "line" ? 1 : 2);

  function lineOf(scene, run) {
    if (run.form === "line") return quyu.laneLine(run, scene.stretches);
    const real = run.path.course;
    const points = real ? run.legs.flatMap((leg) => leg.line) : [run.legs[0].from.xy].concat(run.legs.map((leg) => leg.to.xy));
    if (real) return points;
    const loop = run.item.closed && points.length > 3 && quyu.geometry.distance(points[0], points[points.length - 1]) < 2;
    return quyu.geometry.spline(loop ? points.slice(0, -1) : points, loop, loop ? 0.2 : 0.16);
  }

  /* Paint the run, or only keep a copy for the spotlight where its lane is there already. */
  function paintFresh(scene, run, group, painted, d) {
    const keys = run.legs.map((leg) => run.lane + ":" + leg.key + ":" + run.item.status);
    const fresh = run.form !== "line" || keys.some((key) => !painted.has(key));
    keys.forEach((key) => painted.add(key));
    const make = () => quyu.corridorNode(scene, run.item, d, quyu.chevronPath(scene, run));
    if (fresh) quyu.addMark(scene, group, run.item, make());
    else quyu.keepMark(scene, run.item, make);
  }

  /* The strokes of a corridor type, one over the other, on a white casing. */
  quyu.corridorNode = function (scene, item, d, chevrons) {
    const look = scene.style.type(item);
    const table = scene.style.table.corridors;
    const plan = item.status === "plan";
    const strokes = (plan && look.plan_strokes) || look.strokes;
    const width = strokes[0].width;
    const group = quyu.svg("g", { fill: "none", "stroke-linejoin": "round", opacity: item.core ? undefined : table.minor_opacity });
    if (look.form !== "band") {
      group.appendChild(quyu.svg("path", { d, stroke: table.casing.color, "stroke-width": width + table.casing.extra, "stroke-opacity": table.casing.opacity }));
    }
    strokes.forEach((line, i) => {
      const dash = line.dash || (plan && !look.plan_strokes && i === strokes.length - 1 && look.form !== "band" ? table.plan_dash : undefined);
      group.appendChild(quyu.svg("path", { d, stroke: line.color, "stroke-width": line.width,
        "stroke-opacity": line.opacity, "stroke-dasharray": dash, "stroke-linecap": line.cap }));
    });
    if (chevrons) group.appendChild(quyu.svg("path", { d: chevrons, stroke: look.color, "stroke-width": 1.8 }));
    return group;
  };

  /* Arrow-like marks near the places of a freight train line. */
  quyu.chevronPath = function (scene, run) {
    const size = scene.style.type(run.item).chevron;
    if (!size) return "";
    const total = quyu.geometry.length(run.line);
    let text = "";
    for (let d = 26; d < total - 10; d += 90) {
      const { at, dir } = quyu.geometry.along(run.line, d);
      const wing = (side) => [at[0] - dir[0] * size - dir[1] * side * size * 0.75, at[1] - dir[1] * size + dir[0] * side * size * 0.75];
      text += quyu.pathOf([wing(1), at, wing(-1)]);
    }
    return text;
  };
})(typeof window === "undefined" ? globalThis : window);
