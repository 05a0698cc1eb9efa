"""Measures, from what the community released. What this node can't work out is UNAVAILABLE, as the schema has it."""

from access import Fault
from counts import COUNTS, DATASETS
from graph import column, written
from viewer import reaches_down

# Measures that are made of counts: what is divided, by what, and the scale.
MEASURES = {
    "ATTENDANCES": ("attendances", None, 1), "PARTICIPATION_RATE": ("participants", "residents", 100),
    "OLDER_PARTICIPATION_RATE": ("olderParticipants", "olderResidents", 100), "HOURS_PER_RESIDENT": ("minutes", "residents", 1 / 60),
    "HOURS_PER_PARTICIPANT": ("minutes", "participants", 1 / 60), "COMPLETION_RATE": ("completed", "enrolments", 100),
    "SATISFACTION": ("satisfied", "answers", 100), "VOLUNTEERS_PER_10000": ("volunteers", "residents", 10_000),
    "VOLUNTEER_HOURS_SHARE": ("volunteerMinutes", "taughtMinutes", 100), "CONSIGNED_SHARE": ("consignedCentres", "centres", 100),
    "RESPONSIVENESS": ("needsAnswered", "needs", 100),
}


def measure_table(call, community, query):
    """The answer to a question of measures: a row for each period where rows are by period, else one."""
    if query.get("having") or query.get("orderBy") or query.get("filter") or query.get("after"):
        raise Fault("NODE_UNAVAILABLE", "This node answers no question of measures with conditions, an order or a filter.")
    periods, groups = periods_of(query), query.get("groupBy") or []
    if not periods or not 1 <= query.get("first", 100) <= 500:
        raise Fault("BAD_USER_INPUT", "Expected a question of 1 to 60 whole periods, and of 1 to 500 rows.", argument="query")
    known = set(groups) <= {"PERIOD"}
    spans = [[period] for period in periods] if "PERIOD" in groups else [periods]
    rows = [row(call, community, query["measures"], span, known, "PERIOD" in groups) for span in spans]
    shown = rows[: query.get("first", 100)]
    info = {"hasNextPage": len(shown) < len(rows), "hasPreviousPage": False, "startCursor": "0", "endCursor": str(len(shown))}
    coverage = covered(call, community, periods, "PROGRAMMES")
    return {"rows": shown, "totalCount": len(rows), "undecided": 0, "totals": rows, "coverage": coverage, "asOf": coverage["asOf"], "pageInfo": info}


def periods_of(query):
    """The whole periods of the grain from the first month to the last."""
    of = lambda month: int(month[:4]) * 12 + int(month[5:]) - 1
    size = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}[query["grain"]]
    begin, end = -(-of(query["from"]) // size), (of(query["to"]) + 1) // size
    name = {1: lambda n: f"{n // 12}-{n % 12 + 1:02}", 3: lambda n: f"{n // 4}-Q{n % 4 + 1}", 12: str}[size]
    return [name(number) for number in range(begin, end)] if 0 < end - begin <= 60 else []


def row(call, community, measures, span, known, by_period):
    """A row; figures of several periods taken together are left to the tiers above."""
    cells = [cell(call, community, measure, span, known) for measure in measures]
    empty = dict.fromkeys(("borough", "street", "community", "areaCode", "learnerGroup", "programmeKind"))
    return {**empty, "period": span[0] if by_period else None, "cells": cells, "coverage": covered(call, community, span, "PROGRAMMES")}


def cell(call, community, measure, span, known):
    """A figure, with what it is worth."""
    names = ("value", "low", "high", "numerator", "denominator", "growth")
    made = {"measure": measure, "status": "UNAVAILABLE", **dict.fromkeys(names)}
    counted, divisor, scale = MEASURES.get(measure, (None, None, 1))
    dataset = COUNTS[counted][0] if counted else "PROGRAMMES"
    made["coverage"] = covered(call, community, span, dataset)
    if counted is None or not known or len(span) > 1:
        return made
    if made["coverage"]["reported"] == 0:
        return {**made, "status": "WITHHELD" if made["coverage"]["withheld"] else "NOT_REPORTED"}
    values = [amount(call, community, name, span[0]) for name in (counted, divisor) if name]
    if None in values[:1] or divisor in COUNTS and values[1] is None:
        return {**made, "status": "SUPPRESSED", "low": 0}
    if len(values) == 2 and values[1] is None:
        return made
    if len(values) == 2 and values[1] == 0:
        return {**made, "status": "UNAVAILABLE", "numerator": values[0], "denominator": 0}
    value = values[0] * scale / (values[1] if len(values) == 2 else 1)
    figures = {"value": value, "low": value, "high": value, "numerator": values[0], "denominator": values[1] if len(values) == 2 else None}
    return {**made, "status": "VALUE" if values[0] else "ZERO", **figures}


def amount(call, community, name, period):
    """A count of a period, or how many residents there are; None where it is hidden, or not known."""
    if name not in COUNTS:
        return community.get(name)
    released = call.records.find("measure_return", period=period)
    if dict(zip(COUNTS, released["hidden"])).get(name, 0) & 1:
        return None
    total = call.records.find("cell", period=period, learner_group="ALL", programme_kind="ALL")
    return (total and total[column(name)]) or 0


def covered(call, community, span, dataset):
    """Whose returns there are of these periods, for whoever asks."""
    returns = [found for found in (call.records.find("measure_return", period=period) for period in span) if found]
    shared = [found for found in returns if reads(call, found["levels"][DATASETS.index(dataset)])]
    residents = community.get("residents")
    return {
        "expected": len(span), "reported": len(shared), "withheld": len(returns) - len(shared), "missing": len(span) - len(returns),
        "residents": residents, "residentsReported": residents if shared else None,
        "asOf": written(max((found["released_at"] for found in returns), default=None), "DateTime"),
    }


def reads(call, level):
    """Whether who asks may read what was released at a level."""
    from_level = {"community-office": "PRIVATE", "borough-office": "BOROUGH", "city-office": "CITY", "planner": "CITY"}
    least = from_level.get(call.viewer["role"], "PUBLIC") if reaches_down(call.viewer, call.community) else "PUBLIC"
    order = ("PRIVATE", "BOROUGH", "CITY", "PUBLIC")
    return order.index(level) >= order.index(least)
