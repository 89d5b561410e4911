/* What is selected is always drawn: where it has no mark of its own, its parties are lit. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* The selected initiative if the drawing shows nothing of it. */
  quyu.unmarked = function (scene) {
    const item = scene.model.byId.get(scene.state.selected);
    if (!item || scene.marks.has(item.id)) return null;
    const carried = scene.chips.some((chip) => !chip.more && chip.items.includes(item));
    return carried ? null : item;
  };

  /* Rings at its places in view; else the outline of the subject, in which it takes part. */
  quyu.paintUnmarked = function (scene) {
    const item = quyu.unmarked(scene);
    if (!item) return;
    const color = scene.style.table.interface.highlight;
    const ids = item.members.concat(item.partners, item.hosts || []);
    const spots = ids.map(scene.anchor).filter((anchor) => anchor && anchor.seen).map((anchor) => anchor.xy);
    const nodes = spots.map((at) => quyu.svg("circle", { cx: quyu.num(at[0]), cy: quyu.num(at[1]), r: 11, fill: "none",
      stroke: color, "stroke-width": 3 }));
    const whole = !spots.length && scene.outline.length;
    if (whole) {
      const d = scene.outline.map((ring) => quyu.pathOf(ring, true)).join("");
      nodes.push(quyu.svg("path", { d, fill: "none", stroke: color, "stroke-width": 4, "stroke-opacity": 0.8 }));
    }
    if (nodes.length) quyu.addMark(scene, "rings", item, quyu.svg("g", {}, nodes));
  };
})(typeof window === "undefined" ? globalThis : window);
