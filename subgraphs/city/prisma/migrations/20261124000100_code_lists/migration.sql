-- The values of the graph's enums with their names. A value that is added to an enum comes with a migration of its own.
INSERT INTO "code_list_entry" ("list", "code", "position", "label", "label_english") VALUES
    ('LearnerGroup', 'YOUNG_UNEMPLOYED', 1, '失业青年', 'Young people without work'),
    ('LearnerGroup', 'UNSKILLED', 2, '缺乏技能的在职人员', 'Working people without a trained skill'),
    ('LearnerGroup', 'RETIRED', 3, '退休人员', 'Retired people'),
    ('LearnerGroup', 'MIGRANTS', 4, '外来人员', 'People who moved in from elsewhere'),
    ('LearnerGroup', 'GENERAL', 5, '其他居民', 'Everybody else'),
    ('ProgrammeKind', 'COURSE', 1, '课程', 'Courses'),
    ('ProgrammeKind', 'CULTURAL_ACTIVITY', 2, '文化活动', 'Cultural activities'),
    ('ProgrammeKind', 'WORKSHOP', 3, '工作坊', 'Workshops'),
    ('ProgrammeKind', 'VOLUNTEERING', 4, '志愿服务', 'Volunteering')
ON CONFLICT DO NOTHING;
