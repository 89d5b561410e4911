/* Host blocks: the name of a place with one symbol a type and counts; pills on small screens; lists. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const NAME_LIMIT = 14;

  /* Look of a place name by rank, with its gap to the dot. */
  quyu.placeLook = function (scene, place) {
    const name = place.r === 0 && place.k !== "province" ? "capital" : place.r <= 1 ? "prefecture" : place.r === 2 ? "county" : "town";
    const look = scene.style.label(name);
    const size = scene.view.compact && look.size > 14 ? 15 : look.size;
    return Object.assign({}, look, { size, gap: place.r === 0 && place.k !== "province" ? 11 : place.r <= 1 ? 7 : 6 });
  };

  /* Symbols of a block: one a type (status of the first), with the features it stands for. */
  function cellsOf(group, size) {
    const byType = new Map();
    for (const item of group.items) {
      const cell = byType.get(item.key) || { items: [], size };
      cell.items.push(item);
      byType.set(item.key, cell);
    }
    return Array.from(byType.values(), (cell) => Object.assign(cell, {
      w: size + 3 + (cell.items.length > 1 ? 3 + 6 * String(cell.items.length).length : 0) }));
  }

  function rowsOf(cells) {
    if (cells.length < 5) return [cells];
    const half = Math.ceil(cells.length / 2);
    return [cells.slice(0, half), cells.slice(half)];
  }

  const rowWidth = (row) => row.reduce((sum, cell) => sum + cell.w + 2, -2);

  /* Name and symbols at one of eight places round the dot; a block is always drawn. */
  quyu.paintBlock = function (scene, group) {
    const size = quyu.symbolSize(scene);
    const rows = rowsOf(cellsOf(group, size));
    const look = group.named ? quyu.placeLook(scene, group.anchor.place) : null;
    const name = group.named ? quyu.placeName(scene, group.anchor.place) : "";
    const head = group.named ? look.size + 3 : 0;
    const w = Math.max(group.named ? quyu.textWidth(name, look.size) : 0, ...rows.map(rowWidth));
    const h = head + rows.length * (size + 4);
    const gap = look ? look.gap : 0;
    const boxes = group.named ? blockPlaces(group.xy, w, h, head, gap) : sitePlaces(group.xy, w, h);
    const box = cheapest(scene, boxes);
    scene.occupied.add(box);
    if (group.named) paintName(scene, group, name, look, box);
    rows.forEach((row, i) => paintRow(scene, row, box, box.t + head + i * (size + 4) + size / 2 + 1, group));
  };

  function blockPlaces([x, y], w, h, head, gap) {
    const box = (l, t, right) => ({ l, t, r: l + w, b: t + h, right });
    return [
      box(x + gap, y - head / 2, false), box(x - gap - w, y - head / 2, true),
      box(x - w / 2, y + gap, false), box(x - w / 2, y - gap - h, false),
      box(x + gap, y - h + head / 2, false), box(x - gap - w, y - h + head / 2, true),
      box(x + gap * 0.6, y + gap * 0.6, false), box(x - gap * 0.6 - w, y + gap * 0.6, true),
    ];
  }

  function sitePlaces([x, y], w, h) {
    return [[0, 0], [0, h], [0, -h], [w, 0], [-w, 0]].map(([dx, dy]) => quyu.boxAround([x + dx, y + dy], w, h));
  }

  /* Least covered area, line points counted in; the first of equals. */
  function cheapest(scene, boxes) {
    let best = boxes[0];
    let least = Infinity;
    for (const box of boxes) {
      const cost = scene.occupied.covered(box, Infinity) + 14 * quyu.linePoints(scene, box);
      if (cost < least) {
        least = cost;
        best = box;
      }
    }
    return best;
  }

  function paintName(scene, group, name, look, box) {
    const end = box.right === true;
    scene.groups.labels.appendChild(quyu.textNode(name, [end ? box.r : box.l, box.t + look.size * 0.92], look, { "text-anchor": end ? "end" : undefined }));
    scene.labelled.add(group.id);
    scene.spots.set(group.id, { box, end, look });
  }

  function paintRow(scene, row, box, y, group) {
    let x = box.right ? box.r - rowWidth(row) : group.named ? box.l : (box.l + box.r - rowWidth(row)) / 2;
    for (const cell of row) {
      paintCell(scene, cell, [x + cell.size / 2 + 1, y]);
      if (group.items.length <= 2) cell.items.forEach((item) => quyu.queueZoneName(scene, item, [x + cell.size / 2 + 1, y], cell.size));
      x += cell.w + 2;
    }
  }

  function paintCell(scene, cell, at) {
    const first = cell.items[0];
    const node = quyu.svg("g", { "data-ids": cell.items.map((item) => item.id).join(" ") }, [quyu.symbol(scene, first, at, cell.size)]);
    if (cell.items.length > 1) {
      const look = Object.assign({}, scene.style.label("count"), { color: quyu.darken(scene.style.type(first).color), halo: 2.5 });
      node.appendChild(quyu.textNode(String(cell.items.length), [at[0] + cell.size / 2 + 2, at[1] + cell.size / 2 - 1], look));
    }
    quyu.addMark(scene, "zones", first, node);
    cell.items.slice(1).forEach((item) => quyu.keepMark(scene, item, node));
    const box = { l: at[0] - cell.size / 2 - 2, t: at[1] - cell.size / 2 - 2, r: at[0] - cell.size / 2 + cell.w, b: at[1] + cell.size / 2 + 2 };
    cell.items.slice().reverse().forEach((item) => quyu.hitBox(scene, item, box));
  }

  /* Small screens: the name and one dark pill with the number of zones. */
  quyu.paintPill = function (scene, group) {
    const look = group.named ? quyu.placeLook(scene, group.anchor.place) : null;
    const name = group.named ? quyu.placeName(scene, group.anchor.place) : "";
    const wide = look ? quyu.textWidth(name, look.size) + 4 : 0;
    const count = String(group.items.length);
    const pill = 12 + 6 * (count.length - 1) + 4;
    const h = look ? look.size + 3 : 15;
    const box = look ? cheapest(scene, blockPlaces(group.xy, wide + pill, h, h, look.gap)) : cheapest(scene, sitePlaces(group.xy, pill, h));
    scene.occupied.add(box);
    if (look) paintName(scene, group, name, look, Object.assign({}, box, { right: false }));
    const at = [box.l + wide + pill / 2, (box.t + box.b) / 2];
    const node = quyu.svg("g", { "data-ids": group.items.map((item) => item.id).join(" ") }, [
      quyu.svg("rect", { x: quyu.num(at[0] - pill / 2), y: quyu.num(at[1] - 7.5), width: pill, height: 15, rx: 7.5, fill: scene.style.table.interface.ink, stroke: "#FFFFFF" }),
      quyu.textNode(count, [at[0], at[1] + 3.6], Object.assign({}, scene.style.label("count"), { color: "#FFFFFF", halo: 0 }), { "text-anchor": "middle" }),
    ]);
    quyu.addMark(scene, "zones", group.items[0], node);
    group.items.slice(1).forEach((item) => quyu.keepMark(scene, item, node));
    group.items.slice().reverse().forEach((item) => quyu.hitBox(scene, item, quyu.boxAround(at, pill + 6, 22)));
  };

  /* Queue the name of a zone beside its symbol for the labels. */
  quyu.queueZoneName = function (scene, item, at, size) {
    const look = Object.assign({}, scene.style.label("zone"), { color: quyu.darken(scene.style.type(item).color) });
    scene.texts.push({ kind: "zone", item, at, size, look, text: quyu.shorten(quyu.labelName(scene, item), NAME_LIMIT) });
  };
})(typeof window === "undefined" ? globalThis : window);
