import { Unit } from './types';

const STEP = ' › ';

/** unitPlace names what lies above a unit, from the province down; a province has nothing above it. */
export function unitPlace(unit: Pick<Unit, 'path'>): string {
  return unit.path.split(STEP).slice(0, -1).join(STEP);
}

/** unitLabel is a unit's name; where another unit of the plan is called the same, the one above tells them apart. */
export function unitLabel(unit: Pick<Unit, 'name' | 'parentName' | 'ambiguous'>): string {
  return unit.ambiguous && unit.parentName ? `${unit.name} (${unit.parentName})` : unit.name;
}
