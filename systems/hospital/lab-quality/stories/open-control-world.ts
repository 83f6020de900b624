import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { labQuality } from '../index.ts';

export const MACHINE = 'AU-2';
export const potassium = {
  instrument: MACHINE,
  indicator: 'K',
  name: 'Kali',
  mean: 4,
  sd: 0.1,
  unit: 'mmol/L',
  allowableError: 5,
};

export interface ControlWorld {
  readonly hospital: TestHospital;
  /** one run of potassium, both levels, as the technician types it */
  run(
    level1: string,
    level2?: string,
    lot?: string,
  ): Promise<readonly { readonly state: string; readonly rule: readonly string[] }[]>;
}

/** A laboratory with potassium under control: lot 4471, level 1 at 4.0 ± 0.1, level 2 at 6.0 ± 0.2. */
export async function openControlWorld(): Promise<ControlWorld> {
  const hospital = await openTestHospital([labQuality]);
  const doctor = hospital.as('lab-doctor');
  const head = { lot: '4471', material: 'Huyết thanh chứng', expiry: '2026-12-31' };
  await doctor.call('Substance/$save-control-lot', undefined, { ...head, level: '1', target: [potassium] });
  const high = { ...potassium, mean: 6, sd: 0.2 };
  await doctor.call('Substance/$save-control-lot', undefined, { ...head, level: '2', target: [high] });
  return {
    hospital,
    async run(level1, level2, lot = '4471') {
      const of = (level: string, value: string) => ({ lot, level, indicator: 'K', value });
      const value = [of('1', level1), ...(level2 === undefined ? [] : [of('2', level2)])];
      const answer = await hospital
        .as('lab-technician')
        .call<{ result: { state: string; rule: string[] }[] }>('Observation/$record-control-run', undefined, {
          instrument: MACHINE,
          value,
        });
      return answer.result;
    },
  };
}
