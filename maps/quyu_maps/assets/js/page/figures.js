/* Figures: bars by type, topic, status, partner, tie and year of what is on the map, each with its caveat. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const MOST = 14;

  quyu.createFigures = function (page) {
    const box = quyu.element("tab-figures");
    const show = () => page.state.tab === "figures" && page.link && build(page, box);
    return { build: show, refresh: show, tabbed: show };
  };

  function build(page, box) {
    const { data, state, t } = page;
    const focus = document.activeElement && box.contains(document.activeElement) ? document.activeElement.dataset.bar : null;
    const pairs = quyu.chosen(data, state);
    const top = box.scrollTop;
    quyu.clear(box);
    box.appendChild(quyu.html("p", "fine lead", t("figuresLead", quyu.countRecords(pairs))));
    part(page, box, "byType", types(page, pairs));
    part(page, box, "byTopic", tally(pairs, (record) => record.topics).map((row) => filterRow(page, "topic", row, quyu.topicName(data, state.lang, row[0]))));
    part(page, box, "byStatus", statuses(page, pairs));
    part(page, box, "byPartner", tally(pairs, (record, feature) => feature.sides).map((row) => filterRow(page, "partner", row, quyu.nameOfPlace(data, state.lang, row[0]))));
    part(page, box, "byTie", tally(pairs, (record, feature) => (feature.tie ? [feature.tie] : [])).map((row) => filterRow(page, "tie", row, t("tie_" + row[0]))));
    part(page, box, "byYear", tally(pairs, (record) => [record.year]).sort().map((row) => filterRow(page, "year", row, row[0])));
    if (data.portal) box.appendChild(quyu.matrixPart(page, quyu.matrixOf(page, pairs)));
    box.scrollTop = top;
    if (focus) {
      const again = Array.from(box.querySelectorAll(".bar-row")).find((row) => row.dataset.bar === focus);
      if (again) again.focus();
    }
  }

  /* [value, number] pairs, the largest first; a record counts once for each of its values. */
  function tally(pairs, valuesOf) {
    const counts = new Map();
    for (const [feature, records] of pairs) {
      for (const record of records) for (const value of valuesOf(record, feature)) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  function types(page, pairs) {
    const { data, state } = page;
    const rows = tally(pairs, (record, feature) => [quyu.kindOf(feature)]);
    return rows.map(([kind, count]) => {
      const [layer, type] = kind.split("/");
      return { key: "type:" + kind, name: quyu.typeName(data, state.lang, layer, type), count, color: page.style.layers[layer].color,
        swatch: quyu.swatch(page.style, kind), act: () => only(page, kind) };
    });
  }

  /* One type alone; once more, and its theme is back. */
  function only(page, kind) {
    const { state, data } = page;
    if (state.types.size === 1 && state.types.has(kind)) quyu.setTheme(data, state, state.theme);
    else state.types = new Set([kind]);
    page.update();
  }

  function statuses(page, pairs) {
    const table = page.data.vocabulary.status;
    const counts = new Map(tally(pairs, (record) => [record.status]));
    return Object.keys(table).filter((key) => counts.get(key)).map((key) =>
      filterRow(page, "status", [key, counts.get(key)], quyu.entryName(table[key], page.state.lang)));
  }

  function filterRow(page, name, [value, count], text) {
    const set = page.state.filters[name];
    return { key: name + ":" + value, name: text, count, on: set.has(value), act: () => {
      quyu.toggle(set, value);
      page.update();
    } };
  }

  /* A heading, bars that filter when pressed, and what the figures do not say. */
  function part(page, box, key, rows) {
    if (!rows.length) return;
    const { t } = page;
    const section = quyu.html("section", "figure", [quyu.html("h2", "", t(key))]);
    const most = Math.max(...rows.map((row) => row.count));
    rows.slice(0, MOST).forEach((row) => section.appendChild(bar(row, most)));
    if (rows.length > MOST) section.appendChild(quyu.html("p", "fine", t("moreRows", rows.length - MOST)));
    section.appendChild(quyu.html("p", "fine", t(key + "Caveat")));
    box.appendChild(section);
  }

  function bar(row, most) {
    const fill = quyu.html("i", "bar-fill");
    fill.style.width = ((100 * row.count) / most).toFixed(1) + "%";
    if (row.color) fill.style.background = row.color;
    const node = quyu.html("button", "bar-row", [
      row.swatch || null, quyu.html("span", "name", row.name), quyu.html("span", "bar-track", [fill]), quyu.html("span", "number", String(row.count)),
    ]);
    node.type = "button";
    node.title = row.name;
    node.dataset.bar = row.key;
    node.setAttribute("aria-pressed", String(Boolean(row.on)));
    node.addEventListener("click", row.act);
    return node;
  }
})(typeof window === "undefined" ? globalThis : window);
