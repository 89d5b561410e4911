/* Labels placed greedily by rank: zone names, regions, corridors, countries, places, counties, water. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const STRETCHES = [0.5, 0.35, 0.65, 0.25, 0.75];

  /* All names that are not part of a host block or card. */
  quyu.paintLabels = function (scene) {
    if (scene.view.level === "national") quyu.subjectName(scene);
    const of = (kind) => scene.texts.filter((text) => text.kind === kind);
    const dots = Array.from(scene.dots.values()).filter((anchor) => !quyu.withoutDot(anchor) && !scene.labelled.has(anchor.id) &&
      shownDot(scene, anchor) && !quyu.seatNamed(scene, anchor.id));
    dots.sort((a, b) => a.place.r - b.place.r || Number(scene.model.authors.has(b.id)) - Number(scene.model.authors.has(a.id)) || Number(b.home) - Number(a.home) || (a.id < b.id ? -1 : 1));
    placeNames(scene, dots.filter((anchor) => anchor.place.r <= 1));
    of("region").filter((text) => scene.style.type(text.item).form === "plate").forEach((text) => regionName(scene, text));
    placeNames(scene, dots.filter((anchor) => anchor.place.r > 1));
    if (!scene.view.compact && scene.view.level !== "national") of("zone").forEach((text) => zoneName(scene, text));
    of("region").filter((text) => scene.style.type(text.item).form !== "plate").forEach((text) => regionName(scene, text));
    if (!scene.view.compact) corridorNames(scene, of("corridor"));
    quyu.paintBaseLabels(scene);
  };

  /* National views of a province leave its own places out; its name stands for them. */
  const shownDot = (scene, anchor) => scene.view.level !== "national" || !anchor.home || scene.data.subject.national;

  const nationalLook = (scene, anchor) => (scene.model.authors.has(anchor.id)
    ? { size: 15, weight: 700, gap: 8 } : { size: 12, weight: 500, gap: 5 });

  function placeNames(scene, anchors) {
    for (const anchor of anchors) {
      const look = quyu.placeLook(scene, anchor.place);
      if (scene.view.level === "national") Object.assign(look, nationalLook(scene, anchor));
      const name = quyu.placeName(scene, anchor.place);
      const w = quyu.textWidth(name, look.size);
      const big = anchor.place.r <= 1 && anchor.home;
      const allow = big ? (w * look.size) / 2 : 0;
      const box = calmest(scene, quyu.placesAround(anchor.xy, w, look.size + 1, look.gap)) ||
        quyu.leastCovered(scene.occupied, quyu.placesAround(anchor.xy, w, look.size + 1, look.gap), allow);
      if (!box) continue;
      scene.occupied.add(box);
      scene.labelled.add(anchor.id);
      scene.spots.set(anchor.id, { box, end: false, look });
      scene.groups.labels.appendChild(quyu.textNode(name, [box.l, box.t + look.size * 0.92], look));
    }
  }

  /* Of the free places beside a dot, in their order, the one with the fewest lines under it. */
  function calmest(scene, boxes) {
    let best = null;
    let least = Infinity;
    for (const box of boxes) {
      if (least === 0 || !scene.occupied.free(box)) continue;
      const lines = quyu.linePoints(scene, box);
      if (lines < least) {
        least = lines;
        best = box;
      }
    }
    return best;
  }

  function zoneName(scene, { item, at, size, look, text }) {
    const w = quyu.textWidth(text, look.size);
    const h = look.size + 1;
    const right = { l: at[0] + size / 2 + 3, t: at[1] - h / 2 };
    const left = { l: at[0] - size / 2 - 3 - w, t: at[1] - h / 2 };
    const below = { l: at[0] - w / 2, t: at[1] + size / 2 + 2 };
    const boxes = [right, left, below].map((p) => ({ l: p.l, t: p.t, r: p.l + w, b: p.t + h }));
    const box = quyu.leastCovered(scene.occupied, boxes, 0);
    if (!box) return;
    scene.occupied.add(box);
    const node = quyu.textNode(text, [box.l, box.t + look.size * 0.9], look);
    quyu.addMark(scene, "labels", item, node);
  }

  /* Inside the area, from its pole outward over a grid of ±150 pixels. */
  function regionName(scene, { item, rings, look, text }) {
    const key = "region:" + text;
    const pole = scene.labelled.has(key) ? null : quyu.poleOf(scene, rings);
    if (!pole) return;
    const w = quyu.textWidth(text, look.size, look.spacing);
    const shift = SHIFTS.find(([dx, dy]) => fits(scene, rings, [pole[0] + dx, pole[1] + dy], w, look.size));
    const at = shift && [pole[0] + shift[0], pole[1] + shift[1]];
    if (!at) return;
    scene.labelled.add(key);
    scene.occupied.add(quyu.boxAround(at, w, look.size + 4));
    const node = quyu.textNode(text, [at[0], at[1] + look.size * 0.36], look, { "text-anchor": "middle" });
    quyu.addMark(scene, "labels", item, node);
  }

  /* A grid of ±150 pixels, the nearest first. */
  const SHIFTS = [];
  for (let dy = -150; dy <= 150; dy += 15) for (let dx = -150; dx <= 150; dx += 30) SHIFTS.push([dx, dy]);
  const far = (shift) => Math.abs(shift[0]) + 1.3 * Math.abs(shift[1]);
  SHIFTS.sort((a, b) => far(a) - far(b));

  function fits(scene, rings, at, w, size) {
    if (!scene.occupied.free(quyu.boxAround(at, w, size + 4))) return false;
    const inner = [0, -0.48, 0.48].every((share) => quyu.geometry.contains(rings, [at[0] + share * w, at[1]]));
    return inner && quyu.linePoints(scene, quyu.boxAround(at, w, size)) < 3;
  }

  /* Each name once, longest lines first, along the longest straight stretch in view. */
  function corridorNames(scene, texts) {
    const done = new Set();
    const order = texts.map((text) => Object.assign({ stretch: quyu.straightStretch(inView(scene, text.line)) }, text));
    order.forEach((text) => Object.assign(text, { size: quyu.geometry.length(text.stretch) }));
    order.sort((a, b) => Number(b.band) - Number(a.band) || Number(b.item.core) - Number(a.item.core) || b.size - a.size || a.item.index - b.item.index);
    for (const text of order) {
      const name = quyu.shorten(quyu.labelName(scene, text.item), 16);
      if (done.has(name) || text.stretch.length < 2) continue;
      const node = corridorName(scene, text, name);
      if (!node) continue;
      done.add(name);
      quyu.addMark(scene, "labels", text.item, node);
    }
  }

  function corridorName(scene, text, name) {
    const table = scene.style.label("corridor");
    const look = Object.assign({}, table, { color: quyu.darken(scene.style.type(text.item).color),
      size: text.band ? table.size_band : table.size, spacing: text.band ? table.spacing_band : 0 });
    for (const t of STRETCHES) {
      for (const beside of text.band ? [0] : [7, -7]) {
        const node = quyu.nameOnLine(scene, text.stretch, name, look, t, beside);
        if (node) return node;
      }
    }
    return null;
  }

  /* The longest part of a line inside the frame. */
  function inView(scene, line) {
    let best = [];
    let part = [];
    const close = () => {
      if (part.length > 1 && quyu.geometry.length(part) > quyu.geometry.length(best)) best = part;
      part = [];
    };
    for (const p of line) {
      if (quyu.geometry.inside(p, scene.live)) part.push(p);
      else close();
    }
    close();
    return best;
  }
  quyu.partInView = inView;
})(typeof window === "undefined" ? globalThis : window);
