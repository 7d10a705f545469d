/** Run by main.ts in a process of its own, under the settings of the server, which compiles for size. */
import { keepProcessSmall } from '../src/cli/small-process.ts';
import { benchPmc } from './pmc.ts';

keepProcessSmall();
process.stdout.write(JSON.stringify(benchPmc()));
