import type { Policy } from '@lienmach/access';
import type { Interaction, ResourceType } from '@lienmach/fhir-store';
import {
  claims,
  clinical,
  house,
  laboratory,
  money,
  papers,
  people,
  received,
  visit,
  wholeRecord,
} from './record-parts.ts';

const see: readonly Interaction[] = ['read', 'vread', 'history', 'search'];
const write: readonly Interaction[] = [...see, 'create', 'update'];

/**
 * Labels of `meta.security` that only the people who treat may see through.
 *
 * @source HL7 v3 ActCode, InformationSensitivityPolicy (from memory); Luật 64/2006/QH11 as amended, article 30, who may know an HIV result (secondary)
 */
const sensitive: readonly string[] = ['HIV', 'PSY', 'MH', 'SEX', 'STD', 'SDV', 'SUD', 'ETH', 'GDIS', 'V'];

const line = (role: string, types: readonly ResourceType[], interactions: readonly Interaction[]): Policy => ({
  role,
  types,
  interactions,
});

const staff = [
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'lab-head',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'accountant',
  'administrator',
  'integration',
];

const laboratoryLines = (role: string): Policy[] => [
  line(role, [...people, ...visit], see),
  line(role, [...laboratory, 'Task', 'Flag', 'ChargeItem', 'Provenance'], write),
  // what is held back and why, lots of control material and reagents; changed by verbs of quality control only
  line(role, ['DetectedIssue', 'Substance'], see),
];

/**
 * What each role of a hospital reaches: as little as the verbs it may press need. Operations run with the reach of their
 * caller, so a verb that writes a type must find it here. Nobody but `tool` deletes: clinical records are corrected, not removed.
 *
 * A site may replace this table; the roles are only the words of it.
 */
