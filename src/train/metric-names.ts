import type { Model } from './tf';

/** `loss` and the metrics of a model; those of one name get numbers, as in the logs of `model.fit`. */
export function metricNames({ metricsNames }: Model): string[] {
  return metricsNames.map((name, index) => {
    const isOnly = metricsNames.indexOf(name) === metricsNames.lastIndexOf(name);
    const before = metricsNames.slice(0, index).filter((other) => other === name).length;
    return isOnly ? name : `${name}_${before}`;
  });
}
