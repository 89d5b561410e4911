/* Names of the base map: countries, provinces, own counties and waters, where room is left. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.paintBaseLabels = function (scene) {
    const base = scene.data.base;
    if (scene.view.level === "national") provincePoints(scene, base.provinces || []);
    areaNames(scene, base.countries || [], scene.engine.base.countries, scene.style.label("country"));
    if (scene.view.level === "province") {
      const others = (base.provinces || []).map((row) => (row.id === scene.data.subject.id ? null : row));
      areaNames(scene, others, scene.engine.base.provinces, scene.style.label("province"));
    }
    if (!scene.view.compact) counties(scene);
    seas(scene);
    rivers(scene);
    lakes(scene);
  };

  /* Names in the widest part of what is in view, letters spaced. */
  function areaNames(scene, rows, shapes, label) {
    const national = scene.view.level === "national";
    const look = Object.assign({}, label, { spacing: national ? 0.1 : 0.5, size: national ? 12 : label.size });
    rows.forEach((row, i) => {
      if (!row || scene.labelled.has(row.id) || !shapes[i] || !boxSeen(scene.view, shapes[i].box)) return;
      const rings = shapes[i].rings.map((flat) => quyu.pixelLine(scene.view, flat, 6)).filter((ring) => ring.length > 5)
        .sort((a, b) => b.length - a.length).slice(0, 3);
      const pole = rings.length ? quyu.poleOf(scene, [clipRing(rings[0], scene.view)].concat(inside(scene, row))) : null;
      if (pole && row.name) tryName(scene, (scene.state.lang === "en" && row.en) || row.name, pole, look, 6);
    });
  }

  /* A city or county is a hole in its province: the province's name stands beside it, not in it. */
  function inside(scene, row) {
    const own = (id) => !id.endsWith("0000") && id.slice(0, 2) === String(row.id).slice(0, 2);
    return scene.data.subject.units.some(own) ? scene.outline : [];
  }

  function boxSeen(view, box) {
    return box[2] * view.k + view.dx > 40 && box[0] * view.k + view.dx < view.w - 40 &&
      box[3] * view.k + view.dy > 40 && box[1] * view.k + view.dy < view.h - 40;
  }

  /* Points far outside are pulled to a margin, so that the search for the widest part stays cheap. */
  function clipRing(ring, view) {
    const pull = (value, size) => Math.max(-60, Math.min(size + 60, value));
    return ring.map((p) => [pull(p[0], view.w), pull(p[1], view.h)]);
  }

  /* A name at a spot or near it; returns whether it found room. */
  function tryName(scene, name, at, look, tries, group) {
    const w = quyu.textWidth(name, look.size, look.spacing);
    for (let i = 0; i < tries; i += 1) {
      const spot = [at[0] + [0, 0, 0, -40, 40, 0][i % 6], at[1] + [0, -24, 24, 0, 0, 48][i % 6]];
      const box = quyu.boxAround(spot, w, look.size + 2);
      if (!scene.occupied.free(box)) continue;
      scene.occupied.add(box);
      const node = quyu.textNode(name, [spot[0], spot[1] + look.size * 0.36], look, { "text-anchor": "middle" });
      scene.groups[group || "labels"].appendChild(node);
      return true;
    }
    return false;
  }

  /* The name of the subject on national views comes before all others. */
  quyu.subjectName = function (scene) {
    if (scene.data.subject.national) return;
    const look = Object.assign({}, scene.style.label("prefecture"), { size: 15 });
    tryName(scene, scene.state.lang === "en" ? scene.data.subject.en : scene.data.subject.short, scene.centre, look, 6);
  };

  /* On national views every province has its name at its point. */
  function provincePoints(scene, rows) {
    const look = Object.assign({}, scene.style.label("county"), { size: 12, weight: 400, color: scene.style.table.interface.ink2 });
    for (const row of rows) {
      if (row.id === scene.data.subject.id || scene.labelled.has(row.id)) continue;
      const place = scene.model.places.get(row.id);
      const name = place ? quyu.placeName(scene, place) : row.name;
      const at = scene.view.px(row.x, row.y);
      if (at[0] < 0 || at[1] < 0 || at[0] > scene.view.w || at[1] > scene.view.h) continue;
      if (quyu.seatNamed(scene, row.id)) onLand(scene, row.id, name, look);
      else besideSeat(scene, name, at, look);
    }
  }

  /* A name on the largest part of its province, where the seat beside it has one of its own. */
  function onLand(scene, id, name, look) {
    const shape = scene.engine.base.provinces.find((row) => row.id === id);
    const box = shape && shape.rings.map(boundsOf).sort((a, b) => area(b) - area(a))[0];
    if (box) tryName(scene, name, scene.view.toPixel([(box.l + box.r) / 2, (box.t + box.b) / 2]), look, 6);
  }

  const area = (box) => (box.r - box.l) * (box.b - box.t);

  function boundsOf(flat) {
    const box = { l: Infinity, t: Infinity, r: -Infinity, b: -Infinity };
    for (let i = 0; i < flat.length; i += 2) {
      box.l = Math.min(box.l, flat[i]);
      box.r = Math.max(box.r, flat[i]);
      box.t = Math.min(box.t, flat[i + 1]);
      box.b = Math.max(box.b, flat[i + 1]);
    }
    return box;
  }

  /* A name beside the symbol of a seat, where room is left. */
  function besideSeat(scene, name, at, look) {
    const boxes = quyu.placesAround(at, quyu.textWidth(name, look.size), look.size + 2, 6);
    const box = quyu.leastCovered(scene.occupied, boxes, 0);
    if (!box) return;
    scene.occupied.add(box);
    scene.groups.labels.appendChild(quyu.textNode(name, [box.l, box.t + look.size * 0.95], look));
  }

  /* Own counties without content: a light name at the seat. */
  function counties(scene) {
    if (scene.view.level === "national") return;
    const table = scene.style.label("base_county");
    const look = Object.assign({}, table, { size: scene.view.level === "local" ? table.size_local : table.size });
    for (const place of scene.model.places.values()) {
      if (!place.in || place.k !== scene.data.subject.inner || scene.dots.has(place.id)) continue;
      const anchor = scene.anchor(place.id);
      if (anchor.seen) tryName(scene, quyu.placeName(scene, place), anchor.xy, look, 1);
    }
  }

  function waterLook(scene) {
    const look = scene.style.label("water");
    return Object.assign({}, look, { spacing: 0.3 });
  }

  /* Seas and bays of the payload ([{name, en, x, y}]); national views keep to seas and oceans. */
  function seas(scene) {
    const rows = Array.isArray(scene.data.base.sea) ? scene.data.base.sea : [];
    const national = scene.view.level === "national";
    for (const row of rows) {
      const at = scene.view.px(row.x, row.y);
      if ((national && !row.main) || !quyu.geometry.inside(at, scene.live)) continue;
      const name = (scene.state.lang === "en" && row.en) || row.name;
      tryName(scene, name, at, Object.assign(waterLook(scene), { size: 14 }), 5);
    }
  }

  /* Each named river once, along its longest straight stretch in view. */
  function rivers(scene) {
    if (scene.view.level === "national") return;
    const done = new Set();
    const limit = scene.view.level === "local" ? 9 : 3;
    for (const row of scene.engine.base.rivers) {
      if (!row.name || done.has(row.name) || row.rank > limit || !boxSeen(scene.view, row.box)) continue;
      const line = quyu.partInView(scene, quyu.pixelLine(scene.view, row.rings[0], 14));
      if (line.length < 3) continue;
      const name = (scene.state.lang === "en" && row.en) || row.name;
      const node = [0.5, 0.3, 0.7].reduce((found, t) => found || riverName(scene, name, line, t), null);
      if (!node) continue;
      done.add(row.name);
      scene.groups.labels.appendChild(node);
    }
  }

  function riverName(scene, name, line, t) {
    const total = quyu.geometry.length(line);
    const half = Math.min(total / 2, 45);
    const a = quyu.geometry.along(line, Math.max(0, total * t - half)).at;
    const b = quyu.geometry.along(line, Math.min(total, total * t + half)).at;
    return quyu.nameOnLine(scene, [a, b], name, waterLook(scene), 0.5, 8);
  }

  function lakes(scene) {
    const rows = scene.data.base.lakes || [];
    rows.forEach((row, i) => {
      const shape = scene.engine.base.lakes[i];
      if (!row.name || !boxSeen(scene.view, shape.box)) return;
      const { k, dx, dy } = scene.view;
      const size = (shape.box[2] - shape.box[0]) * k;
      if (size < 16) return;
      const at = [((shape.box[0] + shape.box[2]) / 2) * k + dx, ((shape.box[1] + shape.box[3]) / 2) * k + dy];
      const name = (scene.state.lang === "en" && row.en) || row.name;
      if (quyu.geometry.inside(at, scene.live)) tryName(scene, name, at, Object.assign(waterLook(scene), { spacing: 0 }), 3);
    });
  }
})(typeof window === "undefined" ? globalThis : window);
