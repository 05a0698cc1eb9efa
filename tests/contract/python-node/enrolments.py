"""Places in programmes. Residents stand in the records by pseudonyms alone."""

import hmac
import os
import unicodedata
import uuid

from access import Fault, china_day
from graph import Entity
from publications import places_left, queue
from records import now
from sealed_key import open_sealed, receiving_key, seal


def pseudonym(call, reference):
    """The pseudonym of a resident, from the reference by which the office knows the resident. The key is made when it is first needed."""
    records, private = call.records, call.node.receiving
    if records.sealed_key is None:
        records.sealed_key = seal(os.urandom(32), call.community, receiving_key(private))
    key = open_sealed(records.sealed_key, private, call.community)
    raw = bytearray(hmac.new(key, unicodedata.normalize("NFC", reference.strip()).encode(), "sha256").digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x80, raw[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def enrol(call, data):
    """Gives a resident a place. One who has a place keeps it."""
    records = call.records
    programme = records.find("programme", id=data["programme"][13:])
    if programme is None:
        raise Fault("NOT_FOUND", "Expected a programme of the community.", argument="programme")
    if programme["status"] == "CANCELLED" or programme["ends_on"] < china_day():
        raise Fault("CLOSED", "The programme was cancelled, or is over.")
    who = pseudonym(call, data["resident"])
    place = records.find("enrolment", programme_id=programme["id"], resident=who)
    has_place = place is not None and place["status"] == "ENROLLED"
    if not has_place and programme["enrolled"] >= programme["capacity"]:
        raise Fault("FULL", "Expected a programme with a free place, but all places are taken.")
    told = {"learner_group": data["learnerGroup"], "sixty_or_over": data["sixtyOrOver"], "residence": data.get("residence") or call.community}
    (records.find("resident", pseudonym=who) or records.add("resident", pseudonym=who)).update(told)
    if not has_place:
        place = place or records.add("enrolment", programme_id=programme["id"], resident=who, completed=False, attended=[])
        place.update(status="ENROLLED", enrolled_on=china_day(), cancelled_on=None, updated_at=now())
        told = places_left(programme)
        # No change of the programme: its time stamps would tell when, and the catalogue hears of it only where what is told changes.
        programme["enrolled"] += 1
        if places_left(programme) != told:
            queue(records, "PROGRAMME", programme["id"])
    return {"programme": Entity("Programme", programme), "status": "ENROLLED", "receipt": None}
