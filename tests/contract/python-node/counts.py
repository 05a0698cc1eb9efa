"""What the community counts of a month, from its own records."""

from datetime import date, datetime, timedelta, timezone

DATASETS = ("PROGRAMMES", "VOICES", "LEDGER", "CENTRES", "GUIDANCE_RESPONSES", "PROPOSALS")
KINDS = ("COURSE", "CULTURAL_ACTIVITY", "WORKSHOP", "VOLUNTEERING")
TOTAL, KIND, GROUP, BOTH = 1, 0b11111, sum(1 << 5 * group for group in range(6)), (1 << 30) - 1
# Every count in its order: its dataset, its cells in a month, and how it is protected (`schema/src/measures/base-counts.ts`).
COUNTS = {
    "participants": ("PROGRAMMES", TOTAL, "count"), "olderParticipants": ("PROGRAMMES", TOTAL, "participants"),
    "attendances": ("PROGRAMMES", BOTH, "count"), "minutes": ("PROGRAMMES", BOTH, ("attendances", 720)),
    "enrolments": ("PROGRAMMES", TOTAL, "count"), "completed": ("PROGRAMMES", TOTAL, "enrolments"),
    "answers": ("VOICES", TOTAL, "count"), "satisfied": ("VOICES", TOTAL, "answers"),
    "appraisalsBorough": ("VOICES", GROUP, "count"), "pointsBorough": ("VOICES", GROUP, ("appraisalsBorough", 5)),
    "appraisalsCity": ("VOICES", GROUP, "count"), "pointsCity": ("VOICES", GROUP, ("appraisalsCity", 5)),
    "volunteers": ("PROGRAMMES", TOTAL, "count"), "volunteerMinutes": ("PROGRAMMES", KIND, "open"),
    "taughtMinutes": ("PROGRAMMES", KIND, "open"), "donations": ("LEDGER", TOTAL, "money"), "fees": ("LEDGER", TOTAL, "money"),
    "ownIncome": ("LEDGER", TOTAL, "money"), "allocations": ("LEDGER", TOTAL, "open"), "centres": ("CENTRES", TOTAL, "open"),
    "consignedCentres": ("CENTRES", TOTAL, "open"), "needs": ("VOICES", TOTAL, "open"), "needsAnswered": ("VOICES", TOTAL, "open"),
    "guidanceOwnWay": ("GUIDANCE_RESPONSES", TOTAL, "open"), "sessions": ("PROGRAMMES", KIND, "open"),
    "programmes": ("PROGRAMMES", KIND, "open"), "places": ("PROGRAMMES", KIND, "open"),
    "endedCourses": ("PROGRAMMES", TOTAL, "open"), "proposals": ("PROPOSALS", TOTAL, "open"),
}
# What a count needs: an open count, without which everybody sees that there is none of it, kind by kind.
NEEDS = {
    **dict.fromkeys(("participants", "olderParticipants", "attendances", "minutes"), "taughtMinutes"), "volunteers": "volunteerMinutes",
    **dict.fromkeys(("enrolments", "completed"), "endedCourses"),
}


def local(text):
    """A moment in China Standard Time."""
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(hours=8)))


