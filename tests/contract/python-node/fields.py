"""The fields of the graph that are more than a column."""

import json

from access import DATASETS, Fault, china_day
from decimal import Decimal

from graph import SPECIAL, Entity, column, current, entities, found, listed, provenance, rows_of, status, written
from measures import measure_table
from pages import page
from publications import places_left
from residents import dated, donations_of_persons, may_tell


def smallest_cell(records, year):
    """The smallest count that the community publishes in periods of a year."""
    since = [row["value"] for row in records.rows("smallest_cell") if row["from_year"] <= year]
    return max([records.rows("community")[0]["smallest_cell"], *since])


def charter(call):
    """The charter, with what of it stands in tables of its own."""
    year, first = int(china_day()[:4]), call.records.rows
    row = first("community")[0]
    return {
        **{name: row[column(name)] for name in ("selfGovernance", "predecessorWorkUnit")}, "adoptedOn": row["charter_adopted_on"],
        "sharing": [{"dataset": dataset, "level": call.access.level(dataset)} for dataset in DATASETS],
        "smallestCell": smallest_cell(call.records, year), "smallestCellNextYear": smallest_cell(call.records, year + 1),
        "accessLogDays": (first("access_log_retention") or [{"days": 365}])[0]["days"],
        "countsEntrustedUntil": (first("entrustment") or [{"until": None}])[0]["until"], "provenance": provenance(call, row),
    }


def tally(call, source, _args):
    """How a vote came out, once it is closed: for the office, and for others where it tells of nobody."""
    choices = [vote["choice"] for vote in call.records.rows("vote") if vote["proposal_id"] == source.row["id"]]
    votes = {"yes": choices.count("YES"), "no": choices.count("NO"), "abstained": choices.count("ABSTAIN")}
    if source.row["closed_at"] is None:
        return None
    return votes if call.access.is_office() or may_tell(votes.values(), charter(call)["smallestCell"]) else None


def outcome(call, source, _args):
    """What was decided, once voting is closed."""
    choices = [vote["choice"] for vote in call.records.rows("vote") if vote["proposal_id"] == source.row["id"]]
    if source.row["closed_at"] is None:
        return None
    return "ACCEPTED" if choices.count("YES") > choices.count("NO") else "REJECTED"


def profile(call, *_):
    """How the community presents itself."""
    row = call.records.rows("community")[0]
    names = ("introduction", "address", "officeHours", "foundingDate")
    return {**{name: row[column(name)] for name in names}, "provenance": provenance(call, row)}


def ledger(call, *_):
    """The balance of each account: debits less credits."""
    call.access.read("LEDGER", "Community.ledger", 0)
    balances = {}
    for row in rows_of(call, "LedgerEntry"):
        if row["removed_at"] is None:
            balances[row["debit"]] = balances.get(row["debit"], 0) + row["amount"]
            balances[row["credit"]] = balances.get(row["credit"], 0) - row["amount"]
    return {"accounts": [{"account": name, "balance": written(balances[name], "Money")} for name in sorted(balances)]}


def entries(call, _source, args):
    """The entries of the ledger within its days."""
    within = lambda row: (args.get("from") or "") <= row["booked_on"] <= (args.get("to") or "9999")
    return listed(call, "LedgerEntry", list(filter(within, rows_of(call, "LedgerEntry"))), args, "booked_on", True)


def local(call, _source, args):
    """A field of the community's own, for whom it is for."""
    row = call.records.find("local_field", name=args["name"])
    if row and not (call.access.is_office() or row["level"] == "PUBLIC"):
        raise Fault("FORBIDDEN", f"The community does not share {args['name']} with you.")
    return Entity("LocalField", row) if row and row["removed_at"] is None else None


def attended(call, source, _args):
    """How many attended a session; the ordinals of sessions that a resident attended stand at the enrolment."""
    call.access.require_office("READ", "Session.attended")
    enrolments = [row for row in call.records.rows("enrolment") if row["programme_id"] == source.row["programme_id"]]
    return sum(source.row["ordinal"] in row["attended"] for row in enrolments)


def free_places(call, source, _args):
    """How many places are left, for whoever may know how many attend."""
    may_know = call.access.may_count("Programme.freePlaces")
    return source.row["capacity"] - source.row["enrolled"] if may_know else None


def access_log(call, _source, args):
    """The log, latest first."""
    call.access.require_office("READ", "Community.accessLog")
    rows = [{**json.loads(row["record"]), "id": str(row["sequence"]), **row} for row in reversed(call.records.rows("access_log"))]
    rows = [{**row, "hash": row["hash"][2:]} for row in rows if args.get("outcome") in (None, row["outcome"])]
    return page(call.records, rows, args)


def refusals(call, _source, args):
    """Counted refusals, latest first."""
    call.access.require_office("READ", "Community.refusals")
    rows = [{**row, "dataset": row["dataset"] or None, "id": str(at)} for at, row in enumerate(call.records.rows("refusal_count"))]
    return page(call.records, sorted(rows, key=lambda row: row["day"], reverse=True), args)


def consents(call, *_):
    """What the community consented to here."""
    call.access.require_office("READ", "Community.moveConsents")
    return list(call.node.consents)


def below(kind, by, order, latest_first=False):
    """The records of a type that hang on a record."""
    return lambda call, source, args: listed(call, kind, rows_of(call, kind, **{by: source.row["id"]}), args, order, latest_first)


