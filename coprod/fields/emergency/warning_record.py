"""The record of a warning 预警记录: what became of it in one community, each step with its minute, people and hours."""

from __future__ import annotations

from coprod.kernel.records import Field, RecordKind
from coprod.kernel.shock import SHOCKS

WARNING = RecordKind("warning", "warnings of bad weather", "气象与内涝预警", {
    "day": Field("i4", "day", "day", "日"),
    "community": Field("i4", "", "community", "社区"),
    "kind": Field("u1", "", "what it warned of", "预警类别", codes=SHOCKS),
    "level": Field("u1", "levels", "level: 1 blue, 2 yellow, 3 orange, 4 red, 0 none", "等级：1蓝、2黄、3橙、4红，0为未发布"),
    "issued": Field("?", "", "a warning was issued; else it struck without one", "是否发布预警；否则为漏警"),
    "struck": Field("?", "", "the weather struck: a cloudburst, or at least half a mean shock",
                    "是否成灾（局地暴雨或不小于平均强度一半的冲击）"),
    # each step, in minutes
    "signal": Field("f8", "minute", "when the sign was read, nan if none was", "监测到征兆时刻（空为漏警）"),
    "warned": Field("f8", "minute", "when the warning was published, nan if none was", "发布预警时刻（空为漏警）"),
    "declared": Field("f8", "minute", "when a response level was in force, nan if none was", "响应生效时刻（空为未启动）"),
    "duty": Field("f8", "minute", "when staff were on duty, nan if not ordered", "到岗时刻（空为未要求）"),
    "standby": Field("f8", "minute", "when crews stood by, nan if none did", "备勤到位时刻（空为未前置）"),
    "knocking": Field("f8", "minute", "when callers set out, nan if none did", "开始敲门叫应时刻（空为未上门）"),
    "authorised": Field("f8", "minute", "when evacuation was authorised and began, nan if it was not",
                        "批准并开始转移时刻（空为未转移）"),
    "strikes": Field("f8", "minute", "when it struck, or was to strike", "成灾（或预计成灾）时刻"),
    "ended": Field("f8", "minute", "when the warning ended, nan if none was published", "预警解除时刻（空为漏警）"),
    # residents
    "lead": Field("f4", "hours", "hours between warning and water", "预警提前小时数"),
    "reached": Field("f4", "share", "adults reached by some channel", "触达成年人占比"),
    "reached_elders": Field("f4", "share", "residents of 60 and older reached", "触达老年人占比"),
    "noticed": Field("f4", "share", "adults who noticed", "注意到预警的成年人占比"),
    "believed": Field("f4", "share", "adults who noticed and believed", "注意到且相信的成年人占比"),
    "acted": Field("f4", "share", "adults who acted in time", "及时避险的成年人占比"),
    "credibility": Field("f4", "0-1", "how often warnings had come true, as remembered", "记忆中的预警应验率"),
    "heed_yuan": Field("f8", "yuan", "what acting cost residents", "居民响应代价"),
    # property firms and organisations
    "site_acted": Field("?", "", "the site manager acted in time", "物业是否及时处置"),
    "organisation_acted": Field("?", "", "organisations acted in time", "单位是否及时避险"),
    "site_yuan": Field("f8", "yuan", "what acting cost property firms and organisations", "物业与单位响应代价"),
    # callers
    "callers": Field("f4", "callers", "callers who knocked at doors", "上门叫应人数"),
    "doors": Field("i4", "doors", "doors on their list", "名单户数"),
    "doors_reached": Field("i4", "doors", "doors dealt with before it struck", "成灾前已敲门户数"),
    "staff_hours": Field("f4", "staff-hours", "work of calling, knocking and standing by", "叫应与值守工时"),
    "citizen_hours": Field("f4", "hours", "hours of volunteers and party members", "志愿者与下沉党员工时"),
    # evacuation, by the minute at which it struck
    "exposed": Field("i4", "people", "adults in lowland and basements whom evacuation was to reach", "应转移人数"),
    "moved": Field("i4", "people", "moved before it struck", "成灾前已转移人数"),
    "refused": Field("i4", "people", "believed and refused to leave", "拒绝转移人数"),
    "left_behind": Field("i4", "people", "would have left, could not alone, and were not carried in time",
                         "愿走而未及时背扶转移人数"),
    "displaced_hours": Field("f8", "person-hours", "hours away from home", "离家人时"),
    "standby_hours": Field("f4", "crew-hours", "crews' hours of standing by in the district, shared by its warned communities",
                           "队伍备勤时数（按预警社区分摊）"),
})
