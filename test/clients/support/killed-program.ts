import { claudeDesktop } from '../../../src/clients/claude-desktop.ts';
import { connectFile } from '../../../src/clients/change-file.ts';
import { thisComputer } from '../../../src/clients/computer.ts';

// Connects the file of the first argument and is killed at the moment of the rename.
const here = thisComputer();
const disk = {
  ...here.disk,
  rename: () => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise<void>(() => undefined);
  },
};
const command = { command: '/opt/tp-tray', args: ['mcp'] };
await connectFile(process.argv[2] ?? '', claudeDesktop, command, false, { ...here, disk });
