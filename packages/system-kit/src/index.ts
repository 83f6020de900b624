export { CALM_LANE } from '@lienmach/jobs';
export type { AccessLog, Context, KnownIdentifier, Outbound, RoomPage, RoomStore } from './context.ts';
export type { EngineRoom, Engines } from './engines.ts';
export {
  type Actor,
  entranceOf,
  guardOf,
  Host,
  type HostOptions,
  type OperationCall,
  type OperationTarget,
} from './host.ts';
export { openRounds } from './house-rounds.ts';
export { installForms } from './install-forms.ts';
export { many, one } from './one-or-many.ts';
export { decodeParameters, encodeParameters, toParameters } from './parameters.ts';
export { searchEach } from './search-each.ts';
export type {
  InvoicingRules,
  Partner,
  PrintRule,
  ServicePartner,
  Site,
  SiteUnit,
  Subscriber,
  WebhookPartner,
} from './site.ts';
export {
  type AnySubscription,
  type Belongings,
  defineSystem,
  type EntranceRule,
  type Follower,
  type Guard,
  type MessageMapping,
  type Operation,
  type OperationParameter,
  type Round,
  type Subscription,
  type System,
  type WebhookMapping,
} from './system.ts';
export { tokenOf } from './token-of.ts';
