"""The release of a month, and its return to the borough.

This node is careful in a simple way. It tells totals alone, of months alone, and hides every other cell that a count has: so no hidden
count can be derived from a total and its neighbours, be it over groups, kinds or time.
"""

from datetime import datetime, timedelta, timezone

from access import Fault
from counts import COUNTS, DATASETS, KINDS, NEEDS, count_month
from graph import column
from records import now

MOST_MONEY = 375_000_000_000
# How far a hidden count must be able to go.
WIDEST_STEP = 3


def protect(found, smallest):
    """What of the counts is told, what is hidden, and what no hidden cell exceeds. A zero is told by being left out."""
    told, hidden, high = {}, {}, {}
    for name, (_, cells, rule) in COUNTS.items():
        total, seen = found[name][0], cells & ~structural_zeros(found, name)
        if rule == "open":
            told[name], hidden[name], high[name] = found[name], 0, 0
            continue
        whole = found[rule][0] if rule in COUNTS else None
        small = total < smallest or whole is not None and whole - total < smallest
        hides_total = seen & 1 and (total > 0 if rule == "money" else small or isinstance(rule, tuple))
        told[name] = {} if hides_total else {0: total}
        hidden[name] = seen if hides_total else seen & ~1
        most = smallest - 1 + WIDEST_STEP if hides_total else total
        if isinstance(rule, tuple):
            counted, each = rule
            most = high_of(found, hidden, counted, smallest) * each
        elif rule == "money":
            most = MOST_MONEY
        elif whole is not None:
            most = high_of(found, hidden, rule, smallest)
        high[name] = most if hidden[name] else 0
    return told, hidden, high


def structural_zeros(found, name):
    """The cells of a count, as bits, that everybody sees to be zero: there was none of what it needs, as no session of a kind."""
    needed = found.get(NEEDS.get(name))
    return 0 if needed is None else sum(1 << cell for cell in range(30) if not needed.get(cell % 5))


def high_of(found, hidden, name, smallest):
    """What no cell of a count of people exceeds: its total, or where that is hidden, the same for all that are too small."""
    return smallest - 1 + WIDEST_STEP if hidden[name] & 1 else found[name][0]


def release(records, month, smallest):
    """The return of a month that is over; it is kept among the records, so that it is released once."""
    today = datetime.now(timezone(timedelta(hours=8))).isoformat()[:7]
    quarter = f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
    if month >= today or any(records.find("measure_return", period=period) for period in (month, quarter, month[:4])):
        raise Fault("CONFLICT", f"Expected a month that is over and was not released, but got {month}.")
    levels = {rule["dataset"]: rule["level"] for rule in records.rows("sharing_rule")}
    levels = [levels.get(dataset, "PRIVATE") for dataset in DATASETS]
    shared = {name for name, (dataset, _, _) in COUNTS.items() if levels[DATASETS.index(dataset)] != "PRIVATE"}
    told, hidden, high = protect(count_month(records, month), smallest)
    cells = []
    for place in range(30):
        counts = {name: told[name][place] for name in COUNTS if name in shared and told[name].get(place)}
        if counts:
            cells.append({"breakdown": place, "counts": counts})
    masks = [[of[name] if name in shared else 0 for name in COUNTS] for of in (hidden, high)]
    at = now()
    keep(records, month, {"levels": levels, "summed": [False] * len(DATASETS), "hidden": masks[0], "high": masks[1]}, cells, at)
    return {
        "division": records.community, "period": month, "kind": "NAMED", "version": 1, "releasedAt": at.replace("+00:00", "Z"),
        "levels": levels, "summed": [False] * len(DATASETS), "hidden": masks[0], "high": masks[1], "cells": cells,
    }


def keep(records, month, said, cells, at):
    """Keeps a release as the rows that a server of the hub would have of it."""
    key = {"period": month}
    records.add("measure_return", **key, kind="NAMED", version=1, **said, released_at=at, received_at=at)
    pattern = {"hidden": said["hidden"], "summed": said["summed"]}
    records.add("released_pattern", **key, version=1, **pattern, apart=[], released_at=at)
    for cell in cells:
        kind = ("ALL", *KINDS)[cell["breakdown"] % 5]
        values = {column(name): cell["counts"].get(name) for name in COUNTS}
        records.add("cell", **key, learner_group="ALL", programme_kind=kind, **values, bounds=None)


def send_return(records, hub, month, smallest):
    """Releases a month, keeps it, and sends it; gives what the hub says of it."""
    with records.lock:
        released = release(records, month, smallest)
        records.save()
    return {**hub.send("returns", returns=[released]), "return": released}
