/* What views of the whole country always name: islands, the seat of Taiwan, seats of provinces. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const SEAT = { name: "capital", r: 3.4 };
  const CLOSE = 4.9;
  const GAP = 6;
  /* How much farther off a name may stand where all is full, and what each place costs, in square pixels. */
  const FARTHER = 9;
  const STEP = 3;

  const rows = (scene) => (scene.view.level === "national" ? scene.data.base.landmarks || [] : []);

  const inView = (scene, at) => at[0] > 4 && at[1] > 4 && at[0] < scene.view.w - 4 && at[1] < scene.view.h - 4;

  const nameOf = (scene, row) => (scene.state.lang === "en" && row.en) || row.name;

  function lookOf(scene, row) {
    const label = scene.style.label(row.kind === "seat" ? "town" : "county");
    const size = row.kind === "seat" ? 10.5 : 11;
    return Object.assign({}, label, { size, weight: 400, color: scene.style.table.interface[row.kind === "seat" ? "ink" : "ink2"] });
  }

  /* Names that must be there come before all others and are written whatever they cover. They
     stand close together, so that they are placed as one: none takes the room of another. */
  quyu.reserveLandmarks = function (scene) {
    const musts = rows(scene).filter((row) => row.must && shown(scene, row)).map((row) => candidates(scene, row));
    for (const { at, row } of musts) {
      if (row.speck) speck(scene, at);
      if (row.kind === "seat") scene.occupied.add(quyu.boxAround(at, 8, 8));
    }
    const chosen = together(scene, musts);
    musts.forEach((each, i) => write(scene, each, each.boxes[chosen[i]]));
  };

  /* Places beside a point, then a step farther off. */
  function candidates(scene, row) {
    const at = scene.view.px(row.x, row.y);
    const look = lookOf(scene, row);
    const text = nameOf(scene, row);
    const near = row.kind === "island" ? 3 : GAP;
    const boxes = [near, near + FARTHER].flatMap((gap) => quyu.placesAround(at, quyu.textWidth(text, look.size), look.size + 1, gap));
    return { row, at, look, text, boxes };
  }

  /* For each the index of its box, so that the sum of what is covered is least; the first of equals. */
  function together(scene, musts) {
    const cost = musts.map(({ boxes }) => boxes.map((box, i) => scene.occupied.covered(box, Infinity) + STEP * i));
    let best = { sum: Infinity, at: [] };
    const next = (i, at, sum) => {
      if (sum >= best.sum) return;
      if (i === musts.length) {
        best = { sum, at };
        return;
      }
      cost[i].forEach((own, k) => {
        const over = at.reduce((area, j, n) => area + quyu.shared(musts[n].boxes[j], musts[i].boxes[k]), 0);
        next(i + 1, at.concat(k), sum + own + 3 * over);
      });
    };
    next(0, [], 0);
    return best.at;
  }

  /* An islet is smaller than a pixel of such a view. */
  function speck(scene, at) {
    scene.groups.dots.appendChild(quyu.svg("circle", { cx: quyu.num(at[0]), cy: quyu.num(at[1]), r: 1.2, fill: scene.style.base("own").stroke }));
    scene.occupied.add(quyu.boxAround(at, 4, 4));
  }

  /* Symbols of the seats, then the names that found room. */
  quyu.paintLandmarks = function (scene) {
    for (const row of rows(scene)) if (row.kind === "seat") seat(scene, row);
    if (scene.view.zoom < CLOSE) return;
    for (const row of rows(scene)) if (!row.must && shown(scene, row) && !sameName(scene, row)) name(scene, row);
  };

  const shown = (scene, row) => inView(scene, scene.view.px(row.x, row.y)) && row.id !== scene.data.subject.id;

  function name(scene, row) {
    const found = candidates(scene, row);
    const box = quyu.leastCovered(scene.occupied, found.boxes.slice(0, 8), 0);
    if (box) write(scene, found, box);
  }

  function write(scene, { row, look, text }, box) {
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

  /* Whether a province's seat is named beside it, so that its own name must stand elsewhere. */
  quyu.seatNamed = (scene, id) => rows(scene).some((row) => row.must && row.id === id);

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
