import { toVnDay } from '@lienmach/core';
import { many, type Operation, one } from '@lienmach/system-kit';
import type { Device, Reference } from 'fhir/r4';
import { dueOf, type InstrumentPlan, instrumentCode, plansOf } from '../rules/instrument.ts';
import { belowMinimum, goodUntil, type ReagentLot, readReagent, reagentState } from '../rules/reagent-lot.ts';
import { instrumentsOf, reagentsOf } from './instrument-holds.ts';

interface BoardPlan extends Pick<InstrumentPlan, 'kind' | 'title' | 'everyDays' | 'last'> {
  readonly on: string;
  readonly state: string;
}

interface BoardInstrument {
  readonly device: Reference;
  readonly code: string;
  readonly name: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly inService: boolean;
  readonly plan: readonly BoardPlan[];
}

interface BoardReagent
  extends Pick<
    ReagentLot,
    'instrument' | 'reagent' | 'name' | 'lot' | 'expiry' | 'quantity' | 'unit' | 'minimum' | 'opened'
  > {
  readonly substance: Reference;
  readonly goodUntil: string;
  readonly state: string;
  /** over all its lots there is less than there should be */
  readonly low: boolean;
}

interface InstrumentBoard {
  readonly instrument: readonly BoardInstrument[];
  readonly reagent: readonly BoardReagent[];
}

const boardInstrument = (device: Device, day: string): BoardInstrument => ({
  device: { reference: `Device/${device.id}` },
  code: instrumentCode(device),
  name: device.deviceName?.[0]?.name ?? instrumentCode(device),
  inService: device.status === 'active',
  ...(device.modelNumber === undefined ? {} : { model: device.modelNumber }),
  ...(device.serialNumber === undefined ? {} : { serialNumber: device.serialNumber }),
  plan: plansOf(device)
    .map((plan) => ({
      kind: plan.kind,
      title: plan.title,
      everyDays: plan.everyDays,
      last: plan.last,
      ...dueOf(plan, day),
    }))
    .toSorted((a, b) => a.on.localeCompare(b.on)),
});

const text = (name: string, min = 1) => one('out', name, 'string', min);
const day = (name: string, min = 1) => one('out', name, 'date', min);

/** GET Device/$instrument-board: every analyzer with what is due, and every lot of reagent with what is left. */
export const instrumentBoard: Operation<void, InstrumentBoard> = {
  definition: {
    code: 'instrument-board',
    title: { vi: 'Sổ máy và hóa chất', en: 'Instruments and reagents' },
    resource: ['Device'],
    level: 'type',
    affectsState: false,
    parameter: [
      many('out', 'instrument', [
        one('out', 'device', 'Reference'),
        text('code'),
        text('name'),
        text('model', 0),
        text('serialNumber', 0),
        one('out', 'inService', 'boolean'),
        many('out', 'plan', [
          one('out', 'kind', 'code'),
          text('title'),
          one('out', 'everyDays', 'integer'),
          day('last'),
          day('on'),
          one('out', 'state', 'code'),
        ]),
      ]),
      many('out', 'reagent', [
        one('out', 'substance', 'Reference'),
        text('instrument'),
        text('reagent'),
        text('name'),
        text('lot'),
        day('expiry'),
        one('out', 'quantity', 'decimal'),
        text('unit'),
        one('out', 'minimum', 'decimal'),
        day('opened', 0),
        day('goodUntil'),
        one('out', 'state', 'code'),
        one('out', 'low', 'boolean'),
      ]),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx) {
    const today = toVnDay(ctx.now());
    const [devices, substances] = await Promise.all([instrumentsOf(ctx), reagentsOf(ctx)]);
    const lots = substances.map((substance) => ({ substance, lot: readReagent(substance) }));
    const low = belowMinimum(
      lots.map(({ lot }) => lot),
      today,
    );
    return {
      instrument: devices
        .map((device) => boardInstrument(device, today))
        .toSorted((a, b) => a.code.localeCompare(b.code)),
      reagent: lots
        .map(({ substance, lot: { indicators: _i, isDiscarded: _d, onboardDays: _o, ...shown } }, index) => {
          const lot = lots[index]?.lot;
          return {
            ...shown,
            substance: { reference: `Substance/${substance.id}` },
            goodUntil: lot === undefined ? shown.expiry : goodUntil(lot),
            state: lot === undefined ? '' : reagentState(lot, today),
            low: low.has(`${shown.instrument}^${shown.reagent}`),
          };
        })
        .toSorted((a, b) => a.instrument.localeCompare(b.instrument) || a.name.localeCompare(b.name, 'vi')),
    };
  },
};
