"""Follow one request and one incident through the town: who had it, who signed, how long it took, what it cost.

跟踪一件诉求与一起突发事件：经过谁的手，谁签批，用了多久，花了多少钱。

Run it with ``python examples/follow.py``; it takes a few seconds. Outcomes are sums over records; here we read the records.
"""

# %% A town with a stormy night
# The scenario puts a flooded basement on 15 July. `run` keeps every record; `frames` holds them as pandas tables by kind.
from coprod import Parameters, run

SMALL = {"town.streets": 1, "town.communities": 3, "town.residents_per_community": 200}
town = run(Parameters.load("storm_night").replace(SMALL), seed=1, days=200)
print({kind: len(table) for kind, table in town.frames.items()})


# %% A citizen's request
# `requests` has one row for every work item that left a desk. `origin` is what the item is about: the same request has one
# row at the committee and, if the committee may not settle it, another at the street office. Desks are numbered,
# committees first; so the street offices come after the three committees.
N_COMMITTEES = len(town.model.committees)
items = town.requests
asked = items[items["work"] == "request"]
origin = asked.loc[asked["state"] == "referred", "origin"].iloc[0]
steps = asked[asked["origin"] == origin].sort_values("arrived")

print(f"\nRequest {origin}")
for item in steps.itertuples():
    where = f"committee {item.desk}" if item.desk < N_COMMITTEES else f"street office {item.desk - N_COMMITTEES}"
    print(f"  {where}: arrived on day {item.arrived}, begun on day {item.started}, {item.state} on day {item.finished}; "
          f"{item.hours:.1f} staff-hours, {item.passes} pass(es)")
request_days = int(steps["finished"].iloc[-1] - steps["arrived"].iloc[0])
request_hours = float((steps["hours"] * steps["passes"]).sum())
print(f"  from asking to the end {request_days} day(s) and {request_hours:.1f} staff-hours")

# %% Was it done, or only ticked off?
# "symbolic" is ticked without being done, "shed" is dropped: what overflows on a full desk.
print(items.groupby(["work", "state"], observed=True).size().unstack(fill_value=0))

# %% One incident
# Minutes count from the beginning of the run. Take the incident of the storm that did most harm.
MINUTES_PER_DAY = 24 * 60
incidents = town.incidents
storm = incidents[incidents["source"] == "script"]
worst = storm.loc[storm["loss"].idxmax()]

print(f"\nIncident {worst['id']}: {worst['type']} in community {worst['community']}, "
      f"day {worst['started'] / MINUTES_PER_DAY:.2f}, window {worst['window']:.0f} minutes")
for stage in ("detected", "reported", "approved", "dispatched", "arrived", "controlled"):
    print(f"  {stage:11} after {worst[stage] - worst['started']:6.1f} minutes")

# %% Who signed
# `signatures` has one row per signature: level 1 is the street's desk, then the street's leader, the district's bureau.
signed = town.signatures[town.signatures["incident"] == worst["id"]].sort_values("asked")
for one in signed.itertuples():
    print(f"  round {one.round + 1}, level {one.level}: signed after {one.signed - one.asked:.0f} minutes"
          + (", returned for revision" if one.returned else ""))
minutes_signing = float((signed["signed"] - signed["asked"]).sum())
print(f"  signatures {minutes_signing:.0f} minutes of {worst['approval_minutes']:.0f} between report and approval")

# %% What it cost
# The same incident is reckoned again as if nobody had had to sign: the same crew, the same travel, minutes earlier.
print(f"  public money {worst['paid_yuan']:,.0f} yuan; loss {worst['loss']:,.0f} yuan, "
      f"without approval {worst['loss_without_approval']:,.0f}, had nobody come {worst['loss_unattended']:,.0f}")

# %% Why did they decide so?
# Agents explain their decisions, in the language of the reader (COPROD_LANG=zh for Chinese).
firm = town.model.firms[0]
for what in ("effort", "watch"):
    print(f"  property firm 0, {what}: {firm.decide(what)}. {firm.explain(what)}")
officials = town.model.committees[worst["community"]].officials
print(f"  officials there, putting off: {officials.defer():.2f}. {officials.explain('defer')}")

# %% What the town has spent
# Every part posts public money to one ledger; the daily series and the outcomes read it.
print(f"\nThe year so far: {town.outcomes['cost_yuan']:,.0f} yuan of public money, "
      f"{town.outcomes['cost_staff_hours']:,.0f} staff-hours, {town.outcomes['cost_citizen_hours']:,.0f} hours of citizens")
