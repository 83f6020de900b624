import { ward } from '../../ward/index.ts';

console.log(ward);
