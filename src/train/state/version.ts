/** The version of this package. */
export const { version: VERSION } = require('../../../package.json') as { version: string };
