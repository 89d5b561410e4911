/* The current view as a PNG for slides: base map, drawing, legend and the lines of the margin. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const RATIO = 2;
  const HEAD = 58;
  const FOOT = 30;
  const SIDE = 18;
  /* What no XML may hold: control characters and halves of characters, which a hostile text may have. */
  const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  /* Promise of a PNG as a Blob. */
  quyu.picture = function (page) {
    const map = page.map.getSize();
    const legend = sideLegend(page, map);
    const size = { map: map.x, x: map.x + (legend ? legend.width : 0), y: map.y, high: Math.max(map.y, legend ? legend.height : 0) + HEAD + FOOT };
    const sheet = overlay(page, size, legend);
    const canvas = quyu.html("canvas");
    canvas.width = size.x * RATIO;
    canvas.height = size.high * RATIO;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#FFFFFF";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(base(page, map), 0, HEAD * RATIO);
    return loaded(sheet).then((image) => {
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    });
  };

  /* Where the page keeps the legend closed, the picture has it in a column beside the map. */
  function sideLegend(page, map) {
    const node = quyu.element("legend");
    if (!node.hidden && node.offsetWidth) return null;
    const arrange = (on) => {
      document.body.classList.toggle("picturing", on);
      page.parts.forEach((part) => part.arrange && part.arrange());
    };
    arrange(true);
    const box = node.getBoundingClientRect();
    const group = box.width ? quyu.snapshot(node, { left: box.left - map.x - 8, top: box.top - HEAD }) : null;
    arrange(false);
    return group ? { group, width: Math.ceil(box.width) + 16, height: Math.ceil(box.height) } : null;
  }

  function base(page, size) {
    const canvas = quyu.html("canvas");
    canvas.width = size.x * RATIO;
    canvas.height = size.y * RATIO;
    const context = canvas.getContext("2d");
    context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
    page.engine.paintBase(context);
    return canvas;
  }

  /* Everything over the base map as one SVG of the size of the picture. */
  function overlay(page, size, legend) {
    const { high } = size;
    const sheet = quyu.svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: size.x * RATIO, height: high * RATIO, viewBox: "0 0 " + size.x + " " + high });
    const drawing = page.engine.svg();
    for (const node of drawing.querySelectorAll(".quyu-hits")) node.remove();
    for (const key of ["class", "style", "role"]) drawing.removeAttribute(key);
    drawing.setAttribute("y", HEAD);
    drawing.setAttribute("width", size.map);
    drawing.setAttribute("overflow", "hidden");
    sheet.appendChild(drawing);
    const stage = page.map.getContainer().getBoundingClientRect();
    const origin = { left: stage.left, top: stage.top - HEAD };
    for (const node of parts()) sheet.appendChild(quyu.snapshot(node, origin));
    if (legend) sheet.appendChild(legend.group);
    margin(page, sheet, size, high);
    return sheet;
  }

  /* Chips, scale, legend, inset and card; not the buttons over the map. */
  function parts() {
    const chips = Array.from(document.querySelectorAll(".quyu-chip, .quyu-scale, .quyu-box"));
    return chips.concat(["legend", "inset", "card"].map(quyu.element).filter((node) => node && !node.hidden));
  }

  function margin(page, sheet, size, high) {
    const { data, state, style } = page;
    const words = style.interface;
    const add = (text, x, y, look) => {
      const node = quyu.svg("text", Object.assign({ x, y, "font-family": words.sans, "font-size": 12, fill: words.ink2 }, look));
      node.textContent = text;
      sheet.appendChild(node);
    };
    sheet.appendChild(quyu.svg("rect", { x: 0, y: 0, width: size.x, height: HEAD, fill: "#FFFFFF" }));
    sheet.appendChild(quyu.svg("rect", { x: 0, y: high - FOOT, width: size.x, height: FOOT, fill: "#FFFFFF" }));
    add(quyu.entryName(data.title, state.lang), SIDE, 30, { "font-family": words.song, "font-size": 22, "font-weight": 700, fill: words.ink });
    add(quyu.element("based").textContent, SIDE, 49, {});
    const review = quyu.entryName(data.lines.review, state.lang);
    add(review, SIDE, high - 10, { "font-weight": 700, fill: data.lines.review.number ? words.ink : words.review });
    const x = SIDE + quyu.textWidth(review, 12) + 24;
    add([data.lines.base, data.lines.credit].map((line) => quyu.entryName(line, state.lang)).join("   "), x, high - 10, {});
  }

  function loaded(svg) {
    const text = new XMLSerializer().serializeToString(svg).replace(UNWRITABLE, "\ufffd");
    return new Promise((resolve, reject) => {
      const image = document.createElement("img");
      image.onload = () => resolve(image);
      image.onerror = () => reject(new Error("the picture could not be drawn"));
      // A data: address asks nothing of the network, and keeps the canvas readable.
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    });
  }
})(typeof window === "undefined" ? globalThis : window);
