// The 283 rules of a claim: state and cases of each. Fails while one is not checked or lacks a case with its near miss.
import { judgeRuleCases } from '../systems/hospital/claims/stories/index.ts';

const judged = judgeRuleCases();
const stateOf = ({ isChecked, faults }) => (isChecked ? (faults.length === 0 ? 'checked' : 'case fails') : 'missing');

console.log('| rule | severity | state | cases | tables | valid from | confidence | what it says |');
console.log('|---|---|---|---|---|---|---|---|');
for (const one of judged) {
  const { id, severity, tables, from = '–', confidence, en } = one.rule;
  console.log(
    `| ${id} | ${severity} | ${stateOf(one)} | ${one.cases} | ${tables.join(' ')} | ${from} | ${confidence} | ${en} |`,
  );
}

const count = (state) => judged.filter((one) => stateOf(one) === state).length;
for (const { rule, faults } of judged) for (const fault of faults) console.log(`✗ ${rule.id} ${fault}`);
console.log(
  `\n${judged.length} rules: ${count('checked')} checked, ${count('case fails')} with failing cases, ${count('missing')} missing`,
);
if (count('checked') < judged.length) process.exitCode = 1;
