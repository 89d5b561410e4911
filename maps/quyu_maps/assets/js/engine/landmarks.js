/* What views of the whole country always name: islands, the seat of Taiwan, seats of provinces. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const SEAT = { name: "capital", r: 3.4 };
  const CLOSE = 4.9;
  const GAP = 6;

  const rows = (scene) => (scene.view.level === "national" ? scene.data.base.landmarks || [] : []);

  const inView = (scene, at) => at[0] > 4 && at[1] > 4 && at[0] < scene.view.w - 4 && at[1] < scene.view.h - 4;

  const nameOf = (scene, row) => (scene.state.lang === "en" && row.en) || row.name;

  function lookOf(scene, row) {
    const label = scene.style.label(row.kind === "seat" ? "town" : "county");
    const size = row.kind === "seat" ? 10.5 : 11;
    return Object.assign({}, label, { size, weight: 400, color: scene.style.table.interface[row.kind === "seat" ? "ink" : "ink2"] });
  }

  /* Names that must be there come before all others and are written whatever they cover. */
  quyu.reserveLandmarks = function (scene) {
    for (const row of rows(scene)) if (row.must) name(scene, row, true);
  };

  /* Symbols of the seats, then the names that found room. */
  quyu.paintLandmarks = function (scene) {
    for (const row of rows(scene)) if (row.kind === "seat") seat(scene, row);
    if (scene.view.zoom < CLOSE) return;
    for (const row of rows(scene)) if (!row.must) name(scene, row, false);
  };

  function name(scene, row, must) {
    const at = scene.view.px(row.x, row.y);
    if (!inView(scene, at) || row.id === scene.data.subject.id || (!must && sameName(scene, row))) return;
    const look = lookOf(scene, row);
    const text = nameOf(scene, row);
    const boxes = quyu.placesAround(at, quyu.textWidth(text, look.size), look.size + 1, row.kind === "island" ? 3 : GAP);
    const box = quyu.leastCovered(scene.occupied, boxes, must ? Infinity : 0);
    if (!box) return;
    scene.occupied.add(box);
    const node = quyu.textNode(text, [box.l, box.t + look.size * 0.92], look);
    node.setAttribute("data-landmark", row.name);
    scene.groups.labels.appendChild(node);
  }

  /* A municipality bears the name of its seat once. */
  function sameName(scene, row) {
    const place = row.id ? scene.model.places.get(row.id) : null;
    return Boolean(place) && place.s === row.name;
  }

  /* The ring with a red core of a provincial capital, unless the drawing has put one there. */
  function seat(scene, row) {
    const at = scene.view.px(row.x, row.y);
    if (!inView(scene, at) || (row.id === scene.data.subject.id && !scene.data.subject.national)) return;
    const look = Object.assign({}, scene.style.dot("capital"), SEAT);
    if (scene.dots.has(row.id)) return;
    const node = quyu.dotNode(scene, { xy: at }, look);
    node.setAttribute("data-seat", row.id);
    scene.groups.dots.appendChild(node);
    scene.occupied.add(quyu.boxAround(at, 8, 8));
  }

  quyu.seatLook = (scene) => Object.assign({}, scene.style.dot("capital"), SEAT);
})(typeof window === "undefined" ? globalThis : window);
