/* The notes: plans, data sources with licences, precision classes and limits of use. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createAbout = function (page) {
    const box = quyu.element("tab-about");
    // It holds nothing to press, so that keys could not scroll it otherwise.
    box.tabIndex = 0;
    return {
      build() {
        const { t } = page;
        quyu.clear(box);
        part(box, t("plansHead"), planEntries(page));
        part(box, t("methodHead"), ["method1", "method2", "method3"].map((key) => [quyu.html("p", "", t(key))]));
        part(box, t("precisionHead"), precisionEntries(page));
        part(box, t("reviewHead"), marginEntries(page));
        part(box, t("sourcesHead"), sourceEntries(page));
        part(box, t("limitsHead"), ["limit1", "limit2", "limit3"].map((key) => [quyu.html("p", "", t(key))]));
      },
    };
  };

  function part(box, title, entries) {
    if (!entries.length) return;
    box.appendChild(quyu.html("h2", "", title));
    for (const entry of entries) box.appendChild(quyu.html("div", "entry", entry));
  }

  function planEntries(page) {
    const { data, state } = page;
    return data.plans.map((plan) => [
      quyu.html("p", "strong", page.t("bookOpen") + quyu.planTitle(plan, state.lang) + page.t("bookClose")),
      quyu.html("p", "fine", [plan.issuer, plan.number, plan.date].filter(Boolean).join(" · ")),
    ]);
  }

  function precisionEntries(page) {
    const { data, state } = page;
    const table = data.vocabulary.precision;
    const counts = {};
    for (const record of data.features.flatMap((feature) => feature.records)) counts[record.precision] = (counts[record.precision] || 0) + 1;
    return Object.keys(table)
      .filter((key) => counts[key])
      .map((key) => [
        quyu.html("p", "pair", [
          quyu.html("span", "", quyu.entryName(table[key], state.lang)),
          quyu.html("span", "number", String(counts[key])),
        ]),
      ]);
  }

  /* Review number or its lack, and edition and year of the boundaries. */
  function marginEntries(page) {
    const { lines, tiles } = page.data;
    const own = [lines.review, lines.base, lines.credit].map((line) => [quyu.html("p", "", quyu.entryName(line, page.state.lang))]);
    return tiles ? own.concat([[quyu.html("p", "", page.t("netAbout", quyu.tilesCredit(page)))]]) : own;
  }

  function sourceEntries(page) {
    const zh = page.state.lang !== "en";
    return (page.data.sources || []).map((source) => [
      quyu.html("p", "strong", (zh && source.title_zh) || source.title),
      quyu.html("p", "fine", [(zh && source.used_for_zh) || source.used_for, source.source, source.licence].filter(Boolean).join(" · ")),
    ]);
  }
})(typeof window === "undefined" ? globalThis : window);
