import type { AnyFamily } from '../schedule/family';
import type { AnyFamilyCode } from './family-code';
import { familyCodes } from './registry';

const byId = new Map<string, AnyFamilyCode>(familyCodes.map((code) => [code.id, code]));

/** Nothing is written for a family that is not here: its rates are listed. */
const LISTED = { formula: () => undefined };

/** How the schedules of a family are written. */
export function codeOf(family: AnyFamily): AnyFamilyCode {
  return byId.get(family.id) ?? { id: family.id, ...LISTED };
}
