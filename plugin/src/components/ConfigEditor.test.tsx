import { DataSourceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React, { useState } from 'react';

import { texts } from '../texts';
import { TargetOptions, TargetSecrets } from '../types';
import { ConfigEditor } from './ConfigEditor';

type Settings = DataSourceSettings<TargetOptions, TargetSecrets>;

const empty = { url: '', jsonData: {}, secureJsonFields: {}, readOnly: false } as unknown as Settings;
const t = texts.vi;

// Keeps what the editor hands over, as Grafana's page does.
function show(start: Partial<Settings> = {}) {
  const saved = { now: { ...empty, ...start } as Settings };
  function Page() {
    const [options, setOptions] = useState(saved.now);
    return (
      <ConfigEditor
        options={options}
        onOptionsChange={(next) => {
          saved.now = next;
          setOptions(next);
        }}
      />
    );
  }
  return { saved, ...render(<Page />) };
}

beforeEach(() => jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']));
afterEach(() => jest.restoreAllMocks());

describe('ConfigEditor', () => {
  it('stores each field where the backend reads it', async () => {
    const { saved } = show();
    const user = userEvent.setup();
    await user.type(screen.getByLabelText(`${t.url} *`), 'http://influxdb:8086');
    await user.type(screen.getByLabelText(t.organization), 'xhht');
    await user.type(screen.getByLabelText(`${t.bucket} *`), 'xhht/autogen');
    await user.type(screen.getByLabelText(t.token), 'secret');
    await user.type(screen.getByLabelText(t.timeout), '20');
    await user.click(screen.getByRole('switch', { name: t.tls_skip }));

    expect(saved.now).toMatchObject({
      url: 'http://influxdb:8086',
      jsonData: { organization: 'xhht', bucket: 'xhht/autogen', timeoutSeconds: 20, tlsSkipVerify: true },
      secureJsonData: { token: 'secret' },
    });
    expect(JSON.stringify(saved.now.jsonData)).not.toContain('secret');
  });

  it('forgets the timeout when the field is emptied', async () => {
    const { saved } = show({ jsonData: { timeoutSeconds: 20 } });
    await userEvent.clear(screen.getByLabelText(t.timeout));
    expect(saved.now.jsonData.timeoutSeconds).toBeUndefined();
  });

  it.each([
    ['influxdb:8086', true],
    ['ftp://influxdb', true],
    ['http://', true],
    ['https://influxdb.example:8086', false],
    ['', false],
  ])('says what is wrong with the address %p: %p', (url, wrong) => {
    show({ url });
    expect(screen.queryByText(t.url_bad) !== null).toBe(wrong);
  });

  it.each([
    [0, true],
    [-1, true],
    [1.5, true],
    [30, false],
    [undefined, false],
  ])('says what is wrong with the timeout %p: %p', (timeoutSeconds, wrong) => {
    show({ jsonData: { timeoutSeconds } });
    expect(screen.queryByText(t.timeout_bad) !== null).toBe(wrong);
  });

  it('never shows a stored token, and can replace it', async () => {
    const { saved } = show({ secureJsonFields: { token: true } });
    expect(screen.getByLabelText(t.token)).toBeDisabled();
    await userEvent.click(screen.getByRole('button'));
    expect(saved.now.secureJsonFields.token).toBe(false);
    expect(screen.getByLabelText(t.token)).toBeEnabled();
  });

  it('warns while certificates are not checked', () => {
    show({ jsonData: { tlsSkipVerify: true } });
    expect(screen.getByText(t.tls_skip_warning)).toBeInTheDocument();
  });

  it('locks every field of a data source declared in a file', () => {
    show({ readOnly: true });
    expect(screen.getByText(t.read_only)).toBeInTheDocument();
    const fields = [...screen.getAllByRole('textbox'), screen.getByRole('spinbutton'), screen.getByRole('switch')];
    expect(fields.filter((f) => !f.hasAttribute('disabled'))).toEqual([]);
    expect(screen.getByLabelText(t.token)).toBeDisabled();
  });

  it('speaks English to a reader whose browser knows no Vietnamese', () => {
    jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB']);
    show();
    expect(screen.getByLabelText(texts.en.organization)).toBeInTheDocument();
  });

  it('passes axe', async () => {
    const { container } = show({ url: 'wrong', jsonData: { tlsSkipVerify: true, timeoutSeconds: 0 } });
    expect(await axe(container)).toHaveNoViolations();
  });
});
