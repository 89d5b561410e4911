/* Regions: dashed rings with a soft inner band; plates as tints with an inner edge. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const STEP = 4;
  /* From this number of rings on they are thin lines; the pointer brings out one with band and fill. */
  const CROWD = 6;

  /* Draw plates first, rings over them; names are queued for the labels. */
  quyu.paintRegions = function (scene, items) {
    const plates = items.filter((item) => look(scene, item).form === "plate");
    const rings = items.filter((item) => look(scene, item).form !== "plate");
    scene.calm = rings.length >= CROWD;
    plates.forEach((item, index) => paintOne(scene, item, index));
    rings.forEach((item) => paintOne(scene, item, -1));
  };

  const look = (scene, item) => scene.style.type(item);

  function paintOne(scene, item, plate) {
    const drawn = drawnRings(scene, item);
    const { rings } = drawn;
    if (!rings.length) {
      farRegion(scene, item);
      return;
    }
    const shape = shapeOf(scene, item, drawn);
    const full = () => quyu.svg("g", {}, plate >= 0 ? plateNodes(scene, shape, plate) : ringNodes(scene, item, shape, scene.calm));
    if (plate < 0 && scene.calm && item.id !== scene.state.selected) paintThin(scene, item, shape, full);
    else quyu.addMark(scene, "regions", item, full());
    quyu.addHit(scene, item, "use", { href: shape.href });
    nameRegion(scene, item, drawn, plate >= 0);
    const live = moved(scene.live, drawn.by);
    if (!rings.some((ring) => ring.some((p) => quyu.geometry.inside(p, live))) && !covers(scene, drawn)) {
      farRegion(scene, item);
    }
  }

  /* Smooth rings in pixels, their path and their thinned rings. They are kept until the zoom changes; `by`
     is how far the view has moved since. */
  function drawnRings({ view }, item) {
    if (!item.drawn || item.drawn.k !== view.k) {
      const rings = item.rings.map((flat) => smooth(quyu.pixelLine(view, flat, STEP))).filter((ring) => ring.length > 4);
      item.drawn = { k: view.k, dx: view.dx, dy: view.dy, rings, thin: thin(rings), d: rings.map((ring) => quyu.pathOf(ring, true)).join("") };
    }
    return Object.assign({ by: [view.dx - item.drawn.dx, view.dy - item.drawn.dy] }, item.drawn);
  }

  const moved = (box, by) => ({ l: box.l - by[0], t: box.t - by[1], r: box.r - by[0], b: box.b - by[1] });

  /* The outline is written once; fill, band, clip and hit line refer to it. */
  function shapeOf(scene, item, { d, by }) {
    const id = "quyu-shape-" + item.index;
    const href = "#" + id;
    const clip = "quyu-clip-" + item.index;
    scene.groups.defs.appendChild(quyu.svg("path", { id, d,
      transform: by[0] || by[1] ? "translate(" + quyu.num(by[0]) + " " + quyu.num(by[1]) + ")" : undefined }));
    let made = false;
    // Thin rings have no band to clip until the spotlight falls on them.
    const clipped = () => {
      if (!made) scene.groups.defs.appendChild(quyu.svg("clipPath", { id: clip }, [quyu.svg("use", { href })]));
      made = true;
      return "url(#" + clip + ")";
    };
    return { href, clipped };
  }

  const covers = (scene, { rings, by }) => quyu.geometry.contains(rings, [scene.view.w / 2 - by[0], scene.view.h / 2 - by[1]]);

  function coversAll(scene, { rings, by }) {
    const { l, t, r, b } = moved(scene.frame, by);
    return [[l, t], [r, t], [l, b], [r, b]].every((corner) => quyu.geometry.contains(rings, corner));
  }

  /* Members out of sight: the region keeps a chip in their direction. */
  function farRegion(scene, item) {
    if (scene.view.level === "local") return;
    const id = item.members.find((member) => {
      const anchor = scene.anchor(member);
      return anchor && !anchor.seen && !anchor.home;
    });
    if (id) quyu.addPartner(scene, id, item, { kind: "none" });
  }

  function plateNodes(scene, { href, clipped }, index) {
    const plate = scene.style.table.regions.plate;
    const color = plate.tints[index % plate.tints.length];
    return [
      quyu.svg("use", { href, fill: color, "fill-opacity": scene.view.level === "local" ? plate.opacity / 2 : plate.opacity }),
      quyu.svg("use", { href, fill: "none", stroke: color, "stroke-width": plate.edge_width * 2,
        "stroke-opacity": plate.edge_opacity, "clip-path": clipped() }),
    ];
  }

  /* A thin ring on the map; the spotlight copies the full one. */
  function paintThin(scene, item, { href }, full) {
    const thin = scene.style.table.regions.thin;
    const node = quyu.svg("g", { "data-id": item.id }, [quyu.svg("use", { href, fill: "none", stroke: look(scene, item).color,
      "stroke-width": thin.width, "stroke-dasharray": thin.dash, "stroke-opacity": thin.opacity })]);
    scene.groups.regions.appendChild(node);
    quyu.keepMark(scene, item, full);
  }

  function ringNodes(scene, item, { href, clipped }, lit) {
    const table = scene.style.table.regions;
    const color = look(scene, item).color;
    const chosen = lit || item.id === scene.state.selected;
    return [
      quyu.svg("use", { href, fill: "none", stroke: color, "stroke-width": table.band.width * 2,
        "stroke-opacity": table.band.opacity, "clip-path": clipped() }),
      quyu.svg("use", { href, fill: color, "fill-opacity": chosen ? table.fill.selected : table.fill.opacity,
        stroke: color, "stroke-width": table.line.width, "stroke-dasharray": table.line.dash,
        "stroke-opacity": table.line.opacity }),
    ];
  }

  /* Corners cut (Chaikin), so that rings read as planning figures and not as boundaries. */
  function smooth(ring) {
    let out = ring;
    for (let round = 0; round < 1 && out.length < 1600; round += 1) {
      const next = [];
      for (let i = 0; i < out.length; i += 1) {
        const a = out[i];
        const b = out[(i + 1) % out.length];
        next.push(quyu.geometry.mix(a, b, 0.25), quyu.geometry.mix(a, b, 0.75));
      }
      out = next;
    }
    return out;
  }

  /* Fewer corners of the largest rings: enough to find room for a name. */
  function thin(rings) {
    const large = rings.slice().sort((a, b) => b.length - a.length).slice(0, 4);
    return large.map((ring) => ring.filter((_, i) => i % Math.max(1, Math.ceil(ring.length / 60)) === 0));
  }

  function nameRegion(scene, item, drawn, plate) {
    if (!plate && scene.view.level === "local" && coversAll(scene, drawn)) return;
    if (scene.view.compact && !plate && item.type !== "city_cluster") return;
    const label = scene.style.label(plate ? "plate" : "region");
    const color = quyu.darken(look(scene, item).color, plate ? 0.9 : 0.95);
    const [x, y] = drawn.by;
    const rings = x || y ? drawn.thin.map((ring) => ring.map((p) => [p[0] + x, p[1] + y])) : drawn.thin;
    scene.texts.push({ kind: "region", item, rings, text: quyu.shorten(quyu.labelName(scene, item), plate ? 14 : 12),
      look: Object.assign({}, label, { color }) });
  }

  /* The widest inner point of the visible part of an area, from a coarse grid. */
  quyu.poleOf = function (scene, rings) {
    const { w, h } = scene.view;
    const box = { l: w, t: h, r: 0, b: 0 };
    for (const p of rings[0]) {
      box.l = Math.min(box.l, p[0]);
      box.r = Math.max(box.r, p[0]);
      box.t = Math.min(box.t, p[1]);
      box.b = Math.max(box.b, p[1]);
    }
    const l = Math.max(40, box.l);
    const t = Math.max(40, box.t);
    const stepX = (Math.min(w - 40, box.r) - l) / 10;
    const stepY = (Math.min(h - 40, box.b) - t) / 10;
    if (!(stepX > 1) || !(stepY > 1)) return null;
    return widest(rings, l, t, stepX, stepY);
  };

  function widest(rings, l, t, stepX, stepY) {
    let best = null;
    let most = -1;
    for (let i = 1; i < 10; i += 1) {
      for (let j = 1; j < 10; j += 1) {
        const p = [l + i * stepX, t + j * stepY];
        if (!quyu.geometry.contains(rings, p)) continue;
        const near = quyu.geometry.nearest(rings, p);
        const room = Math.min(quyu.geometry.distance(near, p), (i * stepX), (10 - i) * stepX, j * stepY * 1.4);
        if (room > most) {
          most = room;
          best = p;
        }
      }
    }
    return best;
  }
})(typeof window === "undefined" ? globalThis : window);
