-- The records whose changes others may follow.
CALL mark_changes('community');
CALL mark_changes('education_centre');
CALL mark_changes('consignment');
CALL mark_changes('programme');
CALL mark_changes('session');
CALL mark_changes('competence');
CALL mark_changes('voice');
CALL mark_changes('proposal');
CALL mark_changes('donation');
CALL mark_changes('ledger_entry');
CALL mark_changes('guidance_response');
CALL mark_changes('access_grant');
CALL mark_changes('local_field');
CALL mark_changes('community_place');
