import { firstOf } from './sample-value.ts';

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const ALLERGY = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';

const status = (system: string, code: string) => ({ coding: [{ system, code }] });

const isMistake = ({ verificationStatus }: Record<string, unknown>): boolean =>
  firstOf(firstOf(verificationStatus).coding).code === 'entered-in-error';

/** Adds what the invariants of R4 ask for beside the element that was filled. */
export function keepInvariants(resource: Record<string, unknown>): Record<string, unknown> {
  const { resourceType: type } = resource;
  if (type !== 'Condition' && type !== 'AllergyIntolerance') return resource;
  if (isMistake(resource)) delete resource.clinicalStatus;
  else if (type === 'AllergyIntolerance') resource.clinicalStatus ??= status(ALLERGY, 'active');
  else if (Object.keys(resource).some((name) => name.startsWith('abatement')))
    resource.clinicalStatus = status(CLINICAL, 'resolved');
  return resource;
}
