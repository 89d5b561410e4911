/* The chip itself, an HTML button with type marks, and the stubs that lead to it. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const geo = () => quyu.geometry;
  const STRANDS = 3;
  const PITCH = 3.2;
  const CLEAR = 7;

  quyu.chipNode = function (scene, chip) {
    const foreign = /^[A-Z]{2}$/.test(chip.partner.anchor.place.p || chip.partner.id) && chip.partner.anchor.place.p !== "CN";
    const node = quyu.html("button", "quyu-chip" + (foreign ? " quyu-foreign" : "") + (chip.chosen && !chip.more ? " quyu-chosen" : ""), [
      markStrip(chip.marks), quyu.html("span", "quyu-chip-name", chip.name),
      chip.count ? quyu.html("span", "quyu-chip-count", chip.count) : null,
    ]);
    node.type = "button";
    node.style.left = chip.box.l + "px";
    node.style.top = chip.box.t + "px";
    node.style.width = chip.w + "px";
    node.style.height = chip.h + "px";
    if (chip.more) node.dataset.more = String(chip.more.length);
    else node.dataset.partner = chip.partner.id;
    node.dataset.ids = chip.items.map((item) => item.id).join(" ");
    node.title = (chip.more || [chip.name]).join("、") + " · " + chip.items.length;
    return node;
  };

  function markStrip(marks) {
    const width = marks.reduce((sum, mark) => sum + mark.w + 3, 0);
    const strip = quyu.svg("svg", { width, height: 10, class: "quyu-chip-marks", "aria-hidden": "true" });
    let x = 0;
    for (const mark of marks) {
      strip.appendChild(markNode(mark, x));
      x += mark.w + 3;
    }
    return strip;
  }

  function markNode(mark, x) {
    if (mark.layer === "corridor") return quyu.svg("rect", { x, y: 3.2, width: mark.w, height: 3.6, rx: 1, fill: mark.color });
    if (mark.layer === "zone") return quyu.svg("path", { d: "M" + (x + 3.5) + " 1.5l3.5 3.5-3.5 3.5L" + x + " 5z", fill: mark.color });
    const round = { cx: x + 3.5, cy: 5, r: 3.2 };
    return quyu.svg("circle", mark.layer === "region"
      ? Object.assign(round, { r: 2.6, fill: "none", stroke: mark.color, "stroke-width": 1.5 })
      : Object.assign(round, { fill: mark.color }));
  }

  /* Draw what leads to the chips: strands a type and status, dotted lines for partners of zones. */
  quyu.paintStubs = function (scene) {
    for (const chip of scene.chips) if (!chip.more) paintChipStubs(scene, chip);
  };

  function paintChipStubs(scene, chip) {
    const bundles = new Map();
    for (const stub of chip.partner.stubs) {
      const start = stub.kind === "outline" ? "outline" : quyu.num(stub.xy[0]) + "," + quyu.num(stub.xy[1]);
      const bundle = bundles.get(start) || { stubs: new Map(), from: stub };
      const strand = stub.item.key + ":" + stub.item.status + ":" + (stub.inward ? 1 : 0);
      if (!bundle.stubs.has(strand)) bundle.stubs.set(strand, []);
      bundle.stubs.get(strand).push(stub);
      bundles.set(start, bundle);
    }
    for (const bundle of bundles.values()) paintBundle(scene, chip, bundle);
  }

  function paintBundle(scene, chip, bundle) {
    const from = bundle.from.kind === "outline" ? rimStart(scene, chip) : bundle.from.xy;
    const strands = Array.from(bundle.stubs.values());
    const shown = Math.min(STRANDS, strands.length);
    const link = strands[0][0].item.layer === "link";
    const whole = curve(from, chip, link);
    const line = link && bundle.from.kind === "node" ? geo().cut(whole, CLEAR, geo().length(whole)) : whole;
    scene.lines.push(line);
    strands.forEach((stubs, i) => {
      const lane = Math.min(i, shown - 1) - (shown - 1) / 2;
      const path = geo().offset(line, lane * PITCH);
      stubs.forEach((stub, j) => paintStrand(scene, stub, path, i < shown && j === 0));
    });
    if (bundle.from.kind === "outline") ring(scene, from, strands[0][0].item);
  }

  /* Start on the outline, cast from an origin moved 55 % towards the chip along its side. */
  function rimStart(scene, chip) {
    const [cx, cy] = scene.centre;
    const tall = chip.side === "left" || chip.side === "right";
    for (const share of [0.55, 0.35, 0.18, 0]) {
      const origin = tall ? [cx, cy + share * (chip.door[1] - cy)] : [cx + share * (chip.door[0] - cx), cy];
      const hit = geo().contains(scene.outline, origin) && geo().cast(scene.outline, origin, chip.door);
      if (hit) return hit;
    }
    return geo().nearest(scene.outline, chip.door) || scene.centre;
  }

  function curve(from, chip, bent) {
    if (!bent) return [from, chip.door];
    const tall = chip.side === "left" || chip.side === "right";
    const pull = tall ? [chip.door[0] + (from[0] - chip.door[0]) * 0.55, chip.door[1] + (from[1] - chip.door[1]) * 0.3]
      : [chip.door[0] + (from[0] - chip.door[0]) * 0.3, chip.door[1] + (from[1] - chip.door[1]) * 0.55];
    return geo().quadratic(from, pull, chip.door, 12);
  }

  function paintStrand(scene, stub, path, drawn) {
    const d = quyu.pathOf(path);
    const make = () => strandNode(scene, stub, path, d);
    if (drawn && stub.item.layer === "link") quyu.letterLine(scene, stub.item, path);
    if (drawn) quyu.addMark(scene, stub.item.layer === "link" ? "links" : stub.item.layer === "zone" ? "leaders" : "corridors", stub.item, make());
    else quyu.keepMark(scene, stub.item, make);
    quyu.hitLine(scene, stub.item, d);
  }

  function strandNode(scene, stub, path, d) {
    if (stub.item.layer === "link") return quyu.linkNode(scene, stub.item, path, d, { inward: stub.inward });
    if (stub.item.layer === "corridor") return quyu.corridorNode(scene, stub.item, d, "");
    return quyu.svg("path", { d, fill: "none", stroke: scene.style.type(stub.item).color, "stroke-width": 1,
      "stroke-dasharray": "1 3.5", "stroke-linecap": "round" });
  }

  function ring(scene, at, item) {
    scene.groups.rings.appendChild(quyu.svg("circle", { cx: quyu.num(at[0]), cy: quyu.num(at[1]), r: 2.6, fill: "#FFFFFF",
      stroke: scene.style.type(item).color, "stroke-width": 1.1 }));
  }
})(typeof window === "undefined" ? globalThis : window);
