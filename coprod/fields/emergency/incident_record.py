"""The record of an incident 事件记录: its times, who came, and what it cost with and without the approval minutes."""

from __future__ import annotations

from coprod.kernel.incident import SOURCES
from coprod.kernel.records import Field, RecordKind
from coprod.parameters.codes import INCIDENT_TYPES
from coprod.resources.crews import CREWS

FIRST_RESPONDERS = ("none", "bystander", "skilled", "volunteer", "staff")
"""Who did something before any crew came."""
NOBODY, BYSTANDER, SKILLED, VOLUNTEER, STAFF = range(len(FIRST_RESPONDERS))
CITIZENS = (BYSTANDER, SKILLED, VOLUNTEER)
"""First responders who are not paid to come."""
NOTICED_BY = ("struck", "household", "neighbour", "visitor", "watch", "sensor", "found")
"""Who noticed an incident first: those struck, people at home with them, others within call, …, staff or relatives by chance."""
BY_STRUCK, BY_HOUSEHOLD, BY_NEIGHBOUR, BY_VISITOR, BY_WATCH, BY_SENSOR, BY_FOUND = range(len(NOTICED_BY))
BY_CITIZENS = (BY_HOUSEHOLD, BY_NEIGHBOUR, BY_VISITOR)
"""Those who noticed for others, unpaid."""

