"""Scan a folded text once and turn each match of the automaton into hits by its role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyu_geo.toponyms.facilities import grow_facility
from quyu_geo.toponyms.heads import before_area, before_line, grow_pair, is_followed, listed_before
from quyu_geo.toponyms.hits import Hit, Reading
from quyu_geo.toponyms.letters import read_train
from quyu_geo.toponyms.lexicon import PROVINCE_SET, RAIL, SHUT, Entry, Lexicon, Role
from quyu_geo.toponyms.lines import find_metro, find_road

if TYPE_CHECKING:
    from collections.abc import Callable

#: A head of a line that a form before it runs into (贵南 before 高铁 is none, 深江|高铁 is).
#: Letters that may carry on from the letter of a trimmed name (推进|京港台高铁).
_BESIDE = PROVINCE_SET | frozenset("港澳台雄张唐滨")
#: Marks between the compounds of a list.
_LISTING = frozenset("、和与")
#: Weight of a sense above which a letter may widen the name of a known line.
_USUAL = 6.0
#: What joins 中国 (China) to another land or place.
_JOINING = frozenset("与和、至到")
_LINE_HEAD = re.compile(r"高铁|高速公路|高速|城际铁路|城际高铁|城际|铁路")


@dataclass(slots=True)
class Scan:
    """
    A scan under way.

    Attributes
    ----------
    text, lexicon
        Folded text and patterns.
    hits
        Found so far, from left to right.
    floor
        End of what is read for good.
    firm
        End of what no name of a line can begin in.
    """

    text: str
    lexicon: Lexicon
    hits: list[Hit] = field(default_factory=list)
    floor: int = 0
    firm: int = 0

    def run(self) -> list[Hit]:
        """Give the hits of the text, certain or not."""
        lexicon, hits, text = self.lexicon, self.hits, self.text
        forms, crossed = lexicon.forms, lexicon.cues.crossed
        entries, role_of, shuts = forms.entries, forms.roles, forms.ends
        letters, ends = lexicon.letters, lexicon.cues.modifier_ends
        act = self._actions()
        place, word, area = Role.PLACE.value, Role.WORD.value, Role.AREA.value
        for index, start, end in forms.find(text):
            if start < self.floor:
                continue
            role = role_of[index]
            if role == word:
                self.floor = self.firm = end
            elif role == area:
                before = text[start - 1]
                if before in letters or before in ends:
                    before_area(self, start, end)
                self.floor = self.firm = end
            elif role == place and text[end : end + 1] not in crossed:
                hits.append(Hit(start, end, entries[index]))
                self.floor = end
                if shuts[index]:
                    self._shut(end, shuts[index])
            else:
                act[role](start, end, entries[index])
        return hits

    def _actions(self) -> dict[int, Callable[[int, int, Entry], None]]:
        return {
            Role.PLACE: self._place,
            Role.STEM: self._stem,
            Role.WEAK: self._stem,
            Role.COMPOUND: self._compound,
            Role.PAIR: self._compound,
            Role.LINE: self._line,
            Role.TRAIN: self._train,
            Role.ROAD: self._road,
            Role.METRO: self._metro,
            Role.FACILITY: self._facility,
            Role.CHINA: self._china,
            Role.TRIMMED: self._trimmed,
        }

    def _shut(self, end: int, what: int) -> None:
        """Let no line begin in the name that ends here; a railway may grow to the left first."""
        if what == RAIL:
            self._widen()
        self.firm = end

    def _place(self, start: int, end: int, entry: Entry) -> None:
        """Take a certain name, or the shorter one where its end belongs to the next word."""
        text, lexicon = self.text, self.lexicon
        crossed = text[end - 1 : end + 1] in lexicon.cues.crossings
        # A name of two characters has no shorter one: 香港航线 (lines to Hong Kong).
        if not crossed or (end - start == 2 and text[end - 1 : end + 1] != "城际"):  # noqa: PLR2004
            self.hits.append(Hit(start, end, entry))
            self.floor = end
            self._shut(end, SHUT)
            return
        if text[end - 1 : end + 1] == "城际":
            before_line(self, end - 1, end + 1)
        elif (shorter := lexicon.forms.get(text[start : end - 1])) is not None:
            if shorter.role is Role.PLACE:
                self.hits.append(Hit(start, end - 1, shorter))
            elif shorter.role in {Role.STEM, Role.WEAK}:
                self._stem(start, end - 1, shorter)
        self.floor = self.firm = end + 1

    def _stem(self, start: int, end: int, entry: Entry) -> None:
        """Take a form that may cross a word, be one, or run into a head."""
        text, pairs = self.text, self.lexicon.pairs
        if text[end - 1 : end + 1] == "中国":
            self._china(end - 1, end + 1, self.lexicon.forms["中国"])
            return
        if text[end - 1 : end + 1] in self.lexicon.cues.crossings and len(entry.form) > 2:  # noqa: PLR2004
            self._place(start, end, entry)
            return
        if head := _LINE_HEAD.match(text, end - 1):
            before_line(self, end - 1, head.end())
            self.floor = self.firm = head.end()
            return
        left = start != self.floor and text[start - 1 : start + 1] in pairs
        right = text[end - 1 : end + 1] in pairs and text[end : end + 2] != "流域"
        right = right and not self._parts(start, end, entry)
        whole = text[end - 1] in "江河湖" and not left and entry.candidates[0].full
        sure = entry.role is Role.STEM and (whole or not (left or right))
        hit = Hit(start, end, entry, sure=sure)
        if not sure and entry.role is Role.STEM:
            shifted = self.longest(start + 1)
            if shifted is not None and shifted.end >= end:
                hit = shifted
                self.floor = shifted.end
        self.hits.append(hit)

    def _parts(self, start: int, end: int, entry: Entry) -> bool:
        """Tell whether a county of the province ends here though its end may begin a word."""
        begun = start == self.floor or not "\u4e00" <= self.text[start - 1] <= "\u9fff"
        own = any(c.province == self.lexicon.province for c in entry.candidates)
        return begun and own and self.text[end : end + 2] in self.lexicon.pairs

    def longest(self, start: int) -> Hit | None:
        """Give the hit of a name hidden from the scan by what stands before it."""
        entry = self.lexicon.longest_at(self.text, start)
        if entry is None:
            return None
        hit = Hit(start, start + len(entry.form), entry)
        if entry.role is Role.PAIR:
            hit.sure = is_followed(self, hit.end)
        return hit

    def _compound(self, start: int, end: int, entry: Entry) -> None:
        hit = Hit(start, end, entry, sure=entry.role is Role.COMPOUND)
        if entry.role is Role.PAIR:
            hit.compound = hit.sure = self._read_together(start, end, entry)
            if entry.candidates and not hit.compound:
                hit.sure = len(entry.form) > 2  # noqa: PLR2004
                self.hits.append(hit)
                return
        if hit.sure and self.text[start - 1 : start] in _LISTING:
            listed_before(self, self.floor, start)
        self.hits.append(hit)
        grow_pair(self, hit)
        if hit.sure:
            self.floor = hit.end

    def _read_together(self, start: int, end: int, entry: Entry) -> bool:
        """Tell whether a form that may be a chance or a name is a compound here."""
        province = self.lexicon.province
        if is_followed(self, end) or (self.text[start] == "中" and self.text[end : end + 1] == "("):
            return True
        own = bool(province) and entry.members[0].startswith(province[:2])
        return (
            own and all(c.province != province for c in entry.candidates) and bool(entry.candidates)
        )

    def _line(self, start: int, end: int, _: Entry) -> None:
        before_line(self, start, end)
        self.floor = self.firm = end

    def _widen(self) -> None:
        """Let a known line grow by letters of cities before it (呼包银高铁 beside 包银高铁)."""
        hit, text, letters = self.hits[-1], self.text, self.lexicon.letters
        first = hit.start
        while first > self.firm and any(
            s.weight > _USUAL and s.scope != "country" for s in letters.get(text[first - 1], ())
        ):
            first -= 1
        if first < hit.start and text[first - 1 : first + 1] not in self.lexicon.pairs:
            while len(self.hits) > 1 and self.hits[-2].end > first:
                del self.hits[-2]
            hit.start = first
            hit.reading = Reading((), "railway", text[first : hit.end], 0.7)

    def replace(self, first: int, last: int, reading: Reading) -> None:
        """Put a name made by rule in the place of the hits it covers."""
        while self.hits and self.hits[-1].end > first:
            self.hits.pop()
        self.hits.append(Hit(first, last, None, reading))

    def _train(self, start: int, end: int, _: Entry) -> None:
        last = self.hits[-1] if self.hits else None
        pair = last is not None and last.end == end - 1 and last.entry and last.entry.members
        floor = last.start if last is not None and pair else self.floor  # 辽蒙|欧
        if found := read_train(self.text, floor, end, self.lexicon):
            self.replace(*found)
            self.floor = found[1]
        del start

    def _road(self, start: int, end: int, _: Entry) -> None:
        self.floor = self.firm = end
        if found := find_road(self.text, start, end, self.lexicon):
            self.replace(*found)
            self.floor = self.firm = found[1]

    def _metro(self, start: int, end: int, _: Entry) -> None:
        self.floor = self.firm = end
        if found := find_metro(self.text, start, end):
            self.replace(*found)

    def _facility(self, start: int, end: int, _: Entry) -> None:
        if self.hits:
            grow_facility(self.text, self.hits[-1], start, end, self.lexicon.cues)
        self.floor = self.firm = end

    def _china(self, start: int, end: int, entry: Entry) -> None:
        """Take 中国 (China) only where it belongs to a name, not where the State is meant."""
        cues = self.lexicon.cues
        after = end + (self.text[end : end + 1] in _JOINING)
        named = cues.china.match(self.text, end) or self.lexicon.longest_at(self.text, after)
        if named and not cues.slogan.match(self.text, end):
            self.hits.append(Hit(start, end, entry))
        self.floor = self.firm = end

    def _trimmed(self, start: int, end: int, entry: Entry) -> None:
        """Take a name that counts only with its surroundings, unless a longer one begins there."""
        first, last = start + entry.lead, end - entry.tail
        letters = self.text[first : end + 1]
        longer = self.longest(first) if entry.lead else None
        if longer is not None:
            self.hits.append(longer)
            grow_pair(self, longer)
            self.floor = longer.end
        elif not entry.lead or len(letters) < 2 or not set(letters) <= _BESIDE:  # noqa: PLR2004
            self.hits.append(Hit(first, last, entry))
            self.floor = last
        else:
            self.floor = first
