/* Letters on links, for print in grey and for eyes that cannot tell the colours: one a line, where room is left. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
  const R = 6.5;

  /* The letter of a type in the language of the page; only links have one. */
  quyu.letterOf = function (style, kind, lang) {
    const look = style.types[kind];
    return look && look.letter ? (lang === "en" && look.letter.en) || look.letter.zh : "";
  };

  /* A line that a letter may stand on, as points. */
  quyu.letterLine = (scene, item, line) => scene.lettered.push({ item, line });

  quyu.paintLetters = function (scene) {
    if (!scene.state.letters) return;
    for (const { item, line } of scene.lettered) paint(scene, item, line);
  };

  function paint(scene, item, line) {
    const letter = quyu.letterOf(scene.style.table, item.key, scene.state.lang);
    const total = quyu.geometry.length(line);
    if (!letter || total < 4 * R) return;
    const spots = SHARES.map((share) => quyu.geometry.along(line, share * total).at).filter((at) => quyu.geometry.inside(at, scene.live));
    const at = spots.find((spot) => scene.occupied.free(quyu.boxAround(spot, 2 * R, 2 * R)));
    if (!at) return;
    scene.occupied.add(quyu.boxAround(at, 2 * R + 2, 2 * R + 2));
    quyu.addMark(scene, "labels", item, quyu.letterNode(scene.style.table, letter, scene.style.type(item).color, at));
  }

  /* The letter in a ring of its type's colour. */
  quyu.letterNode = function (table, letter, color, at) {
    const text = quyu.svg("text", { x: quyu.num(at[0]), y: quyu.num(at[1] + 3.3), "font-size": 9.5, "font-weight": 700,
      "font-family": table.interface.sans, fill: table.interface.ink, "text-anchor": "middle" });
    text.textContent = letter;
    return quyu.svg("g", { class: "quyu-letter" }, [
      quyu.svg("circle", { cx: quyu.num(at[0]), cy: quyu.num(at[1]), r: R, fill: "#FFFFFF", stroke: color, "stroke-width": 1.2 }), text]);
  };
})(typeof window === "undefined" ? globalThis : window);
