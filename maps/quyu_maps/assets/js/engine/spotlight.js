/* Spotlight: a veil over the drawing with copies of the marks, members and names of an initiative. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const RING = 11;

  /* Show what is hovered, else what is selected; without either the veil goes. */
  quyu.paintSpotlight = function (engine) {
    const scene = engine.scene;
    if (!scene) return;
    const ids = engine.hovered || (engine.state.selected ? [engine.state.selected] : []);
    const items = ids.map((id) => scene.model.byId.get(id)).filter(Boolean);
    quyu.clear(scene.groups.veil);
    quyu.clear(scene.groups.copies);
    markChips(engine, items.map((item) => item.id));
    if (!items.length) return;
    paintVeil(scene);
    const chosen = items.some((item) => item.id === engine.state.selected);
    for (const item of items) copyMarks(scene, item);
    members(scene, items, chosen);
  };

  function paintVeil(scene) {
    const veil = scene.style.table.interface.veil;
    const pad = 200;
    scene.groups.veil.appendChild(quyu.svg("rect", { x: -pad, y: -pad, width: scene.view.w + 2 * pad,
      height: scene.view.h + 2 * pad, fill: veil.fill, "fill-opacity": veil.opacity }));
  }

  function copyMarks(scene, item) {
    for (const mark of scene.marks.get(item.id) || []) {
      const copy = typeof mark === "function" ? mark() : mark.cloneNode(true);
      copy.removeAttribute("data-id");
      copy.removeAttribute("data-ids");
      for (const clip of copy.querySelectorAll("[id]")) clip.removeAttribute("id");
      scene.groups.copies.appendChild(copy);
    }
  }

  /* Dots and names of the members over the veil; the selected one also gets rings. */
  function members(scene, items, chosen) {
    const seen = new Set();
    const room = quyu.createOccupied(scene.view.w, scene.view.h);
    const anchors = [];
    for (const item of items) {
      for (const id of item.members.concat(item.partners, item.hosts || [])) {
        const anchor = scene.anchor(id);
        if (!anchor || !anchor.seen || seen.has(id)) continue;
        seen.add(id);
        anchors.push(anchor);
      }
    }
    for (const anchor of anchors) {
      if (chosen) scene.groups.copies.appendChild(ring(scene, anchor.xy));
      scene.groups.copies.appendChild(quyu.dotNode(scene, anchor));
      room.add(quyu.boxAround(anchor.xy, 16, 16));
    }
    for (const anchor of anchors) memberName(scene, anchor, room);
  }

  function ring(scene, at) {
    return quyu.svg("circle", { cx: quyu.num(at[0]), cy: quyu.num(at[1]), r: RING, fill: "none",
      stroke: scene.style.table.interface.highlight, "stroke-width": 3 });
  }

  function memberName(scene, anchor, room) {
    const name = quyu.placeName(scene, anchor.place);
    const spot = scene.spots.get(anchor.id);
    if (spot) {
      const at = [spot.end ? spot.box.r : spot.box.l, spot.box.t + spot.look.size * 0.92];
      scene.groups.copies.appendChild(quyu.textNode(name, at, spot.look, { "text-anchor": spot.end ? "end" : undefined }));
      return;
    }
    const look = quyu.placeLook(scene, anchor.place);
    const w = quyu.textWidth(name, look.size);
    const box = quyu.leastCovered(room, quyu.placesAround(anchor.xy, w, look.size, look.gap + 5), Infinity);
    room.add(box);
    scene.groups.copies.appendChild(quyu.textNode(name, [box.l, box.t + look.size * 0.9], look));
  }

  /* Chips concerned keep full strength, the others fade. */
  function markChips(engine, ids) {
    const frame = engine.layers.frame;
    frame.classList.toggle("quyu-veiled", ids.length > 0);
    const lit = new Set(ids);
    for (const node of frame.children) {
      const own = (node.dataset.ids || "").split(" ");
      node.classList.toggle("quyu-lit", own.some((id) => lit.has(id)));
    }
  }
})(typeof window === "undefined" ? globalThis : window);
