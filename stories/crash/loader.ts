import { setTimeout as sleep } from 'node:timers/promises';
import { smallVisit } from './small-visit.ts';

export interface Loader {
  /** names of the bundles whose answer 200 arrived whole */
  readonly acknowledged: ReadonlySet<string>;
  /** HTTP statuses seen, with counts; 0 stands for a broken connection */
  readonly statuses: ReadonlyMap<number, number>;
  stop(): Promise<void>;
}

/** Several clients that post bundles one after the other and keep their own list of what was acknowledged. */
export function startLoader(url: string, token: string, prefix: string, clients = 4): Loader {
  const acknowledged = new Set<string>();
  const statuses = new Map<number, number>();
  let isStopping = false;

  async function post(name: string): Promise<number> {
    try {
      const answer = await fetch(`${url}/fhir/R4`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify(smallVisit(name)),
      });
      const body = (await answer.json()) as { type?: string };
      if (answer.status === 200 && body.type === 'transaction-response') acknowledged.add(name);
      return answer.status;
    } catch {
      return 0;
    }
  }

  async function work(client: number): Promise<void> {
    for (let turn = 0; !isStopping; turn++) {
      const status = await post(`${prefix}-${client}-${turn}`);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200) await sleep(20);
    }
  }

  const done = Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  return {
    acknowledged,
    statuses,
    async stop() {
      isStopping = true;
      await done;
    },
  };
}
