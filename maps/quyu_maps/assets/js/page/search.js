/* The search box: initiatives, places and plans by Chinese or English name; arrow keys and Enter. */
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

  /* What can be found: {text to look in, name, kind, act}. */
  function makeIndex(page) {
    const { data, state } = page;
    const lang = state.lang;
    const features = data.features.map((feature) => entry(
      [feature.name, feature.en, feature.ref], quyu.nameOfFeature(feature, lang),
      quyu.typeName(data, lang, feature.layer, feature.type), () => page.select(feature.id, true)));
    const places = Object.keys(data.places).map((id) => {
      const place = data.places[id];
      return entry([place.n, place.s, place.e], quyu.nameOfPlace(data, lang, id), page.t("place"), () => quyu.goTo(page, id));
    });
    const plans = data.plans.map((plan) => entry(
      [plan.title, plan.title_en], quyu.planTitle(plan, lang), plan.date.slice(0, 4), () => {
        page.state.filters.plan = new Set([plan.key]);
        page.update();
      }));
    return [...features, ...places, ...plans];
  }

  function entry(texts, name, kind, act) {
    return { text: texts.join("\n").toLowerCase(), name, kind, act };
  }

  /* Names that begin with the question come first, then shorter ones. */
  function look(search) {
    const question = search.input.value.trim().toLowerCase();
    if (!question) return close(search);
    search.index = search.index || makeIndex(search.page);
    search.finds = search.index
      .filter((one) => one.text.includes(question))
      .map((one) => [rank(one, question), one])
      .sort((a, b) => a[0] - b[0])
      .slice(0, MOST)
      .map((pair) => pair[1]);
    search.at = search.finds.length ? 0 : -1;
    return show(search);
  }

  function rank(one, question) {
    return (one.name.toLowerCase().startsWith(question) ? 0 : 1000) + one.name.length;
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
    if (search.at >= 0) input.setAttribute("aria-activedescendant", "quyu-found-" + search.at);
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
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close(search);
    }
  }
})(typeof window === "undefined" ? globalThis : window);
