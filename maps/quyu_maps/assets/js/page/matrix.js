/* Who names whom: links between the provinces that issue plans (rows) and those named (columns). */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* Counts by issuing and named province of the links among [feature, records] pairs. */
  quyu.matrixOf = function (page, pairs) {
    const { data } = page;
    const issuers = new Map(data.plans.map((plan) => [plan.key, provinceOf(data, plan.subject)]));
    const rows = {};
    for (const [feature, records] of pairs) {
      if (feature.layer !== "link") continue;
      for (const record of records) {
        const issuer = issuers.get(record.plan);
        for (const id of feature.sides) {
          if (id === issuer || !/^\d{6}$/.test(id)) continue;
          rows[issuer] = rows[issuer] || {};
          rows[issuer][id] = (rows[issuer][id] || 0) + 1;
        }
      }
    }
    return rows;
  };

  function provinceOf(data, id) {
    const place = data.places[id];
    return place && place.p && place.k !== "province" ? place.p : id.slice(0, 2) + "0000";
  }

  quyu.matrixPart = function (page, rows) {
    const { data, t } = page;
    const named = new Set(Object.values(rows).flatMap((row) => Object.keys(row)));
    const columns = data.portal.provinces.filter((province) => named.has(province.id));
    const grid = quyu.html("table", "matrix");
    const top = quyu.html("tr", "", [quyu.html("td")]);
    for (const province of columns) top.appendChild(cell("th", "col", nameOf(page, province)));
    grid.appendChild(top);
    const most = Math.max(1, ...Object.values(rows).flatMap((row) => Object.values(row)));
    for (const province of data.portal.provinces.filter((one) => rows[one.id])) {
      const line = quyu.html("tr", "", [cell("th", "row", nameOf(page, province))]);
      for (const other of columns) line.appendChild(figure(page, rows, province, other, most));
      grid.appendChild(line);
    }
    const head = quyu.html("div", "over-head", [quyu.html("h2", "", t("matrix")), quyu.html("span", "fine", t("matrixNote"))]);
    return quyu.html("section", "", [head, quyu.scrolled(grid, t("matrix")), quyu.html("p", "fine", t("matrixCaveat"))]);
  };

  /* A table wider than the panel, in a box that keys can scroll. */
  quyu.scrolled = function (grid, name) {
    const box = quyu.html("div", "matrix-box", [grid]);
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", name);
    return box;
  };

  const nameOf = (page, province) => (page.state.lang === "en" ? province.en : province.short);

  function cell(name, scope, text) {
    const node = quyu.html(name, "", text);
    node.setAttribute("scope", scope);
    return node;
  }

  function figure(page, rows, province, other, most) {
    const count = rows[province.id][other.id];
    const node = quyu.html("td", province.id === other.id ? "same" : "", count ? String(count) : "");
    if (!count) return node;
    const back = (rows[other.id] || {})[province.id];
    // No darker than the figure in it can be read on.
    node.style.background = "rgba(155,44,44," + (0.08 + (0.47 * count) / most).toFixed(2) + ")";
    if (back) node.classList.add("mutual");
    node.title = nameOf(page, province) + " → " + nameOf(page, other) + " " + count + (back ? " · ← " + back : "");
    return node;
  }
})(typeof window === "undefined" ? globalThis : window);
