import type {
  Coding,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireItemEnableWhen,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4';
import type { Term } from './path/syntax.ts';

/** One answer without its nested items: `{ valueCoding: … }`. */
export type Answer = Omit<QuestionnaireResponseItemAnswer, 'item'>;

export interface AnswerOption {
  readonly answer: Answer;
  readonly label: string;
  /** does not go with any other */
  readonly isExclusive: boolean;
  readonly isInitial: boolean;
  readonly score: number | undefined;
}

/** What an answer must keep. */
export interface Constraints {
  readonly minOccurs: number | undefined;
  readonly maxOccurs: number | undefined;
  /** number, quantity value, FHIR date or dateTime */
  readonly minValue: number | string | undefined;
  readonly maxValue: number | string | undefined;
  readonly maxLength: number | undefined;
  readonly minLength: number | undefined;
  readonly pattern: string | undefined;
  readonly decimals: number | undefined;
  /** bytes */
  readonly maxSize: number | undefined;
  readonly mimeTypes: readonly string[];
}

export interface Variable {
  readonly name: string;
  readonly term: Term;
}

/** An item of the Questionnaire, read once: what the screen shows and the rules need. */
export interface FormItem {
  readonly linkId: string;
  readonly type: QuestionnaireItem['type'];
  readonly text: string;
  /** what people call it: its text without the colon, else that of what it stands in */
  readonly name: string;
  readonly prefix: string | undefined;
  readonly codes: readonly Coding[];
  readonly isRequired: boolean;
  readonly isRepeating: boolean;
  readonly isReadOnly: boolean;
  readonly isHidden: boolean;
  /** `radio-button`, `drop-down`, `check-box`, `autocomplete`, `text-area`, `help`, … */
  readonly control: string | undefined;
  readonly isHorizontal: boolean;
  readonly units: readonly Coding[];
  readonly options: readonly AnswerOption[];
  readonly valueSet: string | undefined;
  readonly referenceTypes: readonly string[];
  /** how it is typed, in words */
  readonly hint: string | undefined;
  readonly phrase: string | undefined;
  readonly constraints: Constraints;
  readonly enableWhen: readonly QuestionnaireItemEnableWhen[];
  readonly isAnyEnough: boolean;
  readonly enabledBy: Term | undefined;
  readonly calculatedBy: Term | undefined;
  readonly initialBy: Term | undefined;
  readonly initial: readonly Answer[];
  readonly variables: readonly Variable[];
  /** linkIds from the root down to this one */
  readonly chain: readonly string[];
  readonly items: readonly FormItem[];
  readonly source: QuestionnaireItem;
}

/** A Questionnaire that was checked whole and can be filled in. */
export interface Form {
  readonly questionnaire: Questionnaire;
  readonly items: readonly FormItem[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  readonly variables: readonly Variable[];
}

/** What expressions look at besides the answers: `%patient`, `%encounter`, …, and the clock. */
export interface FormWorld {
  /** FHIR dateTime with its offset */
  readonly now: string;
  readonly context: Readonly<Record<string, readonly unknown[]>>;
}
