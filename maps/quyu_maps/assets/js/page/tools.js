/* Buttons over the map, and the name that follows the pointer over a mark. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createTools = function (page) {
    const { map, t } = page;
    const buttons = [["in", "zoomIn", () => map.zoomIn()], ["out", "zoomOut", () => map.zoomOut()], ["fit", "wholeMap", () => page.engine.fit()]];
    for (const [name, , act] of buttons) quyu.element(name).addEventListener("click", act);
    const tip = followPointer(quyu.element("stage"), quyu.element("tip"));
    root.addEventListener("beforeprint", () => print(page, true));
    root.addEventListener("afterprint", () => print(page, false));
    return {
      build() {
        for (const [name, word] of buttons) {
          quyu.element(name).setAttribute("aria-label", t(word));
          quyu.element(name).title = t(word);
        }
        map.getContainer().setAttribute("aria-label", t("mapLabel"));
        map.getContainer().setAttribute("role", "application");
      },
      hovered(id) {
        const feature = id && page.featureById.get(id);
        tip(feature ? quyu.nameOfFeature(feature, page.state.lang) : "");
      },
    };
  };

  /* Draw for a sheet of paper, whose size the style sheet gives the map, and back for the screen. */
  function print(page, on) {
    const { map } = page;
    const bounds = map.getBounds();
    if (on) page.screen = [map.getCenter(), map.getZoom()];
    document.body.classList.toggle("printing", on);
    map.invalidateSize({ animate: false });
    if (on) map.fitBounds(bounds, { animate: false });
    else if (page.screen) map.setView(page.screen[0], page.screen[1], { animate: false });
    page.parts.forEach((part) => part.arrange && part.arrange());
    page.engine.redraw();
  }

  /* A function that shows a text beside the pointer, or hides it. */
  function followPointer(stage, tip) {
    let at = null;
    const place = () => {
      if (tip.hidden || !at) return;
      const room = stage.clientWidth - tip.offsetWidth - 12;
      tip.style.left = Math.max(8, Math.min(at[0] + 14, room)) + "px";
      tip.style.top = Math.max(8, at[1] - tip.offsetHeight - 10) + "px";
    };
    const follow = (event) => {
      const box = stage.getBoundingClientRect();
      at = [event.clientX - box.left, event.clientY - box.top];
      place();
    };
    stage.addEventListener("mousemove", follow);
    // Entering a mark fires this first, on the way down, before the map says what was entered.
    stage.addEventListener("mouseover", follow, true);
    return (text) => {
      tip.textContent = text;
      tip.hidden = !text || !at;
      place();
    };
  }
})(typeof window === "undefined" ? globalThis : window);
