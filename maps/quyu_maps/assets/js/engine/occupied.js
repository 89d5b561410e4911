/* The one list of occupied boxes that chips, labels, symbols and cards share in a drawing. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const CELL = 64;

  /* Boxes are {l, t, r, b} in container pixels; a grid keeps each question to its neighbourhood. */
  quyu.createOccupied = function (width, height) {
    const bounds = { l: 2, t: 2, r: width - 2, b: height - 2 };
    const grid = createGrid();
    const solid = [];
    return {
      add: (box) => grid.add(box),
      /* Chips, cards and page elements: a card must not lie over them at any price. */
      addSolid(box) {
        grid.add(box);
        solid.push(box);
      },
      onSolid: (box) => solid.reduce((sum, other) => sum + shared(box, other), 0),
      /* Covered area in square pixels; what lies beyond the frame counts sixfold. */
      covered(box, enough) {
        let sum = outside(box, bounds) * 6;
        if (sum > enough) return sum;
        grid.near(box, (other) => {
          sum += shared(box, other);
          return sum > enough;
        });
        return sum;
      },
      free(box) {
        return this.covered(box, 0) === 0;
      },
    };
  };

  /* Boxes by cells of 64 pixels; `near` visits each box of the cells once, until told to stop. */
  function createGrid() {
    const cells = new Map();
    const stamps = [];
    let query = 0;
    return {
      add(box) {
        const entry = { box, index: stamps.length };
        stamps.push(0);
        eachCell(box, (key) => {
          const list = cells.get(key);
          if (list) list.push(entry);
          else cells.set(key, [entry]);
          return false;
        });
      },
      near(box, visit) {
        query += 1;
        eachCell(box, (key) => {
          for (const entry of cells.get(key) || []) {
            if (stamps[entry.index] === query) continue;
            stamps[entry.index] = query;
            if (visit(entry.box)) return true;
          }
          return false;
        });
      },
    };
  }
  quyu.createGrid = createGrid;

  function eachCell(box, visit) {
    for (let i = Math.floor(box.l / CELL); i <= Math.floor(box.r / CELL); i += 1) {
      for (let j = Math.floor(box.t / CELL); j <= Math.floor(box.b / CELL); j += 1) {
        if (visit(i * 4096 + j)) return;
      }
    }
  }

  function shared(a, b) {
    if (b.l >= a.r || b.r <= a.l || b.t >= a.b || b.b <= a.t) return 0;
    return (Math.min(a.r, b.r) - Math.max(a.l, b.l)) * (Math.min(a.b, b.b) - Math.max(a.t, b.t));
  }

  quyu.shared = shared;

  function outside(box, bounds) {
    const w = Math.max(0, Math.min(box.r, bounds.r) - Math.max(box.l, bounds.l));
    const h = Math.max(0, Math.min(box.b, bounds.b) - Math.max(box.t, bounds.t));
    return (box.r - box.l) * (box.b - box.t) - w * h;
  }

  quyu.boxAround = (at, w, h) => ({ l: at[0] - w / 2, t: at[1] - h / 2, r: at[0] + w / 2, b: at[1] + h / 2 });

  /* How many points of drawn lines (one every 30 pixels) a box covers. */
  quyu.linePoints = function (scene, box) {
    if (!scene.samples) scene.samples = sample(scene);
    let count = 0;
    scene.samples.near(box, (p) => {
      if (p.l > box.l && p.l < box.r && p.t > box.t && p.t < box.b) count += 1;
      return false;
    });
    return count;
  };

  function sample(scene) {
    const grid = createGrid();
    for (const line of scene.lines) {
      for (const p of everyThirty(line)) {
        if (quyu.geometry.inside(p, scene.frame)) grid.add({ l: p[0], t: p[1], r: p[0], b: p[1] });
      }
    }
    return grid;
  }

  /* Points 15, 45, 75 … pixels along a line, at most a hundred. */
  function everyThirty(line) {
    const out = [];
    let next = 15;
    let walked = 0;
    for (let i = 1; i < line.length && out.length < 100; i += 1) {
      const size = quyu.geometry.distance(line[i - 1], line[i]);
      while (next <= walked + size && out.length < 100) {
        out.push(quyu.geometry.mix(line[i - 1], line[i], (next - walked) / size));
        next += 30;
      }
      walked += size;
    }
    return out;
  }

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
