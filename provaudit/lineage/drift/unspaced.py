"""The cues of scripts that are written without spaces, and how a text of theirs is cut into words.

A character is a word, as everywhere in the lineage, but for the cues: they are words of several. Of names nothing is
told, since these scripts have no capitals. Cues of one character (`称`, `據`) stand in too many other words and only
ever speak against a loss.
"""

import re

from provaudit.text.tokens import SINGLE

HEDGES = (
    "可能|或许|也许|大概|似乎|疑似|涉嫌|据称|据信|恐怕|或将"
    "|或許|也許|據稱|據信|或將"
    "|可能性|かもしれない|とみられる|とみられ|と見られる|らしい|ようだ|模様|恐れがある|おそれがある|疑い|推定"
    "|อาจจะ|อาจ|คาดว่า|น่าจะ|เชื่อว่า|ดูเหมือน|คงจะ"
)
"""Words by which a writer does not vouch for what is said."""

REPORTS = (
    "表示 指出 透露 宣布 声称 報道 报道 聲稱 報導 述べた 語った 話した 発表した 明らかにした 伝えた 報じた"
    " กล่าวว่า ระบุว่า เปิดเผยว่า เผยว่า บอกว่า แถลงว่า รายงานว่า"
)
"""Verbs that give a statement to a speaker."""

ACCORDING = "根据|根據|援引|引述|によると|によれば|อ้างว่า|ตามรายงานของ"
"""Phrases that give a statement to a source."""

SPOKEN_FOR = (
    "称 稱 说 說 据 據 消息 人士 发言人 發言人 记者 記者 声明 聲明 消息人士 報告 报告"
    " 述べ 語る 話す 発表 明らかに 伝え 報じ による กล่าว ระบุ เปิดเผย บอก แถลง รายงาน โฆษก"
)
"""Words by which a sentence still says from whom it has what it says."""

STILL_OPEN = (
    "是否 如果 怀疑 懷疑 担心 擔心 计划 計畫 计画 预计 預計 估计 估計 有望"
    " 懸念 もし 予定 見通し 見込み หาก ถ้า กังวล"
)
"""Words that leave a matter open as a hedge does."""

DAYS = (
    "周一/星期一/礼拜一/週一/禮拜一/月曜日/月曜/วันจันทร์"
    " 周二/星期二/礼拜二/週二/禮拜二/火曜日/火曜/วันอังคาร"
    " 周三/星期三/礼拜三/週三/禮拜三/水曜日/水曜/วันพุธ"
    " 周四/星期四/礼拜四/週四/禮拜四/木曜日/木曜/วันพฤหัสบดี"
    " 周五/星期五/礼拜五/週五/禮拜五/金曜日/金曜/วันศุกร์"
    " 周六/星期六/礼拜六/週六/禮拜六/土曜日/土曜/วันเสาร์"
    " 周日/星期日/星期天/礼拜天/週日/禮拜天/日曜日/日曜/วันอาทิตย์"
)
"""Days of the week, from Monday."""

DATED_BY = {"年": "year", "月": "date", "日": "date", "号": "date", "號": "date"}
"""What a number is that stands before one of these characters, …"""

LASTING = frozenset("間间個个")
"""… unless one of these follows, which count how long."""

_LISTS = (HEDGES, REPORTS, ACCORDING, SPOKEN_FOR, STILL_OPEN, DAYS)
_CUES = sorted(
    {cue for words in _LISTS for cue in re.split(r"[|/ ]", words) if len(cue) > 1},
    key=lambda cue: (-len(cue), cue),
)

WORD = f"(?=[{SINGLE}])(?:{'|'.join(_CUES)}|[{SINGLE}])"
"""A pattern for one word: a cue, or one character. What it looks for first spares other scripts the cues."""

HELD = re.compile(f"[{SINGLE}]")
"""Finds the first character of these scripts."""
