import { inner } from '../../../../packages/engine/src/inner.ts';

console.log(inner);
