-- Names of learner groups that people read in words of respect. A name that a city wrote itself stays.
UPDATE "code_list_entry" SET "label" = '需技能提升的在职人员', "label_english" = 'Workers in need of skills training'
WHERE "list" = 'LearnerGroup' AND "code" = 'UNSKILLED' AND "label" = '缺乏技能的在职人员';
UPDATE "code_list_entry" SET "label" = '外来常住人口（非本地户籍）', "label_english" = 'Residents without local registration'
WHERE "list" = 'LearnerGroup' AND "code" = 'MIGRANTS' AND "label" = '外来人员';
UPDATE "code_list_entry" SET "label" = '其他居民（不属于以上人群）', "label_english" = 'Everybody else, none of the above'
WHERE "list" = 'LearnerGroup' AND "code" = 'GENERAL' AND "label" = '其他居民';
