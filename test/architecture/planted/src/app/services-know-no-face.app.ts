export { server } from '../serve/server.ts';
