/* What the page may call on an engine; see the head of engine.js. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* Paddings of the sheet round the subject: [left, top], [right, bottom]. */
  function paddings(engine) {
    const width = document.documentElement.clientWidth;
    if (engine.data.subject.national) return width <= 700 ? [[8, 60], [8, 250]] : [[20, 20], [20, 20]];
    if (width >= 1500) return [[116, 46], [120, 50]];
    return width > 700 ? [[66, 30], [40, 34]] : [[26, 84], [26, 270]];
  }

  /* The zoom of fit(), which decides where the levels of this subject begin and end. */
  quyu.fitZoom = function (engine) {
    if (engine.data.subject.national) return Infinity;
    const size = engine.map.getSize();
    const key = size.x + "x" + size.y;
    if (engine.fitKey !== key) {
      const box = engine.data.subject.bbox;
      const [a, b] = paddings(engine);
      engine.fitKey = key;
      engine.fitted = engine.map.getBoundsZoom([[box[1], box[0]], [box[3], box[2]]], false, L.point(a[0] + b[0], a[1] + b[1]));
    }
    return engine.fitted;
  };

  quyu.engineApi = function (engine) {
    const { map, model, state } = engine;
    return {
      redraw: () => quyu.paint(engine),
      spotlight: (id) => {
        engine.hovered = id ? [].concat(id) : null;
        quyu.paintSpotlight(engine);
      },
      select: (id) => quyu.select(engine, id),
      flyTo: (id) => flyTo(engine, id),
      fit: () => fit(engine),
      visible: () => quyu.visibleFeatures(model, state).map((item) => item.id),
      typesShown: () => new Set(quyu.visibleFeatures(model, state).map((item) => item.key)),
      level: () => engine.style.level(map.getZoom(), quyu.fitZoom(engine)),
      on: (name, fn) => {
        engine.listeners[name] = (engine.listeners[name] || []).concat([fn]);
      },
      paintBase: (context) => quyu.paintBaseOn(engine, context, engine.scene.view, 0),
      svg: () => engine.layers.svg.cloneNode(true),
      lastPaint: () => engine.lastPaint,
    };
  };

  function fit(engine) {
    const box = engine.data.subject.bbox;
    const [paddingTopLeft, paddingBottomRight] = paddings(engine);
    engine.map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { paddingTopLeft, paddingBottomRight, animate: false });
    quyu.paint(engine);
  }

  /* Fly, or jump where the reader wants less motion. */
  quyu.flyTo = function (map, bounds, options) {
    const still = root.matchMedia && root.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) map.fitBounds(bounds, Object.assign({ animate: false }, options));
    else map.flyToBounds(bounds, Object.assign({ duration: 0.6 }, options));
  };

  /* Bring the members of an initiative into view, not nearer than a province needs. */
  function flyTo(engine, id) {
    const item = engine.model.byId.get(id);
    if (!item) return;
    const ids = item.members.concat(item.hosts || []).filter((each) => engine.model.places.has(each));
    if (!ids.length) return;
    const points = ids.map((each) => engine.model.places.get(each)).map((place) => [place.y, place.x]);
    const [paddingTopLeft, paddingBottomRight] = besideCard(engine.map.getSize());
    quyu.flyTo(engine.map, L.latLngBounds(points), { paddingTopLeft, paddingBottomRight, maxZoom: 9 });
  }

  /* Room for the card: below on phones, at the right elsewhere. */
  function besideCard(size) {
    if (document.documentElement.clientWidth <= 700) return [[30, 90], [30, Math.max(90, Math.min(530, size.y - 190))]];
    return [[120, 100], [size.x > 900 ? 430 : 120, 100]];
  }
})(typeof window === "undefined" ? globalThis : window);
