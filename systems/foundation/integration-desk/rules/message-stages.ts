/** What the log says of a message, as far as its way through the gateway goes. */
export interface Journey {
  readonly state: 'received' | 'applied' | 'parked' | 'refused';
  /** the type that was read; absent: it could not be read at all */
  readonly type?: string | undefined;
  /** milliseconds after the message was stored until each stage was over */
  readonly decoded?: number | undefined;
  readonly mapped?: number | undefined;
  readonly committed?: number | undefined;
  readonly answered?: number | undefined;
}

export interface StageOfMessage {
  readonly name: 'received' | 'decoded' | 'mapped' | 'committed' | 'answered';
  readonly state: 'done' | 'stopped' | 'waiting' | 'skipped';
  /** milliseconds that this stage took */
  readonly took?: number;
}

/** milliseconds to a tenth */
const lasted = (end: number | undefined, start: number): { readonly took?: number } =>
  end === undefined ? {} : { took: Math.max(0, Math.round((end - start) * 10) / 10) };

function stopOf({ state, type, mapped }: Journey): StageOfMessage['name'] | undefined {
  if (state === 'applied' || state === 'received') return undefined;
  if (type === undefined) return 'decoded';
  return mapped === undefined ? 'mapped' : 'committed';
}

/**
 * The five stages of a message: which are over, how long each took, and where it stopped.
 *
 * @source none: how the desk shows what the log holds
 */
export function messageStages(journey: Journey): readonly StageOfMessage[] {
  const { state, decoded, mapped, committed, answered } = journey;
  const stop = stopOf(journey);
  const names = ['decoded', 'mapped', 'committed'] as const;
  const ends = { decoded, mapped, committed };
  const stopAt = names.findIndex((name) => name === (stop ?? ''));
  const stages = names.map((name, at): StageOfMessage => {
    if (state === 'received') return { name, state: 'waiting' };
    if (stopAt >= 0 && at > stopAt) return { name, state: 'skipped' };
    const before = names.slice(0, at).map((one) => ends[one] ?? 0);
    return { name, state: name === stop ? 'stopped' : 'done', ...lasted(ends[name], Math.max(0, ...before)) };
  });
  const last = Math.max(0, decoded ?? 0, mapped ?? 0, committed ?? 0);
  return [
    { name: 'received', state: 'done' },
    ...stages,
    { name: 'answered', state: state === 'received' ? 'waiting' : 'done', ...lasted(answered, last) },
  ];
}
