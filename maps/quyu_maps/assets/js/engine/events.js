/* Pointer and keyboard: hover and focus spotlight, click and Enter select, chips fly to partners. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const SLACK = 4;
  const OUT = 0.7;

  /* Listen on the drawing and on the frame of chips. */
  quyu.listen = function (engine) {
    const container = engine.map.getContainer();
    const down = { x: 0, y: 0 };
    container.addEventListener("pointerdown", (event) => Object.assign(down, { x: event.clientX, y: event.clientY }));
    container.addEventListener("pointerover", (event) => hover(engine, idsAt(event.target)));
    container.addEventListener("pointerleave", () => hover(engine, null));
    container.addEventListener("focusin", (event) => hover(engine, idsAt(event.target)));
    container.addEventListener("focusout", () => hover(engine, null));
    container.addEventListener("click", (event) => {
      const moved = Math.hypot(event.clientX - down.x, event.clientY - down.y) > SLACK;
      if (!moved || event.detail === 0) click(engine, event);
    });
    container.addEventListener("keydown", (event) => key(engine, event));
    for (const name of ["mousedown", "dblclick", "wheel", "touchstart"]) {
      if (name !== "wheel") engine.layers.frame.addEventListener(name, (event) => {
        if (event.target.closest(".quyu-chip")) event.stopPropagation();
      });
    }
  };

  /* A drawing replaces all marks: remember which initiative had the focus, and give it back. */
  quyu.focusedMark = function (engine) {
    const active = document.activeElement;
    return active && engine.layers.svg.contains(active) ? active.dataset.id : null;
  };

  quyu.refocus = function (engine, id) {
    if (!id) return;
    const again = Array.from(engine.layers.svg.querySelectorAll("[tabindex]")).find((node) => node.dataset.id === id);
    if (again) again.focus({ preventScroll: true });
  };

  function idsAt(target) {
    const node = target && target.closest ? target.closest("[data-ids],[data-id]") : null;
    if (!node) return null;
    const list = node.dataset.ids ? node.dataset.ids.split(" ") : [node.dataset.id];
    return list.filter(Boolean);
  }

  function hover(engine, ids) {
    const before = engine.hovered ? engine.hovered.join() : "";
    if ((ids ? ids.join() : "") === before) return;
    engine.hovered = ids && ids.length ? ids : null;
    quyu.paintSpotlight(engine);
    quyu.fire(engine, "hover", ids && ids.length === 1 ? ids[0] : null);
  }

  function click(engine, event) {
    const chip = event.target.closest ? event.target.closest(".quyu-chip") : null;
    if (chip && chip.dataset.more) return engine.map.setZoom(engine.map.getZoom() - OUT);
    if (chip) return quyu.visitPartner(engine, chip.dataset.partner, chip.dataset.ids.split(" "));
    const box = event.target.closest ? event.target.closest(".quyu-box-type") : null;
    if (box) return quyu.chooseFrom(engine, box.dataset.ids.split(" "));
    if (!onMap(engine, event.target)) return undefined;
    const ids = stackAt(engine, event);
    return ids.length ? quyu.chooseFrom(engine, ids) : quyu.select(engine, null);
  }

  /* Page elements inside the map area (legend, tools, card) are not the map. */
  function onMap(engine, target) {
    return engine.layers.svg.contains(target) || target === engine.map.getContainer() ||
      Boolean(target.classList && (target.classList.contains("leaflet-pane") || target.classList.contains("quyu-base")));
  }

  /* All initiatives under the pointer from the top down; a further click takes the next. */
  function stackAt(engine, event) {
    const at = event.detail === 0 ? null : document.elementsFromPoint(event.clientX, event.clientY);
    const nodes = at ? at.filter((node) => engine.layers.svg.contains(node)) : [event.target];
    const ids = nodes.map((node) => node.dataset && node.dataset.id).filter(Boolean);
    const lines = ids.filter((id) => engine.model.byId.get(id) && engine.model.byId.get(id).layer !== "region");
    return Array.from(new Set(lines.length ? lines : ids));
  }

  quyu.chooseFrom = function (engine, ids) {
    const at = ids.indexOf(engine.state.selected);
    quyu.select(engine, ids[(at + 1) % ids.length]);
  };

  quyu.select = function (engine, id) {
    const item = id ? engine.model.byId.get(id) : null;
    const next = item ? item.id : null;
    if (next === engine.state.selected) return;
    engine.state.selected = next;
    engine.hovered = null;
    quyu.fire(engine, "select", next);
    quyu.paint(engine);
  };

  function key(engine, event) {
    if (event.key === "Escape") quyu.select(engine, null);
    if (event.key !== "Enter" && event.key !== " ") return;
    const id = event.target.classList && event.target.classList.contains("quyu-hit") ? event.target.dataset.id : null;
    if (!id) return;
    event.preventDefault();
    quyu.select(engine, id);
  }

  /* A chip selects its only initiative and, unless the page does it, shows subject and partner
     together; the 「+n」 chip zooms out instead. */
  quyu.visitPartner = function (engine, id, ids) {
    quyu.fire(engine, "partner", id);
    if (ids.length === 1) quyu.select(engine, ids[0]);
    const place = engine.model.places.get(id);
    if (!place || (engine.listeners.partner || []).length) return;
    const box = engine.data.subject.bbox;
    const bounds = L.latLngBounds([box[1], box[0]], [box[3], box[2]]).extend([place.y, place.x]);
    quyu.flyTo(engine.map, bounds, { padding: [80, 80], maxZoom: engine.map.getZoom() });
  };
})(typeof window === "undefined" ? globalThis : window);
