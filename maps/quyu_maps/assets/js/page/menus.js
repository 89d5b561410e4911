/* Filters that combine: chips for core and status, and menus of check boxes with counts for the rest. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const MENUS = [["plan", "year"], ["topic"], ["partner"], ["tie"]];
  const TIES = ["reciprocal", "one-sided", "no-plan"];

  quyu.createMenus = function (page) {
    const menus = { page, chips: quyu.element("chips"), box: quyu.element("menu"), open: "" };
    menus.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      toggle(menus, menus.open);
    });
    return {
      build: () => build(menus),
      refresh: () => refresh(menus),
    };
  };

  /* The values of a filter that this page has: [value, name] pairs. */
  function options(page, name) {
    const { data, state, t } = page;
    const { lang } = state;
    if (name === "status") return Object.keys(data.vocabulary.status).map((key) => [key, quyu.entryName(data.vocabulary.status[key], lang)]);
    if (name === "plan") return data.plans.map((plan) => [plan.key, quyu.planTitle(plan, lang) + " · " + quyu.planLabel(plan, lang)]);
    if (name === "year") return unique(data.plans.map((plan) => plan.date.slice(0, 4))).sort().reverse().map((year) => [year, year]);
    if (name === "tie") return TIES.map((tie) => [tie, t("tie_" + tie)]);
    if (name === "partner") return unique(data.features.flatMap((feature) => feature.sides)).map((id) => [id, quyu.nameOfPlace(data, lang, id)]);
    const present = new Set(data.features.flatMap((feature) => feature.records.flatMap((record) => record.topics)));
    return Object.keys(data.vocabulary.topics).filter((topic) => present.has(topic)).map((topic) => [topic, quyu.topicName(data, lang, topic)]);
  }

  const unique = (values) => Array.from(new Set(values));

  /* Whether a filter can take a value: what a link says may be old or made up. */
  quyu.hasOption = (page, name, value) => options(page, name).some((pair) => pair[0] === value);

  function build(menus) {
    const { page, chips } = menus;
    const { state, t } = page;
    quyu.clear(chips);
    chips.setAttribute("role", "group");
    chips.setAttribute("aria-label", t("filters"));
    chips.appendChild(chip("core", t("core"), () => choose(page, () => (state.core = !state.core))));
    for (const [status, name] of options(page, "status")) {
      chips.appendChild(chip("status:" + status, name, () => choose(page, () => quyu.toggle(state.filters.status, status))));
    }
    for (const names of MENUS) {
      if (!names.some((name) => options(page, name).length > 1)) continue;
      const button = chip("menu:" + names[0], "", () => toggle(menus, names[0]));
      button.setAttribute("aria-controls", "quyu-menu");
      chips.appendChild(button);
    }
    const clear = chip("clear", t("clearFilters"), () => choose(page, () => (state.filters = quyu.noFilters())));
    clear.className = "textual";
    chips.appendChild(clear);
    if (menus.open) fill(menus);
  }

  function chip(key, text, act) {
    const button = quyu.html("button", "chip", text);
    button.type = "button";
    button.dataset.chip = key;
    button.addEventListener("click", act);
    return button;
  }

  function choose(page, change) {
    change();
    page.update();
  }

  function refresh(menus) {
    const { page, chips } = menus;
    const { state, t } = page;
    for (const button of chips.children) {
      const [group, value] = button.dataset.chip.split(":");
      if (group === "menu") {
        const count = menuOf(value).reduce((sum, name) => sum + state.filters[name].size, 0);
        button.textContent = t("menu_" + value) + (count ? " " + count : "") + (menus.open === value ? " ▴" : " ▾");
        button.setAttribute("aria-expanded", String(menus.open === value));
        button.classList.toggle("on", count > 0);
      } else if (group === "clear") button.hidden = !quyu.anyFilter(state.filters);
      else button.setAttribute("aria-pressed", String(group === "core" ? state.core : state.filters[group].has(value)));
    }
    if (menus.open) recount(menus);
  }

  const menuOf = (first) => MENUS.find((names) => names[0] === first) || [];

  function toggle(menus, name) {
    menus.open = menus.open === name ? "" : name;
    menus.box.hidden = !menus.open;
    // The low sheet of a phone has no room for a menu.
    if (menus.open) document.body.classList.add("panel-high");
    if (menus.open) fill(menus);
    refresh(menus);
    const button = menus.chips.querySelector('[data-chip="menu:' + name + '"]');
    if (!menus.open && button) button.focus();
    else if (menus.open) menus.box.querySelector("input").focus();
  }

  function fill(menus) {
    const { page, box } = menus;
    quyu.clear(box);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", page.t("menu_" + menus.open));
    for (const name of menuOf(menus.open)) {
      const list = quyu.html("div", "options");
      const counts = countsOf(page, name);
      const rows = options(page, name);
      if (name === "partner") rows.sort((a, b) => (counts.get(b[0]) || 0) - (counts.get(a[0]) || 0));
      for (const [value, text] of rows) list.appendChild(option(page, name, value, text));
      box.appendChild(list);
    }
    if (menus.open === "tie") box.appendChild(quyu.html("p", "fine", page.t("tieNote")));
    recount(menus);
  }

  function option(page, name, value, text) {
    const check = quyu.html("input");
    check.type = "checkbox";
    check.addEventListener("change", () => choose(page, () => quyu.toggle(page.state.filters[name], value, check.checked)));
    const row = quyu.html("label", "row", [check, quyu.html("span", "name", text), quyu.html("span", "number", "")]);
    row.title = text;
    row.dataset.filter = name;
    row.dataset.value = value;
    return row;
  }

  /* What each value would leave, all other choices kept. */
  function countsOf(page, name) {
    const { data, state } = page;
    const counts = new Map();
    const add = (value, n) => counts.set(value, (counts.get(value) || 0) + n);
    for (const feature of data.features) {
      if (!state.types.has(quyu.kindOf(feature))) continue;
      const records = quyu.recordsPassing(state, feature, name);
      if (!records.length) continue;
      if (name === "partner") feature.sides.forEach((id) => add(id, records.length));
      else if (name === "tie") add(feature.tie, records.length);
      else if (name === "topic") records.forEach((record) => record.topics.forEach((topic) => add(topic, 1)));
      else records.forEach((record) => add(record[name], 1));
    }
    return counts;
  }

  function recount(menus) {
    const { page, box } = menus;
    const counts = new Map(menuOf(menus.open).map((name) => [name, countsOf(page, name)]));
    for (const row of box.querySelectorAll(".row")) {
      const { filter, value } = row.dataset;
      const count = (counts.get(filter) || new Map()).get(value) || 0;
      const on = page.state.filters[filter].has(value);
      row.querySelector("input").checked = on;
      row.querySelector(".number").textContent = String(count);
      row.classList.toggle("off", !count && !on);
    }
  }
})(typeof window === "undefined" ? globalThis : window);
