import { limits } from '../limits.ts';
import { functionNames } from './functions.ts';
import { PathError, type Term } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

/** weakest first, as FHIRPath 2.0 orders them; `is` and `as` stand between union and order */
const levels: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '!=', '~', '!~'],
  ['<', '<=', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

const units = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Term {
    const term = this.#binary(0);
    if (this.#peek().kind !== 'end') this.#fail();
    return term;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] ?? { kind: 'end', text: '', at: 0 };
  }

  #fail(): never {
    const { text, at } = this.#peek();
    throw new PathError('unreadable', text === '' ? 'ends too early' : `unexpected “${text}” at ${at}`);
  }

  #takes(text: string): boolean {
    const token = this.#peek();
    const isIt = token.text === text && (token.kind === 'sign' || token.kind === 'name');
    if (isIt) this.#at += 1;
    return isIt;
  }

  #needs(text: string): void {
    if (!this.#takes(text)) this.#fail();
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== 'name') this.#fail();
    this.#at += 1;
    return token.text;
  }

  #operatorOf(level: readonly string[]): string | undefined {
    const { kind, text } = this.#peek();
    return (kind === 'sign' || kind === 'name') && level.includes(text) ? text : undefined;
  }

  #binary(level: number): Term {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let operator = this.#operatorOf(operators); operator !== undefined; operator = this.#operatorOf(operators)) {
      this.#at += 1;
      left =
        operator === 'is' || operator === 'as'
          ? { kind: 'type', operator, of: left, type: this.#typeName() }
          : { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #typeName(): string {
    const first = this.#name();
    return this.#takes('.') ? this.#name() : first;
  }

  #unary(): Term {
    if (this.#takes('-')) return { kind: 'negative', of: this.#unary() };
    if (this.#takes('+')) return this.#unary();
    return this.#chain();
  }

  #chain(): Term {
    let term = this.#term();
    for (;;) {
      if (this.#takes('.')) term = this.#invocation(term);
      else if (this.#takes('[')) {
        term = { kind: 'at', of: term, index: this.#inside() };
        this.#needs(']');
      } else return term;
    }
  }

  #inside(): Term {
    this.#depth += 1;
    if (this.#depth > limits.expressionDepth) throw new PathError('tooCostly', 'nested too deep');
    const term = this.#binary(0);
    this.#depth -= 1;
    return term;
  }

  #term(): Term {
    const token = this.#peek();
    switch (token.kind) {
      case 'number':
        return this.#number();
      case 'string':
      case 'moment':
        this.#at += 1;
        return { kind: 'literal', value: token.text };
      case 'variable':
        this.#at += 1;
        return { kind: 'variable', name: token.text };
      case 'special':
        this.#at += 1;
        return { kind: token.text === '$this' ? 'this' : 'position' };
      case 'name':
        return this.#word();
      default:
        return this.#bracket();
    }
  }

  #bracket(): Term {
    if (this.#takes('{')) {
      this.#needs('}');
      return { kind: 'empty' };
    }
    this.#needs('(');
    const term = this.#inside();
    this.#needs(')');
    return term;
  }

  #word(): Term {
    const { text } = this.#peek();
    if ((text === 'true' || text === 'false') && this.#peek(1).text !== '(') {
      this.#at += 1;
      return { kind: 'literal', value: text === 'true' };
    }
    return this.#invocation(undefined);
  }

  /** `5`, `5 days`, `5 'kg'` */
  #number(): Term {
    const value = Number(this.#peek().text);
    this.#at += 1;
    const next = this.#peek();
    const isUnit = next.kind === 'string' || (next.kind === 'name' && units.test(next.text));
    if (!isUnit) return { kind: 'literal', value };
    this.#at += 1;
    return { kind: 'literal', value: { value, unit: next.text, code: next.text } };
  }

  #invocation(of: Term | undefined): Term {
    const special = this.#peek();
    if (special.kind === 'special') this.#fail();
    const name = this.#name();
    if (!this.#takes('(')) return { kind: 'member', of, name };
    if (name === 'is' || name === 'as' || name === 'ofType') return this.#typeCall(of, name);
    if (!functionNames.has(name)) throw new PathError('unsupported', `${name}()`);
    const given: Term[] = [];
    if (!this.#takes(')')) {
      do given.push(this.#inside());
      while (this.#takes(','));
      this.#needs(')');
    }
    return { kind: 'call', of, name, arguments: given };
  }

  #typeCall(of: Term | undefined, name: string): Term {
    const type = this.#typeName();
    this.#needs(')');
    return { kind: 'type', operator: name === 'is' ? 'is' : 'as', of: of ?? { kind: 'this' }, type };
  }
}

/** @throws PathError unreadable, unsupported, tooCostly */
export const parsePath = (text: string): Term => new Parser(text).whole();
