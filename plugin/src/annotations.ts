import { AnnotationQuery, AnnotationSupport } from '@grafana/data';

import { AnnotationEditor } from './components/AnnotationEditor';
import { SCHEMA_VERSION, TargetQuery } from './types';

/**
 * annotations shows a plan's events on the panels of a dashboard: milestones, deadlines, corrections and the day of the
 * reform. The frame has the columns time, timeEnd, title, text and tags, which Grafana maps by itself.
 */
export function annotations(starting: () => Partial<TargetQuery>): AnnotationSupport<TargetQuery> {
  return {
    QueryEditor: AnnotationEditor as AnnotationSupport<TargetQuery>['QueryEditor'],
    getDefaultQuery: () => ({ ...starting(), kind: 'events' }),
    prepareQuery: (annotation: AnnotationQuery<TargetQuery>) =>
      ({
        ...starting(),
        ...annotation.target,
        schemaVersion: annotation.target?.schemaVersion ?? SCHEMA_VERSION,
        kind: 'events',
        refId: annotation.target?.refId ?? 'Anno',
      }) as TargetQuery,
  };
}
