import { type AnySubscription, CALM_LANE, type Context } from '@lienmach/system-kit';
import type { Resource } from 'fhir/r4';
import { followVisit } from '../operations/follow-visit.ts';

/** Claims of one person that are followed, latest first: what is older than these has long been sent. */
const LATEST = 50;

/** A first version comes before its visit, which is told by itself. */
const isChange = ({ meta }: Resource): boolean => meta?.versionId !== '1';

/** A name, a birthday or a card was corrected: claims that are still drafts follow. */
async function followPerson(ctx: Context, patient: string | undefined): Promise<void> {
  if (patient === undefined) return;
  const { items } = await ctx.store.page('Claim', `patient=${patient}&status=draft&_sort=-created&_count=${LATEST}`);
  const visits = new Set(items.flatMap(({ item }) => item?.[0]?.encounter?.[0]?.reference?.split('/')[1] ?? []));
  for (const id of visits) await followVisit(ctx, id);
}

/** A card was shown late: the visits of this account follow, also one that had no claim so far. */
async function followAccount(ctx: Context, account: string): Promise<void> {
  const { items } = await ctx.store.page('Encounter', `account=Account/${account}&_sort=-date&_count=${LATEST}`);
  // a visit that came from elsewhere may name its account on the lines only
  const line = items.length > 0 ? undefined : await ctx.store.find('ChargeItem', `account=Account/${account}`);
  const own = line?.context?.reference?.split('/')[1];
  const visits = [...items.map(({ id = '' }) => id), ...(own === undefined ? [] : [own])];
  for (const id of visits) await followVisit(ctx, id);
}

const actAs = ['claims-clerk'];
const lane = CALM_LANE;

export const onInsuredChanged: readonly AnySubscription[] = [
  {
    id: 'on-person-changed',
    on: 'Patient',
    when: isChange,
    actAs,
    lane,
    react: (ctx, { id }) => followPerson(ctx, `Patient/${id}`),
  },
  {
    id: 'on-relative-changed',
    on: 'RelatedPerson',
    when: isChange,
    actAs,
    lane,
    react: (ctx, { patient }) => followPerson(ctx, patient.reference),
  },
  {
    id: 'on-card-changed',
    on: 'Coverage',
    when: isChange,
    actAs,
    lane,
    react: (ctx, { beneficiary }) => followPerson(ctx, beneficiary.reference),
  },
  {
    id: 'on-account-changed',
    on: 'Account',
    when: isChange,
    actAs,
    lane,
    react: (ctx, { id = '' }) => followAccount(ctx, id),
  },
];
