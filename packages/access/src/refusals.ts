import { type ResourceType, type Sql, typeNumber } from '@lienmach/fhir-store';
import type { Consent, ConsentProvision } from 'fhir/r4';

/** Who asks, as a consent may name them. */
export interface Asker {
  readonly refusals?: readonly Consent[];
  readonly parties?: readonly string[];
  readonly purpose?: string;
  readonly now?: Date;
}

type Verdict = 'deny' | 'permit';

const PRIVACY = 'patient-privacy';

/** Patients who refuse this type of their record to this caller, for this purpose, now. */
export function refusedPatients(asker: Asker, type: ResourceType): string[] {
  const patients = new Set<string>();
  for (const consent of asker.refusals ?? []) {
    const [kind, id] = consent.patient?.reference?.split('/') ?? [];
    const { provision } = consent;
    if (
      kind === 'Patient' &&
      id !== undefined &&
      provision &&
      isInForce(consent) &&
      says(provision, asker, type) === 'deny'
    )
      patients.add(id);
  }
  return [...patients];
}

const isInForce = ({ status, scope }: Consent): boolean =>
  status === 'active' && (scope.coding?.some(({ code }) => code === PRIVACY) ?? false);

/**
 * What a provision says about somebody; its nested provisions are exceptions and go before it, a refusal among them before
 * everything.
 *
 * @source FHIR R4 4.0.1, consent.html, Consent.provision: "exceptions to the base rule" (verified)
 */
function says(provision: ConsentProvision, asker: Asker, type: ResourceType): Verdict | undefined {
  if (!isAbout(provision, asker, type)) return undefined;
  const exceptions = (provision.provision ?? []).map((one) => says(one, asker, type));
  if (exceptions.includes('deny')) return 'deny';
  return exceptions.includes('permit') ? 'permit' : provision.type;
}

/**
 * Does it speak of this asker, this purpose, this type, this moment? What we cannot read narrows no refusal and opens
 * nothing: then a refusal is wider than it was meant, never narrower.
 */
function isAbout(provision: ConsentProvision, { parties = [], purpose, now }: Asker, type: ResourceType): boolean {
  const { actor, purpose: purposes, class: classes, period } = provision;
  const isDeny = provision.type !== 'permit';
  const named = actor === undefined || actor.some(({ reference }) => parties.includes(reference.reference ?? ''));
  const meant =
    purposes === undefined || (purpose === undefined ? isDeny : purposes.some(({ code }) => code === purpose));
  const ofType = classes === undefined || classes.some(({ code }) => code === type);
  return named && meant && ofType && isWithin(period, now ?? new Date()) && (isDeny || !isNarrowedFurther(provision));
}

const isNarrowedFurther = ({ action, securityLabel, code, dataPeriod, data }: ConsentProvision): boolean =>
  [action, securityLabel, code, dataPeriod, data].some((one) => one !== undefined);

/** A day without time lasts until its end. */
const isWithin = (period: ConsentProvision['period'], now: Date): boolean =>
  (period?.start === undefined || Date.parse(period.start) <= now.getTime()) &&
  (period?.end === undefined ||
    Date.parse(period.end.length === 10 ? `${period.end}T23:59:59+07:00` : period.end) >= now.getTime());

/** Where a consent that refuses anything can be found without reading all consents of the site. */
export const isRefusal = `type = ${typeNumber('Consent')} and not deleted and body like '%"deny"%'`;

/** Every consent of the record that refuses something: few among many. */
export async function loadRefusals(sql: Sql): Promise<Consent[]> {
  const rows = await sql.query<{ body: string }>({ text: `select body from resource where ${isRefusal}` });
  return rows.map(({ body }) => JSON.parse(body) as Consent);
}
