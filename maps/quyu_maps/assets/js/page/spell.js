/* Matching names as they are typed: Chinese, Traditional, pinyin, initials, and any mixture of these. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const HAN = /[\u3400-\u9fff]/;
  const GAPS = /[\s'’"“”《》·—-]+/g;
  /* Letters inside a word count only from this number on: two or three are found in any name. */
  const ENOUGH = 4;

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
      question: (text) => folded(text).replace(GAPS, ""),
      match: (name, question) => best(folded(name), question, read),
    };
  };

  /* How well a name answers: 0 begins with it, 1 is read so from its beginning, 2 holds it, 3 is read
     so further on, 4 holds it inside a word; Infinity not at all. */
  function best(name, question, read) {
    const plain = name.replace(GAPS, "");
    if (plain.startsWith(question)) return 0;
    const signs = Array.from(plain);
    const latin = /[a-z]/.test(question);
    if (latin && HAN.test(signs[0]) && spelt(signs, 0, question, 0, read)) return 1;
    if (latin ? beginsWord(name, question) : plain.includes(question)) return 2;
    if (!latin) return Infinity;
    if (signs.some((sign, i) => i > 0 && HAN.test(sign) && spelt(signs, i, question, 0, read))) return 3;
    return question.length >= ENOUGH && plain.includes(question) ? 4 : Infinity;
  }

  function beginsWord(name, question) {
    const words = name.split(GAPS);
    return words.some((word, i) => words.slice(i).join("").startsWith(question));
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
