/* Start of a page: read the data, make the engine and the parts around the map, tie them together. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* The element with the id "quyu-" + name. */
  quyu.element = (name) => document.getElementById("quyu-" + name);

  quyu.start = function (map) {
    const data = JSON.parse(quyu.element("data").textContent);
    quyu.prepareFeatures(data);
    const state = quyu.createState(data);
    const page = { data, state, map, style: data.style, t: quyu.createWords(state), parts: [] };
    // What a second plan says of an initiative leads to the same card.
    page.featureById = new Map(data.features.flatMap((feature) => feature.records.map((record) => [record.id, feature])));
    page.update = () => update(page);
    page.speak = (lang) => speak(page, lang);
    page.select = (id, fly) => select(page, id, fly);
    page.parts = data.reading ? [quyu.createReading(page)] : [];
    page.parts.push(
      quyu.createHeader(page), quyu.createPanel(page), quyu.createMenus(page), quyu.createTree(page), quyu.createList(page),
      quyu.createFigures(page), quyu.createAbout(page), quyu.createLegend(page), quyu.createTools(page),
      quyu.createCard(page), quyu.createSearch(page), quyu.createSave(page), quyu.createFooter(page), quyu.createInset(page), quyu.createTiles(page),
    );
    if (data.portal) page.parts.push(quyu.createPortal(page));
    page.engine = quyu.createEngine(map, data, state);
    page.link = quyu.createLink(page);
    listen(page);
    page.link.read();
    speak(page, state.lang);
    before(page);
    page.link.view();
    refresh(page);
    quyu.page = page;
  };

  function listen(page) {
    const { engine } = page;
    engine.on("select", (id) => page.parts.forEach((part) => part.selected && part.selected(id)));
    engine.on("hover", (id) => page.parts.forEach((part) => part.hovered && part.hovered(id)));
    engine.on("level", () => page.parts.forEach((part) => part.levelled && part.levelled()));
    engine.on("partner", (id) => goTo(page, id));
    engine.on("drawn", () => page.link.changed());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && page.state.selected) page.select(null);
    });
  }

  /* A choice has changed: lay out what the map keeps clear of, draw it, then count what is on it. */
  function update(page) {
    before(page);
    page.engine.redraw();
    refresh(page);
  }

  function before(page) {
    page.parts.forEach((part) => part.arrange && part.arrange());
  }

  function refresh(page) {
    page.parts.forEach((part) => part.refresh && part.refresh());
    page.link.changed();
  }

  /* Build all texts in a language. */
  function speak(page, lang) {
    page.state.lang = lang;
    document.documentElement.lang = lang === "en" ? "en" : "zh-CN";
    quyu.fillWords(page.t);
    page.parts.forEach((part) => part.build && part.build());
  }

  function select(page, id, fly) {
    if (id && fly) page.engine.flyTo(id);
    page.engine.select(id);
  }

  /* Show a place: a partner of the frame or a find of the search. */
  function goTo(page, id) {
    const place = page.data.places[id];
    if (!place) return;
    const large = { country: 4.5, province: 6, region: 5.5 };
    const near = { prefecture: 8, county: 9, township: 10 };
    const zoom = large[place.k] || (place.in ? near[place.k] || 9 : 6.5);
    page.map.setView([place.y, place.x], zoom);
  }
  quyu.goTo = goTo;
})(typeof window === "undefined" ? globalThis : window);
