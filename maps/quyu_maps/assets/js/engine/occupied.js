/* The one list of occupied boxes that chips, labels, symbols and cards share in a drawing. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* Boxes are {l, t, r, b} in container pixels. */
  quyu.createOccupied = function (width, height) {
    const boxes = [];
    const solid = [];
    const bounds = { l: 2, t: 2, r: width - 2, b: height - 2 };
    return {
      boxes,
      add(box) {
        boxes.push(box);
      },
      /* Chips, cards and page elements: a card must not lie over them at any price. */
      addSolid(box) {
        boxes.push(box);
        solid.push(box);
      },
      onSolid(box) {
        return solid.reduce((sum, other) => sum + shared(box, other), 0);
      },
      /* Covered area in square pixels; what lies beyond the frame counts sixfold. */
      covered(box, enough) {
        let sum = outside(box, bounds) * 6;
        for (let i = 0; i < boxes.length; i += 1) {
          sum += shared(box, boxes[i]);
          if (sum > enough) return sum;
        }
        return sum;
      },
      free(box) {
        return this.covered(box, 0) === 0;
      },
    };
  };

  function shared(a, b) {
    if (b.l >= a.r || b.r <= a.l || b.t >= a.b || b.b <= a.t) return 0;
    return (Math.min(a.r, b.r) - Math.max(a.l, b.l)) * (Math.min(a.b, b.b) - Math.max(a.t, b.t));
  }

  function outside(box, bounds) {
    const w = Math.max(0, Math.min(box.r, bounds.r) - Math.max(box.l, bounds.l));
    const h = Math.max(0, Math.min(box.b, bounds.b) - Math.max(box.t, bounds.t));
    return (box.r - box.l) * (box.b - box.t) - w * h;
  }

  quyu.boxAround = (at, w, h) => ({ l: at[0] - w / 2, t: at[1] - h / 2, r: at[0] + w / 2, b: at[1] + h / 2 });

  /* Boxes of page elements (legend, tools, card) that the drawing must keep clear of. */
  quyu.obstacleBoxes = function (container) {
    const frame = container.getBoundingClientRect();
    const out = [];
    for (const node of document.querySelectorAll("[data-map-obstacle]")) {
      const box = node.getBoundingClientRect();
      const hidden = !box.width || !box.height || box.right < frame.left || box.left > frame.right;
      if (hidden || box.bottom < frame.top || box.top > frame.bottom) continue;
      out.push({ l: box.left - frame.left - 4, t: box.top - frame.top - 4,
        r: box.right - frame.left + 4, b: box.bottom - frame.top + 4 });
    }
    return out;
  };
})(typeof window === "undefined" ? globalThis : window);
