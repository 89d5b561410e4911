/* A document without a browser: nodes that are written as SVG text, and nothing that runs or loads. */
(function (root) {
  "use strict";
  const DROPPED = /^(?:tabindex|role|aria-.*)$/;
  const MARKUP = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  /* What XML 1.0 cannot hold, even as a reference: controls, lone surrogates, U+FFFE and U+FFFF. */
  // eslint-disable-next-line no-control-regex
  const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  const escape = (text) => text.replace(UNWRITABLE, "\ufffd").replace(/[&<>"]/g, (letter) => MARKUP[letter]);

  /* One node: the few members of the DOM that the drawing code uses. */
  class Node {
    constructor(name) {
      Object.assign(this, { name, attributes: new Map(), children: [], text: "", dataset: {}, style: {}, parentNode: null });
      const none = () => false;
      this.classList = { add: none, remove: none, toggle: none, contains: none };
    }

    get firstChild() {
      return this.children[0] || null;
    }

    get textContent() {
      return this.text;
    }

    set textContent(text) {
      this.children = [];
      this.text = String(text);
    }

    set className(value) {
      this.setAttribute("class", value);
    }

    setAttribute(key, value) {
      this.attributes.set(key, String(value));
    }

    getAttribute(key) {
      return this.attributes.has(key) ? this.attributes.get(key) : null;
    }

    removeAttribute(key) {
      this.attributes.delete(key);
    }

    appendChild(child) {
      if (child.parentNode) child.parentNode.removeChild(child);
      child.parentNode = this;
      this.children.push(child);
      return child;
    }

    removeChild(child) {
      const at = this.children.indexOf(child);
      if (at >= 0) this.children.splice(at, 1);
      child.parentNode = null;
      return child;
    }

    cloneNode() {
      const copy = new Node(this.name);
      copy.attributes = new Map(this.attributes);
      copy.text = this.text;
      for (const child of this.children) copy.appendChild(child.cloneNode());
      return copy;
    }

    /* SVG text; every string of the data goes through `escape`. */
    write() {
      let text = "<" + this.name;
      for (const [key, value] of this.attributes) {
        if (!DROPPED.test(key)) text += " " + key + '="' + escape(value) + '"';
      }
      const inner = escape(this.text) + this.children.map((child) => child.write()).join("");
      return inner ? text + ">" + inner + "</" + this.name + ">" : text + "/>";
    }
  }

  root.document = {
    activeElement: null,
    createElement: (name) => new Node(name),
    createElementNS: (_, name) => new Node(name),
    querySelectorAll: () => [],
  };
})(globalThis);
