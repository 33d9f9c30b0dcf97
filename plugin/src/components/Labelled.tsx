import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Icon, Label, Tooltip, useStyles2 } from '@grafana/ui';
import React, { ReactNode } from 'react';

interface Props {
  id: string;
  label: string;
  hint: string;
  /** A list takes a whole line, a word or number as much room as it needs; on a phone each has a line of its own. */
  size?: 'wide' | 'narrow';
  children: ReactNode;
}

/** One input with its label above it, which leaves room for Vietnamese and for a phone. */
export function Labelled({ id, label, hint, size = 'narrow', children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={size === 'wide' ? styles.wide : styles.narrow}>
      <div className={styles.head}>
        <Label htmlFor={id}>{label}</Label>
        <Tooltip content={hint}>
          <Icon name="info-circle" size="sm" tabIndex={0} aria-hidden={false} role="img" aria-label={hint} />
        </Tooltip>
      </div>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({ display: 'flex', gap: theme.spacing(0.5), alignItems: 'flex-start', color: theme.colors.text.secondary }),
  narrow: css({ flex: '1 1 200px', maxWidth: 320, minWidth: 0, [theme.breakpoints.down('sm')]: { maxWidth: '100%' } }),
  wide: css({ flex: '1 1 320px', maxWidth: 656, minWidth: 0, [theme.breakpoints.down('sm')]: { maxWidth: '100%' } }),
});
