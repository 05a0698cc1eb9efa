-- Where no course ended, everybody sees that there were no enrolments to count.
ALTER TABLE "cell" ADD COLUMN "ended_courses" INTEGER;
