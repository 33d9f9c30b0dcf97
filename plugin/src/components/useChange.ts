import { useCallback, useEffect, useRef } from 'react';

/**
 * useChange merges a change into the newest query and runs it. What fits a new plan is known only after the backend was
 * asked; meanwhile the author may have changed something else, which an older copy of the query would undo.
 */
export function useChange<Q>(query: Q, onChange: (query: Q) => void, onRunQuery: () => void) {
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);
  return useCallback(
    (next: Partial<Q>) => {
      latest.current = { ...latest.current, ...next };
      onChange(latest.current);
      onRunQuery();
    },
    [onChange, onRunQuery]
  );
}
