export * from './figure';
export * from './notebook';
export * from './schedule';
export * from './train';
