"""What overflows first 先应付什么: which of the work that a desk cannot do is ticked off or dropped before the rest (mech:C04).

Whether it is ticked off, dropped or kept is for ``committee.tick`` to say; this is the order.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.committee_decisions import DeskItems
from coprod.agents.decisions import Reason, decision
from coprod.kernel.work_items import FORM

TICK_FIRST = decision(
    "committee.tick_first", "which work that overflows goes first: the lower the number, the sooner; else the newest",
    "积压过多时先应付哪一事项（数值越小越先；相同则新到者先）")

_UNSEEN = Reason("It asks for something in the town: whether that was done shows on no paper, so it is ticked off first.",
                 "要求办实事：办没办，纸面上看不出来，故先打钩。")
_ON_PAPER = Reason("It is paper that superiors see arrive or miss, so it is ticked off last.",
                   "属填报：交没交，上级看得见，故后打钩。")


@TICK_FIRST.rule("unseen_first", "what leaves no paper before forms and ledgers", "先应付不留痕的实事，后应付填报")
class UnseenFirst:
    """Inspections and visits go before forms: effort goes where it is measured, 痕迹管理 (src:holmstrom_milgrom1991).

    A form that is not handed in is missed at once; an inspection that was not made is missed when something happens (assumed).
    """

    def decide(self, seen: DeskItems) -> NDArray[np.uint8]:
        """Return 0 for what asks for something in the town, 1 for all other work."""
        return np.asarray(seen.content == FORM, dtype=np.uint8)

    def explain(self, seen: Any) -> Reason:
        """Return why one item goes early or late."""
        return _ON_PAPER if seen.content == FORM else _UNSEEN


@TICK_FIRST.rule("newest_first", "the newest, least urgent work, whatever it is about", "不论内容，先应付最新、最不急的")
class NewestFirst:
    """What was begun or came first is finished, and what came last is left, whatever it is about (assumed)."""

    def decide(self, seen: DeskItems) -> NDArray[np.uint8]:
        """Return the same for every item."""
        return np.zeros(len(seen), dtype=np.uint8)
