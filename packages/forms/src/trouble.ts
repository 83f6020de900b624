import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors } from './errors.ts';
import { limits } from './limits.ts';

const SHOWN = 50;

/** What is wrong with a Questionnaire, collected while it is read; stops counting before it gets expensive. */
export class Trouble {
  readonly issues: OperationOutcomeIssue[] = [];
  #items = 0;
  #expressions = 0;

  add(issue: OperationOutcomeIssue): void {
    if (this.issues.length < SHOWN) this.issues.push(issue);
  }

  /** false: there are more than a form may have, and it was said once */
  countItem(): boolean {
    this.#items += 1;
    if (this.#items === limits.items + 1) this.add(errors.tooLarge.issue({ what: `${limits.items} mục` }));
    return this.#items <= limits.items;
  }

  countExpression(): boolean {
    this.#expressions += 1;
    if (this.#expressions === limits.expressions + 1) {
      this.add(errors.tooLarge.issue({ what: `${limits.expressions} công thức` }));
    }
    return this.#expressions <= limits.expressions;
  }
}
