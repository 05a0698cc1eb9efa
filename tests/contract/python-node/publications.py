"""What is for everybody, on its way into the borough's catalogue."""

from graph import column, written
from records import now

FIRST_VERSION = 4600000000000000
# Each kind of record that is published: its table, its dataset, and the columns that are told of it.
KINDS = {
    "CENTRE": ("education_centre", "CENTRES", ("name", "address", "status", "seats")),
    "PROGRAMME": ("programme", "PROGRAMMES", ("title", "description", "kind", "audience", "startsOn", "endsOn", "capacity")),
    "GUIDANCE_RESPONSE": ("guidance_response", "GUIDANCE_RESPONSES", ("decision", "answeredOn")),
}


def places_left(row):
    """Whether places of a programme are left, so that it tells no number below eleven of those who have one."""
    left = row["capacity"] - row["enrolled"]
    if row["capacity"] < 11:
        return "FEW"
    if left <= 0:
        return "FULL"
    return "FEW" if row["capacity"] >= 21 and left < 11 else "OPEN"


def queue(records, kind, record_id):
    """Counts a change of a record, and notes that it is to be sent."""
    key = {"kind": kind, "id": record_id}
    counted = records.find("catalogue_version", **key) or records.add("catalogue_version", **key, version=FIRST_VERSION)
    counted["version"] += 1
    waiting = records.rows("catalogue_outbox")
    waiting[:] = [row for row in waiting if (row["kind"], row["id"]) != (kind, record_id)]
    records.add("catalogue_outbox", **key, version=counted["version"], attempts=0, next_attempt_at=now(), created_at=now())


def queue_all(records, dataset):
    """Queues all records of a dataset: whether they may be known has changed."""
    for kind, (table, of, _) in KINDS.items():
        for row in records.rows(table) if of == dataset else []:
            queue(records, kind, row["id"])


def publication(records, waiting):
    """A record as the borough may have it: null where it is not, or no longer, for everybody."""
    table, dataset, names = KINDS[waiting["kind"]]
    row = records.find(table, id=waiting["id"])
    level = (records.find("sharing_rule", dataset=dataset) or {"level": "PRIVATE"})["level"]
    record = None
    if row and row["removed_at"] is None and row.get("status") != "CANCELLED" and level in _levels(waiting["kind"]):
        record = {name: row[column(name)] for name in names}
        if waiting["kind"] == "CENTRE":
            record.update(consignments=_consignments(records, row["id"]))
        if waiting["kind"] == "PROGRAMME":
            record.update(places=places_left(row), fee=written(row["fee"], "Money"), educationCentre=row["education_centre_id"])
        if waiting["kind"] == "GUIDANCE_RESPONSE":
            record.update(guidance=row["guidance_id"], level=level)
    return {"kind": waiting["kind"], "community": records.community, "id": waiting["id"], "version": waiting["version"], "record": record}


def _consignments(records, centre):
    """By whom a centre was, is and will be run, latest first."""
    terms = [row for row in records.rows("consignment") if row["education_centre_id"] == centre and row["removed_at"] is None]
    terms.sort(key=lambda row: row["id"])
    terms.sort(key=lambda row: row["starts_on"], reverse=True)
    names = ("id", "startsOn", "endsOn", "endedOn")
    return [{**{name: row[column(name)] for name in names}, "operator": row["operator_credit_code"]} for row in terms]


def _levels(kind):
    """How far a kind of record is to be shared, so that it is published."""
    return ("BOROUGH", "CITY", "PUBLIC") if kind == "GUIDANCE_RESPONSE" else ("PUBLIC",)


def publish(records, hub):
    """Sends what waits; gives what the hub says of it. What is not acknowledged is sent again next time."""
    with records.lock:
        waiting = records.rows("catalogue_outbox")[:5000]
        batch = [publication(records, row) for row in waiting]
    if not batch:
        return {"received": 0, "written": 0}
    said = hub.send("publications", publications=batch)
    with records.lock:
        records.rows("catalogue_outbox")[:] = [row for row in records.rows("catalogue_outbox") if row not in waiting]
        records.save()
    return said
