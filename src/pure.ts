// what notebook and browser share: no DOM, no Node
export * from './figure';
export * from './schedule';
