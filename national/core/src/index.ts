export { codeSystems, extensions, identifierSystems, LM, VN } from './canonical.ts';
