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

  quyu.createState = function (data) {
    // The national map opens with links alone: all layers of a country at once are a tangle.
    const theme = data.subject.national ? "link" : Object.keys(data.style.themes)[0];
    const state = {
      theme,
      types: new Set(),
      core: true,
      selected: null,
      lang: "zh",
      filters: { status: new Set(), plan: new Set(), topic: new Set(), ids: null },
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

  function fits(chosen, values) {
    return chosen.size === 0 || values.some((value) => chosen.has(value));
  }

  /* Whether an initiative passes all choices but that of types (which the tree counts). */
  quyu.passesChoices = function (state, feature) {
    const { status, plan, topic, ids } = state.filters;
    return (
      (!state.core || feature.core) &&
      fits(status, [feature.status]) &&
      fits(plan, [feature.plan]) &&
      fits(topic, feature.topics) &&
      (!ids || ids.has(feature.id))
    );
  };

  /* Numbers by "layer/type" and by layer of what passes the filters. */
  quyu.countKinds = function (data, state) {
    const counts = {};
    for (const feature of data.features) {
      if (!quyu.passesChoices(state, feature)) continue;
      const kind = quyu.kindOf(feature);
      counts[kind] = (counts[kind] || 0) + 1;
      counts[feature.layer] = (counts[feature.layer] || 0) + 1;
    }
    return counts;
  };

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
