import { killsLoseNothing } from './kills-lose-nothing.js';

killsLoseNothing('the embedded one', () => ({}));
