/**
 * Every URL of VN Core 0.6.0 (community draft) and of our own that the platform writes or reads, named once.
 * A later ministry guide replaces this file, nothing else.
 *
 * @source VN Core FHIR Implementation Guide 0.6.0, naming systems and extensions (verified where the guide shows them, inferred by its naming rule elsewhere)
 */
export const VN = 'http://fhir.hl7.org.vn/core';
export const LM = 'https://lienmach.vn/fhir';

const vnExtension = (name: string): string => `${VN}/StructureDefinition/vn-ext-${name}`;
const ourExtension = (name: string): string => `${LM}/StructureDefinition/${name}`;

/** `Identifier.system` */
export const identifierSystems = {
  personalNumber: `${VN}/sid/cccd`,
  oldIdentityCard: `${VN}/sid/cmnd`,
  insuranceCard: `${VN}/sid/bhyt`,
  socialInsuranceNumber: `${VN}/sid/bhxh`,
  patientNumber: `${VN}/sid/mrn`,
  claimId: `${VN}/sid/ma-lk`,
  passport: `${VN}/sid/passport`,
  oldPracticeCertificate: `${VN}/sid/cchn`,
  facility: `${VN}/sid/ma-cskcb`,
  practiceLicence: `${VN}/sid/gphn`,
  nationalPrescription: `${VN}/sid/prescription-code`,
  prescriptionLine: `${LM}/sid/dong-don-thuoc`,
  department: `${LM}/sid/ma-khoa`,
  recordNumber: `${LM}/sid/ma-hsba`,
  referralPaper: `${LM}/sid/giay-chuyen-tuyen`,
  sickLeavePaper: `${LM}/sid/giay-nghi-viec`,
  archiveNumber: `${LM}/sid/so-luu-tru`,
  orderNumber: `${LM}/sid/so-chi-dinh`,
  specimenNumber: `${VN}/sid/specimen-local-id`,
  labResult: `${LM}/sid/ket-qua-xet-nghiem`,
  queueNumber: `${LM}/sid/so-thu-tu`,
  receiptNumber: `${LM}/sid/so-phieu-thu`,
  paymentReference: `${LM}/sid/ma-thanh-toan`,
  /** which collection of a visit: `<encounter id>.<number>` */
  paymentKey: `${LM}/sid/lan-thu`,
  /** the caller's own key of a request, so that a repeat finds the first */
  requestKey: `${LM}/sid/khoa-yeu-cau`,
  /** a cashier's shift; while it is open `<cashier>.mo`, so that there is one */
  cashShift: `${LM}/sid/ca-thu-ngan`,
  /** `<partner>.<number of the transaction at the bank>` */
  bankTransaction: `${LM}/sid/giao-dich-ngan-hang`,
  /** our own key of an electronic invoice; the provider gets the same one, so that a repeat finds the first */
  eInvoice: `${LM}/sid/hoa-don-dien-tu`,
  /** `<form and symbol>-<number>` as the provider gave it */
  eInvoiceNumber: `${LM}/sid/so-hoa-don`,
  taxNumber: `${LM}/sid/ma-so-thue`,
  /** number of the minutes (06/BH) that settled what the fund pays */
  settlementMinutes: `${LM}/sid/bien-ban-quyet-toan`,
  /** a closed month of the books, `yyyy-MM` */
  accountingPeriod: `${LM}/sid/ky-ke-toan`,
  /** an entry of the journal that was booked about a closed month */
  journalEntry: `${LM}/sid/but-toan`,
  /** `<BIN>.<reference of the bank>`: one movement of money, whoever told of it; on a receipt: the money that paid it */
  bankReference: `${LM}/sid/tham-chieu-ngan-hang`,
  /** SHA-256 of a statement file as it came */
  bankStatement: `${LM}/sid/sao-ke-ngan-hang`,
  /** `<method>.<number>` on the slip of a card machine or a wallet */
  paymentSlip: `${LM}/sid/so-hoa-don-may`,
  temporaryPatient: `${LM}/sid/ma-tam`,
  task: `${LM}/sid/viec`,
  room: `${LM}/sid/phong`,
  /** a paper: form and the resource behind it */
  printedPaper: `${LM}/sid/to-in`,
  /** one printing of it, counted from 1 */
  printCopy: `${LM}/sid/ban-in`,
  /** first half of the code that a stranger checks a paper by */
  printToken: `${LM}/sid/ma-kiem-tra`,
  printProfile: `${LM}/sid/may-in-phong`,
  charge: `${LM}/sid/dong-chi-phi`,
  /** the examination form of a visit, by the visit's id, so that there is one */
  examinationForm: `${LM}/sid/phieu-kham`,
  /** a visit by the id of its Encounter, where a literal reference must not stand */
  visitNumber: `${LM}/sid/luot-kham`,
  /** a rule of claims: of the list, or of the site */
  claimRule: `${LM}/sid/quy-tac-bhyt`,
  appointment: `${LM}/sid/ma-hen`,
  /** one seat of one start time: `<room>-<yyyyMMddHHmm>-<seat>` */
  slot: `${LM}/sid/cho-hen`,
  /** the figures of a month of claims, `yyyy-MM` */
  claimFigures: `${LM}/sid/so-lieu-ho-so`,
  /** maGiaoDich: what the gateway of the social insurance calls one taking-in of a claim */
  gatewayTransaction: `${LM}/sid/ma-giao-dich`,
  /** one question to the insurance about one card */
  cardQuestion: `${LM}/sid/tra-the`,
  /** one result of a review: claim and hash of what it says */
  claimReview: `${LM}/sid/ket-qua-giam-dinh`,
  /** a report of another laboratory: `<facility>/<its number>` */
  outsideReport: `${LM}/sid/phieu-xet-nghiem-ngoai`,
  /** one result of it: facility, number, code and time of sampling as a digest, so that whoever tells it again finds it */
  outsideResult: `${LM}/sid/ket-qua-xet-nghiem-ngoai`,
  /** a box of specimens that went to another laboratory: `G260302-K7QX` */
  consignment: `${LM}/sid/chuyen-gui-mau`,
  /** set of versions of a clinical document, ours or of others: `<root>` or `<root>|<extension>` */
  documentSet: `${LM}/sid/bo-tai-lieu-lam-sang`,
  /** one version of it */
  clinicalDocument: `${LM}/sid/tai-lieu-lam-sang`,
  /** the code by which messages and worklists name an analyzer */
  instrument: `${LM}/sid/instrument`,
  /** `<lot>^<level>` of a control material */
  controlLot: `${LM}/sid/control-lot`,
  /** `<instrument>^<reagent>^<lot>` */
  reagentLot: `${LM}/sid/reagent-lot`,
  /** what a hold keeps back: `<instrument>^<indicator>`, or `<instrument>^<what is due>` */
  labHold: `${LM}/sid/lab-hold`,
  /** `<programme>^<round>^<sample>^<indicator>` of external quality control */
  externalRound: `${LM}/sid/external-round`,
  /** the bench's sheet of a culture, by the id of its order */
  cultureWorksheet: `${LM}/sid/phieu-nuoi-cay`,
  /** `<standard>^<version>` of breakpoints */
  breakpointStandard: `${LM}/sid/bo-nguong-khang-sinh`,
  /** a bag of blood: `<donation>-<product>` */
  bloodUnit: `${LM}/sid/don-vi-mau`,
  /** donation identification number of ISBT 128, or the supplier's own */
  donation: `${LM}/sid/so-hien-mau`,
  /** a step of the list after a transfusion reaction: `<AdverseEvent id>.<step>` */
  reactionStep: `${LM}/sid/viec-phan-ung-truyen-mau`,
  /** number of a case of pathology, from the series of its year: `GPB26-00012` */
  pathologyCase: `${LM}/sid/so-giai-phau-benh`,
  /** the bench's sheet of a case, by the id of its order */
  pathologySheet: `${LM}/sid/phieu-giai-phau-benh`,
  /** how far a yearly series of cases is, `GPB26` */
  pathologySeries: `${LM}/sid/day-so-giai-phau-benh`,
} as const;

