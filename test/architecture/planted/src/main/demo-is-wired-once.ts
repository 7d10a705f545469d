export { server } from '../demo/server.ts';
