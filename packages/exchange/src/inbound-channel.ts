import type { ConceptMap } from 'fhir/r4';
import type { CodecName, MessageContext } from './message-mapping.ts';

/** By what a message came, as far as understanding it needs to know. */
export interface InboundChannel {
  readonly id: string;
  readonly partner: string;
  /** default: hl7v2 */
  readonly codec?: CodecName;
  /** ids of mappings; absent: whichever understands the message */
  readonly mappings?: readonly string[];
  /** facility code of the partner */
  readonly organization?: string;
  readonly options?: Readonly<Record<string, string>>;
  /** the message is not understood but handed on as it came, to these channels */
  readonly forward?: readonly string[];
  /** what stays in order; default: the patient */
  readonly orderingKey?: 'patient' | 'order' | 'channel' | 'none';
  /** everything but the write: the message waits for a person */
  readonly isTest?: boolean;
}

export type Translate = MessageContext['translate'];

export const noTranslation: Translate = () => undefined;

/** what stands for whatever system */
const ANY = '*';

/**
 * The code map of a channel as a function. A code that comes without a system is looked for in every group, a group
 * without a source answers for every system.
 */
export function translatorOf(map: ConceptMap | undefined): Translate {
  const known = new Map<string, string>();
  const note = (key: string, target: string): void => {
    if (!known.has(key)) known.set(key, target);
  };
  for (const { source = '', element } of map?.group ?? [])
    for (const { code, target } of element) {
      const ours = target?.find(({ equivalence }) => equivalence !== 'unmatched')?.code;
      if (code === undefined || ours === undefined) continue;
      note(`${source}\n${code}`, ours);
      note(`${ANY}\n${code}`, ours);
    }
  return (code, system = '') =>
    system === '' ? known.get(`${ANY}\n${code}`) : (known.get(`${system}\n${code}`) ?? known.get(`\n${code}`));
}