export const rolePolicies: readonly Policy[] = [
  ...staff.map((role) => line(role, house, see)),

  line(
    'registrar',
    [...people, ...visit, 'Account', 'ChargeItem', 'CoverageEligibilityRequest', 'CoverageEligibilityResponse'],
    write,
  ),

  // whoever gives an appointment takes a seat of the book
  ...['registrar', 'nurse', 'doctor'].map((role) => line(role, ['Slot'], write)),

  // the cost statement names what was paid already
  line('registrar', ['Invoice'], see),

  // a nurse receives patients when there is no registrar
  line('nurse', [...clinical, ...papers], see),
  line(
    'nurse',
    [
      ...people,
      ...visit,
      'Observation',
      'AllergyIntolerance',
      'QuestionnaireResponse',
      'Specimen',
      'Account',
      'ChargeItem',
    ],
    write,
  ),

  line('doctor', [...people, ...claims, 'Account'], see),
  // an unknown person in an emergency, and the adult who brings a child, are entered by whoever is there
  line('doctor', ['Patient', 'RelatedPerson'], ['create']),
  line('doctor', [...visit, ...clinical, ...papers, 'ChargeItem'], write),

  ...laboratoryLines('lab-technician'),
  ...laboratoryLines('lab-doctor'),
  ...laboratoryLines('lab-head'),
  // nobody signs in as this: the site's own rows of the laboratory's catalog, and whom critical values go to
  line('lab-catalog', ['ObservationDefinition', 'ActivityDefinition', 'Task'], write),
  line('lab-catalog', ['Location', 'Practitioner', 'PractitionerRole', 'Organization'], ['read', 'search']),
  // nobody signs in as this: control points, lots, holds and instruments, through verbs and reactions of quality control
  line('lab-quality', ['Observation', 'DetectedIssue', 'Substance', 'Device', 'Task'], write),
  // told as counts and minutes only
  {
    ...line('lab-quality', ['DiagnosticReport', 'ServiceRequest', 'Specimen'], ['read', 'search']),
    consent: 'ignored',
  },
  // nobody signs in as this: what goes to other laboratories, and what they answer
  line(
    'lab-referral',
    [
      'Organization',
      'Task',
      'ServiceRequest',
      'Specimen',
      'DiagnosticReport',
      'Observation',
      'ChargeItem',
      'Provenance',
    ],
    write,
  ),
  line('lab-referral', ['Patient', 'Encounter', 'Account'], ['read', 'search']),
  // nobody signs in as this: cultures, their worksheets and reports, and what infection control is told; breakpoints
  line(
    'microbiology',
    ['Basic', 'Task', 'DiagnosticReport', 'ServiceRequest', 'Specimen', 'Observation', 'Provenance'],
    write,
  ),
  line('microbiology', ['Patient'], ['read', 'search']),
  // nobody signs in as this: bags, what is found about a patient's blood, transfusions, through verbs of the blood bank
  line(
    'blood-bank',
    [
      'BiologicallyDerivedProduct',
      'Task',
      'ServiceRequest',
      'Specimen',
      'Observation',
      'Procedure',
      'AdverseEvent',
      'Provenance',
      'Encounter',
    ],
    write,
  ),
  line('blood-bank', ['Patient'], ['read', 'search']),
  // nobody signs in as this: cases of pathology, their sheets, blocks, slides and reports, and what is telephoned
  line(
    'pathology',
    ['Basic', 'Task', 'DiagnosticReport', 'ServiceRequest', 'Specimen', 'Observation', 'Provenance', 'ChargeItem'],
    write,
  ),
  line(
    'pathology',
    ['Patient', 'Encounter', 'Account', 'Practitioner', 'Condition', 'Questionnaire'],
    ['read', 'search'],
  ),
  // a result is read beside the allergy: the banner never hides it
  line('lab-doctor', ['AllergyIntolerance', 'Condition', 'DocumentReference', 'Binary', 'Composition'], see),

  line('cashier', [...people, ...visit, ...claims], see),
  // what is paid for, but not what only the treating people may know
  {
    ...line('cashier', ['Condition', 'ServiceRequest', 'MedicationRequest', 'Procedure'], see),
    withheld: sensitive,
  },
  line('cashier', [...money, 'Task'], write),

  line('claims-clerk', [...people, ...visit, ...clinical, ...papers, ...money], see),
  line('claims-clerk', [...claims, 'Binary', 'Task'], write),
  // figures of a month of claims
  line('claims-clerk', ['MeasureReport'], write),

  line('records-clerk', [...visit, ...clinical], see),
  line('records-clerk', [...people, ...papers, 'Task'], write),

  line('administrator', house, write),

  // channels to partners and the codes they speak; no patient, no result
  line('integrator', [...house, 'Endpoint'], see),
  line('integrator', ['Endpoint', 'ConceptMap'], write),
  // who keeps the log reads all of it: a refusal hides a record, not who has looked into it
  { ...line('administrator', ['AuditEvent'], see), consent: 'ignored' },

  // results of machines are filed for whom they are, whoever may read them afterwards
  ...laboratoryLines('integration').map((one): Policy => ({ ...one, consent: 'ignored' })),
  // so are documents of other facilities, and what they tell
  { ...line('integration', received, write), consent: 'ignored' },
  // nobody signs in as this: which analyzers that are channels want to hear orders
  line('order-teller', ['Endpoint'], ['read', 'search']),
  // nobody signs in as this: a person brings such a document, and it becomes part of the record it belongs to
  line('document-intake', ['Patient'], ['read', 'search']),
  line('document-intake', [...received, 'Observation', 'DiagnosticReport', 'Provenance'], write),

  // nobody signs in as this: a released report, what stands on its paper, and the signed document that it becomes
  line(
    'document-signer',
    ['Encounter', 'Patient', 'Condition', 'ServiceRequest', 'Specimen', 'DiagnosticReport', 'Observation'],
    ['read', 'search'],
  ),
  line('document-signer', house, see),
  line(
    'document-signer',
    ['DocumentReference', 'Binary', 'Provenance', 'Basic'],
    ['read', 'search', 'create', 'update'],
  ),
  // nobody signs in as this: which released reports wait for a signature, whoever may read them
  { ...line('signing-marks', ['DiagnosticReport', 'DocumentReference'], ['read', 'search']), consent: 'ignored' },
  line('signing-marks', ['Basic'], ['read', 'search', 'create', 'update']),

  // what other houses and systems tell of people, visits, appointments, documents: filed for whom it is; only mappings act so
  line('hospital-link', house, see),
  {
    ...line(
      'hospital-link',
      [
        'Patient',
        'Encounter',
        'Appointment',
        'Account',
        'ServiceRequest',
        'DocumentReference',
        'Immunization',
        'MedicationDispense',
        'Condition',
        'AllergyIntolerance',
        'Coverage',
        'ChargeItem',
        'Task',
      ],
      write,
    ),
    consent: 'ignored',
  },

  // what a partner is told when its channel asks: read, never written, and only what nobody has withheld
  {
    ...line(
      'partner-teller',
      ['Endpoint', 'Patient', 'Encounter', 'Appointment', 'ServiceRequest', 'DiagnosticReport', 'Observation'],
      ['read', 'search'],
    ),
    withheld: sensitive,
  },
  {
    ...line('partner-teller', ['DocumentReference', 'ChargeItem', 'Location', 'Practitioner'], ['read', 'search']),
    withheld: sensitive,
  },
  // orders that waiting messages are handled again; nobody signs in as the second, which carries the orders out
  line('integrator', ['Task'], ['create']),
  line('integration-desk', ['Task'], ['read', 'search', 'update']),
  line('integration-desk', ['Endpoint', 'ConceptMap'], ['read', 'search']),

  // the books need what was charged, paid and claimed, and what is left to do about it; no diagnosis, no result
  line('accountant', ['Task'], see),
  // nobody signs in as these: the money of a period, whole, told as sums and entries; and the book of a closed month
  {
    ...line(
      'ledger',
      ['Encounter', 'Account', 'ChargeItem', 'Coverage', 'Claim', 'Task', 'Basic', 'Binary', ...money],
      ['read', 'search'],
    ),
    consent: 'ignored',
  },
  { ...line('debt-desk', ['Patient'], ['search']), hidden: ['address', 'contact', 'photo'] },
  line('ledger-keeper', ['Basic', 'Binary', 'Task'], ['read', 'search', 'create', 'update']),

  // people at home, for themselves and for whom they act: nothing of anybody else
  {
    ...line(
      'citizen',
      [...people, ...visit, ...clinical, 'Composition', 'DocumentReference', 'Consent', 'AuditEvent'],
      see,
    ),
    compartment: 'own-patients',
  },
  line('citizen', ['Organization', 'Location', 'Practitioner', 'HealthcareService'], see),

  // reads the log, the reviews of broken glass and the consents; no clinical fact. The reviews are about people who refused
  {
    ...line('data-officer', ['AuditEvent', 'Consent', 'Communication', 'Organization', 'Practitioner'], see),
    consent: 'ignored',
  },
  { ...line('data-officer', ['Task'], write), consent: 'ignored' },
  // a refusal must be found by who takes it back for the patient
  { ...line('records-clerk', ['Consent'], write), consent: 'ignored' },

  // nobody signs in as this: whose glass is broken, and the review that follows
  line('break-glass', ['Patient'], ['read']),
  line('break-glass', ['Task', 'Communication'], ['create', 'read']),

  // a bank tells that money came: it sees requests for money and what became of them, and no patient. Here and below money
  // is counted also where a patient refused others: it came all the same
  { ...line('bank', ['Invoice', 'PaymentNotice', 'Task'], write), consent: 'ignored' },
  // nobody signs in as this: what a statement of the bank touches; its file is kept where nobody looks things up
  { ...line('bank-desk', ['Invoice', 'PaymentNotice', 'Task', 'Basic'], write), consent: 'ignored' },

  // nobody signs in as this: papers of the counter are marked, electronic invoices made and sent, signed ones kept
  { ...line('e-invoicing', ['Invoice', 'Binary'], write), consent: 'ignored' },
  { ...line('e-invoicing', ['Encounter'], ['read', 'search']), consent: 'ignored' },
  // the provider of electronic invoices calls one verb, which reads with the reach above: it sees nothing by itself

  // nobody signs in as this: what waiting-room boards and room loads are made of, before it is masked and counted
  line('queue-board', ['Task'], ['search']),
  { ...line('queue-board', ['Patient'], ['search']), hidden: ['identifier', 'telecom', 'address', 'contact', 'photo'] },
  // nor as this: when visits of a day began and ended, before it is counted
  line('queue-figures', ['Encounter'], ['search']),

  // nobody signs in as this: whether the doctor who asks who opened a record has examined that patient
  line('access-log', ['Patient', 'Encounter'], ['read', 'search']),

  // nobody signs in as this: what two records of one person hold is counted before they become one, and what was written
  // since is turned back where a person says so
  line('record-merge', ['Patient', 'Task', ...visit, ...clinical, ...papers, ...money, ...claims, 'Coverage'], write),

  // nobody signs in as this: a claim file becomes the record of its visit. It finds the person also where they refused
  // others, so that nobody is entered twice, and tells nothing of what it finds
  {
    ...line(
      'claim-import',
      [
        ...people,
        'Account',
        'ChargeItem',
        'ClinicalImpression',
        'Composition',
        'Condition',
        'DiagnosticReport',
        'Encounter',
        'MedicationRequest',
        'Observation',
        'Procedure',
        'Provenance',
        'QuestionnaireResponse',
        'ServiceRequest',
      ],
      write,
    ),
    consent: 'ignored',
  },
  line('claim-import', ['Organization', 'Practitioner'], ['read', 'search']),

  // who may set or approve sees what was set or proposed
  ...['records-clerk', 'data-officer'].map((role) => line(role, ['List'], see)),
  // nobody signs in as this: holds on records, and lists of files whose time is over; which visit, never what is in it
  line('record-keeping', ['List'], write),
  line('record-keeping', ['Encounter', 'Patient', 'Practitioner'], ['read', 'search']),

  // which rules of claims a site changed and why; printers of a room stand there too
  // what the culture bench has not told yet is no result
  ...['claims-clerk', 'doctor', 'nurse'].map(
    (role): Policy => ({ ...line(role, ['Basic'], see), withheld: ['BENCH'] }),
  ),
  // nobody signs in as this: what a site sets for rules of claims, through verbs that ask for a reason
  line('claim-rules', ['Basic'], write),

  // nobody signs in as these: what a room remembers of its printers, and what stands behind a printed paper
  line('print-desk', ['Basic'], write),
  line(
    'paper-check',
    [
      'Task',
      'Encounter',
      'MedicationRequest',
      'ServiceRequest',
      'Specimen',
      'DiagnosticReport',
      'Invoice',
      'PaymentReconciliation',
      'Composition',
    ],
    ['read', 'search'],
  ),
  // nobody signs in as this: whose entries of the access log are looked for, by an exact number; told is only the id
  line('audit-desk', ['Patient'], ['search']),

  // a program that takes the record along as a whole; it writes nothing and reads no log of access
  line('data-exporter', wholeRecord, see),
  // a program that brings a record in as a whole, also what people refused to others; it reads nothing
  { ...line('data-importer', wholeRecord, ['create', 'update']), consent: 'ignored' },

  { role: 'tool', types: '*', interactions: '*', operations: '*', consent: 'ignored' },
];
