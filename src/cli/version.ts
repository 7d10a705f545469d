import { version } from '../../package.json';

/** The version of the product, from package.json at build time. */
export const VERSION: string = version;
