import { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Alert, InlineField, InlineSwitch, Input, SecretInput, Stack } from '@grafana/ui';
import React from 'react';

import { hint, words } from '../texts';
import { TargetOptions, TargetSecrets } from '../types';

type Props = DataSourcePluginOptionsEditorProps<TargetOptions, TargetSecrets>;

const LABEL = 24;
const WIDTH = 50;

export function ConfigEditor({ options, onOptionsChange }: Props) {
  const t = words();
  const { jsonData, readOnly } = options;
  const setJson = (change: Partial<TargetOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...change } });
  const badUrl = options.url !== '' && !/^https?:\/\/[^/]/.test(options.url);
  const { timeoutSeconds } = jsonData;
  const badTimeout = timeoutSeconds !== undefined && !(Number.isInteger(timeoutSeconds) && timeoutSeconds > 0);

  return (
    <Stack direction="column" gap={0.5}>
      {readOnly && <Alert severity="info" title={t.read_only} />}
      <InlineField
        label={t.url}
        labelWidth={LABEL}
        tooltip={hint('url_hint')}
        htmlFor="xhht-url"
        required
        invalid={badUrl}
        error={t.url_bad}
        disabled={readOnly}
      >
        <Input
          id="xhht-url"
          type="url"
          width={WIDTH}
          placeholder="http://influxdb:8086"
          value={options.url}
          onChange={(e) => onOptionsChange({ ...options, url: e.currentTarget.value.trim() })}
        />
      </InlineField>
      <InlineField
        label={t.organization}
        labelWidth={LABEL}
        tooltip={hint('organization_hint')}
        htmlFor="xhht-organization"
        disabled={readOnly}
      >
        <Input
          id="xhht-organization"
          width={WIDTH}
          value={jsonData.organization ?? ''}
          onChange={(e) => setJson({ organization: e.currentTarget.value })}
        />
      </InlineField>
      <InlineField
        label={t.bucket}
        labelWidth={LABEL}
        tooltip={hint('bucket_hint')}
        htmlFor="xhht-bucket"
        required
        disabled={readOnly}
      >
        <Input
          id="xhht-bucket"
          width={WIDTH}
          value={jsonData.bucket ?? ''}
          onChange={(e) => setJson({ bucket: e.currentTarget.value })}
        />
      </InlineField>
      <InlineField
        label={t.token}
        labelWidth={LABEL}
        tooltip={hint('token_hint')}
        htmlFor="xhht-token"
        disabled={readOnly}
      >
        <SecretInput
          id="xhht-token"
          width={WIDTH}
          autoComplete="new-password"
          isConfigured={Boolean(options.secureJsonFields?.token)}
          value={options.secureJsonData?.token ?? ''}
          onChange={(e) => onOptionsChange({ ...options, secureJsonData: { token: e.currentTarget.value } })}
          onReset={() =>
            onOptionsChange({
              ...options,
              secureJsonFields: { ...options.secureJsonFields, token: false },
              secureJsonData: { token: '' },
            })
          }
        />
      </InlineField>
      <InlineField
        label={t.timeout}
        labelWidth={LABEL}
        tooltip={hint('timeout_hint')}
        htmlFor="xhht-timeout"
        invalid={badTimeout}
        error={t.timeout_bad}
        disabled={readOnly}
      >
        <Input
          id="xhht-timeout"
          type="number"
          min={1}
          step={1}
          width={WIDTH}
          value={timeoutSeconds ?? ''}
          onChange={(e) =>
            setJson({ timeoutSeconds: e.currentTarget.value === '' ? undefined : Number(e.currentTarget.value) })
          }
        />
      </InlineField>
      <InlineField
        label={t.tls_skip}
        labelWidth={LABEL}
        tooltip={hint('tls_skip_hint')}
        htmlFor="xhht-tls-skip"
        disabled={readOnly}
      >
        <InlineSwitch
          id="xhht-tls-skip"
          value={Boolean(jsonData.tlsSkipVerify)}
          onChange={(e) => setJson({ tlsSkipVerify: e.currentTarget.checked })}
        />
      </InlineField>
      {jsonData.tlsSkipVerify && <Alert severity="warning" title={t.tls_skip_warning} />}
    </Stack>
  );
}
