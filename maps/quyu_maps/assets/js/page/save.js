/* Saving: a menu with the view as a picture and what is on the map as GeoJSON and CSV. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const KINDS = [["png", "savePng"], ["geojson", "saveGeojson"], ["csv", "saveCsv"]];

  quyu.createSave = function (page) {
    const button = quyu.element("save");
    const menu = quyu.element("save-menu");
    const save = { page, button, menu };
    button.setAttribute("aria-haspopup", "true");
    button.addEventListener("click", () => open(save, menu.hidden));
    menu.addEventListener("keydown", (event) => key(save, event));
    document.addEventListener("pointerdown", (event) => {
      if (!menu.hidden && !menu.contains(event.target) && event.target !== button) open(save, false);
    });
    page.save = (kind) => write(page, kind);
    return { build: () => build(save) };
  };

  function build(save) {
    const { page, menu } = save;
    quyu.clear(menu);
    menu.setAttribute("role", "menu");
    for (const [kind, word] of KINDS) add(save, page.t(word), () => page.save(kind), kind);
    add(save, page.t("copyLink"), () => page.link.copy(), "link");
    add(save, page.t("print"), () => root.print(), "print");
    open(save, false);
  }

  function add(save, text, act, kind) {
    const row = quyu.html("button", "", text);
    row.type = "button";
    row.dataset.save = kind;
    row.setAttribute("role", "menuitem");
    row.addEventListener("click", () => {
      open(save, false);
      act();
    });
    save.menu.appendChild(row);
  }

  function open(save, on) {
    save.menu.hidden = !on;
    save.button.setAttribute("aria-expanded", String(on));
    if (on) save.menu.firstChild.focus();
  }

  function key(save, event) {
    const rows = Array.from(save.menu.children).filter((row) => row.offsetParent);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length].focus();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      open(save, false);
      save.button.focus();
    }
  }

  function write(page, kind) {
    const pairs = quyu.chosen(page.data, page.state);
    const done = (blob) => hand(page, blob, kind);
    if (kind === "png") return quyu.picture(page).then(done, () => page.say(page.t("saveFailed")));
    const text = kind === "csv" ? quyu.csvOf(page.data, pairs) : quyu.geojsonOf(page.data, pairs);
    return Promise.resolve(done(new Blob([text], { type: kind === "csv" ? "text/csv;charset=utf-8" : "application/geo+json" })));
  }

  /* Give the reader a file; its name is made of ASCII letters of the subject. */
  function hand(page, blob, kind) {
    const { subject } = page.data;
    const name = "quyu-" + (subject.id + "-" + subject.en).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") + "." + kind;
    const link = quyu.html("a");
    const address = URL.createObjectURL(blob);
    link.href = address;
    link.download = name;
    page.saved = { name, size: blob.size, blob };
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    page.say(page.t("saved", name));
    return name;
  }
})(typeof window === "undefined" ? globalThis : window);
