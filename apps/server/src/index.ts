export { type Configuration, readConfiguration, type SettingName, settings } from './configuration.ts';
export { configurationPage } from './configuration-page.ts';
export { type PurgedTraffic, retainMessages } from './message-retention.ts';
export { openRecord } from './open-record.ts';
export { openRooms } from './open-rooms.ts';
export { rolePolicies } from './role-policies.ts';
export { migrations, type RunningServer, type StartOptions, startServer } from './start.ts';
export { systems } from './systems.ts';
