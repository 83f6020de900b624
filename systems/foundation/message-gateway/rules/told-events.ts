import type { Appointment, Encounter } from 'fhir/r4';

/** What a channel may ask to be told: words of its option `sends`. */
export const toldKinds = ['ADT', 'SIU', 'ORM', 'ORU', 'MDM', 'DFT'] as const;
export type ToldKind = (typeof toldKinds)[number];

/**
 * The kinds a channel asks for; words that mean nothing here are left out.
 *
 * @source none: own choice, decision 0052
 */
export const kindsAsked = (sends: string | undefined): readonly ToldKind[] =>
  toldKinds.filter((kind) => (sends ?? '').split(/[\s,]+/).includes(kind));

/** Segments of ADT that tell more than who and where: only a channel that names them hears them. */
const toldSegments = ['NK1'] as const;
export type ToldSegment = (typeof toldSegments)[number];

/**
 * The segments a channel asks for with its option `adt-segments`; none unless it does.
 *
 * @source none: own choice, decision 0052: a partner is told what it asks for and no more
 */
export const segmentsAsked = (option: string | undefined): readonly ToldSegment[] =>
  toldSegments.filter((name) => (option ?? '').split(/[\s,]+/).includes(name));

/** @source none: as `segmentsAsked` */
export const isAskedFor = (segment: string, asked: readonly string[]): boolean =>
  !toldSegments.some((name) => name === segment) || asked.includes(segment);

/**
 * Everything a visit has been through, in its order: what was told before is told again under the same number and leaves
 * once.
 *
 * @source HL7 v2.5.1 chapter 3, ADT trigger events (verified)
 */
export function eventsOfVisit(encounter: Encounter): readonly string[] {
  const opened = encounter.class.code === 'IMP' ? 'A01' : 'A04';
  switch (encounter.status) {
    case 'planned':
      return ['A05'];
    case 'finished':
      return [opened, 'A03'];
    case 'cancelled':
    case 'entered-in-error':
      return ['A11'];
    default:
      return encounter.meta?.versionId === '1' ? [opened] : [opened, 'A08'];
  }
}

const appointmentEvents: Readonly<Partial<Record<Appointment['status'], readonly string[]>>> = {
  cancelled: ['S15'],
  'entered-in-error': ['S15'],
  noshow: ['S26'],
};

/**
 * What an appointment has come to. A proposal is nobody's business yet.
 *
 * @source HL7 v2.5.1 chapter 10, SIU trigger events (verified)
 */
export function eventsOfAppointment({ status, meta }: Appointment): readonly string[] {
  if (status === 'proposed' || status === 'pending' || status === 'waitlist') return [];
  return appointmentEvents[status] ?? (meta?.versionId === '1' ? ['S12'] : ['S12', 'S14']);
}

/** Changes have a number for each version, everything else one for all time. */
const changing: ReadonlySet<string> = new Set(['A08', 'A31', 'S14', 'R01', 'T02', 'P03']);

/**
 * Control id of a message: at most twenty characters, as receivers of before 2.7 allow.
 *
 * @param digest  a stable id of what it is about
 * @source HL7 v2.5.1 chapter 2, MSH-10: length 20 (verified)
 */
export const controlIdOf = (event: string, digest: string, version: string | undefined): string =>
  `${event}${digest.slice(0, 12)}${changing.has(event) ? `v${(version ?? '1').slice(-4)}` : ''}`;