/** Numbers that a partner gives: its patients, visits, orders; `partnerSystem('his-a', 'visit')` */
export const partnerSystem = (partner: string, kind: string): string =>
  `${LM}/sid/doi-tac/${encodeURIComponent(partner)}/${kind}`;

/** Codes that are a partner's own: `partnerCodes('his-a', 'services')` */
export const partnerCodes = (partner: string, table: string): string =>
  `${LM}/CodeSystem/doi-tac/${encodeURIComponent(partner)}/${encodeURIComponent(table)}`;

/** `Extension.url` */
export const extensions = {
  /** JSON of a channel of the integration desk, on its Endpoint */
  channelDefinition: ourExtension('channel-definition'),
  /** when the partner wrote the newest message that changed the state of this: older ones change it no more */
  partnerEvent: ourExtension('partner-event'),
  facilityCareLevel: vnExtension('facility-care-level'),
  province: vnExtension('province'),
  commune: vnExtension('ward'),
  ethnicity: vnExtension('ethnicity'),
  occupation: vnExtension('occupation'),
  cardType: vnExtension('bhyt-card-type'),
  primaryCareFacility: vnExtension('primary-care-facility'),
  cumulativeCopay: vnExtension('coverage-cumulative-copay'),
  treatmentOutcome: vnExtension('treatment-outcome'),
  insuranceCostInfo: vnExtension('insurance-cost-info'),
  orderDate: vnExtension('order-date'),
  drugRegistration: vnExtension('med-registration-number'),
  birthTime: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
  nationality: 'http://hl7.org/fhir/StructureDefinition/patient-nationality',
  matchGrade: 'http://hl7.org/fhir/StructureDefinition/match-grade',
  /** what a match was found by, in words for the clerk */
  matchReason: ourExtension('match-reason'),
  facilityStanding: ourExtension('bhyt-facility-standing'),
  fiveYearsFrom: ourExtension('bhyt-five-years-from'),
  copayExemptFrom: ourExtension('bhyt-copay-exempt-from'),
  livingZone: ourExtension('bhyt-living-zone'),
  temporaryCard: ourExtension('bhyt-temporary-card'),
  entitlement: ourExtension('bhyt-entitlement'),
  inpatientFrom: ourExtension('bhyt-inpatient-from'),
  admissionReason: ourExtension('bhyt-admission-reason'),
  department: ourExtension('bhyt-department'),
  treatment: ourExtension('bhyt-treatment'),
  charge: ourExtension('bhyt-charge'),
  /** a field of the claim tables without a place of its own: `table`, `field`, `text` */
  claimField: ourExtension('bhyt-claim-field'),
  refundOf: ourExtension('refund-of'),
  cashCount: ourExtension('cash-count'),
  /** what the provider of electronic invoices knows of one: number, code of the tax authority, signed XML, attempts */
  eInvoice: ourExtension('e-invoice'),
  /** the electronic invoice that another one adjusts or replaces */
  correctsInvoice: ourExtension('corrects-invoice'),
  claimInsurerPart: ourExtension('claim-insurer-part'),
  /** one day of a closed month: where its entries lie, and their digest */
  closedDay: ourExtension('closed-day'),
  /** an entry about a closed month: accounts, amounts */
  journalEntry: ourExtension('journal-entry'),
  bankMemo: ourExtension('bank-memo'),
  /** where a bank statement tells of this money: file, row, amount */
  statementRow: ourExtension('bank-statement-row'),
  /** the bytes of a bank statement */
  statementFile: ourExtension('bank-statement-file'),
  /** why a receipt by transfer has no money at the bank: reason, who, when */
  unbanked: ourExtension('receipt-without-bank'),
  queueCall: ourExtension('queue-call'),
  queueSkip: ourExtension('queue-skip'),
  printChoice: ourExtension('print-choice'),
  /** days on which a room or service is offered */
  validity: ourExtension('validity'),
  /** service charged for a first examination in a room */
  examService: ourExtension('exam-service'),
  /** weekly hours, slot length and seats of a Schedule */
  bookingHours: ourExtension('booking-hours'),
  /** days on which a Schedule offers nothing, with the reason */
  bookingClosed: ourExtension('booking-closed'),
  /** SHA-256 over the versions that a file proposed for destruction consists of */
  fileDigest: ourExtension('file-digest'),
  unknownDescription: ourExtension('unknown-patient-description'),
  /** how many claims are in figures, and where their count goes on */
  claimFiguresCount: ourExtension('claim-figures-count'),
  claimFiguresCursor: ourExtension('claim-figures-cursor'),
  /** one place where a rule of the claim list is broken, as last judged */
  claimFinding: ourExtension('claim-finding'),
  /** how many findings there were, when not all of them are kept */
  claimFindingCount: ourExtension('claim-finding-count'),
  claimAtRisk: ourExtension('claim-at-risk'),
  /** SHA-256 over the tables of the claim as last prepared */
  claimDigest: ourExtension('claim-digest'),
  /** what a site set for a rule of claims, and a rule of its own */
  claimRuleSetting: ourExtension('claim-rule-setting'),
  claimRule: ourExtension('claim-rule'),
  /** SHA-256 (hex) of the envelope that a receipt is about */
  envelopeHash: ourExtension('envelope-sha256'),
  sendingKind: ourExtension('claim-sending-kind'),
  /** on a result: what it said before it was changed, why, when, by whom */
  labAmendment: ourExtension('lab-amendment'),
  /** on a result: the amount in the unit it was told in */
  toldAs: ourExtension('told-as'),
  /** on an ObservationDefinition or ActivityDefinition of a laboratory: what FHIR has no place for, as JSON */
  labRow: ourExtension('lab-row'),
  /** on an ActivityDefinition: who is called after how many minutes when a critical value is not read back */
  callLadder: ourExtension('call-ladder'),
  /** up to which instant a round has looked through what was written */
  lookedThroughTo: ourExtension('looked-through-to'),
  gatewayResult: ourExtension('bhyt-gateway-result'),
  /** what the card look-up said: result, name, birth, sex */
  cardLookUp: ourExtension('bhyt-card-look-up'),
  /** the answer of a partner as it came */
  rawAnswer: ourExtension('raw-answer'),
  /** table and line of a claim that a review is about */
  reviewedLine: ourExtension('bhyt-reviewed-line'),
  rejectedAmount: ourExtension('bhyt-rejected-amount'),
  /** quality level of the laboratory that measured, as its partner register or report says */
  labQualityLevel: ourExtension('lab-quality-level'),
  /** on an Organization: a test that it measures for this house, hours until the result, usually sent there */
  referredTest: ourExtension('referred-test'),
  /** which version of a clinical document this is, counted from 1 */
  documentVersion: ourExtension('document-version'),
  /** SHA-256 (hex): of the bytes of a document that came, or of what one of ours says, without its own number and time */
  documentDigest: ourExtension('document-digest'),
  /** mean and SD of a control lot for one instrument and indicator, with the days they hold */
  controlTarget: ourExtension('control-target'),
  /** what is done to an instrument regularly, and when it was done last */
  instrumentPlan: ourExtension('instrument-plan'),
  /** what a lot of reagent is for, how long it stays good once opened, and the least there should be */
  reagentLot: ourExtension('reagent-lot'),
  /** what the bench knows of a culture, as JSON text */
  cultureWorksheet: ourExtension('culture-worksheet'),
  /** a standard of breakpoints: first day and lines */
  breakpointStandard: ourExtension('breakpoint-standard'),
  /** on a BiologicallyDerivedProduct: group, volume and expiry of its label, and why it stands where it stands */
  bloodUnit: ourExtension('blood-unit'),
  /** on an order for blood: the doctor who takes it without a crossmatch, when, why */
  emergencyRelease: ourExtension('emergency-release'),
  /** what the bench knows of a case of pathology, as JSON text */
  pathologySheet: ourExtension('pathology-sheet'),
  /** last number of a yearly series of cases */
  pathologySeries: ourExtension('pathology-series'),
} as const;

