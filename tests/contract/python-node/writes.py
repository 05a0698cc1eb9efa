"""What the community's office writes. The mutations that are not here give NODE_UNAVAILABLE: this is a small node."""

import hashlib
import json
import uuid
from datetime import date, timedelta
from decimal import Decimal

from access import Fault, china_day
from enrolments import enrol
from graph import Entity, column
from publications import queue, queue_all
from records import now

DAYS_OF_CONSENT = 31


def text(data, name, most):
    """A text of the input, of a length that the schema says."""
    value = data.get(name)
    if value is None or not 1 <= len(value.strip()) <= most:
        raise Fault("BAD_USER_INPUT", f"Expected `{name}` to have 1 to {most} characters.", argument=name)
    return value.strip()


def whole(data, name, most):
    """A number of the input, from 1 on."""
    if not 1 <= data[name] <= most:
        raise Fault("BAD_USER_INPUT", f"Expected `{name}` to be 1 to {most}.", argument=name)
    return data[name]


def once(records, operation, data, make):
    """Makes a record, or finds the one that was made by the same key and input; gives its id."""
    key = data.get("idempotencyKey")
    if key is None:
        return make(str(uuid.uuid4()))
    if not 8 <= len(key) <= 64:
        raise Fault("BAD_USER_INPUT", "Expected `idempotencyKey` to have 8 to 64 characters.", argument="idempotencyKey")
    body = {name: value for name, value in data.items() if name != "idempotencyKey"}
    said = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = "\\x" + hashlib.sha256(said.encode()).hexdigest()
    before = records.find("idempotency_key", key=key)
    if before and (before["operation"], before["digest"]) != (operation, digest):
        raise Fault("CONFLICT", "The idempotency key was used before with another request.")
    if before:
        return before["result"]
    made = make(str(uuid.uuid4()))
    records.add("idempotency_key", key=key, operation=operation, digest=digest, result=made, created_at=now())
    return made


def change_profile(call, data):
    """Changes the profile; what is left out stays."""
    row = call.records.rows("community")[0]
    for name, most in (("introduction", 4000), ("address", 200), ("officeHours", 200)):
        if name in data:
            row[column(name)] = text(data, name, most)
    call.records.touch(row)
    return Entity("Community", row)


def set_sharing(call, data):
    """Sets who may read a dataset."""
    rule = call.records.find("sharing_rule", dataset=data["dataset"]) or call.records.add("sharing_rule", dataset=data["dataset"], level=None)
    rule["level"] = data["level"]
    call.records.touch(call.records.rows("community")[0])
    queue_all(call.records, data["dataset"])
    return Entity("Community", {})


def publish_programme(call, data):
    """Publishes a programme, once for a key."""
    if data["endsOn"] < data["startsOn"]:
        raise Fault("BAD_USER_INPUT", "Expected `endsOn` not to be before `startsOn`.", argument="endsOn")
    centre = data.get("educationCentre")
    if centre and not call.records.find("education_centre", id=centre[13:], status="ACTIVE"):
        raise Fault("NOT_FOUND", "Expected an open centre of the community.", argument="educationCentre")
    values = {
        "title": text(data, "title", 200), "description": text(data, "description", 4000), "kind": data["kind"],
        "audience": list(dict.fromkeys(data.get("audience") or [])), "status": "PUBLISHED", "starts_on": data["startsOn"],
        "ends_on": data["endsOn"], "capacity": whole(data, "capacity", 100_000), "enrolled": 0,
        "fee": Decimal(data.get("fee") or 0).quantize(Decimal("0.01")), "education_centre_id": centre[13:] if centre else None, "removed_at": None,
        "teacher": data.get("teacher"), "teaching_organisation_code": data.get("teachingOrganisation"), "picture": data.get("picture"),
        "languages": data.get("languages") or [],
    }

    def make(made):
        call.records.touch(call.records.add("programme", id=made, **values))
        queue(call.records, "PROGRAMME", made)
        return made

    return Entity("Programme", call.records.find("programme", id=once(call.records, "publishProgramme", data, make)))


def cancel_programme(call, data):
    """Cancels a programme."""
    row = call.records.find("programme", id=data["programme"][13:])
    if row is None:
        raise Fault("NOT_FOUND", "Expected a programme of the community.", argument="programme")
    if row["status"] == "CANCELLED":
        raise Fault("CLOSED", "The programme was cancelled before.")
    row["status"] = "CANCELLED"
    call.records.touch(row)
    queue(call.records, "PROGRAMME", row["id"])
    return Entity("Programme", row)


def consent_to_move(call, data):
    """Lets the records go back to the hosted server until a day."""
    latest = (date.fromisoformat(china_day()) + timedelta(days=DAYS_OF_CONSENT)).isoformat()
    if data["direction"] != "TO_HOSTED" or data.get("key") or not china_day() <= data["until"] <= latest:
        raise Fault("BAD_USER_INPUT", f"Expected a consent to the way back, TO_HOSTED, until {latest} at most.")
    given = {"direction": "TO_HOSTED", "until": data["until"], "key": None, "givenAt": now().replace("+00:00", ".000Z"), "withdrawnAt": None}
    call.node.consents[:] = [given]
    return given


WRITES = {
    "changeProfile": change_profile, "setSharing": set_sharing, "publishProgramme": publish_programme,
    "cancelProgramme": cancel_programme, "enrol": enrol, "consentToMove": consent_to_move,
}
# What a mutation gives where it is not a record: how the community has it now.
GIVES = {"changeProfile": ("Community", "profile"), "setSharing": ("Community", "charter")}
