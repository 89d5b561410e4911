/* The search box: initiatives, places and plans by name, pinyin or initials; arrow keys and Enter. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const MOST = 12;

  quyu.createSearch = function (page) {
    const input = quyu.element("search");
    const box = quyu.element("found");
    const search = { page, input, box, index: null, finds: [], at: -1 };
    input.addEventListener("input", () => look(search));
    input.addEventListener("focus", () => look(search));
    input.addEventListener("keydown", (event) => key(search, event));
    input.addEventListener("blur", () => setTimeout(() => close(search), 150));
    return {
      build() {
        search.index = null;
        input.placeholder = page.t("search");
        input.setAttribute("aria-label", page.t("search"));
      },
    };
  };

  /* What can be found: {texts to look in, name, kind, order, act}. */
  function makeIndex(page) {
    const { data, state } = page;
    const lang = state.lang;
    // Under one name an initiative is found once, however many plans name it.
    const named = (feature) => feature.records.filter((record, i) => feature.records.findIndex((other) => other.name === record.name) === i);
    const features = data.features.flatMap((feature) => named(feature).map((record) => entry(
      [record.name, record.en, record.ref], quyu.nameOfFeature(record, lang),
      quyu.typeName(data, lang, feature.layer, feature.type), 1, () => page.select(feature.id, true))));
    const places = Object.keys(data.places).map((id) => {
      const place = data.places[id];
      return entry([place.n, place.s, place.e, id], quyu.nameOfPlace(data, lang, id), page.t("place"), 0, () => quyu.goTo(page, id));
    });
    const plans = data.plans.map((plan) => entry(
      [plan.title, plan.title_en, plan.issuer, plan.number, plan.subject_short + plan.date.slice(0, 4)], quyu.planTitle(plan, lang), quyu.planLabel(plan, lang), 2, () => {
        page.state.filters.plan = new Set([plan.key]);
        page.update();
      }));
    return [...features, ...places, ...plans];
  }

  function entry(texts, name, kind, order, act) {
    return { texts: texts.filter(Boolean), name, kind, order, act };
  }

  /* What begins with the question comes first, then what holds it, then what is read so. */
  function look(search) {
    const { page } = search;
    search.speller = search.speller || quyu.createSpeller(page.data.spelling);
    const question = search.speller.question(search.input.value);
    if (!question) return close(search);
    search.index = search.index || makeIndex(page);
    search.finds = search.index
      .map((one) => [Math.min(...one.texts.map((text) => search.speller.match(text, question))), one])
      .filter((pair) => pair[0] < Infinity)
      .sort((a, b) => a[0] - b[0] || a[1].order - b[1].order || a[1].name.length - b[1].name.length)
      .slice(0, MOST)
      .map((pair) => pair[1]);
    search.at = search.finds.length ? 0 : -1;
    return show(search);
  }

  function show(search) {
    const { box, input, page } = search;
    quyu.clear(box);
    search.finds.forEach((find, index) => {
      const row = quyu.html("li", "", [quyu.html("span", "name", find.name), quyu.html("span", "kind", find.kind)]);
      row.id = "quyu-found-" + index;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === search.at));
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(search, index);
      });
      box.appendChild(row);
    });
    if (!search.finds.length) box.appendChild(quyu.html("li", "nothing", page.t("nothing")));
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (search.at >= 0) {
      input.setAttribute("aria-activedescendant", "quyu-found-" + search.at);
      box.children[search.at].scrollIntoView({ block: "nearest" });
    }
    else input.removeAttribute("aria-activedescendant");
  }

  function close(search) {
    search.box.hidden = true;
    search.input.setAttribute("aria-expanded", "false");
    search.input.removeAttribute("aria-activedescendant");
  }

  function choose(search, index) {
    const find = search.finds[index];
    close(search);
    if (find) find.act();
  }

  function key(search, event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && search.finds.length) {
      event.preventDefault();
      search.at = (search.at + step + search.finds.length) % search.finds.length;
      show(search);
    } else if (event.key === "Enter" && search.at >= 0 && !search.box.hidden) {
      choose(search, search.at);
    } else if (event.key === "Escape" && !search.box.hidden) {
      // The first Escape closes the list, the next one the card.
      event.stopPropagation();
      close(search);
    }
  }
})(typeof window === "undefined" ? globalThis : window);