INCIDENT = RecordKind("incident", "incidents that were closed", "已结束的突发事件", {
    # what struck
    "id": Field("i8", "", "number of the incident", "事件编号"),
    "type": Field("u1", "", "type", "类型", codes=INCIDENT_TYPES),
    "source": Field("u1", "", "what brought it about", "起因", codes=SOURCES),
    "parent": Field("i8", "", "incident that set it off, -1 if none", "引发它的事件，-1 表示无"),
    "shock": Field("i8", "", "shock that brought it, or what set it off, -1 if none", "引发它（或其原生事件）的冲击，-1 表示无"),
    "community": Field("i4", "", "community", "社区"),
    "severity": Field("f8", "0-1", "severity", "严重程度"),
    "scale": Field("f8", "ratio", "size relative to that of its severity", "相对同等严重程度的规模"),
    "night": Field("?", "", "began between 0 and 6 o'clock", "发生于0时至6时"),
    "power_cut": Field("?", "", "caused by a loss of power", "因停电造成"),
    # its times
    "started": Field("f8", "minute", "when it began", "发生时刻"),
    "detected": Field("f8", "minute", "when it was noticed", "发现时刻"),
    "reported": Field("f8", "minute", "when it was reported", "上报时刻"),
    "approved": Field("f8", "minute", "when action was authorised", "获准处置时刻"),
    "dispatched": Field("f8", "minute", "when a crew left, or neighbours were called", "出动时刻"),
    "arrived": Field("f8", "minute", "when those arrived who controlled it", "到场时刻"),
    "controlled": Field("f8", "minute", "when it was under control", "控制时刻"),
    "recovered": Field("f8", "minute", "when life was back to normal", "恢复时刻"),
    # the procedure
    "professional": Field("?", "", "a rescue service was called, which sets out at once", "拨打119、120等专业救援，接报即出动"),
    "acts_asked": Field("u1", "", "acts that authorisation was asked for, a sum: 1 stores, 2 money, 4 door, 8 road, "
                                  "16 utilities, 32 evacuation, 64 other units",
                        "须授权的行为，代码之和：1调用储备，2动支，4破拆，8封路，16断水电气，32疏散，64调动其他单位"),
    "approval_minutes": Field("f8", "minutes", "approval, signatures and hesitation", "审批、签批与犹豫用时"),
    "approval_delay": Field("f8", "minutes", "by which control came later for it", "审批使控制推迟的用时"),
    "hesitation_minutes": Field("f8", "minutes", "of these, hesitation", "其中犹豫用时"),
    "idle_minutes": Field("f8", "minutes", "of approval, the front line being able to act", "一线有能力却待命的用时"),
    "levels": Field("u1", "levels", "levels of approval that signed", "签批层级数"),
    "rounds": Field("u1", "rounds", "rounds of the ladder", "审批轮数"),
    "amount": Field("f8", "yuan", "reserve money it needed", "所需备用金"),
    "needs_entry": Field("?", "", "a door had to be forced", "须破拆"),
    "asks_order": Field("?", "", "the front line had to wait for an order", "须先请示"),
    "off_template": Field("?", "", "no plan described it", "预案模板之外"),
    "deferred_minutes": Field("f8", "minutes", "of approval, in which nobody wanted to decide", "审批中无人愿拍板而被压下的用时"),
    "owner_changes": Field("u1", "", "changes of the lead agency", "责任主体变更次数"),
    "delegated": Field("?", "", "the front line decided alone on money or a door", "一线自行决定动支或破拆"),
    "bypassed": Field("?", "", "acted first, audited after", "启用旁路"),
    "false_bypass": Field("?", "", "bypass below the severity that allows it", "不当旁路"),
    "punished": Field("?", "", "the audit ended in punishment", "事后被追责"),
    "misuse_yuan": Field("f8", "yuan", "misuse and waste", "滥用与浪费"),
    "paid_yuan": Field("f8", "yuan", "reserve money taken from the community's fund", "社区经费支出"),
    "unfunded_yuan": Field("f8", "yuan", "money that the community's fund lacked", "社区经费缺口"),
    # who came
    "noticed_by": Field("u1", "", "who noticed it first", "首先发现者", codes=NOTICED_BY),
    "residents_acted": Field("i4", "people", "residents and volunteers who called, helped or came",
                             "呼救、相助或到场的居民与志愿者人数"),
    "brought_out": Field("f8", "share", "harm to people spared because others brought them out",
                         "因他人协助撤离而免受的人身伤害比例"),
    "picture_gap": Field("f8", "share", "part of it that nobody had told", "无人说清的信息比例"),
    "wrong_help": Field("?", "", "the wrong kind of help was sent first", "先派出了错误力量"),
    "misdirected_minutes": Field("f8", "minutes", "lost by wrong help or in search", "派错力量或寻找现场所误"),
    "first_responder": Field("u1", "", "who acted before any crew", "先期处置者", codes=FIRST_RESPONDERS),
    "first_action": Field("f8", "minutes", "from the beginning to the first action of anybody", "首次处置用时"),
    "crew": Field("u1", "", "crew that controlled it", "处置队伍", codes=CREWS),
    "crew_wait": Field("f8", "minutes", "wait for a free crew", "等待空闲队伍用时"),
    "routine_minutes": Field("f8", "minutes", "of these, until one was back from routine work", "其中等待队伍从日常事务返回用时"),
    "answer_minutes": Field("f8", "minutes", "until the committee answered the telephone", "等待居委会接听用时"),
    "met": Field("?", "", "staff on post met the crew", "值守人员在现场接应队伍"),
    "access_minutes": Field("f8", "minutes", "lost on blocked ways and in search of goods", "通道被占与找寻物资延误"),
    "isolated_minutes": Field("f8", "minutes", "without telephones", "失联用时"),
    "supply_short": Field("f8", "share", "share of supplies that were lacking or late", "物资缺失或迟到比例"),
    # what it cost
    "people": Field("i4", "people", "people in danger", "涉险人数"),
    "elders": Field("i4", "people", "of these, 60 and older", "其中60岁及以上"),
    "vulnerable": Field("i4", "people", "of these, who need help", "其中需要帮助者"),
    "window": Field("f8", "minutes", "golden window", "黄金处置时间"),
    "hit": Field("?", "", "under control, or CPR begun, within the window", "在黄金时间内控制（或开始心肺复苏）"),
    "hit_without_approval": Field("?", "", "… had the approval minutes not been", "若无审批用时能否在黄金时间内控制"),
    "survival": Field("f8", "probability", "survival of a cardiac arrest, else nan", "心脏骤停生存率，其他为空"),
    "loss_yuan": Field("f8", "yuan", "damage", "财产损失"),
    "loss_life_elders": Field("f8", "lives", "statistical lives lost, 60 and older", "统计生命损失（60岁及以上）"),
    "loss_life_others": Field("f8", "lives", "statistical lives lost, others", "统计生命损失（其他人）"),
    "loss_life_vulnerable": Field("f8", "lives", "of these lives, those of people who need help", "其中需要帮助者的生命损失"),
    "injuries": Field("f8", "people", "people hurt", "受伤人数"),
    "loss": Field("f8", "yuan", "loss of damage and lives, weighted", "折合总损失"),
    "loss_unattended": Field("f8", "yuan", "… had nobody come for a day", "若一天之内无人处置的折合总损失"),
    "loss_without_approval": Field("f8", "yuan", "… had the approval minutes not been", "若无审批用时的折合总损失"),
    "loss_without_deferral": Field("f8", "yuan", "… had nobody put off deciding", "若无人拖延决定的折合总损失"),
    "compound": Field("u1", "incidents", "others going on in the community when the crew came", "到场时社区内同时发生的其他事件"),
    "loss_alone": Field("f8", "yuan", "loss had those others not hindered", "若无其他事件叠加的折合总损失"),
    "displaced": Field("i4", "people", "people who had to leave their homes", "须转移安置人数"),
    "unsheltered": Field("i4", "people", "of these, without shelter", "其中无处安置人数"),
    "displaced_hours": Field("f8", "person-hours", "hours until they were home, added up", "转移人员回家前的总时长"),
    # what a fixed, prompt response would have left of it
    "reference_minutes": Field("f8", "minutes", "to control by the reference response", "参照处置的控制用时"),
    "reference_yuan": Field("f8", "yuan", "damage under the reference response", "参照处置下的财产损失"),
    "reference_lives": Field("f8", "lives", "statistical lives lost under it", "参照处置下的统计生命损失"),
    "reference_injuries": Field("f8", "people", "people hurt under it", "参照处置下的受伤人数"),
    "reference_hours": Field("f8", "person-hours", "hours away from home under it", "参照处置下的离家时长"),
    "avoidable": Field("f8", "yuan", "loss beyond the reference, none for arrests", "可避免损失（超出参照处置，骤停为0）"),
    "avoidable_without_approval": Field("f8", "yuan", "… had the approval minutes not been", "若无审批用时的可避免损失"),
})