/** `Coding.system` */
export const codeSystems = {
  /** how a channel of the integration desk travels */
  channelTransport: `${LM}/CodeSystem/channel-transport`,
  icd10: `${VN}/CodeSystem/vn-icd10-cs`,
  traditionalDisease: `${VN}/CodeSystem/vn-yhct-disease-cs`,
  encounterType: `${VN}/CodeSystem/vn-encounter-type-cs`,
  identifierType: `${VN}/CodeSystem/vn-identifier-type-cs`,
  treatmentOutcome: `${VN}/CodeSystem/vn-treatment-outcome-cs`,
  dischargeDisposition: `${VN}/CodeSystem/vn-discharge-disposition-cs`,
  cardType: `${VN}/CodeSystem/vn-bhyt-card-type-cs`,
  insuranceScope: `${VN}/CodeSystem/vn-insurance-scope-cs`,
  route: `${VN}/CodeSystem/vn-medication-route-cs`,
  facilityLevel: `${LM}/CodeSystem/facility-level`,
  country: `${LM}/CodeSystem/country`,
  ethnicGroup: `${LM}/CodeSystem/ethnic`,
  occupation: `${LM}/CodeSystem/occupation`,
  v2Identifier: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  relationship: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
  province: `${LM}/CodeSystem/province`,
  commune: `${LM}/CodeSystem/commune`,
  entitlement: `${LM}/CodeSystem/entitlement`,
  participantRole: `${LM}/CodeSystem/participant-role`,
  ingredient: `${LM}/CodeSystem/ingredient`,
  drugProduct: `${LM}/CodeSystem/drug-product`,
  services7603: `${LM}/CodeSystem/services-7603`,
  servicesTt23: `${LM}/CodeSystem/services-tt23`,
  supply: `${LM}/CodeSystem/supply`,
  chargePerformer: `${LM}/CodeSystem/charge-performer`,
  labIndicator: `${LM}/CodeSystem/lab-indicator`,
  /** what a laboratory Observation is when it is about no patient: `quality-control`, `external-quality` */
  labObservationKind: `${LM}/CodeSystem/lab-observation-kind`,
  /** why results of an instrument are held: `qc-failed`, `calibration-due`, `maintenance-due`, `lot-expired` */
  labHold: `${LM}/CodeSystem/lab-hold`,
  /** tag on a hold: `open`, `closed` */
  labHoldState: `${LM}/CodeSystem/lab-hold-state`,
  /** how a control point was judged, and by which rules */
  controlJudgement: `${LM}/CodeSystem/control-judgement`,
  /** tag on the newest control point of an instrument, indicator, lot and level: `AU-2^K^4471^1` */
  controlNewest: `${LM}/CodeSystem/control-newest`,
  /** tag on every control point of an instrument and indicator: `AU-2^K` */
  controlLine: `${LM}/CodeSystem/control-line`,
  /** materials of the laboratory: `control`, `reagent` */
  labMaterial: `${LM}/CodeSystem/lab-material`,
  /** work on an instrument: `maintenance`, `calibration`, `repair` */
  instrumentWork: `${LM}/CodeSystem/instrument-work`,
  /** words of results that are no numbers */
  labWord: `${LM}/CodeSystem/lab-word`,
  /** tag on a laboratory report: what the bench has to do with it */
  labBench: `${LM}/CodeSystem/lab-bench`,
  /** tags on a laboratory report: the worklists it stands in, `to-verify.urgent`, `to-verify.urgent.s:chemistry` */
  labQueue: `${LM}/CodeSystem/lab-queue`,
  /** tag on a laboratory report: `urgent`, `routine` */
  labPriority: `${LM}/CodeSystem/lab-priority`,
  /** what was done with a specimen: `stored`, `aliquoted`, `discarded` */
  specimenStep: `${LM}/CodeSystem/specimen-step`,
  /** why a specimen cannot be used */
  specimenRejection: `${LM}/CodeSystem/specimen-rejection`,
  /** what a machine says about a value besides high and low */
  machineFlag: `${LM}/CodeSystem/machine-flag`,
  /** haemolysis, icterus, lipaemia of a specimen, as the machine measured them */
  serumIndex: `${LM}/CodeSystem/serum-index`,
  /** what the culture bench keeps: worksheets (open, closed), breakpoints */
  microbiology: `${LM}/CodeSystem/microbiology`,
  organism: `${LM}/CodeSystem/organism`,
  antibacterial: `${LM}/CodeSystem/antibacterial`,
  /** resistances that people act on: ESBL, MRSA, CRE, VRE, … */
  resistanceFlag: `${LM}/CodeSystem/resistance-flag`,
  bloodComponent: `${LM}/CodeSystem/blood-component`,
  /** `O+`, `AB-` */
  bloodGroup: `${LM}/CodeSystem/blood-group`,
  /** where a bag stands: `quarantine`, `available`, `reserved`, `issued`, `transfused`, `discarded` */
  bloodUnitState: `${LM}/CodeSystem/blood-unit-state`,
  /** where a bag stands between an order and its patient */
  bloodUse: `${LM}/CodeSystem/blood-use`,
  /** what the blood bank writes: determinations, crossmatches, bedside checks */
  bloodBank: `${LM}/CodeSystem/blood-bank`,
  bloodReaction: `${LM}/CodeSystem/blood-reaction`,
  /** product codes of ISBT 128 as labels carry them */
  isbtProduct: `${LM}/CodeSystem/isbt128-product`,
  /** what the bench of pathology keeps (sheets, series), what a block and a slide are, parts of a report */
  pathology: `${LM}/CodeSystem/pathology`,
  /** tag on a report of pathology: what the bench has to do with it */
  pathologyBench: `${LM}/CodeSystem/pathology-bench`,
  pathologyDiagnosis: `${LM}/CodeSystem/pathology-diagnosis`,
  pathologySite: `${LM}/CodeSystem/pathology-site`,
  pathologyStain: `${LM}/CodeSystem/pathology-stain`,
  /** `<scheme>.<category>` of cytology, as the scheme of that day names it */
  cytologyCategory: `${LM}/CodeSystem/cytology-category`,
  /** morphology and topography of tumours */
  icdO3: 'http://terminology.hl7.org/CodeSystem/icd-o-3',
  practitioner: `${LM}/CodeSystem/practitioner`,
  department: `${LM}/CodeSystem/department`,
  facility: `${LM}/CodeSystem/facility`,
  dischargeSection: `${LM}/CodeSystem/discharge-section`,
  /** what a paper given to the patient is, and its parts */
  visitPaper: `${LM}/CodeSystem/visit-paper`,
  paperSection: `${LM}/CodeSystem/paper-section`,
  bhytRule: `${LM}/CodeSystem/bhyt-rule`,
  /** `<yyyy-MM>.<state>`: month of discharge and where the claim stands */
  claimBoard: `${LM}/CodeSystem/claim-board`,
  /** order of magnitude of the đồng at risk, `0` to `9` */
  claimRisk: `${LM}/CodeSystem/claim-risk`,
  relatedClaim: 'http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship',
  /** what a Basic says of a rule of claims: `setting`, `own`; in an outcome `off` */
  claimRuleKind: `${LM}/CodeSystem/claim-rule-kind`,
  /** where a resource came from when it was not made here: `claim-file`, `outside` (a document of another facility) */
  recordOrigin: `${LM}/CodeSystem/record-origin`,
  /** parts of an order to send, and troubles on the way */
  claimSending: `${LM}/CodeSystem/claim-sending`,
  /** maKetQua of a sending */
  gatewayResult: `${LM}/CodeSystem/bhyt-gateway-result`,
  /** maKetQua of the card look-up */
  cardResult: `${LM}/CodeSystem/bhyt-card-result`,
  /** reasons of the insurer for rejecting a line */
  reviewReason: `${LM}/CodeSystem/bhyt-review-reason`,
  /** tag of a laboratory result that another facility measured: `outside` */
  resultOrigin: `${LM}/CodeSystem/result-origin`,
  labQualityLevel: `${LM}/CodeSystem/lab-quality-level`,
  /** type of an Organization that measures specimens of this house: `referral-laboratory` */
  organizationKind: `${LM}/CodeSystem/organization-kind`,
  /** tag on the Task of a test that is measured elsewhere: `to-send`, `sent`, `returned`; with a laboratory behind a dot */
  referralState: `${LM}/CodeSystem/referral-state`,
  /** what a clinical document made here is */
  clinicalDocument: `${LM}/CodeSystem/clinical-document`,
  /** tag on a document: `signed` by this house; on the mark of a report: `waiting`; of documents of others `valid`, `unknown-signer`, `unchecked` */
  documentSignature: `${LM}/CodeSystem/document-signature`,
  roomKind: `${LM}/CodeSystem/room-kind`,
  taskKind: `${LM}/CodeSystem/task-kind`,
  /** how far a critical call has gone: `<step>.<turn>`, both from 0 */
  callStep: `${LM}/CodeSystem/call-step`,
  matchGrade: 'http://terminology.hl7.org/CodeSystem/match-grade',
  queueState: `${LM}/CodeSystem/queue-state`,
  invoiceKind: `${LM}/CodeSystem/invoice-kind`,
  /** type of an electronic invoice: personal, summary, insurer, adjustment, replacement */
  eInvoiceKind: `${LM}/CodeSystem/e-invoice-kind`,
  /** tag on an electronic invoice: how far it is */
  eInvoiceState: `${LM}/CodeSystem/e-invoice-state`,
  /** tag on an electronic invoice: the way it was corrected the first time */
  eInvoiceFix: `${LM}/CodeSystem/e-invoice-fix`,
  /** tag on a paper of the counter: key of the electronic invoice that its money is in */
  invoicedBy: `${LM}/CodeSystem/invoiced-by`,
  /** tag on a cancelled paper: key of the electronic invoice that took its money out again */
  correctedBy: `${LM}/CodeSystem/corrected-by`,
  /** what the books keep: closed periods, corrections */
  ledger: `${LM}/CodeSystem/ledger`,
  /** day and state of money at the bank: `2026-11-22.waiting` */
  bankBoard: `${LM}/CodeSystem/bank-board`,
  clinicalNote: `${LM}/CodeSystem/clinical-note`,
  recordState: `${LM}/CodeSystem/record-state`,
  recordClass: `${LM}/CodeSystem/record-class`,
  recordKeeping: `${LM}/CodeSystem/record-keeping`,
  prescribingRule: `${LM}/CodeSystem/prescribing-rule`,
  allergyState: `${LM}/CodeSystem/allergy-state`,
  /** what a Questionnaire is for */
  formUse: `${LM}/CodeSystem/form-use`,
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  usageContext: 'http://terminology.hl7.org/CodeSystem/usage-context-type',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
} as const;
