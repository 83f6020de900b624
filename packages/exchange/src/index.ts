export { type AckCode, acknowledge } from './ack.ts';
export { type AstmClient, type AstmClientOptions, openAstmClient } from './astm-client.ts';
export { type AstmLineOptions, notKept } from './astm-line.ts';
export type { AstmMessage, AstmRecord } from './astm-message.ts';
export { isControlRecord, parseAstm, readAstm } from './astm-parse.ts';
export { type AstmServer, type AstmServerOptions, openAstmServer } from './astm-server.ts';
export { type AstmHeader, type AstmRecordDraft, type AstmValue, writeAstm } from './astm-write.ts';
export {
  type Channel,
  type ChannelDefinition,
  parseChannelDefinition,
  readChannelDefinition,
} from './channels/channel-definition.ts';
export { type ChannelDesk, openChannelDesk } from './channels/channel-desk.ts';
export { inboundOf } from './channels/channel-door.ts';
export {
  type ChannelEngine,
  type ChannelEngineOptions,
  type ChannelRun,
  openChannelEngine,
} from './channels/channel-engine.ts';
export { type ChannelField, channelFields } from './channels/channel-fields.ts';
export type { ChannelFigures } from './channels/channel-figures.ts';
export type { ChannelPaper } from './channels/channel-papers.ts';
export { channelReference } from './channels/channel-reference.ts';
export { cleanDone } from './channels/clean-done.ts';
export { mediaTypes } from './channels/deliveries.ts';
export { secretsIn } from './channels/secrets.ts';
export type { Codec, CodecVerdict, Decoded, MessagePeek } from './codec.ts';
export { type DeclaredRow, declaredRows } from './declared-rows.ts';
export { exactNumber } from './exact-number.ts';
export { firstNeeds, followingNeeds } from './find-needs.ts';
export { encodeHl7 } from './hl7-charset.ts';
export type { Hl7Message, Hl7Segment } from './hl7-message.ts';
export { parseHl7, readHl7 } from './hl7-parse.ts';
export { type Hl7Number, hl7Marks, hl7Numbers } from './hl7-person.ts';
export { fhirDate, fhirTime, hl7Date, hl7Time } from './hl7-time.ts';
export { type Hl7Header, type Hl7SegmentDraft, type Hl7Value, writeHl7 } from './hl7-write.ts';
export { type Inbound, type InboundOptions, openInbound } from './inbound.ts';
export { type InboundChannel, type Translate, translatorOf } from './inbound-channel.ts';
export {
  type LinkState,
  type MessageDesk,
  type OutgoingMessage,
  openMessageDesk,
} from './message-desk.ts';
export { type LoggedMessage, type MessageLog, type MessageState, messageLog } from './message-log.ts';
export type { CodecName, FollowingNeed, InboundMapping, MessageContext, Need } from './message-mapping.ts';
export { exchangeMigrations } from './migrations.ts';
export { type MllpClient, type MllpClientOptions, openMllpClient } from './mllp-client.ts';
export { frame, frameReader } from './mllp-frame.ts';
export { type MllpServer, type MllpServerOptions, openMllpServer } from './mllp-server.ts';
export { type OutgoingChannel, type OutgoingOptions, type OutgoingQueue, outgoingQueue } from './outgoing.ts';
export { isPrivateAddress } from './private-address.ts';
export {
  countOldMessages,
  type HeldMessages,
  type MessageRetention,
  type PurgedMessages,
  type PurgeFigure,
  purgeMessages,
} from './purge-messages.ts';
export type { Service, ServiceAnswer, ServiceCall, Services } from './service-contract.ts';
export { openServices, type ServiceDeclaration } from './services.ts';
export type { Admission, Peer, ServerTls } from './socket-listener.ts';
export { stableId } from './stable-id.ts';
export type { MessageLine, MessagePage, MessageQuery } from './traffic/message-search.ts';
export type { ParkedGroup } from './traffic/parked-groups.ts';
export type { PartnerFigures } from './traffic/partner-figures.ts';
export type { ChannelDay, ChannelPulse } from './traffic/traffic-figures.ts';
export type { Trial } from './try-message.ts';
export { type UnknownCode, unknownCode, unknownCodesOf } from './unknown-code.ts';
