import type { Bridge } from '../src/shared/ipc.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly tpTray: Bridge;
  }
}
