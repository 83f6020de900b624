export { authenticatorCode } from './authenticator.ts';
export { hasSchema, schemaFaults } from './cda-schema.ts';
export { memoryTerminology } from './memory-terminology.ts';
export { messageContext } from './message-context.ts';
export { allMigrations } from './migrate-all.ts';
export { openRoomDoor, type RoomDoor } from './open-room-door.ts';
export {
  openTestHospital,
  type TestHospital,
  type TestHospitalOptions,
  type TestPerson,
  type TestRole,
} from './open-test-hospital.ts';
export { openTestSql, type TestSql } from './open-test-sql.ts';
export { testSite } from './test-site.ts';
