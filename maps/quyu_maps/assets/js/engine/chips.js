/* Partner chips along the frame: packed side by side in order, clear of legend, tools and card. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const GAP = 5;
  const MORE = 44;
  const HEIGHT = 22;

  /* Give every chip a box on its side; those without room end in a 「+n」 chip. */
  quyu.layoutChips = function (scene) {
    const sides = { left: [], right: [], top: [], bottom: [] };
    for (const chip of quyu.makeChips(scene)) {
      const side = scene.view.compact && !upright(chip.exit.side) ? (chip.exit.at[0] < scene.view.w / 2 ? "left" : "right") : chip.exit.side;
      sides[side].push(chip);
    }
    handOver(scene, sides, "bottom");
    handOver(scene, sides, "top");
    scene.chips = [];
    for (const side of ["left", "right", "top", "bottom"]) layoutSide(scene, side, sides[side]);
    scene.chips.forEach((chip) => scene.occupied.addSolid(grow(chip.box, 2)));
    paintChips(scene);
  };

  const upright = (side) => side === "left" || side === "right";
  const grow = (box, d) => ({ l: box.l - d, t: box.t - d, r: box.r + d, b: box.b + d });

  const need = (chips, side) => chips.reduce((sum, chip) => sum + (upright(side) ? chip.h : chip.w) + GAP, 0);

  /* A full row hands its western link-only chips to the left, then its eastern ones to the right. */
  function handOver(scene, sides, row) {
    const room = freeStretches(scene, row).reduce((sum, part) => sum + part[1] - part[0], 0);
    sides[row].sort((a, b) => a.exit.at[0] - b.exit.at[0]);
    const half = scene.centre[0];
    for (const [side, west] of [["left", true], ["right", false]]) {
      const limit = freeStretches(scene, side).reduce((sum, part) => sum + part[1] - part[0], 0);
      const pick = (chip) => chip.linkOnly && (west ? chip.exit.at[0] < half : chip.exit.at[0] >= half);
      while (need(sides[row], row) > room && need(sides[side], side) + 27 < limit) {
        const candidates = sides[row].filter(pick);
        if (!candidates.length) break;
        const chip = west ? candidates[0] : candidates[candidates.length - 1];
        sides[row].splice(sides[row].indexOf(chip), 1);
        chip.exit = { side, at: [chip.exit.at[0], row === "bottom" ? scene.frame.b : scene.frame.t] };
        chip.rank = row === "bottom" ? 1e4 + (west ? -1 : 1) * chip.exit.at[0] * (west ? 1 : -1) : 0;
        sides[side].push(chip);
      }
    }
  }

  /* Stretches of a side that no page element bars, as [from, to] along it. */
  function freeStretches(scene, side) {
    const { frame } = scene;
    const tall = upright(side);
    const corner = tall ? 30 : scene.view.compact ? 0 : 110;
    const from = (tall ? frame.t : frame.l) + corner;
    const to = (tall ? frame.b : frame.r) - corner;
    const band = bandOf(frame, side);
    const barred = scene.obstacles
      .filter((box) => box.l < band.r && box.r > band.l && box.t < band.b && box.b > band.t)
      .map((box) => (tall ? [box.t - GAP, box.b + GAP] : [box.l - GAP, box.r + GAP]))
      .sort((a, b) => a[0] - b[0]);
    return subtract([from, to], barred).filter((part) => part[1] - part[0] > 40);
  }

  function bandOf(frame, side) {
    if (side === "left") return { l: frame.l, r: frame.l + 90, t: frame.t, b: frame.b };
    if (side === "right") return { l: frame.r - 90, r: frame.r, t: frame.t, b: frame.b };
    if (side === "top") return { l: frame.l, r: frame.r, t: frame.t, b: frame.t + 24 };
    return { l: frame.l, r: frame.r, t: frame.b - 24, b: frame.b };
  }

  function subtract([from, to], barred) {
    const out = [];
    let start = from;
    for (const [a, b] of barred) {
      if (a > start) out.push([start, Math.min(a, to)]);
      start = Math.max(start, b);
    }
    if (start < to) out.push([start, to]);
    return out.filter((part) => part[1] > part[0]);
  }

  function layoutSide(scene, side, chips) {
    if (!chips.length) return;
    const tall = upright(side);
    const axis = tall ? 1 : 0;
    const key = (chip) => chip.exit.at[axis] + 0.5 * (chip.origin[axis] - scene.centre[axis]);
    chips.sort((a, b) => key(a) - key(b) || (a.rank || 0) - (b.rank || 0) || (a.name < b.name ? -1 : 1));
    const parts = freeStretches(scene, side);
    if (!parts.length) return;
    const room = parts.reduce((sum, part) => sum + part[1] - part[0], 0);
    const two = !tall && !scene.view.compact && need(chips, side) > room;
    const rows = two ? [0, 1].map((row) => chips.filter((_, i) => i % 2 === row)) : [chips];
    rows.forEach((row, index) => layoutRow(scene, side, row, parts, index));
  }

  /* Pack one row; a full one leaves room at its end for the 「+n」 chip. */
  function layoutRow(scene, side, chips, stretches, index) {
    const axis = upright(side) ? 1 : 0;
    const size = (chip) => (axis ? chip.h : chip.w);
    const parts = stretches.map((part) => part.slice());
    let { groups, left } = share(chips, parts, axis, size);
    if (left.length) {
      parts[parts.length - 1][1] -= (axis ? HEIGHT : MORE) + GAP;
      ({ groups, left } = shareChosen(chips, parts, axis, size));
    }
    groups.forEach((group, i) => {
      const starts = pack(group, parts[i], (chip) => chip.exit.at[axis] - size(chip) / 2, size);
      group.forEach((chip, j) => placeChip(scene, chip, side, starts[j], index));
    });
    if (left.length) addMore(scene, side, left, parts[parts.length - 1][1] + GAP, index);
  }

  /* As `share`, but what is selected finds room: others go instead, the last ones first. */
  function shareChosen(chips, parts, axis, size) {
    const given = [];
    let kept = chips;
    for (;;) {
      const { groups, left } = share(kept, parts, axis, size);
      const victim = kept.slice().reverse().find((chip) => !chip.chosen && !left.includes(chip));
      if (!left.some((chip) => chip.chosen) || !victim) return { groups, left: left.concat(given) };
      given.push(victim);
      kept = kept.filter((chip) => chip !== victim);
    }
  }

  /* Give chips in order to the stretch nearest to where they want to be and that has room. */
  function share(chips, parts, axis, size) {
    const groups = parts.map(() => []);
    const room = parts.map((part) => part[1] - part[0] + GAP);
    const left = [];
    let first = 0;
    const rest = chips.map((_, i) => chips.slice(i).reduce((sum, chip) => sum + size(chip) + GAP, 0));
    chips.forEach((chip, i) => {
      while (first < parts.length - 1 && beyond(parts, first, chip.exit.at[axis]) && laterRoom(room, first) >= rest[i]) first += 1;
      while (first < parts.length && room[first] < size(chip) + GAP) first += 1;
      if (first >= parts.length) {
        left.push(chip);
        return;
      }
      groups[first].push(chip);
      room[first] -= size(chip) + GAP;
    });
    return { groups, left };
  }

  const beyond = (parts, i, at) => at > (parts[i][1] + parts[i + 1][0]) / 2;
  const laterRoom = (room, first) => room.slice(first + 1).reduce((sum, value) => sum + value, 0);

  /* Starts that stay nearest to the wishes, in order, without overlap (pooled neighbours). */
  function pack(chips, part, wish, size) {
    const blocks = [];
    chips.forEach((chip) => {
      blocks.push({ want: wish(chip), size: size(chip) + GAP, n: 1 });
      while (blocks.length > 1 && overlaps(blocks[blocks.length - 2], blocks[blocks.length - 1])) {
        const b = blocks.pop();
        const a = blocks.pop();
        blocks.push({ want: (a.want * a.n + (b.want - a.size) * b.n) / (a.n + b.n), size: a.size + b.size, n: a.n + b.n });
      }
    });
    return unpack(chips, blocks, part, size);
  }

  const overlaps = (a, b) => a.want + a.size > b.want;

  function unpack(chips, blocks, part, size) {
    const starts = [];
    let i = 0;
    for (const block of blocks) {
      let at = block.want;
      for (let n = 0; n < block.n; n += 1, i += 1) {
        starts.push(at);
        at += size(chips[i]) + GAP;
      }
    }
    let low = part[0];
    for (let j = 0; j < starts.length; j += 1) {
      starts[j] = Math.max(starts[j], low);
      low = starts[j] + size(chips[j]) + GAP;
    }
    let high = part[1];
    for (let j = starts.length - 1; j >= 0; j -= 1) {
      starts[j] = Math.min(starts[j], high - size(chips[j]));
      high = starts[j] - GAP;
    }
    return starts;
  }

  function placeChip(scene, chip, side, start, row) {
    const { frame } = scene;
    const inward = row * (HEIGHT + GAP);
    const l = side === "left" ? frame.l : side === "right" ? frame.r - chip.w : start;
    const t = side === "top" ? frame.t + inward : side === "bottom" ? frame.b - chip.h - inward : start;
    chip.side = side;
    chip.box = { l, t, r: l + chip.w, b: t + chip.h };
    chip.door = side === "left" ? [chip.box.r, t + chip.h / 2] : side === "right" ? [l, t + chip.h / 2]
      : side === "top" ? [l + chip.w / 2, chip.box.b] : [l + chip.w / 2, t];
    scene.chips.push(chip);
  }

  /* One chip for all that found no room; it stands at the end of its side. */
  function addMore(scene, side, left, start, row) {
    const items = left.flatMap((chip) => chip.items);
    const host = left[0];
    const chip = Object.assign({}, host, { items, marks: [], name: "+" + left.length, count: "", w: MORE,
      more: left.map((each) => each.name) });
    placeChip(scene, chip, side, start, row);
  }

  function paintChips(scene) {
    const frame = scene.engine.layers.frame;
    const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.partner : null;
    quyu.clear(frame);
    for (const chip of scene.chips) frame.appendChild(quyu.chipNode(scene, chip));
    if (focus) {
      const again = Array.from(frame.children).find((node) => node.dataset.partner === focus);
      if (again) again.focus({ preventScroll: true });
    }
  }
})(typeof window === "undefined" ? globalThis : window);