def programmes_of(call, source, args):
    """The programmes of a centre, as its community lists them."""
    args = current(args)
    rows = rows_of(call, "Programme", education_centre_id=source.row["id"])
    rows = [row for row in rows if args.get("from") is None or row["ends_on"] >= args["from"]]
    rows = [row for row in rows if args.get("to") is None or row["starts_on"] <= args["to"]]
    return listed(call, "Programme", [row for row in rows if args.get("status") in (None, row["status"])], args, "starts_on")


def sessions_of(call, source, args):
    """The sessions of a programme: cancelled ones only where they are asked for, or changes are."""
    shows = args.get("withCancelled") or args.get("updatedSince") is not None or args.get("changedSince") is not None
    rows = rows_of(call, "Session", programme_id=source.row["id"])
    return listed(call, "Session", [row for row in rows if shows or row.get("status") != "CANCELLED"], args, "ordinal")


def linked(kind, by):
    """The one record that a record names."""
    return lambda call, source, _args: found(call, kind, id=source.row[by]) if source.row[by] else None


def organisation(by):
    """The organisation whose credit code a column holds."""
    return lambda call, source, _args: {"creditCode": source.row[by]} if source.row[by] else None


def guidance(of_city):
    """Guidance by its id, which begins with the code of its issuer: a city's ends in more zeros than a borough's."""
    return lambda call, source, _: {"id": source.row["guidance_id"]} if (source.row["guidance_id"][4:12] == "0" * 8) == of_city else None


def own_community(call, *_):
    """The community itself."""
    return Entity("Community", {"code": call.community})


def today_consigned(call, source, _args):
    """The consignment that holds today."""
    terms = rows_of(call, "Consignment", education_centre_id=source.row["id"])
    holds = [row for row in terms if row["starts_on"] <= china_day() <= (row["ended_on"] or row["ends_on"])]
    return Entity("Consignment", holds[0]) if holds else None


def grouped(*names):
    """Columns that stand together as an object; None where none of them has a value."""
    def of(_call, source, _args):
        values = {name: source.row.get(column(name)) for name in names}
        return {name: float(value) if isinstance(value, Decimal) else value for name, value in values.items()} if any(value is not None for value in values.values()) else None
    return of


def teaching_organisation(_call, source, _args):
    """The organisation whose people teach a programme."""
    code = source.row.get("teaching_organisation_code")
    return {"creditCode": code} if code else None


SPECIAL.update({
    ("EducationCentre", "position"): grouped("latitude", "longitude"), ("EducationCentre", "contact"): grouped("telephone", "website"),
    ("EducationCentre", "openingHours"): lambda call, source, _: source.row.get("opening_hours") or [],
    ("Programme", "teachingOrganisation"): teaching_organisation, ("Programme", "languages"): lambda call, source, _: source.row.get("languages") or [],
    ("Programme", "teacher"): lambda call, source, _: source.row.get("teacher"), ("Programme", "picture"): lambda call, source, _: source.row.get("picture"),
    ("Query", "_service"): lambda call, *_: {"sdl": call.node.sdl},
    ("Query", "_entities"): lambda call, _source, args: entities(call, args["representations"]),
    ("Community", "profile"): profile, ("Community", "charter"): lambda call, *_: charter(call), ("Community", "ledger"): ledger,
    ("Community", "measures"): lambda call, source, args: measure_table(call, source.row, args["query"]),
    ("Community", "donationsOfPersons"): donations_of_persons, ("Community", "local"): local, ("Community", "accessLog"): access_log, ("Community", "refusals"): refusals,
    # It makes no receipts: every text is a wrong one.
    ("Community", "followUp"): lambda *_: None, ("Voice", "receipt"): lambda *_: None,
    ("Community", "moveConsents"): consents, ("Ledger", "entries"): entries,
    ("EducationCentre", "community"): own_community, ("Programme", "community"): own_community,
    ("EducationCentre", "consignment"): today_consigned,
    ("EducationCentre", "consignments"): below("Consignment", "education_centre_id", "starts_on", True),
    ("EducationCentre", "programmes"): programmes_of, ("Programme", "sessions"): sessions_of,
    ("Programme", "places"): lambda call, source, _: places_left(source.row), ("Programme", "freePlaces"): free_places,
    ("Programme", "educationCentre"): linked("EducationCentre", "education_centre_id"),
    ("Consignment", "educationCentre"): linked("EducationCentre", "education_centre_id"),
    ("Consignment", "operator"): organisation("operator_credit_code"),
    ("Session", "programme"): linked("Programme", "programme_id"), ("Session", "attended"): attended,
    ("Donation", "currency"): lambda *_: "CNY", ("Donation", "fundingOrganisation"): organisation("funding_organisation_code"),
    ("LedgerEntry", "donation"): linked("Donation", "donation_id"),
    ("GuidanceResponse", "guidance"): guidance(False), ("GuidanceResponse", "cityGuidance"): guidance(True),
    ("AccessGrant", "organisation"): organisation("organisation"),
    ("Proposal", "status"): lambda call, source, _: status("Proposal", source.row),
    ("Proposal", "tally"): tally, ("Proposal", "outcome"): outcome,
    ("Voice", "requestedDatetime"): lambda call, source, _: written(dated(call, "Voice", source.row["raised_at"]), "DateTime"),
    ("Voice", "status"): lambda call, source, _: status("Voice", source.row),
    ("Voice", "answer"): lambda call, source, _: source.row["answered_at"]
    and {"text": source.row["answer"], "answeredAt": written(source.row["answered_at"], "DateTime")},
})
