"""The fields of the graph, from the rows of the community's records."""

import re
from decimal import Decimal

from access import Fault, china_day
from pages import page
from residents import changed_by, dated, visible

# Fields that are not simply a column: filled in by fields.py.
SPECIAL = {}

# Each type of record: its table, and the dataset that it is shared with.
TYPES = {
    "EducationCentre": ("education_centre", "CENTRES"), "Consignment": ("consignment", "CENTRES"),
    "Programme": ("programme", "PROGRAMMES"), "Session": ("session", "PROGRAMMES"), "Competence": ("competence", "COMPETENCES"),
    "Proposal": ("proposal", "PROPOSALS"), "Voice": ("voice", "VOICES"), "Donation": ("donation", "DONATIONS"),
    "LedgerEntry": ("ledger_entry", "LEDGER"), "GuidanceResponse": ("guidance_response", "GUIDANCE_RESPONSES"),
    "LocalField": ("local_field", None), "AccessGrant": ("access_grant", None),
}
# Each list of the community: its type, the column that orders it, and whether the latest come first.
LISTS = {
    "educationCentres": ("EducationCentre", "name", False), "programmes": ("Programme", "starts_on", False),
    "competences": ("Competence", "subject", False), "proposals": ("Proposal", "opened_on", True), "voices": ("Voice", "raised_at", True),
    "donations": ("Donation", "award_date", True), "guidanceResponses": ("GuidanceResponse", "answered_on", True),
    "localFields": ("LocalField", "name", False), "accessGrants": ("AccessGrant", "starts_on", True),
}
# Columns that have another name than the field in snake case.
COLUMNS = {"serviceCode": "topic", "requestedDatetime": "raised_at"}
COLUMNS_OF = {"AccessGrant": {"from": "starts_on", "until": "ends_on"}}
LISTED_VOICES = ("NEED", "COMPLAINT", "SUGGESTION")


def column(name):
    """The column of a field."""
    return COLUMNS.get(name, re.sub(r"([A-Z])", r"_\1", name).lower())


class Entity:
    """A record, or the community itself, on its way into an answer."""

    def __init__(self, kind, row):
        self.type, self.row = kind, row


def written(value, kind):
    """A column's value as the scalar of a field has it."""
    if value is not None and kind == "DateTime":
        text = value.replace("+00:00", "").replace("Z", "")
        return (text if "." in text else text + ".")[:23].ljust(23, "0") + "Z" if "." in text else text + ".000Z"
    return f"{Decimal(value):.2f}" if value is not None and kind == "Money" else value


def resolve(source, info, **args):
    """Answers any field of the graph."""
    call, kind, name = info.context, info.parent_type.name, info.field_name
    if kind == "Mutation":
        return call.write(name, args["input"])
    special = SPECIAL.get((kind, name))
    if special:
        return special(call, source, args)
    if kind == "Community" and name in LISTS:
        return community_list(call, name, args)
    if not isinstance(source, Entity):
        return source[name]
    if name == "id":
        return call.id_of(source.row["id"])
    if name == "provenance":
        return provenance(call, source.row, kind)
    kind_of_value = str(info.return_type).rstrip("!")
    return written(source.row[COLUMNS_OF.get(kind, {}).get(name) or column(name)], kind_of_value)


def provenance(call, row, kind=None):
    """Where a record comes from."""
    times = {"updatedAt": written(dated(call, kind, row["updated_at"]), "DateTime"), "removedAt": written(row["removed_at"], "DateTime")}
    generated = row["source"].startswith("generated")
    return {"tier": "COMMUNITY", "owner": call.community, "source": row["source"], "generated": generated, **times}


def rows_of(call, kind, **columns):
    """The rows of a type of record with these values that the viewer may know."""
    rows = [row for row in call.records.rows(TYPES[kind][0]) if visible(call, kind, row)]
    return [row for row in rows if all(row[name] == value for name, value in columns.items())]


def found(call, kind, **columns):
    """The one record with these values, or None where there is none that the viewer may know."""
    row = call.records.find(TYPES[kind][0], **columns)
    return Entity(kind, row) if row and visible(call, kind, row) else None


def listed(call, kind, rows, args, order, latest_first=False):
    """A page of records, the entries of which are in an order."""
    place = (lambda row: dated(call, kind, row[order])) if kind == "Voice" else lambda row: row[order]
    rows = sorted(rows, key=lambda row: (place(row), str(row.get("id"))), reverse=latest_first)
    made = page(call.records, rows, args, lambda row: changed_by(call, kind, row))
    dataset = TYPES[kind][1]
    if dataset:
        call.access.read(dataset, kind, len(made["nodes"]))
    entries = [Entity(kind, row) for row in made["nodes"]]
    edges = [{"cursor": edge["cursor"], "node": entry} for edge, entry in zip(made["edges"], entries)]
    return {**made, "nodes": entries, "edges": edges}


def community_list(call, name, args):
    """A list of the community, as its arguments narrow it."""
    kind, order, latest_first = LISTS[name]
    if kind == "AccessGrant":
        call.access.require_office("READ", "Community.accessGrants")
    rows = rows_of(call, kind)
    if kind == "Voice":
        rows = [row for row in rows if row["kind"] in LISTED_VOICES]
    if kind == "LocalField":
        rows = [row for row in rows if call.access.is_office() or row["level"] == "PUBLIC"]
    tests = {
        "kind": lambda row, value: row["kind"] == value,
        "status": lambda row, value: status(kind, row) == value,
        "audience": lambda row, value: not row["audience"] or value in row["audience"],
        "from": lambda row, value: row["ends_on"] >= value,
        "to": lambda row, value: row["starts_on"] <= value,
    }
    if kind == "Programme":
        args = current(args)
    for argument, test in tests.items():
        if args.get(argument) is not None:
            rows = [row for row in rows if test(row, args[argument])]
    return listed(call, kind, rows, args, order, latest_first)


def current(args):
    """What is asked of programmes: those that are over or cancelled only where they are asked for, or changes are."""
    if args.get("updatedSince") is not None or args.get("changedSince") is not None:
        return args
    past = args.get("to") is not None and args["to"] < china_day()
    status = args.get("status") or (None if args.get("withCancelled") else "PUBLISHED")
    return {**args, "status": status, "from": args.get("from") or (None if past else china_day())}


def status(kind, row):
    """The status of a record, which of some is said by when it ended."""
    closed = {"Voice": "answered_at", "Proposal": "closed_at"}.get(kind)
    return row["status"] if closed is None else "OPEN" if row[closed] is None else "CLOSED"


def entities(call, representations):
    """What the gateway asks for by its keys."""
    return [entity(call, representation) for representation in representations]


def entity(call, representation):
    """The record of one key, null, or the fault that stands in its place."""
    kind, key = representation["__typename"], representation.get("id") or representation.get("code") or ""
    if not call.is_here or key[:12] != call.community:
        return Fault("MOVED", f"Another server answers for {key[:12]}.", community=key[:12])
    if kind == "Community":
        return Entity(kind, representation)
    made = found(call, kind, id=key[13:]) if kind in TYPES else None
    try:
        if made and TYPES[kind][1]:
            call.access.read(TYPES[kind][1], kind, 1)
        elif made:
            call.access.require_office("READ", kind)
    except Fault as fault:
        return fault
    return made
