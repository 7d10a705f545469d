import { createBrowserBridge } from './browser-bridge.ts';

// The page of `tp-tray serve`. The window is loaded when it has what it talks through.
Object.defineProperty(window, 'tpTray', { value: createBrowserBridge() });
await import('./main.tsx');
