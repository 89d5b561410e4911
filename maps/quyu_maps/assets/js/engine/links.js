/* Links: arcs that bulge, fanned for several links of a pair, with heads where they are directed. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const geo = () => quyu.geometry;
  const BULGE = 0.16;
  const STOP = 4;
  const NEAR = 60;

  /* Sort the arcs of visible links into arcs in view and requests for stubs. */
  quyu.planLinks = function (scene, items) {
    scene.arcs = [];
    if (scene.data.subject.national && scene.view.level === "national") {
      quyu.planPairs(scene, items);
      return;
    }
    const pairs = new Map();
    for (const item of items) {
      let marks = 0;
      for (const arc of item.arcs) marks += planArc(scene, item, arc, pairs, false);
      if (!marks) for (const arc of item.arcs) marks += planArc(scene, item, arc, pairs, true);
      if (!marks) farLink(scene, item);
    }
  };

  /* One arc: drawn, turned into a stub, or left out; returns how many marks it gives. */
  function planArc(scene, item, [from, to], pairs, far) {
    const a = scene.anchor(from);
    const b = scene.anchor(to);
    if (!a || !b || from === to) return 0;
    if (!far && !a.home && !b.home) return 0;
    const shown = (anchor) => anchor.seen || (anchor.subject && scene.subjectSeen);
    if (shown(a) && shown(b)) return addArc(scene, item, a, b, pairs);
    if (shown(a)) return addStub(scene, item, a, b, false);
    if (shown(b)) return addStub(scene, item, b, a, true);
    return 0;
  }

  function addStub(scene, item, near, off, inward) {
    if (scene.view.level === "local" && near.subject && item.id !== scene.state.selected) return 0;
    if (off.home && off.subject) return 0;
    if (!near.subject) quyu.touchPlace(scene, near);
    quyu.addPartner(scene, off.id, item, near.subject
      ? { kind: "outline", inward } : { kind: "node", xy: near.xy, inward, link: true });
    return 1;
  }

  function addArc(scene, item, a, b, pairs) {
    const key = a.id < b.id ? a.id + "|" + b.id : b.id + "|" + a.id;
    const ends = endPoints(scene, a, b);
    if (!ends) return 0;
    if (scene.view.level === "national" && !a.subject && !b.subject && geo().distance(ends[0], ends[1]) < NEAR) return 0;
    const n = pairs.get(key) || 0;
    pairs.set(key, n + 1);
    scene.arcs.push({ item, ends, n, key, flip: a.id > b.id, width: null });
    for (const anchor of [a, b]) if (!anchor.subject) quyu.touchPlace(scene, anchor);
    return 1;
  }

  /* A province acts from its outline, a city from its seat. */
  function endPoints(scene, a, b) {
    if (a.subject === b.subject) return [a.xy, b.xy];
    const other = a.subject ? b : a;
    const rim = quyu.rimPoint(scene, scene.centre, other.xy);
    if (geo().distance(rim, other.xy) < 6) return null;
    return a.subject ? [rim, other.xy] : [other.xy, rim];
  }

  /* The point of the subject's outline towards a target; inside targets get the nearest rim. */
  quyu.rimPoint = function (scene, from, to) {
    if (!scene.outline.length) return from;
    const hit = geo().contains(scene.outline, to) ? null : geo().cast(scene.outline, from, to);
    return hit || geo().nearest(scene.outline, to) || from;
  };

  /* Provincial links at local zoom are counted in a box; elsewhere the far ends get chips. */
  function farLink(scene, item) {
    if (!item.arcs.length && quyu.hostLine(scene, item)) return;
    if (scene.view.level === "local") return;
    const ids = item.members.concat(item.partners).filter((id) => {
      const anchor = scene.anchor(id);
      return anchor && !anchor.seen && !anchor.subject;
    });
    const kind = scene.subjectSeen && item.members.some((id) => scene.data.subject.units.includes(id)) ? "outline" : "none";
    for (const id of ids.slice(0, 3)) quyu.addPartner(scene, id, item, { kind });
  }

  quyu.paintLinks = function (scene) {
    for (const arc of scene.arcs) paintArc(scene, arc);
  };

  function paintArc(scene, arc) {
    const [a, b] = arc.ends;
    const size = geo().distance(a, b);
    const share = (BULGE + arc.n * Math.min(BULGE, 20 / size)) * (arc.flip ? -1 : 1);
    const c = geo().bulge(a, b, share);
    const line = geo().quadratic(a, c, b, Math.max(8, Math.min(18, Math.round(size / 22))));
    const total = geo().length(line);
    const cut = geo().cut(line, Math.min(STOP, total / 4), Math.max(total - STOP, (total * 3) / 4));
    const d = quyu.pathOf(cut);
    const node = quyu.linkNode(scene, arc.item, cut, d, { width: arc.width });
    quyu.addMark(scene, "links", arc.item, node);
    quyu.letterLine(scene, arc.item, cut);
    for (const item of arc.others || []) if (item !== arc.item) quyu.keepMark(scene, item, node);
    for (const item of arc.others || [arc.item]) quyu.hitLine(scene, item, d);
    scene.lines.push(line);
    if (arc.item.directed) scene.occupied.add(quyu.boxAround(cut[cut.length - 1], 13, 13));
  }

  quyu.linkNode = function (scene, item, line, d, options) {
    const look = scene.style.type(item);
    const table = scene.style.table.links;
    const width = options.width || look.width;
    const group = quyu.svg("g", { fill: "none", "stroke-linecap": "round", opacity: item.core ? undefined : table.minor_opacity });
    group.appendChild(quyu.svg("path", { d, stroke: table.casing.color, "stroke-width": width + table.casing.extra, "stroke-opacity": table.casing.opacity }));
    group.appendChild(quyu.svg("path", { d, stroke: look.color, "stroke-width": width,
      "stroke-dasharray": item.status === "plan" ? table.plan_dash : undefined }));
    if (item.directed || look.arrow) group.appendChild(headNode(options.inward ? line.slice().reverse() : line, look));
    return group;
  };

  function headNode(line, look) {
    const tip = line[line.length - 1];
    const size = look.arrow || 8;
    const { at } = geo().along(line, Math.max(0, geo().length(line) - size));
    const [ux, uy] = geo().unit(at, tip);
    const back = [tip[0] - ux * size, tip[1] - uy * size];
    const half = size * 0.42;
    const d = quyu.pathOf([tip, [back[0] - uy * half, back[1] + ux * half], [back[0] + uy * half, back[1] - ux * half]], true);
    return quyu.svg("path", { d, fill: look.color, stroke: "#FFFFFF", "stroke-width": 0.6 });
  }
})(typeof window === "undefined" ? globalThis : window);