def count_month(records, month):
    """The true counts of a month: by name, each with its cells by their places."""
    found = {name: {0: 0} for name in COUNTS}
    live = lambda table: [row for row in records.rows(table) if row.get("removed_at") is None]
    programmes = {row["id"]: row for row in live("programme")}
    sessions = [row for row in live("session") if row.get("status") != "CANCELLED" and local(row["starts_at"]).isoformat()[:7] == month and row["programme_id"] in programmes]
    residents = {row["pseudonym"]: row for row in records.rows("resident")}
    attending, teaching = set(), set()
    for session in sessions:
        place = 1 + KINDS.index(programmes[session["programme_id"]]["kind"])
        minutes = int((local(session["ends_at"]) - local(session["starts_at"])).total_seconds() // 60)
        enrolments = [row for row in records.rows("enrolment") if row["programme_id"] == session["programme_id"]]
        there = [row for row in enrolments if session["ordinal"] in row["attended"]]
        attending.update(row["resident"] for row in there if residents[row["resident"]]["residence"] == records.community)
        if session["taught_by_volunteer"]:
            teaching.add(session["volunteer"])
        taught = {"sessions": 1, "taughtMinutes": minutes, "volunteerMinutes": minutes * session["taught_by_volunteer"]}
        for name, amount in {**taught, "attendances": len(there), "minutes": len(there) * minutes}.items():
            for cell in (0, place):
                found[name][cell] = found[name].get(cell, 0) + amount
    for programme in (programmes[key] for key in {session["programme_id"] for session in sessions}):
        for name, amount in {"programmes": 1, "places": programme["capacity"]}.items():
            for cell in (0, 1 + KINDS.index(programme["kind"])):
                found[name][cell] = found[name].get(cell, 0) + amount
    found["participants"][0] = len(attending)
    found["olderParticipants"][0] = sum(residents[one]["sixty_or_over"] for one in attending)
    found["volunteers"][0] = len(teaching - {None})
    for name, amount in {**completion(records, programmes, month), **voices(live("voice"), month), **institutions(live, month)}.items():
        found[name][0] = amount
    return found


def completion(records, programmes, month):
    """Courses that ended in the month, and enrolments in them, less those cancelled before the first session."""
    is_ended = lambda row: row["kind"] == "COURSE" and row["status"] == "PUBLISHED" and row["ends_on"][:7] == month
    ended = {key for key, row in programmes.items() if is_ended(row)}
    first = {}
    for session in (row for row in records.rows("session") if row.get("status") != "CANCELLED"):
        day = local(session["starts_at"]).date().isoformat()
        first[session["programme_id"]] = min(day, first.get(session["programme_id"], day))
    stays = lambda row: row["cancelled_on"] is None or row["cancelled_on"] >= first.get(row["programme_id"], "9999")
    rows = [row for row in records.rows("enrolment") if row["programme_id"] in ended and stays(row)]
    return {"enrolments": len(rows), "completed": sum(row["completed"] for row in rows), "endedCourses": len(ended)}


def voices(rows, month):
    """Answers to surveys, and needs."""
    rows = [row for row in rows if local(row["raised_at"]).isoformat()[:7] == month]
    ratings = lambda kind: [row["rating"] for row in rows if row["kind"] == kind and row["rating"] is not None]
    satisfaction, borough, city = map(ratings, ("SATISFACTION", "APPRAISAL_BOROUGH", "APPRAISAL_CITY"))
    needs = [row for row in rows if row["kind"] == "NEED"]
    in_time = lambda row: row["answered_at"] is not None and local(row["answered_at"]) - local(row["raised_at"]) <= timedelta(days=15)
    return {
        "answers": len(satisfaction), "satisfied": sum(rating >= 4 for rating in satisfaction), "appraisalsBorough": len(borough),
        "pointsBorough": sum(borough), "appraisalsCity": len(city), "pointsCity": sum(city), "needs": len(needs),
        "needsAnswered": sum(map(in_time, needs)),
    }


def institutions(live, month):
    """Money in fen, centres on the last day of the month, guidance, and proposals."""
    year, number = map(int, month.split("-"))
    last = (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()
    booked = [row for row in live("ledger_entry") if row["booked_on"][:7] == month]
    income = lambda account: int(sum(row["amount"] for row in booked if row["credit"] == account) * 100)
    centres = {row["id"] for row in live("education_centre") if row["opened_on"] <= last and (row["closed_on"] or "9999") > last}
    consigned = {row["education_centre_id"] for row in live("consignment") if row["starts_on"] <= last <= (row["ended_on"] or row["ends_on"])}
    proposals = [row for row in live("proposal") if row["opened_on"][:7] == month]
    own_way = [row for row in live("guidance_response") if row["answered_on"][:7] == month and row["decision"] != "ADOPTED"]
    return {
        "donations": income("DONATIONS"), "fees": income("FEES"), "ownIncome": income("OWN_INCOME"), "allocations": income("ALLOCATION"),
        "centres": len(centres), "consignedCentres": len(centres & consigned), "guidanceOwnWay": len(own_way),
        "proposals": len(proposals),
    }
