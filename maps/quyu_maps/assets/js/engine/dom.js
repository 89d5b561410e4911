/* Making SVG and HTML nodes: attributes and text only, never markup. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const SVG = "http://www.w3.org/2000/svg";

  /* An SVG node with attributes; the caller appends it. */
  quyu.svg = function (name, attributes, children) {
    const node = document.createElementNS(SVG, name);
    for (const key in attributes) {
      if (attributes[key] !== undefined && attributes[key] !== null) node.setAttribute(key, attributes[key]);
    }
    if (children) for (const child of children) if (child) node.appendChild(child);
    return node;
  };

  /* An HTML node of a class, with text or children. */
  quyu.html = function (name, className, content) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (typeof content === "string") node.textContent = content;
    else if (content) for (const child of content) if (child) node.appendChild(child);
    return node;
  };

  /* One decimal is enough for pixels and keeps the drawing deterministic and light. */
  quyu.num = (value) => String(Math.round(value * 10) / 10);

  /* Path data through points. */
  quyu.pathOf = function (points, closed) {
    let text = "";
    for (let i = 0; i < points.length; i += 1) {
      text += (i ? "L" : "M") + Math.round(points[i][0] * 10) / 10 + " " + Math.round(points[i][1] * 10) / 10;
    }
    return closed ? text + "Z" : text;
  };

  quyu.clear = function (node) {
    node.textContent = "";
  };
})(typeof window === "undefined" ? globalThis : window);
