import { codeSystems, identifierSystems, present, toVnDay, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Device, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { calibrationKey, maintenanceKey } from '../rules/due-holds.ts';
import {
  donePlan,
  type InstrumentPlan,
  instrumentCode,
  type PlanKind,
  plansOf,
  withPlans,
} from '../rules/instrument.ts';
import { closeDueHold, findInstrument, openDueHolds } from './instrument-holds.ts';
import { idOf, together } from './record-entry.ts';

interface TypedPlan extends Omit<InstrumentPlan, 'indicators'> {
  readonly kind: PlanKind;
  readonly indicator: readonly string[];
}

interface InstrumentInput {
  readonly code: string;
  readonly name: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly plan: readonly TypedPlan[];
}

const CODE = /^[\p{L}\p{N}._-]{1,40}$/u;
const LONGEST = 3660;

function readPlan({ indicator, ...plan }: TypedPlan): InstrumentPlan {
  const isPeriod = plan.everyDays >= 1 && plan.everyDays <= LONGEST;
  const isNamed = plan.kind !== 'calibration' || indicator.length > 0;
  if (!isPeriod || !isNamed) throw errors.badPlan({ at: 'plan', title: plan.title });
  return { ...plan, indicators: indicator };
}

/** POST Device/$save-instrument: an analyzer by the code its messages carry, with what is done to it regularly; plans of other titles stay. */
export const saveInstrument: Operation<InstrumentInput, Device> = {
  definition: {
    code: 'save-instrument',
    title: { vi: 'Khai báo máy xét nghiệm', en: 'Save an instrument' },
    resource: ['Device'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'code', 'string'),
      one('in', 'name', 'string'),
      one('in', 'manufacturer', 'string', 0),
      one('in', 'model', 'string', 0),
      one('in', 'serialNumber', 'string', 0),
      many('in', 'plan', [
        one('in', 'kind', 'code'),
        one('in', 'title', 'string'),
        one('in', 'everyDays', 'integer'),
        one('in', 'last', 'date'),
        many('in', 'indicator', 'code'),
        one('in', 'holds', 'boolean', 0),
      ]),
      one('out', 'return', 'Device'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, { code, name, plan, manufacturer, model, serialNumber }) {
    if (!CODE.test(code)) throw errors.badInstrument({ at: 'code' });
    const before = await findInstrument(ctx, code);
    const device: Device = {
      id: idOf(identifierSystems.instrument, code),
      status: 'active',
      ...before,
      resourceType: 'Device',
      identifier: [{ system: identifierSystems.instrument, value: code }],
      deviceName: [{ name, type: 'user-friendly-name' }],
      ...present({ manufacturer, modelNumber: model, serialNumber }),
    };
    const next = plan.map(readPlan);
    const kept = plansOf(device).filter((old) => !next.some(({ title }) => title === old.title));
    const saved = await ctx.store.update(withPlans(device, [...kept, ...next]));
    await openDueHolds(ctx, code);
    return saved;
  },
};

interface ServiceInput {
  readonly plan?: string;
  readonly work?: string;
  readonly passed: boolean;
  readonly note?: string;
  readonly inService?: boolean;
}

/** one line of the log of an instrument */
function logEntry(ctx: Context, device: Device, title: string, kind: string, input: ServiceInput): Task {
  const at = toVnIso(ctx.now());
  return {
    resourceType: 'Task',
    id: idOf('service', device.id ?? '', title, at),
    status: input.passed ? 'completed' : 'failed',
    intent: 'order',
    code: { coding: [{ system: codeSystems.instrumentWork, code: kind }], text: title },
    focus: { reference: `Device/${device.id}` },
    authoredOn: at,
    executionPeriod: { start: at, end: at },
    owner: ctx.actor,
    ...(input.note === undefined ? {} : { note: [{ text: input.note }] }),
  };
}

const serviced = (
  device: Device,
  plan: InstrumentPlan | undefined,
  { passed, inService }: ServiceInput,
  day: string,
) => {
  const plans = plansOf(device).map((one) => (passed && one.title === plan?.title ? donePlan(one, day) : one));
  const status = inService === undefined ? {} : { status: inService ? ('active' as const) : ('inactive' as const) };
  return withPlans({ ...device, ...status }, plans);
};

/** POST Device/{id}/$record-service: maintenance, calibration or repair done; what was due begins anew, what was held for it is let go. */
export const recordService: Operation<ServiceInput, Task> = {
  definition: {
    code: 'record-service',
    title: { vi: 'Ghi bảo trì, hiệu chuẩn', en: 'Record work on an instrument' },
    resource: ['Device'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'plan', 'string', 0),
      one('in', 'work', 'string', 0),
      one('in', 'passed', 'boolean'),
      one('in', 'note', 'string', 0),
      one('in', 'inService', 'boolean', 0),
      one('out', 'return', 'Task'),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, input) {
    const device = await ctx.store.read('Device', id);
    const code = instrumentCode(device);
    if (code === '') throw errors.unknownInstrument({ at: 'Device', code: id });
    const plan = plansOf(device).find(({ title }) => title === input.plan);
    const title = plan?.title ?? input.work ?? '';
    if (title === '' || (input.plan !== undefined && plan === undefined)) {
      throw errors.unknownPlan({ at: 'plan', title: input.plan ?? '' });
    }
    const log = logEntry(ctx, device, title, plan?.kind ?? 'repair', input);
    await ctx.store.transaction(together([log, serviced(device, plan, input, toVnDay(ctx.now()))]));
    if (plan !== undefined && input.passed) {
      const [key, done] =
        plan.kind === 'calibration' ? [calibrationKey, 'đã hiệu chuẩn'] : [maintenanceKey, 'đã bảo trì'];
      await closeDueHold(ctx, key(code, title), `${title}: ${done}, đạt. ${input.note ?? ''}`.trim());
    }
    // what came due while it rested holds from its first result on, not from the next round
    if (input.inService === true) await openDueHolds(ctx, code);
    return ctx.store.read('Task', log.id ?? '');
  },
};
