/** The roles of whoever teaches, as the schema names them. */
export const teacherRoles = ['STAFF', 'HIRED_TEACHER', 'VOLUNTEER', 'ORGANISATION'] as const

/** In how many languages a programme is held, at most. */
export const mostLanguages = 10

/** The columns that tell who teaches a programme and what else its details are, in every table of programmes. */
export const programmeDetailColumns = {
  teacher: 'teacher',
  teachingOrganisation:
    "case when teaching_organisation_code is not null then json_build_object('creditCode', teaching_organisation_code) end",
  picture: 'picture',
  languages: 'languages',
} as const
