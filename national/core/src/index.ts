export { codeSystems, extensions, identifierSystems, LM, partnerCodes, partnerSystem, VN } from './canonical.ts';
export {
  type AskingChannel,
  askingChannel,
  type ChannelRecord,
  type ChannelStatus,
  channelCodeMap,
  channelOfEndpoint,
  channelStatuses,
  endpointOfChannel,
} from './channel-endpoint.ts';
export type { ChargeDetails } from './charge-details.ts';
export {
  type Charge,
  type ChargeKind,
  chargeItem,
  chargeSystems,
  type InsuranceScope,
  readCharge,
} from './charge-item.ts';
export { type ClaimFieldText, claimFieldExtension, claimFieldsOf } from './claim-fields.ts';
export { type ControlKey, controlLineTag, newestControlTag } from './control-tags.ts';
export { decimalNumber, decimalText, divideHalfUp, fixedText, parseDecimal } from './decimal.ts';
export { dischargeDiagnoses, icd10Of, mainDiagnosis } from './discharge-diagnoses.ts';
export {
  type Extensible,
  extensionCoding,
  extensionOf,
  extensionValue,
  logicalCode,
  logicalOrganization,
  presentExtensions,
  withExtension,
} from './extension-access.ts';
export { parseFacilityCode } from './facility-code.ts';
export { type InsuranceNumber, parseInsuranceNumber } from './insurance-card.ts';
export { type DoneLaboratoryAct, laboratoryCharge } from './laboratory-charge.ts';
export { LABORATORY_REFERRAL, type LaboratoryReferral, laboratoryReferral } from './laboratory-referral.ts';
export { maskedName } from './masked-name.ts';
export {
  amountOf,
  formatDong,
  moneyOf,
  moneyOfUnitPrice,
  parseQuantity3,
  parseUnitPrice,
  parseXu,
  type Quantity3,
  shareOf,
  sumXu,
  toReceiptDong,
  type UnitPrice,
  unitPriceOfMoney,
  type Xu,
  xu,
  xuOfMoney,
  xuText,
  ZERO,
} from './money.ts';
export { dongWords, numberWords } from './number-words.ts';
export { type InsuranceCard, parseBhytQr } from './parse-bhyt-qr.ts';
export { type IdentityCard, parseCccdQr } from './parse-cccd-qr.ts';
export {
  type AgreedMarks,
  agreedMarks,
  declaredIdentifiers,
  type PersonMarks,
  personIn,
  type WrittenIdentifier,
} from './partner-identity.ts';
export { makePatientNumber, parsePatientNumber } from './patient-number.ts';
export { type PersonLine, personLine } from './person-line.ts';
export { displayName, foldVietnamese, nameText, personName } from './person-name.ts';
export { type PersonalNumber, parsePersonalNumber, personalNumberWarnings } from './personal-number.ts';
export { type PracticeLicence, parsePracticeLicence } from './practice-licence.ts';
export { present } from './present.ts';
export { type Price, type PricedConcept, priceClasses, priceOf } from './price.ts';
export {
  identifierValue,
  isCodedDiagnosis,
  isInsuranceCoverage,
  isVnEncounter,
  isVnPatient,
} from './profiles/profile-guards.ts';
export { vnDiagnosis } from './profiles/vn-diagnosis.ts';
export { vnEncounter } from './profiles/vn-encounter.ts';
export { vnProfile } from './profiles/vn-profile.ts';
export { vnBloodPressure, vnVitalSigns } from './profiles/vn-vital-signs.ts';
export { isDeathOfVisit, recordClassOfVisit } from './record-class-of-visit.ts';
export {
  approversOf,
  DESTRUCTION_LIST,
  holdsVisit,
  isDestructionList,
  isLegalHold,
  LEGAL_HOLD,
  visitByNumber,
  visitOfEntry,
} from './record-keeping.ts';
export { type MadeCall, recordedCall } from './recorded-call.ts';
export { keptFromYear, type RecordClass } from './retention.ts';
export { staffRoles } from './roles.ts';
export { readScan, type Scan } from './scan.ts';
export { type ShownAge, shownAge } from './shown-age.ts';
export {
  isOpenOn,
  locationOfRoom,
  type RoomKind,
  roomKinds,
  roomOfLocation,
  type SiteRoom,
} from './site-room.ts';
export { vnCore, vnCoverage, vnPatient } from './vn-core/vn-core.ts';
export {
  addDays,
  ageOn,
  birthStamp,
  daysBetween,
  formatVnDate,
  formatVnTime,
  fromVnMinute,
  parseInstant,
  parseVnDate,
  toVnDay,
  toVnIso,
  toVnMinute,
  VN_ZONE,
  vnDayOf,
  vnMinuteOf,
} from './vn-date.ts';
