/* One printed sheet: the engine's scene on paper, with title, frame, furniture and margin lines.

   quyu.drawPicture(data, options) -> SVG text
     data     the payload of a page
     options  width, height (pixels), mm (millimetres a pixel), lang, theme ("" = the page's own),
              all (true: not only core initiatives), letters (true: on the links),
              about {parallels, lon, lat, reach} of the projection, subtitle, notes [[text, …], …] */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const MARGIN = { l: 30, r: 30, t: 92, b: 72 };
  /* Between the two lines of the frame stand the degrees. */
  const RIM = 15;
  const PAD = 40;
  /* Share of the frame that a legend may be wide. */
  const WIDEST = 0.52;
  /* Its sheets bear 南海诸岛 whatever their frame holds. */
  const HAINAN = "460000";

  /* Neither engine nor page sees a browser here: what they would ask of one, the sheet answers. */
  const upright = quyu.textNode;
  quyu.textNode = function (text, at, look, more) {
    if (!look.italic) return upright(text, at, look, more);
    // Chinese faces have no italic of their own, so waters lean by a matrix instead.
    const node = upright(text, [0, 0], look, more);
    node.removeAttribute("font-style");
    node.setAttribute("transform", ((more && more.transform) || "") + " translate(" + quyu.num(at[0]) + " " + quyu.num(at[1]) + ") skewX(-12)");
    return node;
  };

  quyu.drawPicture = function (data, options) {
    quyu.prepareFeatures(data);
    const state = quyu.createState(data);
    if (options.theme) quyu.setTheme(data, state, options.theme);
    if (options.all) state.core = false;
    state.letters = Boolean(options.letters);
    state.lang = options.lang;
    const page = { data, state, style: data.style, t: quyu.createWords(state), options };
    const frame = { x: MARGIN.l + RIM, y: MARGIN.t + RIM, w: options.width - MARGIN.l - MARGIN.r - 2 * RIM,
      h: options.height - MARGIN.t - MARGIN.b - 2 * RIM };
    const engine = makeEngine(page);
    const columns = quyu.legendColumns(page, kindsDrawn(engine, page), WIDEST * frame.w);
    const place = arrange(engine, page, frame, columns);
    const view = makeView(engine, frame, place);
    const map = quyu.svg("g", { transform: "translate(" + frame.x + " " + frame.y + ")" });
    const scene = paint(engine, page, view, place, map);
    return compose(page, frame, map, scene, engine, place, columns).write();
  };

  function kindsDrawn(engine, page) {
    const shown = new Set(quyu.visibleFeatures(engine.model, page.state).map((item) => item.key));
    return quyu.allKinds(page.data).filter((kind) => shown.has(kind));
  }

  function makeEngine({ data, state, options }) {
    const style = quyu.createStyle(data.style);
    quyu.createPlane = () => quyu.createConicPlane(options.about);
    const plane = quyu.createPlane();
    const names = ["defs", "regions", "bands", "corridors", "links", "leaders", "rings", "dots", "zones", "labels", "hits"];
    const groups = Object.fromEntries(names.map((name) => [name, quyu.svg(name === "defs" ? "defs" : "g", { class: "quyu-" + name })]));
    return { data, state, style, plane, map: { getContainer: () => null }, base: quyu.prepareBase(data.base, plane),
      model: quyu.createModel(data, plane, style), layers: { groups, frame: quyu.svg("g", { class: "quyu-frame" }) } };
  }

  /* Lay out with an inset if the first layout shows that the rules ask for one. */
  function arrange(engine, page, frame, columns) {
    const sizes = { legend: quyu.legendSize(columns), inset: null };
    const about = { subject: page.data.subject, rings: outline(engine), spots: namedPlaces(engine, page) };
    const place = quyu.layOut(engine.plane, about, frame, sizes);
    const asked = page.data.subject.units.includes(HAINAN) || quyu.insetNeeded(degreesOf(page, place, frame));
    if (!asked) return place;
    sizes.inset = quyu.insetSize();
    return quyu.layOut(engine.plane, about, frame, sizes);
  }

  /* The subject's rings; on the national sheet those of all provinces. */
  function outline({ base, data }) {
    return data.subject.national ? base.provinces.flatMap((row) => row.rings) : base.own.rings;
  }

  /* Where the parties of the drawn initiatives stand, as often as they take part. */
  function namedPlaces(engine, page) {
    const large = new Set(["province", "country", "region", "sea"]);
    return quyu.visibleFeatures(engine.model, page.state).flatMap((item) => item.members.concat(item.partners, item.hosts || []))
      .map((id) => engine.model.places.get(id)).filter((place) => place && !large.has(place.k)).map((place) => place.at);
  }

  /* The box in degrees that the frame surely holds, from the scale at its middle. */
  function degreesOf({ options }, place, frame) {
    const { lon, lat } = options.about;
    const south = ((frame.h - place.dy) / place.k) * (360 / 256) * Math.cos((lat * Math.PI) / 180);
    const north = (place.dy / place.k) * (360 / 256) * Math.cos((lat * Math.PI) / 180);
    return [lon - (place.dx / place.k) * (360 / 256), lat - south, lon + ((frame.w - place.dx) / place.k) * (360 / 256), lat + north];
  }

  function makeView(engine, frame, { k, dx, dy }) {
    const zoom = Math.log2(k);
    const fit = engine.data.subject.national ? Infinity : zoom;
    return { w: frame.w, h: frame.h, zoom, k, dx, dy, plane: engine.plane, level: engine.style.level(zoom, fit), compact: false, wide: true,
      px: (lon, lat) => quyu.pixelOf(engine.plane.point(lon, lat), k, dx, dy), toPixel: (at) => quyu.pixelOf(at, k, dx, dy) };
  }

  quyu.pixelOf = (at, k, dx, dy) => [at[0] * k + dx, at[1] * k + dy];

  function paint(engine, page, view, place, map) {
    const base = quyu.svg("g", { class: "quyu-base" });
    const box = { l: -PAD, t: -PAD, r: view.w + PAD, b: view.h + PAD };
    quyu.drawBase(quyu.createSvgPen(base, box), engine.base, view, engine.style, { pad: 0, national: page.data.subject.national,
      tendash: page.data.subject.national, tints: engine.model.tints });
    map.appendChild(base);
    const lines = quyu.graticule(view, degreesOf(page, { k: view.k * 0.8, dx: view.dx, dy: view.dy }, { w: view.w, h: view.h }));
    map.appendChild(net(lines, box));
    const barred = obstacles(view, place);
    quyu.obstacleBoxes = () => barred.map(({ l, t, r, b }) => ({ l: l - 4, t: t - 4, r: r + 4, b: b + 4 }));
    quyu.paintScale = (scene) => reserveStatewide(scene, place, view);
    quyu.paintBox = () => {};
    const scene = quyu.createScene(engine, view);
    quyu.paintScene(engine, scene);
    for (const [name, group] of Object.entries(engine.layers.groups)) if (name !== "hits") map.appendChild(group);
    map.appendChild(engine.layers.frame);
    scene.net = lines;
    return scene;
  }

  function net(lines, box) {
    const d = lines.flatMap(({ line }) => quyu.clipLine(line, box)).map((line) => quyu.pathOf(line)).join("");
    return quyu.svg("path", { class: "quyu-net", d, fill: "none", stroke: "#7A8794", "stroke-opacity": 0.3, "stroke-width": 0.6 });
  }

  /* Where the scale bar stands: lower left, or lower right of a legend that stands there. */
  function barAt(view, place) {
    return place.corner === "bl" ? [place.legend.r + 24, view.h - 34] : [24, view.h - 34];
  }

  const northAt = (view, place) => (place.corner === "tr" ? [34, 54] : [view.w - 34, 54]);

  function obstacles(view, place) {
    const [x, y] = barAt(view, place);
    const [nx, ny] = northAt(view, place);
    return [place.legend, place.inset, { l: x - 10, t: y - 24, r: x + 235, b: view.h }, { l: nx - 20, t: ny - 40, r: nx + 20, b: ny + 22 }].filter(Boolean);
  }

  /* The box above the scale bar has its place before chips and labels take theirs. */
  function reserveStatewide(scene, place, view) {
    if (!scene.statewide.length) return;
    const [x, y] = barAt(view, place);
    const types = new Set(scene.statewide.map((item) => item.key)).size;
    const box = { l: x - 6, t: y - 62, r: x + quyu.textWidth(quyu.statewideLabel(scene), 12) + 30 + types * 36, b: y - 24 };
    scene.occupied.addSolid(box);
    scene.obstacles.push(box);
  }

  function compose(page, frame, map, scene, engine, place, columns) {
    const { options } = page;
    const { view } = scene;
    const sheet = quyu.svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: options.mm * options.width + "mm", height: options.mm * options.height + "mm",
      viewBox: "0 0 " + options.width + " " + options.height, "data-subject": page.data.subject.id, "data-level": view.level,
      "data-frame": boxText(degreesOf(page, view, frame)) });
    sheet.appendChild(titleOf(page));
    sheet.appendChild(quyu.svg("defs", {}, [quyu.svg("clipPath", { id: "quyu-sheet" }, [quyu.svg("rect", { width: frame.w, height: frame.h })])]));
    sheet.appendChild(quyu.svg("rect", { width: options.width, height: options.height, fill: "#FFFFFF" }));
    const inner = quyu.svg("g", { "clip-path": "url(#quyu-sheet)" });
    while (map.firstChild) inner.appendChild(map.firstChild);
    map.appendChild(inner);
    sheet.appendChild(map);
    const metres = engine.plane.unit / view.k;
    const [x, y] = barAt(view, place);
    const over = [quyu.statewideNode(scene, [x - 4, y - 28]), quyu.barNode(page, [x, y], metres, metres / (options.mm / 1000)),
      quyu.northNode(page, northAt(view, place), northAngle(view, options.about, northAt(view, place))),
      place.inset && quyu.insetNode(page, place.inset), columns.length ? quyu.legendNode(page, columns, place.legend) : null];
    for (const node of over) if (node) inner.appendChild(node);
    sheet.appendChild(quyu.frameNode(page, frame, scene.net, RIM));
    sheet.appendChild(quyu.marginNode(page, frame, RIM, quyu.countRecords(quyu.chosen(page.data, page.state)), unlisted(scene)));
    return sheet;
  }

  /* West, south, east and north in degrees: what the rules are held against (quyu_maps.finished). */
  const boxText = (box) => box.map((value) => value.toFixed(2)).join(" ");

  /* Names of partners for whom the frame had no chip left. */
  function unlisted(scene) {
    const listed = new Set(scene.chips.filter((chip) => !chip.more).map((chip) => chip.partner.id));
    const left = Array.from(scene.partners.values()).filter((partner) => partner.anchor && !listed.has(partner.id));
    return Array.from(new Set(left.map((partner) => quyu.placeName(scene, partner.anchor.place))));
  }

  function titleOf(page) {
    const node = quyu.svg("title");
    node.textContent = quyu.entryName(page.data.title, page.state.lang);
    return node;
  }

  /* Degrees that the north leans at a pixel of the frame. */
  function northAngle(view, about, at) {
    const lon = about.lon + ((at[0] - view.px(about.lon, about.lat)[0]) / view.k) * (360 / 256);
    const [a, b] = [view.px(lon, about.lat), view.px(lon, about.lat + 0.5)];
    return (Math.atan2(b[0] - a[0], a[1] - b[1]) * 180) / Math.PI;
  }
})(globalThis);
