/* The header: title, the plans it rests on, themes, print and language; and the footer below. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createHeader = function (page) {
    const { data, state, t } = page;
    const themes = quyu.element("themes");
    quyu.element("print").addEventListener("click", () => root.print());
    quyu.element("lang").addEventListener("click", () => {
      page.speak(state.lang === "zh" ? "en" : "zh");
      page.update();
    });
    themes.addEventListener("keydown", (event) => turn(event, themes));
    return {
      build() {
        quyu.element("title").textContent = quyu.entryName(data.title, state.lang);
        const home = quyu.element("home");
        if (home) quyu.linkTo(home, data.home);
        document.title = quyu.entryName(data.title, state.lang);
        quyu.element("based").textContent = basis(data, state.lang, t);
        buildThemes(page, themes);
      },
      refresh() {
        for (const button of themes.children) mark(button, button.dataset.theme === state.theme);
      },
    };
  };

  /* Fixed ASCII names of files beside this page; anything else is not linked. */
  const FILE = /^[0-9a-z-]+\.html$/;

  /* Let a link lead to a file beside this page; without one it is hidden. Gives whether it leads. */
  quyu.linkTo = function (node, file) {
    const known = FILE.test(file || "");
    if (known) node.href = file;
    else node.hidden = true;
    return known;
  };

  function buildThemes(page, box) {
    const { data, state, t } = page;
    quyu.clear(box);
    box.setAttribute("aria-label", t("themes"));
    for (const theme of Object.keys(data.style.themes)) {
      const button = quyu.html("button", "", quyu.entryName(data.style.themes[theme], state.lang));
      button.type = "button";
      button.dataset.theme = theme;
      button.setAttribute("role", "radio");
      button.addEventListener("click", () => {
        quyu.setTheme(data, state, theme);
        page.update();
      });
      box.appendChild(button);
    }
  }

  function mark(button, on) {
    button.setAttribute("aria-checked", String(on));
    button.tabIndex = on ? 0 : -1;
  }

  /* Arrow keys move within a group of radio buttons. */
  function turn(event, box) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...box.children];
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    event.preventDefault();
    next.click();
    next.focus();
  }

  function basis(data, lang, t) {
    const named = data.plans.slice(0, 2).map(
      (plan) => t("bookOpen") + quyu.planTitle(plan, lang) + t("bookClose") + plan.date.slice(0, 4),
    );
    if (named.length === 0) return t("noPlan");
    const more = data.plans.length > 2 ? t("andMore", data.plans.length) : "";
    return t("based") + named.join(t("sep")) + more;
  }

  /* The footer: review line, boundary data, credits. */
  quyu.createFooter = function (page) {
    const { data, state, t } = page;
    const foot = quyu.element("foot");
    return {
      build() {
        quyu.clear(foot);
        const { review, base, credit } = data.lines;
        const reviewed = quyu.html("span", review.number ? "reviewed" : "unreviewed", quyu.entryName(review, state.lang));
        reviewed.id = "quyu-review";
        foot.appendChild(reviewed);
        foot.appendChild(quyu.html("span", "foot-base", quyu.entryName(base, state.lang)));
        foot.appendChild(quyu.html("span", "foot-credit", quyu.entryName(credit, state.lang)));
        if (data.tiles) {
          const tiles = quyu.html("span", "foot-tiles");
          tiles.id = "quyu-tiles";
          foot.appendChild(tiles);
        }
        foot.appendChild(quyu.html("span", "foot-end", t("indicative")));
      },
    };
  };
})(typeof window === "undefined" ? globalThis : window);
