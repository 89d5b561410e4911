/* What the reader has chosen: types, theme, filters, selection, language; and what passes it. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.kindOf = (feature) => feature.layer + "/" + feature.type;

  /* All "layer/type" of the vocabulary, in drawing order. */
  quyu.allKinds = function (data) {
    const kinds = [];
    for (const layer of Object.keys(data.vocabulary.layers)) {
      for (const type of Object.keys(data.vocabulary.types[layer] || {})) kinds.push(layer + "/" + type);
    }
    return kinds;
  };

  /* The types that a theme shows; "layer/*" stands for all of a layer. */
  quyu.kindsOfTheme = function (data, theme) {
    const wanted = new Set((data.style.themes[theme] || { types: [] }).types);
    return quyu.allKinds(data).filter((kind) => wanted.has(kind) || wanted.has(kind.split("/")[0] + "/*"));
  };

  /* A sheet with no more initiatives than this has room for all of them at once. */
  const FEW = 40;

  quyu.FILTERS = ["status", "plan", "year", "topic", "partner", "tie"];

  quyu.noFilters = () => Object.assign({ ids: null }, ...quyu.FILTERS.map((name) => ({ [name]: new Set() })));

  quyu.anyFilter = (filters) => Boolean(filters.ids) || quyu.FILTERS.some((name) => filters[name].size > 0);

  quyu.createState = function (data) {
    // The national map opens with links alone: all layers of a country at once are a tangle.
    const theme = data.subject.national ? "link" : Object.keys(data.style.themes)[0];
    const state = {
      theme,
      types: new Set(),
      core: true,
      selected: null,
      lang: "zh",
      tab: "",
      group: "plan",
      net: false,
      letters: false,
      filters: quyu.noFilters(),
    };
    quyu.setTheme(data, state, theme);
    return state;
  };

  /* Take over a theme; only a theme that asks for core initiatives touches that choice. */
  quyu.setTheme = function (data, state, theme) {
    state.theme = theme;
    const overview = Boolean(data.style.themes[theme].core);
    const few = overview && data.features.length <= FEW;
    state.types = new Set(few ? quyu.allKinds(data) : quyu.kindsOfTheme(data, theme));
    if (overview) state.core = !few;
  };

  /* Numbers by "layer/type" and by layer of what passes the filters, counted as the plans say it. */
  quyu.countKinds = function (data, state) {
    const counts = {};
    for (const feature of data.features) {
      const passing = quyu.recordsPassing(state, feature).length;
      if (!passing) continue;
      const kind = quyu.kindOf(feature);
      counts[kind] = (counts[kind] || 0) + passing;
      counts[feature.layer] = (counts[feature.layer] || 0) + passing;
    }
    return counts;
  };

  /* What is on the map: types and filters together, as [feature, records] pairs. */
  quyu.chosen = (data, state) => data.features
    .filter((feature) => state.types.has(quyu.kindOf(feature)))
    .map((feature) => [feature, quyu.recordsPassing(state, feature)])
    .filter((pair) => pair[1].length);

  quyu.countRecords = (pairs) => pairs.reduce((sum, pair) => sum + pair[1].length, 0);

  quyu.totalRecords = (data) => data.features.reduce((sum, feature) => sum + feature.records.length, 0);

  /* The types that occur in the payload at all: others get no row. */
  quyu.kindsPresent = function (data) {
    const present = new Set(data.features.map(quyu.kindOf));
    return quyu.allKinds(data).filter((kind) => present.has(kind));
  };

  quyu.toggle = function (set, value, on) {
    const wanted = on === undefined ? !set.has(value) : on;
    if (wanted) set.add(value);
    else set.delete(value);
  };
})(typeof window === "undefined" ? globalThis : window);
