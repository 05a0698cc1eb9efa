"""What records tell of single residents, which the office of the community alone reads."""

from datetime import datetime, timedelta

from access import china_day


def visible(call, kind, row):
    """Whether the viewer may know a record: what residents gave and paid is for the office."""
    if call.access.is_office():
        return True
    if kind == "Donation":
        return row["funding_organisation_code"] is not None
    if kind == "LedgerEntry":
        accounts = (row["debit"], row["credit"])
        gift = call.records.find("donation", id=row["donation_id"]) if row["donation_id"] else None
        by_organisation = gift is not None and gift["funding_organisation_code"] is not None
        return "FEES" not in accounts and ("DONATIONS" not in accounts or by_organisation)
    return True


def dated(call, kind, moment):
    """A moment of a record, as the viewer may know it: for a voice, the beginning of its day in China."""
    if kind != "Voice" or call.access.is_office():
        return moment
    local = datetime.fromisoformat(moment.replace("Z", "+00:00")) + timedelta(hours=8)
    return (local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=8)).isoformat()


def changed_by(call, kind, row):
    """The moment by which a record was changed last."""
    told = dated(call, kind, row["updated_at"])
    if told == row["updated_at"]:
        return told
    return (datetime.fromisoformat(told) + timedelta(days=1)).isoformat()


def may_tell(votes, smallest_cell):
    """Whether a tally tells nobody how one or two voted, and not of too few voters."""
    return sum(votes) >= smallest_cell and not any(part in (1, 2) for part in votes)


def donations_of_persons(call, _source, args):
    """What residents gave in a year: for others only of a year that is over, and where the rule on money holds."""
    call.access.read("DONATIONS", "Community.donationsOfPersons", 1)
    rows = [row for row in call.records.rows("donation") if row["funding_organisation_code"] is None and row["removed_at"] is None]
    gifts = sorted((float(row["amount_awarded"]) for row in rows if row["award_date"][:4] == str(args["year"])), reverse=True)
    is_told = args["year"] < int(china_day()[:4]) and len(gifts) >= 3 and sum(gifts[:2]) <= 0.85 * sum(gifts)
    return f"{sum(gifts):.2f}" if is_told or call.access.is_office() else None
