import { css } from '@emotion/css';
import { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Alert, Field, FieldSet, Input, SecretInput, Switch } from '@grafana/ui';
import React, { ComponentProps, ReactElement } from 'react';

import { Key, words } from '../texts';
import { TargetOptions, TargetSecrets } from '../types';
import { CertificateField } from './CertificateField';

type Props = DataSourcePluginOptionsEditorProps<TargetOptions, TargetSecrets>;

// As wide as an address needs, and no wider than a phone.
const styles = css({ maxWidth: 500 });
/** The longest that Go's package settings accepts. */
const LONGEST = 600;

export function ConfigEditor({ options, onOptionsChange }: Props) {
  const t = words();
  const { jsonData, readOnly } = options;
  const setJson = (change: Partial<TargetOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...change } });
  // Grafana sends secrets apart from the rest, and only those that were typed; `undefined` forgets a stored one.
  const setSecret = (name: keyof TargetSecrets, value: string) =>
    onOptionsChange({ ...options, secureJsonData: { ...options.secureJsonData, [name]: value } });
  const forget = (name: keyof TargetSecrets) =>
    onOptionsChange({
      ...options,
      secureJsonFields: { ...options.secureJsonFields, [name]: false },
      secureJsonData: { ...options.secureJsonData, [name]: '' },
    });
  const { timeoutSeconds: timeout } = jsonData;

  return (
    <div className={styles}>
      {readOnly && <Alert severity="info" title={t.read_only} />}
      <FieldSet label={t.section_server}>
        {field('url', { required: true, invalid: badAddress(options.url), error: t.url_bad }, (id) => (
          <Input
            id={id}
            type="url"
            placeholder="http://influxdb:8086"
            value={options.url}
            onChange={(e) => onOptionsChange({ ...options, url: e.currentTarget.value.trim() })}
          />
        ))}
        {field('organization', {}, (id) => (
          <Input
            id={id}
            placeholder={t.organization_none}
            value={jsonData.organization ?? ''}
            onChange={(e) => setJson({ organization: e.currentTarget.value })}
          />
        ))}
        {field('bucket', { required: true }, (id) => (
          <Input
            id={id}
            placeholder={t.bucket_none}
            value={jsonData.bucket ?? ''}
            onChange={(e) => setJson({ bucket: e.currentTarget.value })}
          />
        ))}
        {field('token', {}, (id) => (
          <SecretInput
            id={id}
            autoComplete="new-password"
            placeholder={t.token_none}
            isConfigured={Boolean(options.secureJsonFields?.token)}
            value={options.secureJsonData?.token ?? ''}
            onChange={(e) => setSecret('token', e.currentTarget.value)}
            onReset={() => forget('token')}
          />
        ))}
        {field('timeout', { invalid: badTimeout(timeout), error: t.timeout_bad }, (id) => (
          <Input
            id={id}
            type="number"
            min={1}
            max={LONGEST}
            step={1}
            placeholder={t.timeout_none}
            value={timeout ?? ''}
            onChange={(e) =>
              setJson({ timeoutSeconds: e.currentTarget.value === '' ? undefined : Number(e.currentTarget.value) })
            }
          />
        ))}
      </FieldSet>

      <FieldSet label={t.section_tls}>
        <CertificateField
          id="xhht-ca"
          stored={Boolean(options.secureJsonFields?.tlsCACert)}
          value={options.secureJsonData?.tlsCACert ?? ''}
          disabled={Boolean(readOnly)}
          onChange={(text) => setSecret('tlsCACert', text)}
          onReset={() => forget('tlsCACert')}
        />
        {field('tls_skip', {}, (id) => (
          <Switch
            id={id}
            value={Boolean(jsonData.tlsSkipVerify)}
            onChange={(e) => setJson({ tlsSkipVerify: e.currentTarget.checked })}
          />
        ))}
        {jsonData.tlsSkipVerify && <Alert severity="warning" title={t.tls_skip_warning} />}
      </FieldSet>

      <FieldSet label={t.section_more}>
        {field('portal', { invalid: badAddress(jsonData.portalUrl ?? ''), error: t.portal_bad }, (id) => (
          <Input
            id={id}
            type="url"
            placeholder="https://xhht.example.vn"
            value={jsonData.portalUrl ?? ''}
            onChange={(e) => setJson({ portalUrl: e.currentTarget.value.trim() || undefined })}
          />
        ))}
        {field('default_plan', {}, (id) => (
          <Input
            id={id}
            placeholder={t.default_plan_none}
            value={jsonData.defaultPlan ?? ''}
            onChange={(e) => setJson({ defaultPlan: e.currentTarget.value.trim() || undefined })}
          />
        ))}
      </FieldSet>
    </div>
  );

  function field(
    name: 'url' | 'organization' | 'bucket' | 'token' | 'timeout' | 'tls_skip' | 'portal' | 'default_plan',
    props: Pick<ComponentProps<typeof Field>, 'required' | 'invalid' | 'error'>,
    input: (id: string) => ReactElement<Record<string, unknown>>
  ) {
    const id = `xhht-${name.replace('_', '-')}`;
    return (
      <Field label={t[name]} description={t[`${name}_hint` as Key]} htmlFor={id} disabled={readOnly} {...props}>
        {input(id)}
      </Field>
    );
  }
}

function badAddress(text: string): boolean {
  return text !== '' && !/^https?:\/\/[^/]/.test(text);
}

function badTimeout(seconds: number | undefined): boolean {
  return seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0 && seconds <= LONGEST);
}
