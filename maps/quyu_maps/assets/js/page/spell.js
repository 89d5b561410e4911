/* Matching names as they are typed: Chinese, Traditional, pinyin, initials, and any mixture of these. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const HAN = /[\u3400-\u9fff]/;

  /* A matcher from the payload's `spelling`: {read: {syllable: characters}, fold: "variant folded…"}. */
  quyu.createSpeller = function (spelling) {
    const read = new Map();
    for (const syllable of Object.keys(spelling.read)) {
      for (const sign of spelling.read[syllable]) read.set(sign, (read.get(sign) || []).concat([syllable]));
    }
    const fold = new Map();
    const pairs = Array.from(spelling.fold);
    for (let i = 0; i + 1 < pairs.length; i += 2) fold.set(pairs[i], pairs[i + 1]);
    const folded = (text) => Array.from(text.toLowerCase(), (sign) => fold.get(sign) || sign).join("").replace(/ü/g, "v");
    return {
      folded,
      /* What a question is compared with: its letters and characters without spaces and marks. */
      question: (text) => folded(text).replace(/[\s'’"“”《》·—-]+/g, ""),
      match: (name, question) => best(folded(name), question, read),
    };
  };

  /* How well a name answers: 0 begins with it, 1 holds it, 2 and 3 as read aloud; Infinity not at all. */
  function best(name, question, read) {
    const plain = name.replace(/[\s'’"“”《》·—-]+/g, "");
    const at = plain.indexOf(question);
    if (at >= 0) return at ? 1 : 0;
    if (!/[a-z]/.test(question)) return Infinity;
    const signs = Array.from(plain);
    for (let i = 0; i < signs.length; i += 1) {
      if (HAN.test(signs[i]) && spelt(signs, i, question, 0, read)) return i ? 3 : 2;
    }
    return Infinity;
  }

  /* Whether the rest of a question can be read off the characters from i on: whole syllables, the
     beginning of the last one, or first letters. */
  function spelt(signs, i, question, from, read) {
    if (from === question.length) return true;
    if (i === signs.length) return false;
    const sign = signs[i];
    if (question.startsWith(sign, from) && spelt(signs, i + 1, question, from + sign.length, read)) return true;
    const rest = question.slice(from);
    for (const syllable of read.get(sign) || []) {
      if (syllable.startsWith(rest)) return true;
      if (rest.startsWith(syllable) && spelt(signs, i + 1, question, from + syllable.length, read)) return true;
      if (rest[0] === syllable[0] && spelt(signs, i + 1, question, from + 1, read)) return true;
    }
    return false;
  }
})(typeof window === "undefined" ? globalThis : window);
