-- The records whose changes others may follow.
CALL mark_changes('city');
CALL mark_changes('learning_city_programme');
CALL mark_changes('ordinance');
CALL mark_changes('planning_committee');
CALL mark_changes('committee_decision');
CALL mark_changes('pilot_designation');
CALL mark_changes('target');
CALL mark_changes('organisation');
CALL mark_changes('city_guidance');
