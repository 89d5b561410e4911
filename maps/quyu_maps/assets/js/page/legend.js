/* The legend at the lower right: the types that are on the map now, one column a layer. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const ROOM = 1400;

  quyu.createLegend = function (page) {
    const box = quyu.element("legend");
    const button = quyu.element("legend-button");
    const legend = { page, box, button, choice: null, key: "" };
    button.addEventListener("click", () => choose(legend, true));
    return {
      build() {
        legend.key = "";
        button.textContent = page.t("legend") + " ▴";
      },
      // Before the drawing, which keeps clear of the legend.
      arrange: () => show(legend),
      levelled: () => show(legend) && legend.page.engine.redraw(),
    };
  };

  function choose(legend, open) {
    legend.choice = open;
    show(legend);
    legend.page.engine.redraw();
  }

  /* Open where there is room, unless the reader has decided. */
  function isOpen(legend) {
    if (["printing", "picturing"].some((name) => document.body.classList.contains(name))) return true;
    if (legend.choice !== null) return legend.choice;
    return legend.page.map.getSize().x >= ROOM && legend.page.engine.level() !== "local";
  }

  /* Fill, open or close it; tells whether it takes other room now. */
  function show(legend) {
    const { page, box, button } = legend;
    const present = page.engine.typesShown();
    const kinds = quyu.allKinds(page.data).filter((kind) => present.has(kind));
    const open = isOpen(legend) && kinds.length > 0;
    const changed = box.hidden === open;
    box.hidden = !open;
    button.hidden = open || kinds.length === 0;
    const key = kinds.join() + page.state.lang + page.state.letters;
    const stale = key !== legend.key;
    if (stale) {
      legend.key = key;
      fill(legend, kinds);
    }
    return changed || (stale && open);
  }

  function fill(legend, kinds) {
    const { page, box } = legend;
    const { data, state, t } = page;
    quyu.clear(box);
    const close = quyu.html("button", "textual", t("collapse"));
    close.type = "button";
    close.addEventListener("click", () => {
      choose(legend, false);
      legend.button.focus();
    });
    box.appendChild(quyu.html("div", "legend-head", [quyu.html("h2", "", t("legend")), lettersButton(page, kinds), close]));
    const columns = quyu.html("div", "legend-columns");
    for (const layer of Object.keys(data.vocabulary.layers)) {
      const own = kinds.filter((kind) => kind.startsWith(layer + "/"));
      if (own.length) columns.appendChild(column(page, layer, own));
    }
    box.appendChild(columns);
    box.appendChild(statusRow(page, kinds));
    box.setAttribute("aria-label", t("legend") + " " + state.theme);
  }

  /* Letters on the links, for print in grey and for eyes that cannot tell the colours. */
  function lettersButton(page, kinds) {
    if (!kinds.some((kind) => kind.startsWith("link/"))) return null;
    const button = quyu.html("button", "textual letters", page.t("letters"));
    button.type = "button";
    button.title = page.t("lettersNote");
    button.setAttribute("aria-pressed", String(page.state.letters));
    button.addEventListener("click", () => {
      page.state.letters = !page.state.letters;
      page.update();
      quyu.element("legend").querySelector(".letters").focus();
    });
    return button;
  }

  function column(page, layer, kinds) {
    const { data, state } = page;
    const node = quyu.html("div", "legend-column", [quyu.html("h3", "", quyu.layerName(data, state.lang, layer))]);
    for (const kind of kinds) {
      const type = kind.split("/")[1];
      node.appendChild(quyu.html("p", "", [
        quyu.swatch(page.style, kind, "", state.letters ? quyu.letterOf(page.style, kind, state.lang) : ""),
        quyu.html("span", "", quyu.typeName(data, state.lang, layer, type)),
      ]));
    }
    return node;
  }

  /* How a status shows: on a zone symbol, and planned lines as dashes. */
  function statusRow(page, kinds) {
    const { data, state } = page;
    const row = quyu.html("div", "legend-status");
    const zone = kinds.find((kind) => kind.startsWith("zone/"));
    const line = kinds.find((kind) => kind.startsWith("link/"));
    for (const status of Object.keys(data.vocabulary.status)) {
      if (zone) row.appendChild(sample(page, zone, status, quyu.entryName(data.vocabulary.status[status], state.lang)));
    }
    if (line) row.appendChild(sample(page, line, "plan", quyu.entryName(data.vocabulary.status.plan, state.lang)));
    return row;
  }

  function sample(page, kind, status, text) {
    return quyu.html("span", "sample", [quyu.swatch(page.style, kind, status), quyu.html("span", "", text)]);
  }
})(typeof window === "undefined" ? globalThis : window);
