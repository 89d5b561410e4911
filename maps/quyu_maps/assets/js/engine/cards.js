/* Host cards at local zoom: every zone of a place by name in one list with a leader to its seat. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const ROW = 20;
  const PAD = 10;
  const ONE_COLUMN = 14;
  const TALL = 17;
  const LIMIT = 15;

  /* A card where it covers least of labels and lines; rows are core first. */
  quyu.paintCard = function (scene, group) {
    const plan = measure(scene, group);
    const box = bestBox(scene, group, plan);
    scene.occupied.addSolid(box);
    scene.pending.delete(group);
    const card = quyu.svg("g", { class: "quyu-card" }, [leader(scene, group.xy, box),
      quyu.svg("rect", { x: quyu.num(box.l), y: quyu.num(box.t), width: quyu.num(plan.w), height: plan.h, rx: 3,
        fill: "#FFFFFF", "fill-opacity": 0.93, stroke: scene.style.table.interface.chip.rim, "stroke-width": 0.8 })]);
    scene.groups.zones.appendChild(card);
    head(scene, group, plan, box, card);
    plan.rows.forEach((row, i) => paintRow(scene, row, plan, box, i));
    scene.labelled.add(group.id);
  };

  function measure(scene, group) {
    const limit = scene.state.lang === "en" ? LIMIT + 6 : LIMIT;
    const rows = group.items.map((item) => ({ item, text: quyu.shorten(quyu.labelName(scene, item), limit) }));
    const { columns, per } = grid(scene, rows.length);
    const room = columns * per;
    if (rows.length > room) {
      const rest = rows.splice(room - 1);
      rows.push({ item: rest[0].item, rest, text: "+" + rest.length + " …" });
    }
    const widths = [];
    for (let c = 0; c < columns; c += 1) {
      widths.push(Math.max(...rows.slice(c * per, (c + 1) * per).map((row) => quyu.textWidth(row.text, 11.5))) + 34);
    }
    const look = quyu.placeLook(scene, group.anchor.place);
    const title = quyu.placeName(scene, group.anchor.place);
    const note = noteOf(scene, group);
    const titleWidth = quyu.textWidth(title, look.size) * (scene.state.lang === "en" ? 1.14 : 1);
    const least = titleWidth + quyu.textWidth(note, 10.5) + 2 * PAD + 12;
    const w = Math.max(least, widths.reduce((sum, each) => sum + each, 2 * PAD - 8));
    return { rows, per, widths, look, title, titleWidth, note, w, h: 32 + per * ROW };
  }

  /* One column up to 14 rows, then as few as keep the card below half of the frame's width. */
  function grid(scene, count) {
    const tallest = Math.max(4, Math.floor((scene.frame.b - scene.frame.t - 120) / ROW));
    const most = Math.max(1, Math.floor((0.56 * scene.view.w) / 215));
    const columns = Math.min(most, count > ONE_COLUMN ? Math.ceil(count / TALL) : 1);
    return { columns, per: Math.min(tallest, Math.ceil(count / columns)) };
  }

  function noteOf(scene, group) {
    const zh = scene.state.lang !== "en";
    const host = group.items.some((item) => item.source.precision === "host");
    const label = (scene.data.vocabulary.layers || {}).zone || { zh: "平台节点", en: "Zones" };
    const exact = (scene.data.vocabulary.precision || {}).host || { zh: "位置到市县", en: "within the unit" };
    const text = (zh ? label.zh : label.en) + " " + group.items.length;
    return host ? text + " · " + (zh ? exact.zh : exact.en) : text;
  }

  /* Eight places near the seat, forty up to 230 pixels away, more for long cards. */
  function bestBox(scene, group, plan) {
    const [x, y] = group.xy;
    const boxes = quyu.placesAround(group.xy, plan.w, plan.h, 14);
    const far = group.items.length > 6 ? [40, 90, 150, 230, 320, 420] : [40, 90, 150, 230];
    for (const radius of far) {
      for (let i = 0; i < 10; i += 1) {
        const angle = (i / 10) * 2 * Math.PI;
        const cx = x + (plan.w / 2 + radius) * Math.cos(angle);
        const cy = y + (plan.h / 2 + radius) * Math.sin(angle);
        boxes.push(quyu.boxAround([cx, cy], plan.w, plan.h));
      }
    }
    const near = cheapest(scene, boxes.map((box) => keepInside(scene, box, plan)), group.xy);
    if (scene.occupied.onSolid(near) < 50) return near;
    return cheapest(scene, [near].concat(everywhere(scene, plan)), group.xy);
  }

  /* Places all over the frame, for cards that find no room near their seat. */
  function everywhere(scene, plan) {
    const { frame } = scene;
    const boxes = [];
    for (let y = frame.t + 28; y <= frame.b - 28 - plan.h; y += 45) {
      for (let x = frame.l + 4; x <= frame.r - 4 - plan.w; x += 60) boxes.push({ l: x, t: y, r: x + plan.w, b: y + plan.h });
    }
    return boxes;
  }

  function keepInside(scene, box, plan) {
    const { frame } = scene;
    const l = Math.max(frame.l + 4, Math.min(frame.r - 4 - plan.w, box.l));
    const t = Math.max(frame.t + 28, Math.min(frame.b - 28 - plan.h, box.t));
    return { l, t, r: l + plan.w, b: t + plan.h };
  }

  function cheapest(scene, boxes, seat) {
    let best = boxes[0];
    let least = Infinity;
    for (const box of boxes) {
      const cost = 4 * scene.occupied.covered(box, least / 4) + 40 * quyu.linePoints(scene, box) + 6 * pendingArea(scene, box) +
        40 * scene.occupied.onSolid(box) + (seat ? 3 * gapTo(seat, box) : 0);
      if (cost < least) {
        least = cost;
        best = box;
      }
    }
    return best;
  }

  const gapTo = (at, box) => Math.hypot(Math.max(box.l - at[0], 0, at[0] - box.r), Math.max(box.t - at[1], 0, at[1] - box.b));

  /* Area of a box over the room that hosts still to be drawn will need beside their dots. */
  function pendingArea(scene, box) {
    let sum = 0;
    for (const group of scene.pending) {
      const w = Math.min(box.r, group.xy[0] + 75) - Math.max(box.l, group.xy[0] - 75);
      const h = Math.min(box.b, group.xy[1] + 24) - Math.max(box.t, group.xy[1] - 24);
      if (w > 0 && h > 0) sum += w * h;
    }
    return sum;
  }

  function leader(scene, at, box) {
    const end = [Math.max(box.l, Math.min(box.r, at[0])), Math.max(box.t, Math.min(box.b, at[1]))];
    return quyu.svg("g", { stroke: scene.style.table.interface.ink2, fill: scene.style.table.interface.ink2 }, [
      quyu.svg("path", { d: quyu.pathOf([at, end]), "stroke-width": 0.9 }),
      quyu.svg("circle", { cx: quyu.num(end[0]), cy: quyu.num(end[1]), r: 2 }),
    ]);
  }

  function head(scene, group, plan, box, card) {
    const flat = Object.assign({}, plan.look, { halo: 0 });
    card.appendChild(quyu.textNode(plan.title, [box.l + PAD, box.t + 20], flat));
    const small = Object.assign({}, scene.style.label("town"), { size: 10.5, color: scene.style.table.interface.ink2, halo: 0 });
    card.appendChild(quyu.textNode(plan.note, [box.l + PAD + plan.titleWidth + 8, box.t + 19], small));
  }

  function paintRow(scene, row, plan, box, i) {
    const column = Math.floor(i / plan.per);
    const l = box.l + PAD + plan.widths.slice(0, column).reduce((sum, each) => sum + each, 0);
    const y = box.t + 29 + (i % plan.per) * ROW + ROW / 2;
    const look = Object.assign({}, scene.style.label("town"), { size: 11.5, color: scene.style.table.interface[row.item.core ? "ink" : "ink2"], halo: 0 });
    const node = quyu.svg("g", {}, [quyu.symbol(scene, row.item, [l + 7, y], scene.style.table.zones.size_list - 1),
      quyu.textNode(row.text, [l + 20, y + 4], look)]);
    const items = row.rest ? row.rest.map((each) => each.item) : [row.item];
    quyu.addMark(scene, "zones", row.item, node);
    items.slice(1).forEach((item) => quyu.keepMark(scene, item, node));
    for (const item of items.reverse()) quyu.hitBox(scene, item, { l: l - 3, t: y - ROW / 2, r: l + plan.widths[column] - 8, b: y + ROW / 2 });
  }

  /* One or two zones at local zoom: the place name with a short list under it, without a frame. */
  quyu.paintList = function (scene, group) {
    scene.pending.delete(group);
    const size = quyu.symbolSize(scene);
    const look = group.named ? quyu.placeLook(scene, group.anchor.place) : null;
    const title = group.named ? quyu.placeName(scene, group.anchor.place) : "";
    const head = look ? look.size + 3 : 0;
    const rows = group.items.map((item) => ({ item, text: quyu.shorten(quyu.labelName(scene, item), 17) }));
    const w = Math.max(look ? quyu.textWidth(title, look.size) : 0, ...rows.map((row) => size + 6 + quyu.textWidth(row.text, 12)));
    const h = head + rows.length * (size + 4);
    const boxes = look ? quyu.placesAround(group.xy, w, h, look.gap) : sitePlaces(group.xy, w, h, size);
    const box = cheapest(scene, boxes, look ? null : group.xy);
    scene.occupied.addSolid(box);
    if (!look && (Math.abs(box.l + size / 2 - group.xy[0]) > 9 || Math.abs(box.t + size / 2 - group.xy[1]) > 9)) {
      scene.groups.leaders.appendChild(leader(scene, group.xy, box));
    }
    if (look) scene.groups.labels.appendChild(quyu.textNode(title, [box.l, box.t + look.size * 0.92], look));
    scene.labelled.add(group.id);
    rows.forEach((row, i) => listRow(scene, row, size, box, box.t + head + i * (size + 4) + size / 2 + 2));
  };

  /* A list of sites stands with its first symbol on the site, or near it with a leader. */
  function sitePlaces([x, y], w, h, size) {
    const boxes = [];
    for (const dy of [0, -h, h - size, -h - 20, h + 8, -h - 60, h + 50]) {
      for (const dx of [0, 24, -w - size, -w / 2]) {
        const l = x - size / 2 + dx;
        const t = y - size / 2 - 2 + dy;
        boxes.push({ l, t, r: l + w, b: t + h });
      }
    }
    return boxes;
  }

  function listRow(scene, row, size, box, y) {
    const look = Object.assign({}, scene.style.label("zone"), { size: 12, color: quyu.darken(scene.style.type(row.item).color) });
    const node = quyu.svg("g", {}, [quyu.symbol(scene, row.item, [box.l + size / 2, y], size),
      quyu.textNode(row.text, [box.l + size + 5, y + 4], look)]);
    quyu.addMark(scene, "zones", row.item, node);
    quyu.hitBox(scene, row.item, { l: box.l - 2, t: y - size / 2 - 2, r: box.r, b: y + size / 2 + 2 });
  }
})(typeof window === "undefined" ? globalThis : window);
