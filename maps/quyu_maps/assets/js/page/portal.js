/* The overview of the portal: totals, tile index, plans, matrix and a table of provinces to search. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const LAYERS = ["link", "corridor", "zone", "region"];

  quyu.createPortal = function (page) {
    const box = quyu.addTab("overview");
    return {
      build() {
        const { data } = page;
        quyu.clear(box);
        box.appendChild(totals(page));
        box.appendChild(quyu.html("div", "pair-columns", [tiles(page), plans(page)]));
        box.appendChild(quyu.matrixPart(page, data.portal.matrix));
        box.appendChild(table(page));
      },
    };
  };

  function head(title, note) {
    return quyu.html("div", "over-head", [quyu.html("h2", "", title), quyu.html("span", "fine", note || "")]);
  }

  /* A link to a sheet if there is one, else plain text. */
  function sheetLink(province, className, content) {
    const link = quyu.html("a", className, content);
    return quyu.linkTo(link, province.file) ? link : quyu.html("span", className, content);
  }

  function totals(page) {
    const { data, state, t } = page;
    const row = quyu.html("div", "totals");
    row.appendChild(total(LAYERS.reduce((sum, layer) => sum + data.portal.totals[layer], 0), t("total")));
    for (const layer of LAYERS) {
      row.appendChild(total(data.portal.totals[layer], quyu.layerName(data, state.lang, layer), page.style.layers[layer].color));
    }
    return row;
  }

  function total(count, name, color) {
    return quyu.html("div", "total", [quyu.html("b", "", String(count)), quyu.html("span", "", [color && blot(color), quyu.html("span", "", name)])]);
  }

  function blot(color) {
    const node = quyu.html("i", "blot");
    node.style.background = color;
    return node;
  }

  const provinceName = (page, province) => (page.state.lang === "en" ? province.en : province.short);

  function tiles(page) {
    const { data, t } = page;
    const issuers = new Set(Object.keys(data.portal.matrix));
    const most = Math.max(1, ...data.portal.provinces.map((province) => province.count));
    const grid = quyu.html("div", "tiles");
    for (const province of data.portal.provinces) {
      const at = page.style.tiles[province.id];
      if (!at) continue;
      const tile = (province.via ? throughTile : sheetLink)(province, "tile" + (issuers.has(province.id) ? " issuer" : ""), [
        quyu.html("span", "", provinceName(page, province)),
        quyu.html("b", "", province.count ? province.count + (province.via ? " *" : "") : ""),
      ]);
      if (province.via) {
        tile.title = t("via", province.via.join(t("sep")));
        tile.addEventListener("click", () => page.select(province.ids[0], true));
      }
      tile.style.gridColumn = String(at[0] + 1);
      tile.style.gridRow = String(at[1] + 1);
      tile.style.background = shade(province.count / most);
      tile.dataset.province = province.id;
      grid.appendChild(tile);
    }
    const note = data.portal.provinces.some((province) => province.via) ? quyu.html("p", "fine", t("viaNote")) : null;
    return quyu.html("section", "tiles-part", [head(t("provinces"), t("provincesNote")), grid, note]);
  }

  /* A province without a sheet that takes part through a region: its tile shows the initiative. */
  function throughTile(province, className, content) {
    const tile = quyu.html("button", className + " through", content);
    tile.type = "button";
    return tile;
  }

  /* Paper for none, then warmer; the root spreads the many small numbers. */
  function shade(share) {
    return share ? "rgba(236,187,134," + (0.16 + 0.84 * Math.sqrt(share)).toFixed(2) + ")" : "#FBFAF7";
  }

  function plans(page) {
    const { data, state, t } = page;
    const part = quyu.html("section", "plans-part", [head(t("plansHead"), t("newest"))]);
    const ordered = [...data.plans].sort((a, b) => (a.date < b.date ? 1 : -1));
    for (const plan of ordered) {
      const row = quyu.html("button", "plan-row", [
        quyu.html("span", "year", plan.date.slice(0, 4)),
        quyu.html("span", "name", (state.lang === "en" ? plan.subject_en : plan.subject_short) + " · " + quyu.planTitle(plan, state.lang)),
        quyu.html("b", "", String(data.portal.plans[plan.key] || 0)),
      ]);
      row.type = "button";
      row.title = quyu.planTitle(plan, state.lang);
      row.addEventListener("click", () => {
        quyu.toggle(state.filters.plan, plan.key);
        page.update();
        page.showTab("list");
      });
      part.appendChild(row);
    }
    return part;
  }

  function cell(name, scope, text) {
    const node = quyu.html(name, "", text);
    node.setAttribute("scope", scope);
    return node;
  }

  function table(page) {
    const { data, state, t } = page;
    const grid = quyu.html("table", "glance");
    const names = [t("province"), t("items"), t("mix"), ...LAYERS.map((layer) => quyu.layerName(data, state.lang, layer)), t("partnerProvinces"), ""];
    grid.appendChild(quyu.html("tr", "", names.map((name) => (name ? cell("th", "col", name) : quyu.html("td")))));
    const rows = data.portal.provinces.filter((province) => province.count);
    rows.sort((a, b) => b.count - a.count);
    for (const province of rows) grid.appendChild(glance(page, province));
    return quyu.html("section", "", [head(t("table"), t("openRow")), finder(page, grid), quyu.scrolled(grid, t("table"))]);
  }

  /* A field that leaves the rows whose province answers to it. */
  function finder(page, grid) {
    const field = quyu.html("input", "finder");
    field.type = "search";
    field.placeholder = page.t("findProvince");
    field.setAttribute("aria-label", page.t("findProvince"));
    const speller = quyu.createSpeller(page.data.spelling);
    field.addEventListener("input", () => {
      const question = speller.question(field.value);
      for (const row of grid.querySelectorAll("tr[data-names]")) {
        row.hidden = Boolean(question) && row.dataset.names.split("|").every((name) => speller.match(name, question) === Infinity);
      }
    });
    return field;
  }

  function glance(page, province) {
    const numbers = [...province.layers, province.partners];
    const row = quyu.html("tr", "", [
      quyu.html("th", "", [sheetLink(province, "", provinceName(page, province))]),
      quyu.html("td", "", String(province.count)),
      quyu.html("td", "mix", [bar(page, province)]),
      ...numbers.map((number) => quyu.html("td", "", number ? String(number) : "·")),
      quyu.html("td", "", [
        sheetLink(province, "textual", province.file ? page.t("sheet") : ""),
        ...(province.list ? [quyu.html("span", "", " · "), sheetLink({ file: province.list }, "textual", page.t("list"))] : []),
      ]),
    ]);
    row.dataset.names = [province.short, province.en].join("|");
    return row;
  }

  function bar(page, province) {
    const node = quyu.html("span", "bar-mix");
    LAYERS.forEach((layer, index) => {
      if (!province.layers[index]) return;
      const part = quyu.html("i");
      part.style.flexGrow = String(province.layers[index]);
      part.style.background = page.style.layers[layer].color;
      node.appendChild(part);
    });
    return node;
  }
})(typeof window === "undefined" ? globalThis : window);
