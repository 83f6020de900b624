import type { AuditEntry } from '@lienmach/access';
import { type Caller, type FhirStore, isResourceType } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { OperationCall } from '@lienmach/system-kit';
import { patientsIn } from './http/audit.ts';

/** Only to learn whose record a target is; nothing that is read here is shown to anybody. */
const houseItself: Caller = {
  agent: { who: 'Device/lien-mach', display: 'Liền Mạch', client: 'audit', roles: [] },
  reach: { limit: () => 'all' },
};

/** Patients that a target like `Encounter/e1` is about; none when it is not there, the call is refused for that elsewhere. */
async function patientsAt(store: FhirStore, at: string | undefined): Promise<string[]> {
  const [type = '', id = ''] = at?.split('/') ?? [];
  if (type === 'Patient') return [id];
  if (!isResourceType(type)) return [];
  const found = new Set<string>();
  try {
    patientsIn((await store.read(houseItself, type, id)).text, found);
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.status === 503) throw thrown;
  }
  return [...found];
}

/** One call of an operation as an audit entry, refused ones too, found under the patient it is about. */
export async function operationEntry(store: FhirStore, call: OperationCall, now: Date): Promise<AuditEntry> {
  const { actor, operation, at, isAllowed, what, detail } = call;
  return {
    at: now,
    agent: actor.reference,
    agentName: actor.display,
    client: actor.client,
    action: 'E',
    outcome: isAllowed ? 0 : 4,
    activity: operation,
    what: [...(at === undefined ? [] : [at]), ...(what ?? [])],
    patient: await patientsAt(store, at),
    ...(detail === undefined ? {} : { query: detail.slice(0, 2000) }),
    ...(actor.address === undefined ? {} : { address: actor.address }),
    ...(actor.purpose === undefined ? {} : { purpose: actor.purpose }),
  };
}
