/* Zones: which stand at a host, on their own site, between hosts, or somewhere in the province. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const OWN_SITE = 26;
  const RING = 22;
  const SITES = new Set(["zone", "site", "port", "border_crossing", "airport", "station"]);
  const SAME = 8;
  const NEAR = 24;
  const STRIP = 90;

  /* Sort the zones by where they stand and ask for chips of their partners. */
  quyu.planZones = function (scene, items) {
    scene.hosts = new Map();
    scene.between = [];
    for (const item of items) {
      placeZone(scene, item);
      zonePartners(scene, item);
    }
  };

  function placeZone(scene, item) {
    const hosts = item.hosts.map(scene.anchor).filter(Boolean);
    const only = hosts.length === 1 ? hosts[0] : null;
    if (only && only.subject && item.source.precision !== "site") return void scene.statewide.push(item);
    if (scene.view.level === "national") return void nationalZone(scene, item, hosts);
    const site = item.at.length === 1 ? scene.view.toPixel(item.at[0]) : null;
    if (site && ownSite(scene, item, only, site)) return void siteZone(scene, item, site);
    if (!hosts.length) return void farZone(scene, item, hosts, site);
    const seen = hosts.filter((anchor) => anchor.seen);
    if (!seen.length) return void farZone(scene, item, hosts, site);
    if (seen.length === 1) return void hostZone(scene, item, seen[0]);
    seen.forEach((anchor) => quyu.touchPlace(scene, anchor));
    scene.between.push({ item, anchors: seen });
  }

  function ownSite(scene, item, host, site) {
    if (!quyu.geometry.inside(site, scene.live)) return false;
    if (!host || host.large) return true;
    return item.source.precision === "site" && quyu.geometry.distance(site, host.xy) > OWN_SITE;
  }

  function hostZone(scene, item, anchor) {
    if (SITES.has(anchor.place.k)) return void siteZone(scene, item, anchor.xy);
    quyu.touchPlace(scene, anchor);
    const group = scene.hosts.get(anchor.id) || { id: anchor.id, anchor, xy: anchor.xy, items: [], named: true };
    group.items.push(item);
    scene.hosts.set(anchor.id, group);
  }

  /* A zone with a known site is a host of its own without a place name. */
  function siteZone(scene, item, site) {
    const key = "@" + Math.round(site[0] / 3) + "," + Math.round(site[1] / 3);
    const group = scene.hosts.get(key) || { id: key, anchor: null, xy: site, items: [], named: false };
    group.items.push(item);
    scene.hosts.set(key, group);
  }

  /* On national views all zones of a province stand together at its point. */
  function nationalZone(scene, item, hosts) {
    const first = hosts[0];
    const id = first ? (first.place.k === "province" ? first.id : first.place.p || first.id) : null;
    const anchor = id ? scene.anchor(id) || first : null;
    if (!anchor) return farZone(scene, item, hosts, null);
    const xy = anchor.subject ? scene.centre : anchor.xy;
    if (!quyu.geometry.inside(xy, scene.live)) return farZone(scene, item, hosts, null);
    // A block leaves no room beside the seat of its province, whose name then heads the block.
    const named = scene.data.subject.national && anchor.place.k === "province";
    const group = scene.hosts.get(anchor.id) || { id: anchor.id, anchor, xy, items: [], named };
    group.items.push(item);
    scene.hosts.set(anchor.id, group);
    return undefined;
  }

  /* Hosts out of view: a chip, but not for own places that are just beside a local view. */
  function farZone(scene, item, hosts) {
    const off = hosts.find((anchor) => !anchor.seen && !anchor.subject && (scene.view.level !== "local" || !anchor.home));
    if (off) quyu.addPartner(scene, off.id, item, { kind: "none" });
    else if (scene.view.level !== "local") scene.statewide.push(item);
  }

  /* A link or corridor without a line of its own stands as a symbol at its only place. */
  quyu.hostLine = function (scene, item) {
    const anchors = item.members.map(scene.anchor).filter(Boolean);
    if (scene.view.level === "national") {
      if (anchors.length) nationalZone(scene, item, anchors);
      return anchors.length > 0;
    }
    const seen = anchors.find((anchor) => anchor.seen);
    const site = item.at.map(scene.view.toPixel).find((xy) => quyu.geometry.inside(xy, scene.live));
    if (seen) hostZone(scene, item, seen);
    else if (site) siteZone(scene, item, site);
    else if (anchors.some((anchor) => anchor.subject)) scene.statewide.push(item);
    else return false;
    return true;
  };

  function zonePartners(scene, item) {
    const host = item.hosts.map(scene.anchor).find((anchor) => anchor && anchor.seen);
    const statewide = scene.statewide.includes(item);
    if (!host && !statewide) return;
    for (const id of item.partners) {
      const anchor = scene.anchor(id);
      if (!anchor || anchor.seen || anchor.home) continue;
      if (scene.view.level === "local" && statewide) continue;
      const from = statewide || scene.view.level === "national" ? { kind: "none" } : { kind: "node", xy: host.xy };
      quyu.addPartner(scene, id, item, from);
    }
  }

  /* Draw host blocks and lists, then cards (they can stand off), then the symbols between hosts. */
  quyu.paintZones = function (scene) {
    const rank = (group) => (group.anchor ? group.anchor.place.r : 5);
    const groups = merged(scene, Array.from(scene.hosts.values()));
    groups.forEach((group) => group.items.sort((a, b) => Number(b.core) - Number(a.core) ||
      order(scene, a) - order(scene, b) || a.index - b.index));
    const card = (group) => scene.cards && group.items.length > 2 && group.named;
    groups.sort((a, b) => Number(card(a)) - Number(card(b)) || rank(a) - rank(b) || b.items.length - a.items.length || (a.id < b.id ? -1 : 1));
    scene.pending = new Set(groups);
    for (const group of groups) {
      if (scene.view.compact) quyu.paintPill(scene, group);
      else if (card(group)) quyu.paintCard(scene, group);
      else if (scene.cards) quyu.paintList(scene, group);
      else quyu.paintBlock(scene, group);
    }
    for (const entry of scene.between) {
      if (!scene.view.compact || scene.state.theme === "zone" || entry.item.id === scene.state.selected) paintBetween(scene, entry);
    }
  };

  /* Lists of sites need a row each, so that they join over a wider strip than blocks do. */
  function together(scene, a, b) {
    if (scene.cards && !a.named && !b.named) return Math.abs(a.xy[0] - b.xy[0]) < STRIP && Math.abs(a.xy[1] - b.xy[1]) < NEAR;
    return quyu.geometry.distance(a.xy, b.xy) < (b.named ? SAME : NEAR);
  }

  /* Hosts with one seat share a block under the higher name; sites beside a host join it until
     the zoom parts them. */
  function merged(scene, groups) {
    const out = [];
    const byRank = groups.slice().sort((a, b) => Number(b.named) - Number(a.named) || (a.anchor && b.anchor ? a.anchor.place.r - b.anchor.place.r : 0));
    for (const group of byRank) {
      const same = out.find((other) => together(scene, other, group));
      if (same) same.items = same.items.concat(group.items);
      else out.push(group);
    }
    return out;
  }

  const order = (scene, item) => scene.model.typeOrder.get(item.key) || 0;

  /* A zone of several hosts: one symbol between them, moved on rings until it is free. */
  function paintBetween(scene, entry) {
    const { item, anchors } = entry;
    const size = quyu.symbolSize(scene);
    const mid = anchors.reduce((sum, a) => [sum[0] + a.xy[0] / anchors.length, sum[1] + a.xy[1] / anchors.length], [0, 0]);
    const at = freeSpot(scene, mid, size + 3);
    const leaders = leadersOf(scene, item, at, anchors);
    if (anchors.length <= 3) quyu.addMark(scene, "leaders", item, leaders);
    else quyu.keepMark(scene, item, leaders);
    quyu.addMark(scene, "zones", item, quyu.zoneSymbol(scene.style, item, at, size));
    const box = quyu.boxAround(at, size + 3, size + 3);
    scene.occupied.add(box);
    quyu.hitBox(scene, item, box);
    quyu.queueZoneName(scene, item, at, size);
  }

  /* Dashed lines to the hosts; with more than three of them the spotlight alone shows them. */
  function leadersOf(scene, item, at, anchors) {
    const color = scene.style.type(item).color;
    return quyu.svg("g", {}, anchors.map((anchor) => quyu.svg("path", { d: quyu.pathOf([at, anchor.xy]), stroke: color,
      "stroke-width": 0.9, "stroke-dasharray": "2 2", fill: "none" })));
  }

  function freeSpot(scene, mid, size) {
    let best = mid;
    let least = Infinity;
    for (let radius = 0; radius <= 200; radius += RING) {
      const steps = radius ? Math.max(8, Math.round(radius / 6)) : 1;
      for (let i = 0; i < steps; i += 1) {
        const angle = (i / steps) * 2 * Math.PI - Math.PI / 2;
        const at = [mid[0] + radius * Math.cos(angle), mid[1] + radius * Math.sin(angle)];
        const cost = scene.occupied.covered(quyu.boxAround(at, size, size), least);
        if (cost < least) {
          least = cost;
          best = at;
        }
      }
      if (least === 0) return best;
    }
    return best;
  }

  quyu.symbolSize = function (scene) {
    const table = scene.style.table.zones;
    const size = scene.view.level === "local" ? table.size_local : table.size;
    return scene.view.compact ? size * 0.86 : size;
  };
})(typeof window === "undefined" ? globalThis : window);
