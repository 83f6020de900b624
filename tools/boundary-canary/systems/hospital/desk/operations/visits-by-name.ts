import { ward } from '@canary/ward';

console.log(ward);
