/* Partners out of view: which chips the frame needs, their marks, sizes and sides. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const MARKS = 4;
  const HEIGHT = 22;
  const APART = 280;
  const COMPACT_CHIPS = 9;
  const COMPACT_ALL = 24;
  const HOME = "CN";

  /* Remember that a feature reaches a place out of view; `from` says where its stub starts. */
  quyu.addPartner = function (scene, id, item, from) {
    if (id === HOME || (scene.view.compact && item.layer === "zone")) return;
    const key = from.away ? id + "@" + Math.round(Math.atan2(from.away[1], from.away[0])) : id;
    let partner = scene.partners.get(key);
    if (!partner) {
      partner = { key, id, anchor: scene.anchor(id), items: new Map(), stubs: [] };
      scene.partners.set(key, partner);
    }
    partner.items.set(item.id, item);
    if (from.kind === "none" && item.id === scene.state.selected && leads(scene, item)) from = { kind: "outline" };
    if (from.kind !== "none") partner.stubs.push(Object.assign({ item }, from));
  };

  /* What is selected and takes in the subject or a place of it has a line to its partners. */
  const leads = (scene, item) => scene.subjectSeen && !scene.data.subject.national &&
    item.members.concat(item.partners).map(scene.anchor).some((anchor) => anchor && anchor.home);

  /* Chips with text, marks, width and the point of the frame that their ray hits. */
  quyu.makeChips = function (scene) {
    let partners = Array.from(scene.partners.values()).filter((partner) => partner.anchor);
    if (scene.view.compact) partners = busiest(scene, partners);
    else partners = partners.flatMap((partner) => split(scene, partner));
    return partners.map((partner) => makeChip(scene, partner));
  };

  /* Stubs whose rays leave the frame far apart get a chip each; what has no stub stays with the first. */
  function split(scene, partner) {
    const parts = [];
    for (const stub of partner.stubs) {
      const one = Object.assign({}, partner, { items: new Map([[stub.item.id, stub.item]]), stubs: [stub] });
      const exit = aim(scene, one).exit.at;
      const near = parts.find((part) => quyu.geometry.distance(part.exit, exit) < APART);
      if (near) {
        near.stubs.push(stub);
        near.items.set(stub.item.id, stub.item);
      } else parts.push(Object.assign(one, { exit }));
    }
    if (!parts.length) return [partner];
    const carried = new Set(parts.flatMap((part) => Array.from(part.items.keys())));
    for (const [id, item] of partner.items) if (!carried.has(id)) parts[0].items.set(id, item);
    return parts;
  }

  function busiest(scene, partners) {
    const chosen = scene.state.selected;
    const weight = (partner) => (partner.items.has(chosen) ? 1e6 : 0) + partner.items.size;
    return partners.slice().sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1)).slice(0, scene.state.theme === "overview" ? COMPACT_CHIPS : COMPACT_ALL);
  }

  function makeChip(scene, partner) {
    const items = Array.from(partner.items.values()).sort((a, b) => a.order - b.order || a.index - b.index);
    const marks = marksOf(scene, items);
    const name = quyu.shorten(chipName(scene, partner.anchor.place), 9);
    const count = items.length > 1 ? String(items.length) : "";
    const width = 20 + marks.reduce((sum, mark) => sum + mark.w + 3, 0) + quyu.textWidth(name, 12) + (count ? 5 + quyu.textWidth(count, 11) : 0);
    const chip = { partner, items, marks, name, count, w: Math.ceil(width), h: HEIGHT,
      linkOnly: items.every((item) => item.layer === "link"), chosen: partner.items.has(scene.state.selected) };
    return Object.assign(chip, aim(scene, partner));
  }

  function chipName(scene, place) {
    if (scene.state.lang === "en") return place.e || place.n;
    return place.k === "province" ? place.s : place.n;
  }

  /* Up to four type marks: dot link, bar corridor, diamond zone, ring region. */
  function marksOf(scene, items) {
    const seen = new Map();
    for (const item of items) {
      const type = scene.style.type(item);
      if (!seen.has(item.key)) seen.set(item.key, { layer: item.layer, color: type.color, w: item.layer === "corridor" ? 9 : 7 });
    }
    return Array.from(seen.values()).slice(0, MARKS);
  }

  /* Side and position: the ray from where the stubs start towards the partner. */
  function aim(scene, partner) {
    const origin = originOf(scene, partner);
    const away = partner.stubs.find((stub) => stub.away);
    const target = away ? [origin[0] + away.away[0] * 1e4, origin[1] + away.away[1] * 1e4] : farPoint(partner);
    const inside = clampInto(origin, scene.frame);
    return { origin: inside, exit: quyu.geometry.exit(scene.frame, inside, target) };
  }

  /* Where the partner lies; the end of a course that reaches it round the world counts first. */
  function farPoint(partner) {
    const course = partner.stubs.find((stub) => stub.toward);
    return course ? course.toward : partner.anchor.xy;
  }

  function originOf(scene, partner) {
    const all = partner.stubs.filter((stub) => stub.kind === "node");
    const courses = all.filter((stub) => stub.toward);
    const nodes = courses.length ? courses : all;
    if (!nodes.length || (!courses.length && nodes.length < partner.stubs.length)) return scene.centre;
    const sum = nodes.reduce((total, stub) => [total[0] + stub.xy[0], total[1] + stub.xy[1]], [0, 0]);
    return [sum[0] / nodes.length, sum[1] / nodes.length];
  }

  function clampInto(p, box) {
    return [Math.max(box.l + 60, Math.min(box.r - 60, p[0])), Math.max(box.t + 60, Math.min(box.b - 60, p[1]))];
  }
})(typeof window === "undefined" ? globalThis : window);
