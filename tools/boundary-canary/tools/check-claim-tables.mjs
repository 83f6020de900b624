import { core } from '../national/core/src/index.ts';

console.log(core);
