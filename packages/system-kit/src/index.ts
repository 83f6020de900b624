export type { Context, Outbound, RoomStore } from './context.ts';
export type { Partner, Site, SiteUnit } from './site.ts';
export {
  defineSystem,
  type Guard,
  type MessageMapping,
  type Operation,
  type OperationParameter,
  type Subscription,
  type System,
} from './system.ts';
