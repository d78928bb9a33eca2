import { type AnyFamily, type Recommendation, recommend, type Spec } from 'anneal/pure';

/** Schedules to begin with: what is advised for each kind of model, each shape once. */
export function presets(): Recommendation[] {
  const all = (['transformer', 'deep', 'simple'] as const).flatMap((model) =>
    recommend({ model, optimizer: 'momentum' }),
  );
  const seen = new Set<string>();
  return all.filter(({ schedule: { label } }) => !seen.has(label) && seen.add(label));
}

let usual: ReadonlySet<string> | undefined;

/** Families with those first that are advised for something. */
export function usualFirst(families: readonly AnyFamily[]): AnyFamily[] {
  usual ??= new Set(presets().flatMap(({ schedule }) => idsIn(schedule.spec)));
  const rank = ({ id }: AnyFamily): number => {
    const place = [...(usual as Set<string>)].indexOf(id);
    return place < 0 ? families.length : place;
  };
  return [...families].sort((a, b) => rank(a) - rank(b));
}

function idsIn({ family, parts = [] }: Spec): string[] {
  return [family, ...parts.flatMap(idsIn)];
}
