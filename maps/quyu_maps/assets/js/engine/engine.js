/* The map engine: quyu.createEngine(map, data, state) draws the payload over a Leaflet map and listens.

   map    an L.Map that fills the map area (the panel is outside it), made with zoomSnap .05,
          zoomDelta .5, zoomControl false, attributionControl false and no layers. The engine sets
          neither view nor options; call engine.fit() for the first view, which also draws.
   data   the payload (see quyu_maps/payload.py).
   state  owned by the page, only read here:
            types     Set of "layer/type" that are shown
            core      true: core initiatives only
            theme     "overview" | "link" | "corridor" | "zone" | "region"
            selected  feature id or null (the engine sets it in select())
            lang      "zh" | "en"
            letters   true: links bear the letters of their types
            net       true: tiles lie under the map, and the base leaves out land and water
            filters   {status, plan, year, topic, partner, tie: Set (empty = all), ids: Set or null}

   engine.redraw()        draw again after any change of `state` (synchronous)
   engine.spotlight(id)   veil the map and lift one initiative; null ends it
   engine.select(id)      select (rings, veil) or null; fires 'select'; a hidden type is drawn then
   engine.flyTo(id)       bring an initiative into view
   engine.fit()           show the subject with the paddings of the sheet
   engine.visible()       ids that pass types, core and filters, in order of the payload
   engine.typesShown()    Set of "layer/type" that have marks on the map now (for the legend)
   engine.level()         "national" | "province" | "local"
   engine.on(name, fn)    'hover' (id|null) · 'select' (id|null) · 'drawn' () · 'level' (name) ·
                          'partner' (place id) when a chip of the frame is activated
   engine.svg()           the drawing as an SVG element (clone) for pictures
   engine.paintBase(context)  the base map of the view on another canvas, without its margin

   Page elements that the drawing must keep clear of (legend, tools, card, scale) carry the attribute
   data-map-obstacle. Scale bar and the box 全省·未定点 are drawn by the engine at the lower left.
   Every mark of an initiative carries data-id; marks and chips are focusable; Enter selects.
   The files of this folder only define functions and may be joined in any order. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const PAD = 160;

  quyu.createEngine = function (map, data, state) {
    const style = quyu.createStyle(data.style);
    const plane = quyu.createPlane(...middle(data.subject.bbox), data.tiles && data.tiles.shift ? quyu.toGcj02 : null);
    const layers = quyu.createLayers(map, PAD);
    const engine = {
      map, data, state, style, plane, layers,
      base: quyu.prepareBase(data.base, plane),
      model: quyu.createModel(data, plane, style),
      listeners: {},
      hovered: null,
      scene: null,
      baseKey: "",
    };
    const api = quyu.engineApi(engine);
    map.on("moveend zoomend resize", () => schedule(engine));
    quyu.listen(engine);
    return api;
  };

  function middle(box) {
    return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  }

  /* Several map events of one move give one drawing. */
  function schedule(engine) {
    if (engine.pending) return;
    engine.pending = true;
    requestAnimationFrame(() => {
      if (engine.pending) quyu.paint(engine);
    });
  }

  /* One whole drawing: base if the view changed, then scene, then spotlight. */
  quyu.paint = function (engine) {
    engine.pending = false;
    const began = performance.now();
    const view = quyu.createView(engine.map, engine.plane, engine.style, quyu.fitZoom(engine));
    engine.layers.place(engine.map, view);
    paintBase(engine, view);
    const scene = quyu.createScene(engine, view);
    engine.scene = scene;
    const focus = quyu.focusedMark(engine);
    // Out of the page while its nodes change: the browser then takes the whole in at once.
    const { svg } = engine.layers;
    const { parentNode } = svg;
    svg.remove();
    quyu.paintScene(engine, scene);
    parentNode.appendChild(svg);
    quyu.refocus(engine, focus);
    quyu.paintSpotlight(engine);
    engine.lastPaint = performance.now() - began;
    if (engine.level !== view.level) {
      engine.level = view.level;
      quyu.fire(engine, "level", view.level);
    }
    announce(engine);
  };

  function announce(engine) {
    const page = document.documentElement;
    if (page.dataset.drawn !== "1") {
      page.dataset.drawn = "1";
      performance.mark("quyu-drawn");
    }
    quyu.fire(engine, "drawn");
  }

  function paintBase(engine, view) {
    const bare = Boolean(engine.state.net);
    const key = [view.w, view.h, view.zoom, view.dx, view.dy, bare].join();
    if (key === engine.baseKey) return;
    engine.baseKey = key;
    quyu.paintBaseOn(engine, engine.layers.context(view), view, PAD, bare);
  }

  /* The base map of a view on a canvas that is `pad` pixels larger on each side; `bare`: over tiles. */
  quyu.paintBaseOn = function (engine, context, view, pad, bare) {
    quyu.drawBase(context, engine.base, view, engine.style, {
      pad, bare,
      national: Boolean(engine.data.subject.national),
      tendash: Boolean(engine.data.subject.national),
      tints: engine.model.tints,
    });
  };

  quyu.fire = function (engine, name, value) {
    for (const fn of engine.listeners[name] || []) fn(value);
  };
})(typeof window === "undefined" ? globalThis : window);
