import type { InboundChannel, LoggedMessage } from '@lienmach/exchange';
import type { TestHospital } from '@lienmach/testing';
import type { Sample } from './read-samples.ts';

export type Outcome = 'accepted' | 'refused' | 'parked';

export interface FiledSample {
  readonly name: string;
  readonly outcome: Outcome;
  /** resources made or changed, by type: `Patient 1, Encounter 1` */
  readonly made: string;
  readonly code: string;
  readonly text: string;
}

const outcomes: Readonly<Record<string, Outcome>> = { applied: 'accepted', refused: 'refused', parked: 'parked' };

/** Types that messages may write. */
const types = [
  'Patient',
  'Encounter',
  'Appointment',
  'Account',
  'ServiceRequest',
  'Specimen',
  'DiagnosticReport',
  'Observation',
  'DocumentReference',
  'Binary',
  'Composition',
  'Immunization',
  'MedicationDispense',
  'MedicationStatement',
  'AllergyIntolerance',
  'Procedure',
  'Condition',
  'ChargeItem',
  'Task',
  'Device',
  'Organization',
] as const;

async function writtenSince(hospital: TestHospital, since: string): Promise<string> {
  const counts = await Promise.all(
    types.map(async (type) => {
      const store = hospital.as('tool').store;
      const { total = 0 } = await store.page(type, `_lastUpdated=ge${since}&_summary=count`);
      return total === 0 ? [] : [`${type} ${total}`];
    }),
  );
  return counts.flat().join(', ');
}

const states = ['applied', 'parked', 'refused', 'received'] as const;

/** What the log took in after this message, whatever became of it. */
export async function loggedAfter(hospital: TestHospital, id: string): Promise<LoggedMessage[]> {
  const lists = await Promise.all(states.map((state) => hospital.inbound.log.list(state, 10_000, id)));
  return lists.flat().sort((one, other) => Number(one.id) - Number(other.id));
}

/** Files one sample at a time, on a day of its own: control ids may begin anew. What the record holds afterwards is looked up. */
export async function fileSample(
  hospital: TestHospital,
  sample: Sample,
  channel: InboundChannel,
  after: string,
): Promise<FiledSample & { readonly id: string }> {
  hospital.tick(13 * 60);
  const since = hospital.now().toISOString();
  await hospital.inbound.receive(sample.raw, channel.partner, channel);
  const [logged] = await loggedAfter(hospital, after);
  if (logged === undefined) throw new Error(`${sample.name} disappeared`);
  const issue = logged.reason?.issue[0];
  return {
    id: logged.id,
    name: sample.name,
    outcome: outcomes[logged.state] ?? 'parked',
    made: logged.state === 'applied' ? await writtenSince(hospital, since) : '',
    code: issue?.details?.coding?.[0]?.code ?? '',
    text: `${issue?.details?.text ?? ''}${issue?.expression === undefined ? '' : ` (${issue.expression.join(', ')})`}`,
  };
}
