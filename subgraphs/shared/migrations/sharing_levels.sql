-- CreateEnum
CREATE TYPE "sharing_level" AS ENUM ('PRIVATE', 'BOROUGH', 'CITY', 'PUBLIC');
