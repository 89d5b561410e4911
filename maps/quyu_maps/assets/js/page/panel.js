/* The panel: tabs, filter chips, the count in large figures, and the grip of the phone's sheet. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const ALL_TABS = ["overview", "layers", "list", "about"];

  quyu.createPanel = function (page) {
    const tabs = quyu.element("tabs");
    const chips = quyu.element("chips");
    const grip = quyu.element("grip");
    grip.addEventListener("click", () => {
      const high = document.body.classList.toggle("panel-high");
      grip.setAttribute("aria-expanded", String(high));
    });
    page.showTab = (name) => showTab(tabs, name);
    return {
      build() {
        grip.setAttribute("aria-label", page.t("panelSize"));
        buildTabs(page, tabs);
        buildChips(page, chips);
      },
      refresh() {
        for (const chip of chips.querySelectorAll("button[data-chip]")) {
          chip.setAttribute("aria-pressed", String(isOn(page.state, chip.dataset.chip)));
        }
        fillCount(page);
      },
    };
  };

  /* The tabs that this page has a section for. */
  const tabsHere = () => ALL_TABS.filter((name) => quyu.element("tab-" + name));

  function buildTabs(page, box) {
    const chosen = box.dataset.tab || tabsHere()[0];
    quyu.clear(box);
    for (const name of tabsHere()) {
      const tab = quyu.html("button", "", page.t(name));
      tab.type = "button";
      tab.id = "quyu-tabbutton-" + name;
      tab.dataset.tab = name;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", "quyu-tab-" + name);
      quyu.element("tab-" + name).setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => showTab(box, name));
      tab.addEventListener("keydown", (event) => walk(event, box, name));
      box.appendChild(tab);
    }
    showTab(box, chosen);
  }

  function walk(event, box, name) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = tabsHere();
    const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length];
    showTab(box, next);
    quyu.element("tabbutton-" + next).focus();
  }

  function showTab(box, name) {
    box.dataset.tab = name;
    for (const tab of box.children) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      quyu.element("tab-" + tab.dataset.tab).hidden = !on;
    }
  }

  /* One chip for core, each status, each plan; topics behind a select. */
  function buildChips(page, box) {
    const { data, state, t } = page;
    quyu.clear(box);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", t("filters"));
    chip(page, box, "core", t("core"));
    for (const status of Object.keys(data.vocabulary.status)) {
      chip(page, box, "status:" + status, quyu.entryName(data.vocabulary.status[status], state.lang));
    }
    for (const plan of data.plans) {
      chip(page, box, "plan:" + plan.key, quyu.planLabel(plan, state.lang), quyu.planTitle(plan, state.lang));
    }
    box.appendChild(topicSelect(page));
  }

  function chip(page, box, key, text, title) {
    const button = quyu.html("button", "chip", text);
    button.type = "button";
    button.dataset.chip = key;
    if (title) button.title = title;
    button.addEventListener("click", () => {
      const [group, value] = split(key);
      if (group === "core") page.state.core = !page.state.core;
      else quyu.toggle(page.state.filters[group], value);
      page.update();
    });
    box.appendChild(button);
  }

  function split(key) {
    const at = key.indexOf(":");
    return at < 0 ? [key, ""] : [key.slice(0, at), key.slice(at + 1)];
  }

  function isOn(state, key) {
    const [group, value] = split(key);
    return group === "core" ? state.core : state.filters[group].has(value);
  }

  function topicSelect(page) {
    const { data, state, t } = page;
    const select = quyu.html("select", "chip");
    select.id = "quyu-topics";
    select.setAttribute("aria-label", t("topics"));
    select.appendChild(option("", t("topics")));
    const present = new Set(data.features.flatMap((feature) => feature.topics));
    for (const topic of Object.keys(data.vocabulary.topics)) {
      if (present.has(topic)) select.appendChild(option(topic, quyu.topicName(data, state.lang, topic)));
    }
    select.value = [...state.filters.topic][0] || "";
    select.addEventListener("change", () => {
      state.filters.topic = new Set(select.value ? [select.value] : []);
      page.update();
    });
    return select;
  }

  function option(value, text) {
    const node = quyu.html("option", "", text);
    node.value = value;
    return node;
  }

  function fillCount(page) {
    const { data, t, engine } = page;
    const count = quyu.element("count");
    const shown = engine.visible().length;
    quyu.clear(count);
    count.appendChild(quyu.html("b", "", String(shown)));
    const words = [t("onMap"), "/ " + t("ofAll", data.features.length), "· " + t("plans", data.plans.length)];
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
