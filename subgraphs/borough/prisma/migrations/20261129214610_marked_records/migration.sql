-- The records whose changes others may follow.
CALL mark_changes('borough');
CALL mark_changes('street');
CALL mark_changes('community');
CALL mark_changes('service_centre');
CALL mark_changes('service');
CALL mark_changes('allocation');
CALL mark_changes('guidance');
