/* One drawing in the making: view, visible features, anchors of parties, occupied boxes and marks. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const LARGE = { province: true, country: true, region: true, sea: true };

  quyu.createScene = function (engine, view) {
    const { model, style, state, data } = engine;
    const occupied = quyu.createOccupied(view.w, view.h);
    const container = engine.map.getContainer();
    const obstacles = quyu.obstacleBoxes(container);
    obstacles.forEach((box) => occupied.addSolid(box));
    const scene = {
      engine, view, style, state, data, model, occupied, obstacles,
      groups: engine.layers.groups,
      features: quyu.visibleFeatures(model, state),
      frame: frameOf(view),
      anchors: new Map(), marks: new Map(), partners: new Map(), dots: new Map(), texts: [], lines: [],
      labelled: new Set(), spots: new Map(), statewide: [], hits: [], reserved: new Set(),
      cards: view.level === "local" || (state.theme === "zone" && !view.compact && view.level !== "national"),
    };
    scene.lettered = [];
    scene.live = liveBox(scene.frame, view);
    scene.outline = outlinePixels(engine.base.own, view);
    scene.centre = subjectCentre(scene);
    scene.subjectSeen = scene.outline.length > 0 && outlineSeen(scene);
    scene.anchor = (id) => anchorOf(scene, id);
    return scene;
  };

  function frameOf(view) {
    return view.compact
      ? { l: 8, t: 48, r: view.w - 8, b: view.h - 246 }
      : { l: 18, t: 18, r: view.w - 18, b: view.h - 18 };
  }

  /* The box in which a place counts as seen: the frame without the rows of chips. */
  function liveBox(frame, view) {
    const x = view.compact ? 4 : 34;
    const y = view.compact ? 4 : 30;
    return { l: frame.l + x, t: frame.t + y, r: frame.r - x, b: frame.b - y };
  }

  /* Kept with the subject until the view changes: a filter draws the same view again. */
  function outlinePixels(own, view) {
    const key = [view.k, view.dx, view.dy].join();
    if (own.drawnAt !== key) {
      own.drawnAt = key;
      own.drawn = own.rings
        .map((flat) => quyu.pixelLine(view, flat, 2))
        .filter((ring) => ring.length > 3)
        .sort((a, b) => b.length - a.length)
        .slice(0, 12);
    }
    return own.drawn;
  }

  function subjectCentre(scene) {
    const box = scene.data.subject.bbox;
    return scene.view.px((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  }

  function outlineSeen(scene) {
    const { w, h } = scene.view;
    const within = (p) => p[0] > 0 && p[1] > 0 && p[0] < w && p[1] < h;
    return scene.outline.some((ring) => ring.some(within));
  }

  /* Where a party stands: its pixel point, whether it is the subject, seen, or out of view. */
  function anchorOf(scene, id) {
    let anchor = scene.anchors.get(id);
    if (anchor) return anchor;
    const place = scene.model.places.get(id);
    if (!place) return null;
    const xy = scene.view.toPixel(place.at);
    const subject = scene.data.subject.units.includes(id);
    const large = !subject && isLarge(scene, place, xy);
    const seen = quyu.geometry.inside(xy, scene.live) && !subject && (!large || scene.view.level === "national");
    anchor = { id, place, xy, subject, large, seen, home: Boolean(place.in) || subject };
    scene.anchors.set(id, anchor);
    return anchor;
  }

  /* What is larger than a view of a province stands at the frame, except on national views: not
     countries whose point is in view, regions inside the subject, or provinces of the national sheet. */
  function isLarge(scene, place, xy) {
    if (!LARGE[place.k]) return false;
    if (place.k === "country") return !quyu.geometry.inside(xy, scene.live);
    if (place.k === "province") return !scene.data.subject.national;
    return !(place.k === "region" && place.in);
  }

  quyu.placeName = function (scene, place) {
    if (scene.state.lang === "en") return place.e || place.n;
    const unit = place.k === "prefecture" || place.k === "province" || place.k === "county" || place.k === "country";
    return unit ? place.s || place.n : place.n;
  };

  quyu.featureName = (scene, item) => (scene.state.lang === "en" && item.source.en) || item.name;

  /* The name for a label: without a remark in brackets at its end. */
  quyu.labelName = function (scene, item) {
    const name = quyu.featureName(scene, item);
    const bare = name.replace(/[(（][^()（）]*[)）]$/, "");
    return bare.length >= 4 ? bare : name;
  };

  /* Append a mark of a feature and remember it for the spotlight. */
  quyu.addMark = function (scene, group, item, node) {
    node.setAttribute("data-id", item.id);
    scene.groups[group].appendChild(node);
    quyu.keepMark(scene, item, node);
    return node;
  };

  /* A mark that only the spotlight shows may be a function that makes it then. */
  quyu.keepMark = function (scene, item, node) {
    const kept = scene.marks.get(item.id);
    if (kept) kept.push(node);
    else scene.marks.set(item.id, [node]);
  };

  /* A transparent stroke or box that takes the pointer; the first of a feature takes the focus. */
  quyu.addHit = function (scene, item, name, attributes) {
    const node = quyu.svg(name, Object.assign({ class: "quyu-hit", "data-id": item.id }, attributes));
    if (!scene.reserved.has(item.id)) {
      scene.reserved.add(item.id);
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", quyu.featureName(scene, item));
    }
    scene.groups.hits.appendChild(node);
  };

  quyu.hitLine = (scene, item, d) => quyu.addHit(scene, item, "path", { d });

  quyu.hitBox = (scene, item, box) =>
    quyu.addHit(scene, item, "rect", { x: quyu.num(box.l), y: quyu.num(box.t), width: quyu.num(box.r - box.l),
      height: quyu.num(box.b - box.t) });

  /* Draw everything of a scene in the order of the sheet. */
  quyu.paintScene = function (engine, scene) {
    for (const name of Object.keys(scene.groups)) quyu.clear(scene.groups[name]);
    const of = (layer) => scene.features.filter((item) => item.layer === layer);
    quyu.planZones(scene, of("zone"));
    quyu.paintRegions(scene, of("region"));
    quyu.planCorridors(scene, of("corridor"));
    quyu.planLinks(scene, of("link"));
    quyu.paintScale(scene);
    quyu.layoutChips(scene);
    quyu.reserveLandmarks(scene);
    quyu.paintCorridors(scene);
    quyu.paintLinks(scene);
    quyu.paintStubs(scene);
    quyu.paintDots(scene);
    quyu.paintZones(scene);
    quyu.paintLabels(scene);
    quyu.paintLetters(scene);
    quyu.paintLandmarks(scene);
    quyu.paintUnmarked(scene);
    quyu.paintBox(scene);
  };
})(typeof window === "undefined" ? globalThis : window);
