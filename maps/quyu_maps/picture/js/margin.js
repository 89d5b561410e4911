/* The paper round the map: title, double frame with degrees, review line and sources. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const BASIS = 150;

  /* The double frame; degrees of the graticule stand where its lines meet it. */
  quyu.frameNode = function (page, frame, net, rim) {
    const ink = page.style.interface.ink;
    const inner = { x: frame.x, y: frame.y, width: frame.w, height: frame.h, fill: "none", stroke: ink, "stroke-width": 0.8 };
    const outer = { x: frame.x - rim, y: frame.y - rim, width: frame.w + 2 * rim, height: frame.h + 2 * rim, fill: "none", stroke: ink, "stroke-width": 2.4 };
    const group = quyu.svg("g", { class: "quyu-neatline" }, [quyu.svg("rect", inner), quyu.svg("rect", outer)]);
    const label = (text, at) => group.appendChild(quyu.words(text, at, { size: 9, color: page.style.interface.ink2, anchor: "middle" }, page.style.interface));
    for (const { text, meridian, line } of net) {
      if (meridian) {
        const top = quyu.crossing(line, 1, 0);
        const low = quyu.crossing(line, 1, frame.h);
        if (within(top, frame.w)) label(text, [frame.x + top, frame.y - 4.5]);
        if (within(low, frame.w)) label(text, [frame.x + low, frame.y + frame.h + 11]);
      } else {
        sideLabel(group, page, text, [frame.x - 4.5, quyu.crossing(line, 0, 0)], frame);
        sideLabel(group, page, text, [frame.x + frame.w + 11, quyu.crossing(line, 0, frame.w)], frame);
      }
    }
    return group;
  };

  const within = (value, size) => value !== null && value > 24 && value < size - 24;

  function sideLabel(group, page, text, [x, y], frame) {
    if (!within(y, frame.h)) return;
    const node = quyu.words(text, [0, 0], { size: 9, color: page.style.interface.ink2, anchor: "middle" }, page.style.interface);
    node.setAttribute("transform", "translate(" + quyu.num(x) + " " + quyu.num(frame.y + y) + ") rotate(-90)");
    group.appendChild(node);
  }

  /* Title and basis above the frame, review and sources below it. */
  quyu.marginNode = function (page, frame, rim, count, more) {
    const { options, style, state, data } = page;
    const face = style.interface;
    const zh = state.lang !== "en";
    const title = quyu.entryName(data.title, state.lang);
    const spacing = !zh ? 0.02 : title.length > 22 ? 0.1 : 0.24;
    const room = options.width - 120;
    const size = Math.min(31, (31 * room) / quyu.textWidth(title, 31, spacing));
    const middle = options.width / 2;
    const group = quyu.svg("g", { class: "quyu-margin" }, [
      quyu.words(title, [middle + (spacing * size) / 2, 50], { face: "song", size: Math.round(size * 10) / 10, weight: 700, anchor: "middle", spacing }, face),
      quyu.words(basis(page, count, room), [middle, 78], { size: 13, color: face.ink2, anchor: "middle" }, face),
    ]);
    footer(page, group, frame.x - rim, options.width - frame.x + rim, frame.y + frame.h + rim, more);
    return group;
  };

  function basis(page, count, room) {
    const { data, state, t } = page;
    const end = " · " + (state.lang === "en" ? count + (state.core ? " core" : "") + " initiatives" : (state.core ? t("core") + " " : "") + count + " 项");
    const names = data.plans.map((plan) => t("bookOpen") + quyu.planTitle(plan, state.lang) + t("bookClose") + plan.date.slice(0, 4));
    const full = (n) => t("based") + names.slice(0, n).join(t("sep")) + (n < names.length ? t("andMore", names.length) : "") + end;
    for (let n = names.length; n > 0; n -= 1) if (quyu.textWidth(full(n), 13) <= room) return full(n);
    return quyu.shorten(names.length ? full(1) : t("noPlan"), Math.min(BASIS, room / 13));
  }

  function footer(page, group, left, right, top, more) {
    const { data, state, style, options, t } = page;
    const face = style.interface;
    const { review, base, credit } = data.lines;
    const text = quyu.entryName(review, state.lang);
    const width = quyu.textWidth(text, 12.5) + 22;
    const warn = !review.number;
    group.appendChild(quyu.svg("rect", { x: left, y: top + 12, width: quyu.num(width), height: 22, rx: 2, fill: "none",
      stroke: warn ? face.review : face.ink3, "stroke-width": 1.1 }));
    group.appendChild(quyu.words(text, [left + 11, top + 27.4], { size: 12.5, weight: warn ? 700 : 400, color: warn ? face.review : face.ink }, face));
    const small = { size: 10.5, color: face.ink2 };
    group.appendChild(quyu.words(quyu.entryName(base, state.lang) + " · " + options.projection, [left + width + 16, top + 27], small, face));
    group.appendChild(quyu.words(quyu.entryName(credit, state.lang), [left, top + 48], small, face));
    const rest = more.length ? (state.lang === "en" ? "Partners without room at the frame: " : "图廓未及列出的伙伴:") + more.join(t("sep")) : "";
    group.appendChild(quyu.words(quyu.shorten(rest, (right - left) / 10.5), [left, top + 65], small, face));
    group.appendChild(quyu.words(t("indicative"), [right, top + 48], Object.assign({ anchor: "end" }, small), face));
  }
})(globalThis);
