import type { Demo } from './open-demo.ts';
import type { Step } from './steps.ts';

export interface Visit {
  readonly demo: Demo;
}

export const newVisit = (demo: Demo): Visit => ({ demo });

export const visitSteps: readonly Step<Visit>[] = [];
