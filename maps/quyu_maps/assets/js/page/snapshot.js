/* Page elements as SVG: boxes, words and pictures where they stand, for the saved picture. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const SIDES = ["Top", "Right", "Bottom", "Left"];
  /* What only serves to be pressed is no part of a picture. */
  const TOOLS = ".close, .card-acts, .legend-head button";
  const CLEAR = /^rgba\(.*, 0\)$|^transparent$/;

  /* An SVG group of an HTML element and what is in it; `origin` is the corner of the picture. */
  quyu.snapshot = function (node, origin) {
    const group = quyu.svg("g", {});
    add(group, node, origin);
    return group;
  };

  function add(group, node, origin) {
    if (node.nodeType === Node.TEXT_NODE) return words(group, node, origin);
    if (node.nodeType !== Node.ELEMENT_NODE) return undefined;
    const look = root.getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (node.matches(TOOLS) || look.display === "none" || look.visibility === "hidden" || !box.width || !box.height) return undefined;
    const at = { x: box.left - origin.left, y: box.top - origin.top, width: box.width, height: box.height };
    if (node instanceof SVGSVGElement) return void group.appendChild(picture(node, at));
    if (node instanceof HTMLCanvasElement) return void group.appendChild(quyu.svg("image", Object.assign({ href: node.toDataURL() }, at)));
    const inner = look.opacity === "1" ? group : group.appendChild(quyu.svg("g", { opacity: look.opacity }));
    frame(inner, look, at);
    for (const child of node.childNodes) add(inner, child, origin);
    return undefined;
  }

  function picture(node, at) {
    const copy = node.cloneNode(true);
    for (const key of Object.keys(at)) copy.setAttribute(key, at[key]);
    copy.removeAttribute("class");
    return copy;
  }

  /* Ground and border of a box; a border of one side is a line of its own. */
  function frame(group, look, at) {
    const sides = SIDES.filter((side) => parseFloat(look["border" + side + "Width"]) && look["border" + side + "Style"] !== "none");
    const whole = sides.length === SIDES.length;
    const width = whole ? parseFloat(look.borderTopWidth) : 0;
    const edge = whole ? look.borderTopColor : "none";
    if (!whole) for (const side of sides) edgeLine(group, look, at, side);
    if (CLEAR.test(look.backgroundColor) && edge === "none") return;
    group.appendChild(quyu.svg("rect", {
      x: at.x + width / 2, y: at.y + width / 2, width: Math.max(0, at.width - width), height: Math.max(0, at.height - width),
      rx: Math.min(parseFloat(look.borderTopLeftRadius) || 0, at.height / 2), fill: CLEAR.test(look.backgroundColor) ? "none" : look.backgroundColor,
      stroke: edge, "stroke-width": width, "stroke-dasharray": look.borderTopStyle === "dashed" ? "3 3" : undefined,
    }));
  }

  function edgeLine(group, look, at, side) {
    const width = parseFloat(look["border" + side + "Width"]);
    const box = { x: side === "Right" ? at.x + at.width - width : at.x, y: side === "Bottom" ? at.y + at.height - width : at.y,
      width: side === "Left" || side === "Right" ? width : at.width, height: side === "Top" || side === "Bottom" ? width : at.height };
    group.appendChild(quyu.svg("rect", Object.assign(box, { fill: look["border" + side + "Color"] })));
  }

  /* A text line by line, as the page has broken it. */
  function words(group, node, origin) {
    if (!node.data.trim()) return;
    const look = root.getComputedStyle(node.parentElement);
    const range = document.createRange();
    let line = null;
    const close = () => line && group.appendChild(textOf(line, look));
    for (let i = 0; i < node.data.length; i += 1) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue;
      if (!line || Math.abs(box.top - line.top) > box.height / 2) {
        close();
        line = { top: box.top, x: box.left - origin.left, y: box.bottom - origin.top - box.height * 0.22, text: "" };
      }
      line.text += node.data[i];
    }
    close();
  }

  function textOf(line, look) {
    const spacing = parseFloat(look.letterSpacing);
    const node = quyu.svg("text", { x: quyu.num(line.x), y: quyu.num(line.y), fill: look.color, "font-family": look.fontFamily,
      "font-size": look.fontSize, "font-weight": look.fontWeight, "letter-spacing": spacing ? look.letterSpacing : undefined });
    node.textContent = line.text;
    return node;
  }
})(typeof window === "undefined" ? globalThis : window);
