/* The national sheet: links summed by pair of provinces, provinces tinted by number of links. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const WIDTH = 0.95;
  const BULGE = 0.16;

  /* The province (or country) that a place belongs to. */
  function provinceOf(model, id) {
    const place = model.places.get(id);
    if (!place) return null;
    if (place.k === "province" || place.k === "country" || place.k === "region") return id;
    return place.p && model.places.has(place.p) ? place.p : id;
  }
  quyu.provinceOf = provinceOf;

  /* Provinces that have a plan of their own in the atlas. */
  quyu.planProvinces = (data, model) => new Set((data.plans || []).map((plan) => provinceOf(model, plan.subject)));

  /* Fill of each province in four steps by the number of links it takes part in. */
  quyu.provinceTints = function (model, style) {
    const steps = style.base("provinces").tints || [];
    const counts = new Map();
    for (const item of model.features) {
      if (item.layer !== "link") continue;
      const ids = new Set(item.members.concat(item.partners).map((id) => provinceOf(model, id)));
      for (const id of ids) counts.set(id, (counts.get(id) || 0) + 1);
    }
    const most = Math.max(1, ...Array.from(counts).filter(([id]) => /^\d{6}$/.test(id || "")).map(([, n]) => n));
    const tints = new Map();
    for (const [id, n] of counts) {
      const step = Math.min(steps.length - 1, Math.floor((Math.sqrt(n) / Math.sqrt(most)) * steps.length));
      if (step >= 0) tints.set(id, steps[step]);
    }
    return tints;
  };

  /* Arcs between provinces by pair, width by number, colour of the commonest type. */
  quyu.planPairs = function (scene, items) {
    const pairs = new Map();
    for (const item of items) {
      for (const [from, to] of item.arcs) collect(scene, pairs, item, from, to);
    }
    for (const pair of pairs.values()) addPair(scene, pair);
  };

  function collect(scene, pairs, item, from, to) {
    const a = provinceOf(scene.model, from);
    const b = provinceOf(scene.model, to);
    if (!a || !b || a === b) return;
    const key = a < b ? a + "|" + b : b + "|" + a;
    const pair = pairs.get(key) || { a: a < b ? a : b, b: a < b ? b : a, items: [] };
    if (!pair.items.includes(item)) pair.items.push(item);
    pairs.set(key, pair);
  }

  function addPair(scene, pair) {
    const a = scene.anchor(pair.a);
    const b = scene.anchor(pair.b);
    if (!a || !b) return;
    if (a.seen && b.seen) {
      scene.arcs.push({ item: commonest(pair.items), ends: [a.xy, b.xy], n: 0, flip: false, bulge: BULGE,
        width: 1 + WIDTH * Math.sqrt(pair.items.length), others: pair.items });
      [a, b].forEach((anchor) => quyu.touchPlace(scene, anchor));
      return;
    }
    if (!a.seen && !b.seen) return;
    const near = a.seen ? a : b;
    const off = a.seen ? b : a;
    quyu.touchPlace(scene, near);
    for (const item of pair.items) quyu.addPartner(scene, off.id, item, { kind: "node", xy: near.xy, link: true });
  }

  function commonest(items) {
    const counts = new Map();
    for (const item of items) counts.set(item.key, (counts.get(item.key) || 0) + 1);
    const best = Array.from(counts).sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))[0][0];
    return items.find((item) => item.key === best);
  }
})(typeof window === "undefined" ? globalThis : window);
