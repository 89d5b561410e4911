/* Online tiles under the map, where the sheet was made with a source of them: off until the reader
   switches them on, and off again where there is no net. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const DEEPEST = 18;

  quyu.createTiles = function (page) {
    const { data, state, t } = page;
    if (!data.tiles) return {};
    const button = quyu.html("button", "net", "▦");
    button.type = "button";
    button.id = "quyu-net";
    button.addEventListener("click", () => {
      state.net = !state.net;
      page.update();
    });
    quyu.element("fit").after(button);
    const tiles = { page, button, layer: null };
    return {
      build() {
        button.title = t("net");
        button.setAttribute("aria-label", t("net"));
        credit(tiles);
      },
      // Not before the page has its first view: tiles of another would be asked for in vain.
      refresh: () => show(tiles),
    };
  };

  /* Bring the layer, the button and the line of the margin to what is chosen. */
  function show(tiles) {
    const { page, button } = tiles;
    const { state, map } = page;
    button.setAttribute("aria-pressed", String(state.net));
    if (state.net && !tiles.layer) tiles.layer = made(tiles).addTo(map);
    if (!state.net && tiles.layer) {
      tiles.layer.remove();
      tiles.layer = null;
    }
    credit(tiles);
  }

  /* The line of the margin says whose tiles lie under the map. */
  function credit({ page }) {
    const line = quyu.element("tiles");
    if (line) line.textContent = page.state.net ? page.t("netOf", quyu.tilesCredit(page)) : "";
  }

  function made(tiles) {
    const { page } = tiles;
    const { url, servers } = page.data.tiles;
    const layer = L.tileLayer(url, { subdomains: servers, maxZoom: DEEPEST, attribution: "" });
    let loaded = false;
    layer.on("tileload", () => {
      loaded = true;
    });
    layer.on("tileerror", () => {
      if (loaded || tiles.layer !== layer) return;
      page.state.net = false;
      page.update();
      page.say(page.t("netFailed"));
    });
    return layer;
  }

  /* Whose tiles, and in which datum. */
  quyu.tilesCredit = function (page) {
    const { tiles } = page.data;
    const datum = { wgs84: "WGS 84", cgcs2000: "CGCS2000", gcj02: "GCJ-02" }[tiles.datum] || "";
    return [quyu.entryName(tiles, page.state.lang), datum, tiles.shift ? page.t("netShift") : ""].filter(Boolean).join(" · ");
  };
})(typeof window === "undefined" ? globalThis : window);
