/* The card of the selected initiative: everything as text, nothing as markup. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createCard = function (page) {
    const box = quyu.element("card");
    const show = (id) => {
      const feature = id && page.featureById.get(id);
      quyu.clear(box);
      box.hidden = !feature;
      document.body.classList.toggle("with-card", Boolean(feature));
      if (feature) fill(page, box, feature);
    };
    return { build: () => show(page.state.selected), selected: show };
  };

  function fill(page, box, feature) {
    const { data, state, t } = page;
    const lang = state.lang;
    const kind = quyu.kindOf(feature);
    const close = quyu.html("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", t("close"));
    close.addEventListener("click", () => page.select(null));
    box.dataset.layer = feature.layer;
    box.setAttribute("aria-label", quyu.nameOfFeature(feature, lang));
    box.appendChild(quyu.html("p", "card-type", [
      quyu.swatch(page.style, kind, feature.status),
      quyu.html("span", "", quyu.layerName(data, lang, feature.layer) + " · " + quyu.typeName(data, lang, feature.layer, feature.type)),
    ]));
    box.appendChild(close);
    box.appendChild(quyu.html("h2", "", quyu.nameOfFeature(feature, lang)));
    box.appendChild(facts(page, feature));
    for (const record of feature.records) box.appendChild(said(page, feature, record));
    box.appendChild(actions(page, feature));
  }

  function facts(page, feature) {
    const { data, state, t } = page;
    const lang = state.lang;
    const list = quyu.html("dl", "facts");
    for (const [word, ids] of parties(feature)) fact(list, t(word), ids.length ? placeChips(page, ids) : null);
    if (feature.records.some((record) => record.members && record !== feature)) fact(list, t("membersAsIn"), sourceText(page, feature));
    fact(list, t("status"), statusText(page, feature));
    fact(list, t("topic"), feature.topics.map((topic) => quyu.topicName(data, lang, topic)).join(" · "));
    fact(list, t("precision"), quyu.entryName(data.vocabulary.precision[feature.precision], lang, feature.precision));
    for (const [word, value] of stated(page, feature)) fact(list, t(word), value);
    fact(list, t("tie"), feature.tie ? t("tie_" + feature.tie) : "");
    return list;
  }

  /* What a reading view knows besides: who is in charge, and by when. */
  function stated({ data, t }, feature) {
    const facts = data.reading && data.reading.facts[feature.id];
    return facts ? [["responsible", facts.responsible.join(t("sep"))], ["horizon", facts.horizon]] : [];
  }

  function statusText(page, record) {
    const { data, state, t } = page;
    return quyu.entryName(data.vocabulary.status[record.status], state.lang, record.status) + (record.core ? " · " + t("coreItem") : "");
  }

  /* What one plan says: its quote, its own words for name, status and parties, and where it stands. */
  function said(page, feature, record) {
    const { state, t } = page;
    const node = quyu.html("div", "said");
    if (record.quote) node.appendChild(quyu.html("blockquote", "", record.quote));
    if (record !== feature) {
      const name = quyu.nameOfFeature(record, state.lang);
      const kind = record.type ? quyu.typeName(page.data, state.lang, record.layer, record.type) : "";
      const own = [name === quyu.nameOfFeature(feature, state.lang) ? "" : name, kind, record.status === feature.status ? "" : statusText(page, record)];
      if (own.some(Boolean)) node.appendChild(quyu.html("p", "fine", own.filter(Boolean).join(" · ")));
      if (record.members) node.appendChild(quyu.html("p", "fine", t("membersThere") + record.members.map((id) => quyu.nameOfPlace(page.data, state.lang, id)).join(t("sep"))));
    }
    if (record.note) node.appendChild(quyu.html("p", "fine", record.note));
    node.appendChild(quyu.html("p", "fine", sourceText(page, record)));
    if ((page.data.unreviewed || []).includes(record.id)) node.appendChild(quyu.html("p", "fine", t("readByMachine")));
    return node;
  }

  /* Who takes part, under the word that fits the layer; a directed link names both sides. */
  function parties(feature) {
    const { members, partners } = feature;
    if (feature.directed) return [["giver", members.slice(0, 1)], ["receivers", members.slice(1)], ["partners", partners]];
    const word = { corridor: "line", zone: "hosts" }[feature.layer] || "members";
    return [[word, members], ["partners", partners]];
  }

  function fact(list, name, value) {
    if (!value) return;
    list.appendChild(quyu.html("dt", "", name));
    list.appendChild(quyu.html("dd", "", typeof value === "string" ? value : [value]));
  }

  function placeChips(page, ids) {
    const box = quyu.html("span", "places");
    for (const id of ids) {
      const name = quyu.nameOfPlace(page.data, page.state.lang, id);
      const known = page.data.places[id];
      const chip = quyu.html(known ? "button" : "span", "place", name);
      if (known) {
        chip.type = "button";
        chip.addEventListener("click", () => quyu.goTo(page, id));
      }
      box.appendChild(chip);
    }
    return box;
  }

  function sourceText(page, record) {
    const plan = page.data.plans.find((one) => one.key === record.plan);
    const { lang } = page.state;
    if (!plan) return record.plan;
    const title = page.t("bookOpen") + quyu.planTitle(plan, lang) + page.t("bookClose");
    return [title + plan.date.slice(0, 4), record.section, record.ref].filter(Boolean).join(" · ");
  }

  function actions(page, feature) {
    const { state, t } = page;
    const only = Boolean(state.filters.ids);
    const row = quyu.html("div", "card-acts");
    act(row, t("show"), () => page.engine.flyTo(feature.id));
    act(row, t("copyLink"), () => page.link.copy());
    act(row, only ? t("everything") : t("only"), () => {
      state.filters.ids = only ? null : new Set([feature.id]);
      page.update();
      page.select(feature.id);
    });
    return row;
  }

  function act(row, text, fn) {
    const button = quyu.html("button", "textual", text);
    button.type = "button";
    button.addEventListener("click", fn);
    row.appendChild(button);
  }
})(typeof window === "undefined" ? globalThis : window);
