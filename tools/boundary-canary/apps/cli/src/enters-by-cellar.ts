import { inside } from '../../server/src/inside.ts';

console.log(inside);
