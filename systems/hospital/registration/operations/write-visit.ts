import { extensions, extensionValue, identifierSystems, logicalCode, type Price } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Account, BundleEntry, ChargeItem, Coverage, Encounter, FhirResource, Reference, Task } from 'fhir/r4';
import { buildCoverage } from '../rules/build-coverage.ts';
import {
  buildAccount,
  buildEncounter,
  buildExamCharge,
  buildWaitingTask,
  type VisitPlan,
} from '../rules/build-visit.ts';
import type { VisitCard } from '../rules/visit-card.ts';

interface VisitToWrite {
  readonly plan: Omit<VisitPlan, 'coverages'>;
  readonly cards: readonly VisitCard[];
  readonly price: Price & { readonly name: string };
  readonly reserved: Task;
  /** this version of it becomes the account of the visit */
  readonly held: Account;
}

/** Only names inside the bundle: the store gives the real ids. */
const urn = (n: number): string => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ENCOUNTER = urn(1);
const firstCoverage = 10;

const post = (fullUrl: string | undefined, resource: FhirResource): BundleEntry => ({
  ...(fullUrl === undefined ? {} : { fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

const put = (resource: Task | Account): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

const isSameCard = (a: Coverage, b: Coverage): boolean => {
  const facility = (coverage: Coverage) =>
    logicalCode(extensionValue(coverage, extensions.primaryCareFacility, 'valueReference'), identifierSystems.facility);
  return (
    a.status === 'active' &&
    a.period?.start === b.period?.start &&
    a.period?.end === b.period?.end &&
    facility(a) === facility(b) &&
    JSON.stringify(a.extension) === JSON.stringify(b.extension)
  );
};

/** The same card as on an earlier visit is the same Coverage. */
async function knownCoverage(ctx: Context, coverage: Coverage): Promise<Reference | undefined> {
  const query = new URLSearchParams({
    identifier: `${identifierSystems.insuranceCard}|${coverage.subscriberId}`,
    beneficiary: coverage.beneficiary.reference ?? '',
  });
  const found = (await ctx.store.search('Coverage', query.toString())).find((one) => isSameCard(one, coverage));
  return found && { reference: `Coverage/${found.id}` };
}

const written = <T extends FhirResource['resourceType']>(all: readonly FhirResource[], type: T) =>
  all.filter((resource): resource is Extract<FhirResource, { resourceType: T }> => resource.resourceType === type);

/** The whole visit in one transaction: cards, account, encounter, waiting list, examination charge. */
export async function writeVisit(
  ctx: Context,
  { plan: decided, cards, price, reserved, held }: VisitToWrite,
): Promise<{ encounter: Encounter; account: Account; charge: ChargeItem }> {
  const coverages = await Promise.all(
    cards.map(async (card, index) => {
      const resource = buildCoverage(card, decided.patient);
      const known = await knownCoverage(ctx, resource);
      return known ? { reference: known } : { reference: { reference: urn(firstCoverage + index) }, resource };
    }),
  );
  const plan: VisitPlan = { ...decided, coverages: coverages.map(({ reference }) => reference) };
  const encounter = { reference: ENCOUNTER };
  const account = { reference: `Account/${held.id}` };
  const all = await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      ...coverages.flatMap(({ reference, resource }) => (resource ? [post(reference.reference, resource)] : [])),
      put({ ...held, ...buildAccount(plan) }),
      post(ENCOUNTER, buildEncounter(plan, account)),
      post(undefined, buildExamCharge(plan, price, price.name, encounter, account)),
      put(buildWaitingTask(reserved, plan, encounter)),
    ],
  });
  const [newEncounter] = written(all, 'Encounter');
  const [newAccount] = written(all, 'Account');
  const [charge] = written(all, 'ChargeItem');
  if (!newEncounter || !newAccount || !charge)
    throw new TypeError('the store answered a transaction without its resources');
  return { encounter: newEncounter, account: newAccount, charge };
}
