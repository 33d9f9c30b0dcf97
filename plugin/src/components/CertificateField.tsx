import { Field, SecretInput, TextArea } from '@grafana/ui';
import React from 'react';

import { words } from '../texts';

interface Props {
  id: string;
  stored: boolean;
  value: string;
  disabled: boolean;
  onChange: (text: string) => void;
  onReset: () => void;
}

/**
 * The certificate of whoever issued InfluxDB's own. It is stored like a secret, since it decides whom to trust, but there
 * is nothing in it to hide while it is typed.
 */
export function CertificateField({ id, stored, value, disabled, onChange, onReset }: Props) {
  const t = words();
  const bad = value.trim() !== '' && !value.trimStart().startsWith('-----BEGIN CERTIFICATE-----');
  return (
    <Field label={t.ca} description={t.ca_hint} htmlFor={id} invalid={bad} error={t.ca_bad} disabled={disabled}>
      {stored ? (
        <SecretInput id={id} isConfigured onReset={onReset} />
      ) : (
        <TextArea
          id={id}
          rows={4}
          placeholder={t.ca_none}
          value={value}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      )}
    </Field>
  );
}
