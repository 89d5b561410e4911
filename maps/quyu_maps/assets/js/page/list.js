/* The list: every initiative by plan and article or by partner; a click flies to it and opens its card. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createList = function (page) {
    const box = quyu.element("tab-list");
    const list = { page, box, rows: quyu.html("div", "rows"), built: "" };
    const stale = () => {
      list.built = "";
      if (page.state.tab === "list") build(list);
    };
    return {
      build: stale,
      tabbed: (name) => name === "list" && (list.built ? refresh(list) : build(list)),
      refresh: () => page.state.tab === "list" && list.built && refresh(list),
      selected: (id) => mark(list, id),
    };
  };

  /* Built when it is first looked at: a sheet opens with another tab. */
  function build(list) {
    const { page, box, rows } = list;
    list.built = page.state.group;
    quyu.clear(box);
    quyu.clear(rows);
    box.appendChild(switcher(list));
    const parts = page.state.group === "partner" ? byPartner(page) : byPlan(page);
    for (const part of parts) rows.appendChild(part);
    box.appendChild(rows);
    box.appendChild(quyu.html("p", "empty", page.t("emptyList")));
    if (page.link) refresh(list);
    mark(list, page.state.selected);
  }

  function switcher(list) {
    const { page } = list;
    const bar = quyu.html("div", "themes small");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", page.t("groupBy"));
    for (const group of ["plan", "partner"]) {
      const button = quyu.html("button", "", page.t("by_" + group));
      button.type = "button";
      button.dataset.group = group;
      button.setAttribute("aria-pressed", String(page.state.group === group));
      button.addEventListener("click", () => {
        page.state.group = group;
        build(list);
        page.link.changed();
        list.box.querySelector('[data-group="' + group + '"]').focus();
      });
      bar.appendChild(button);
    }
    return bar;
  }

  function part(title) {
    const node = quyu.html("section", "plan");
    const head = quyu.html("h2", "", title + " ");
    head.appendChild(quyu.html("span", "number", ""));
    node.appendChild(head);
    return node;
  }

  function byPlan(page) {
    const { data, state } = page;
    return data.plans.map((plan) => {
      const node = part(quyu.planTitle(plan, state.lang) + " · " + quyu.planLabel(plan, state.lang));
      const own = data.features.flatMap((feature) => feature.records.filter((record) => record.plan === plan.key).map((record) => [feature, record]));
      own.sort((a, b) => inOrder(orderOf(a[1].section), orderOf(b[1].section)) || (a[1].id < b[1].id ? -1 : 1));
      let group = null;
      for (const [feature, record] of own) {
        if (!group || group.dataset.section !== record.section) {
          group = quyu.html("div", "section", [record.section ? quyu.html("h3", "", record.section) : null]);
          group.dataset.section = record.section;
          node.appendChild(group);
        }
        group.appendChild(item(page, feature, record));
      }
      return node;
    });
  }

  /* The numbers of an article, Chinese ones read, so that (十) comes after (九): 二(五)2. is 2, 5, 2. */
  function orderOf(section) {
    return (section.match(/[一二三四五六七八九十]+|\d+/g) || []).map((text) => {
      const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
      const digit = (sign) => "一二三四五六七八九".indexOf(sign) + 1;
      return /\d/.test(text) ? Number(text) : (text.includes("十") ? 10 * (digit(tens) || 1) : 0) + (ones ? digit(ones) : 0);
    });
  }

  function inOrder(a, b) {
    for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
      const apart = (a[i] || 0) - (b[i] || 0);
      if (apart) return apart;
    }
    return 0;
  }

  function byPartner(page) {
    const { data, state, t } = page;
    const groups = new Map();
    for (const feature of data.features) {
      for (const id of feature.sides.length ? feature.sides : [""]) {
        if (!groups.has(id)) groups.set(id, []);
        groups.get(id).push(feature);
      }
    }
    const order = Array.from(groups).sort((a, b) => Number(!a[0]) - Number(!b[0]) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    return order.map(([id, features]) => {
      const node = part(id ? quyu.nameOfPlace(data, state.lang, id) : t("noPartner"));
      const group = quyu.html("div", "section", features.map((feature) => item(page, feature, feature)));
      node.appendChild(group);
      return node;
    });
  }

  function item(page, feature, record) {
    const { lang } = page.state;
    const button = quyu.html("button", "item", [
      feature.layer === "region" ? quyu.thumbnail(page, feature) : quyu.swatch(page.style, quyu.kindOf(feature), record.status),
      quyu.html("span", "name" + (record.core ? " core" : ""), quyu.nameOfFeature(record, lang)),
      feature.records.length > 1 ? quyu.html("span", "badge", page.t("sources", feature.records.length)) : null,
    ]);
    button.type = "button";
    // Not `data-id`: that marks the drawing of an initiative on the map.
    button.dataset.item = record.id;
    button.addEventListener("click", () => page.select(feature.id, true));
    for (const name of ["mouseenter", "focus"]) button.addEventListener(name, () => page.engine.spotlight(feature.id));
    for (const name of ["mouseleave", "blur"]) button.addEventListener(name, () => page.engine.spotlight(null));
    return button;
  }

  /* Show what passes types and filters, and count it. */
  function refresh(list) {
    const { page, rows, box } = list;
    const passing = new Set(quyu.chosen(page.data, page.state).flatMap((pair) => pair[1].map((record) => record.id)));
    if (page.state.group === "partner") {
      for (const [feature] of quyu.chosen(page.data, page.state)) passing.add(feature.id);
    }
    for (const node of rows.children) {
      let count = 0;
      for (const section of node.querySelectorAll(".section")) {
        let own = 0;
        for (const row of section.querySelectorAll(".item")) {
          row.hidden = !passing.has(row.dataset.item);
          own += Number(!row.hidden);
        }
        section.hidden = !own;
        count += own;
      }
      node.hidden = !count;
      node.querySelector(".number").textContent = String(count);
    }
    box.lastChild.hidden = passing.size > 0;
  }

  function mark(list, id) {
    const feature = id && list.page.featureById.get(id);
    for (const row of list.rows.querySelectorAll('.item[aria-current="true"]')) row.removeAttribute("aria-current");
    if (!feature) return;
    const own = new Set(feature.records.map((record) => record.id));
    for (const row of list.rows.querySelectorAll(".item")) {
      if (own.has(row.dataset.item)) row.setAttribute("aria-current", "true");
    }
  }
})(typeof window === "undefined" ? globalThis : window);
