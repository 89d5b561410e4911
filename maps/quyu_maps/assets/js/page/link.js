/* The state of the page in the fragment of its address, so that a link opens the same picture. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const PAUSE = 250;
  const SHORT = { status: "st", plan: "pl", year: "yr", topic: "tp", partner: "pa", tie: "ti" };

  quyu.createLink = function (page) {
    const link = { page, timer: 0, written: "", home: null };
    root.addEventListener("hashchange", () => {
      if (root.location.hash === link.written || !known(root.location.hash)) return;
      read(link);
      page.speak(page.state.lang);
      view(link);
      page.update();
    });
    quyu.element("copy").addEventListener("click", () => copy(link));
    return { read: () => read(link), view: () => view(link), changed: () => later(link), copy: () => copy(link), text: () => fragment(link) };
  };

  const known = (hash) => /^#([a-z]+=[^&]*)(&[a-z]+=[^&]*)*$/.test(hash);

  function later(link) {
    clearTimeout(link.timer);
    link.timer = setTimeout(() => write(link), PAUSE);
  }

  function write(link) {
    clearTimeout(link.timer);
    const text = fragment(link);
    if (text === link.written) return;
    link.written = text;
    root.history.replaceState(null, "", text || root.location.pathname + root.location.search);
  }

  /* Only what differs from the page as it opens. */
  function fragment(link) {
    const { page } = link;
    const { state, data } = page;
    const fresh = quyu.createState(data);
    const parts = [];
    const add = (key, value) => value !== "" && parts.push(key + "=" + value);
    add("v", viewText(link));
    add("th", state.theme === fresh.theme ? "" : state.theme);
    quyu.setTheme(data, fresh, state.theme);
    const kinds = quyu.allKinds(data);
    add("on", list(kinds.filter((kind) => state.types.has(kind) && !fresh.types.has(kind))));
    add("off", list(kinds.filter((kind) => !state.types.has(kind) && fresh.types.has(kind))));
    add("core", state.core === quyu.createState(data).core ? "" : String(Number(state.core)));
    for (const name of quyu.FILTERS) add(SHORT[name], list(state.filters[name]));
    add("only", list(state.filters.ids || []));
    add("id", state.selected ? encodeURIComponent(state.selected) : "");
    add("tab", state.tab && state.tab !== page.tabs()[0] ? state.tab : "");
    add("by", state.group === "plan" ? "" : state.group);
    add("mk", state.letters ? "1" : "");
    add("net", state.net ? "1" : "");
    add("lang", state.lang === "zh" ? "" : state.lang);
    return parts.length ? "#" + parts.join("&") : "";
  }

  const list = (values) => Array.from(values, encodeURIComponent).join(",");

  function viewText(link) {
    const { map } = link.page;
    const at = map.getCenter();
    const text = [at.lng.toFixed(3), at.lat.toFixed(3), map.getZoom().toFixed(2)].join(",");
    return text === link.home ? "" : text;
  }

  /* Take over what the fragment says; what it says wrongly is passed over. */
  function read(link) {
    const { page } = link;
    const { state, data } = page;
    const said = values();
    const fresh = quyu.createState(data);
    Object.assign(state, fresh, { tab: page.tabs()[0] });
    const one = (key) => (said.get(key) || [])[0];
    if (data.style.themes[one("th")]) quyu.setTheme(data, state, one("th"));
    const kinds = new Set(quyu.allKinds(data));
    for (const kind of said.get("on") || []) if (kinds.has(kind)) state.types.add(kind);
    for (const kind of said.get("off") || []) state.types.delete(kind);
    if (one("core")) state.core = one("core") === "1";
    for (const name of quyu.FILTERS) state.filters[name] = new Set((said.get(SHORT[name]) || []).filter((value) => quyu.hasOption(page, name, value)));
    const ids = (said.get("only") || []).filter((id) => page.featureById.has(id));
    if (ids.length) state.filters.ids = new Set(ids);
    const chosen = page.featureById.get(one("id"));
    state.selected = chosen ? chosen.id : null;
    if (page.tabs().includes(one("tab"))) state.tab = one("tab");
    if (one("by") === "partner") state.group = "partner";
    state.letters = one("mk") === "1";
    state.net = Boolean(data.tiles) && one("net") === "1";
    if (one("lang") === "en") state.lang = "en";
  }

  function values() {
    const out = new Map();
    if (!known(root.location.hash)) return out;
    for (const part of root.location.hash.slice(1).split("&")) {
      const [key, value] = part.split("=");
      out.set(key, value.split(",").filter(Boolean).map(decoded));
    }
    return out;
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return "";
    }
  }

  /* The view of the fragment, or the whole sheet. */
  function view(link) {
    const { page } = link;
    const [lon, lat, zoom] = (values().get("v") || []).map(Number);
    const usable = [lon, lat, zoom].every(Number.isFinite) && Math.abs(lat) < 85 && Math.abs(lon) <= 360;
    page.engine.fit();
    link.home = "";
    link.home = viewText(link);
    if (usable) page.map.setView([lat, lon], Math.max(2.5, Math.min(12, zoom)), { animate: false });
    if (usable || page.state.selected) page.engine.redraw();
    page.parts.forEach((part) => part.selected && part.selected(page.state.selected));
  }

  /* Put the address on the clipboard; without one that may be used, by way of a text field. */
  function copy(link) {
    write(link);
    const text = root.location.href;
    const { page } = link;
    const told = (done) => page.say(page.t(done ? "copied" : "copyFailed"));
    if (root.navigator.clipboard && root.isSecureContext) root.navigator.clipboard.writeText(text).then(() => told(true), () => told(byField(text)));
    else told(byField(text));
  }

  function byField(text) {
    const field = quyu.html("textarea", "away");
    field.value = text;
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
})(typeof window === "undefined" ? globalThis : window);
