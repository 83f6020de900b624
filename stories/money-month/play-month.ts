import type { Encounter } from 'fhir/r4';
import { comeBack, countDrawer, endings, inNotes, type Window } from './at-the-window.ts';
import { Dice } from './dice.ts';
import type { SimulatedHouse } from './simulated-house.ts';
import { charge, openVisit, type SimulatedVisit } from './simulated-visit.ts';

export interface MonthPlan {
  /** `yyyy-MM` */
  readonly month: string;
  readonly days: number;
  readonly visits: number;
  readonly seed: number;
}

export interface PlayedMonth {
  readonly visits: readonly Encounter[];
  /** how often each way of meeting the counter came */
  readonly endings: ReadonlyMap<string, number>;
}

/** Somebody in a bed, until their day. */
interface Stay {
  readonly visit: SimulatedVisit;
  readonly leaves: number;
}

const MINUTES_OF_DAY = 24 * 60;
const OPEN_FOR = 9 * 60;

/** A month of the house, day after day: shifts open, people come, lie, leave, pay or not, drawers are counted. */
export class MonthPlayer {
  readonly #house: SimulatedHouse;
  readonly #plan: MonthPlan;
  readonly #dice: Dice;
  readonly #played = new Map<string, number>();
  readonly #visits: Encounter[] = [];
  #stays: Stay[] = [];
  /** people who left yesterday without having to do with an invoice of their own */
  #left: SimulatedVisit[] = [];
  #numbers = 0;

  constructor(house: SimulatedHouse, plan: MonthPlan) {
    this.#house = house;
    this.#plan = plan;
    this.#dice = new Dice(plan.seed);
  }

  async play(): Promise<PlayedMonth> {
    const { days, visits } = this.#plan;
    for (let day = 0; day < days; day += 1) {
      const began = this.#house.hospital.now().getTime();
      const today = Math.floor(((day + 1) * visits) / days) - Math.floor((day * visits) / days);
      await this.#day(day, today);
      const passed = (this.#house.hospital.now().getTime() - began) / 60_000;
      this.#house.tick(MINUTES_OF_DAY - passed);
    }
    return { visits: this.#visits, endings: this.#played };
  }

  async #day(day: number, visits: number): Promise<void> {
    for (const cashier of this.#house.cashiers) {
      await cashier.call('Invoice/$open-shift', undefined, { count: inNotes(500_000n).count });
    }
    this.#house.tick(1);
    const leaving = this.#stays.filter(({ leaves }) => leaves <= day || day === this.#plan.days - 1);
    this.#stays = this.#stays.filter((stay) => !leaving.includes(stay));
    for (const { visit } of this.#stays) await charge(this.#house, this.#dice, visit);
    // a visit is a dozen presses; the whole day fits into its hours
    const step = OPEN_FOR / (visits + leaving.length + 1);
    for (const visit of this.#left.splice(0)) {
      if (this.#dice.once(3)) await comeBack(this.#windowOf(visit));
      this.#house.tick(0.1);
    }
    for (const { visit } of leaving) await this.#finish(visit, step);
    for (let count = 0; count < visits; count += 1) await this.#arrive(day, step);
    for (const cashier of this.#house.cashiers) {
      await countDrawer(cashier, this.#dice.once(10) ? 1_000n : 0n);
      this.#house.tick(1);
    }
    await this.#closeInvoices();
  }

  /** The evening: one summary invoice for all receipts, corrections of older ones; then everything that reacts has reacted. */
  async #closeInvoices(): Promise<void> {
    await this.#house.hospital.settled();
    await this.#house.checker.call('Invoice/$close-invoice-day', undefined, {});
    await this.#house.hospital.settled();
  }

  async #arrive(day: number, step: number): Promise<void> {
    const isStay = this.#dice.once(8) && day < this.#plan.days - 2;
    this.#numbers += 1;
    const visit = await openVisit(this.#house, this.#dice, this.#numbers, { isStay });
    const lines = 1 + this.#dice.below(4);
    for (let line = 0; line < lines; line += 1) await charge(this.#house, this.#dice, visit);
    if (!isStay) return this.#finish(visit, step);
    const deposit = { method: 'cash', amount: { value: 500_000, currency: 'VND' }, key: this.#key() };
    this.#house.tick(step / 2);
    await this.#cashier().call('$deposit', visit.at, deposit);
    this.#stays.push({ visit, leaves: day + 1 + this.#dice.below(4) });
  }

  async #finish(visit: SimulatedVisit, step: number): Promise<void> {
    const names = Object.keys(endings);
    // every way comes at least once before chance decides
    const unseen = names.filter((name) => !this.#played.has(name));
    const name = unseen[0] ?? names[this.#dice.below(names.length)] ?? '';
    this.#played.set(name, (this.#played.get(name) ?? 0) + 1);
    this.#house.tick(step / 2);
    await endings[name]?.(this.#windowOf(visit));
    this.#visits.push(visit.encounter);
    // an invoice with a name is corrected by a person, which this month does not play
    if (!name.includes('hóa đơn')) this.#left.push(visit);
    this.#house.tick(step / 2);
  }

  #windowOf(visit: SimulatedVisit): Window {
    const { dice, cashier } = { dice: this.#dice, cashier: this.#cashier() };
    return { house: this.#house, dice, cashier, visit, next: () => this.#key() };
  }

  #cashier() {
    return this.#dice.of(this.#house.cashiers);
  }

  #key(): string {
    this.#numbers += 1;
    return `k${this.#numbers}`;
  }
}
