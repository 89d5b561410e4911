/* What each plan says of an initiative, who its partners are, and whether it passes the filters. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const HOME = "CN";

  /* Make the features of a payload ready once: `records` (one a plan) with `year`, and `sides`. */
  quyu.prepareFeatures = function (data) {
    const years = new Map(data.plans.map((plan) => [plan.key, plan.date.slice(0, 4)]));
    for (const feature of data.features) {
      feature.records = [feature].concat(feature.also || []);
      for (const record of feature.records) record.year = years.get(record.plan) || "";
      feature.sides = sidesOf(data, feature);
    }
  };

  /* Provinces, countries and named regions that take part besides the subject, each once. */
  function sidesOf(data, feature) {
    const own = new Set((data.subject.units || []).concat([data.subject.id, HOME]));
    const ids = feature.records.flatMap((record) => (record.members || []).concat(record.partners || []));
    const out = new Set();
    for (const id of ids) {
      const place = data.places[id];
      if (!place || own.has(id) || (place.in && !data.subject.national)) continue;
      const whole = place.k === "country" || place.k === "region" || !place.p || place.p === HOME;
      out.add(whole ? id : place.p);
    }
    return Array.from(out).filter((id) => !own.has(id));
  }

  const open = (set) => !set || !set.size;

  /* The records of a feature that pass core, status, plan, year and topic; none if the whole fails. */
  quyu.recordsPassing = function (state, feature, except) {
    const filters = state.filters || {};
    const use = (name) => (name === except || open(filters[name]) ? null : filters[name]);
    if (filters.ids && !filters.ids.has(feature.id)) return [];
    const sides = use("partner");
    if (sides && !(feature.sides || []).some((id) => sides.has(id))) return [];
    const ties = use("tie");
    if (ties && !ties.has(feature.tie)) return [];
    const [status, plan, year, topic] = ["status", "plan", "year", "topic"].map(use);
    return (feature.records || [feature]).filter((record) => (!state.core || record.core) &&
      (!status || status.has(record.status)) && (!plan || plan.has(record.plan)) && (!year || year.has(record.year)) &&
      (!topic || (record.topics || []).some((each) => topic.has(each))));
  };

  quyu.passesFilters = (state, feature) => quyu.recordsPassing(state, feature).length > 0;
})(typeof window === "undefined" ? globalThis : window);
