/* The panel: tabs, the count in large figures, and the grip of the phone's sheet. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const ALL_TABS = ["overview", "reading", "layers", "list", "figures", "about"];
  /* Tabs under which the filters stand. */
  const FILTERED = new Set(["layers", "list", "figures"]);

  quyu.createPanel = function (page) {
    const tabs = quyu.element("tabs");
    const grip = quyu.element("grip");
    const live = quyu.element("live");
    grip.addEventListener("click", () => {
      const high = document.body.classList.toggle("panel-high");
      grip.setAttribute("aria-expanded", String(high));
    });
    page.tabs = tabsHere;
    page.showTab = (name) => showTab(page, tabs, name);
    page.say = (text) => say(live, text);
    return {
      build() {
        grip.setAttribute("aria-label", page.t("panelSize"));
        buildTabs(page, tabs);
      },
      refresh: () => fillCount(page),
    };
  };

  /* Tell what has been done, to eyes and to screen readers, for a moment. */
  function say(live, text) {
    live.textContent = text;
    live.classList.add("shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => live.classList.remove("shown"), 2500);
  }

  /* A section for a tab that only some pages have, to be added before the panel lists the tabs. */
  quyu.addTab = function (name, className) {
    const tab = quyu.html("section", ("tab " + (className || "")).trim());
    tab.id = "quyu-tab-" + name;
    tab.setAttribute("role", "tabpanel");
    quyu.element("tab-layers").before(tab);
    return tab;
  };

  /* The tabs that this page has a section for. */
  const tabsHere = () => ALL_TABS.filter((name) => quyu.element("tab-" + name));

  function buildTabs(page, box) {
    quyu.clear(box);
    box.setAttribute("aria-label", page.t("tabs"));
    for (const name of tabsHere()) {
      const tab = quyu.html("button", "", page.t(name));
      tab.type = "button";
      tab.id = "quyu-tabbutton-" + name;
      tab.dataset.tab = name;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", "quyu-tab-" + name);
      quyu.element("tab-" + name).setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => showTab(page, box, name));
      tab.addEventListener("keydown", (event) => walk(page, event, box, name));
      box.appendChild(tab);
    }
    showTab(page, box, page.state.tab || tabsHere()[0]);
  }

  function walk(page, event, box, name) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = tabsHere();
    const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length];
    showTab(page, box, next);
    quyu.element("tabbutton-" + next).focus();
  }

  function showTab(page, box, name) {
    page.state.tab = name;
    for (const tab of box.children) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      quyu.element("tab-" + tab.dataset.tab).hidden = !on;
    }
    quyu.element("filters").hidden = !FILTERED.has(name);
    page.parts.forEach((part) => part.tabbed && part.tabbed(name));
    if (page.link) page.link.changed();
  }

  function fillCount(page) {
    const { data, t } = page;
    const count = quyu.element("count");
    const shown = quyu.countRecords(quyu.chosen(data, page.state));
    quyu.clear(count);
    count.appendChild(quyu.html("b", "", String(shown)));
    const words = [t("onMap"), "/ " + t("ofAll", quyu.totalRecords(data)), "· " + t("plans", data.plans.length)];
    count.appendChild(quyu.html("span", "", words.join(" ")));
    if (shown === 0 || page.state.filters.ids) count.appendChild(emptyNote(page, shown));
  }

  function emptyNote(page, shown) {
    const { data, state, t } = page;
    const note = quyu.html("span", "empty", shown === 0 ? t("emptyMap") + " " : "");
    const button = quyu.html("button", "textual", t("reset"));
    button.type = "button";
    button.addEventListener("click", () => {
      const fresh = quyu.createState(data);
      Object.assign(state, { theme: fresh.theme, types: fresh.types, core: fresh.core, filters: fresh.filters });
      page.speak(state.lang);
      page.update();
    });
    note.appendChild(button);
    return note;
  }
})(typeof window === "undefined" ? globalThis : window);
