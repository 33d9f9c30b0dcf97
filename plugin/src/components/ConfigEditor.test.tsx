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

// A label holds the field's description, too.
function labelled(
  name: 'url' | 'organization' | 'bucket' | 'token' | 'timeout' | 'ca' | 'tls_skip' | 'portal' | 'default_plan'
) {
  return screen.getByLabelText((text) => text.startsWith(t[name]) && text.includes(t[`${name}_hint`]));
}

beforeEach(() => jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']));
afterEach(() => jest.restoreAllMocks());

describe('ConfigEditor', () => {
  it('stores each field where the backend reads it', async () => {
    const { saved } = show();
    const user = userEvent.setup();
    await user.type(labelled('url'), 'http://influxdb:8086');
    await user.type(labelled('organization'), 'xhht');
    await user.type(labelled('bucket'), 'xhht/autogen');
    await user.type(labelled('token'), 'secret');
    await user.type(labelled('timeout'), '20');
    await user.type(labelled('ca'), '-----BEGIN CERTIFICATE-----');
    await user.click(labelled('tls_skip'));
    await user.type(labelled('portal'), 'https://xhht.example.vn');
    await user.type(labelled('default_plan'), 'vinh-long-2021-2030');

    expect(saved.now).toMatchObject({
      url: 'http://influxdb:8086',
      jsonData: {
        organization: 'xhht',
        bucket: 'xhht/autogen',
        timeoutSeconds: 20,
        tlsSkipVerify: true,
        portalUrl: 'https://xhht.example.vn',
        defaultPlan: 'vinh-long-2021-2030',
      },
      secureJsonData: { token: 'secret', tlsCACert: '-----BEGIN CERTIFICATE-----' },
    });
    expect(JSON.stringify(saved.now.jsonData)).not.toContain('secret');
  });

  it('forgets the timeout when the field is emptied', async () => {
    const { saved } = show({ jsonData: { timeoutSeconds: 20 } });
    await userEvent.clear(labelled('timeout'));
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
    [601, true],
    [600, false],
    [30, false],
    [undefined, false],
  ])('says what is wrong with the timeout %p: %p', (timeoutSeconds, wrong) => {
    show({ jsonData: { timeoutSeconds } });
    expect(screen.queryByText(t.timeout_bad) !== null).toBe(wrong);
  });

  it.each(['token', 'ca'] as const)(
    'never shows a stored %s, and can replace it without losing the other',
    async (name) => {
      const { saved } = show({ secureJsonFields: { token: true, tlsCACert: true } });
      expect(labelled(name)).toBeDisabled();
      const [token, certificate] = screen.getAllByRole('button', { name: /reset/i });
      await userEvent.click(name === 'token' ? token : certificate);
      const stored = saved.now.secureJsonFields;
      expect(stored).toEqual({ token: name !== 'token', tlsCACert: name !== 'ca' });
      expect(labelled(name)).toBeEnabled();
    }
  );

  it.each([
    ['hunter2', true],
    ['-----BEGIN CERTIFICATE-----\nMII', false],
    [' \n-----BEGIN CERTIFICATE-----', false],
    ['', false],
  ])('says what is wrong with the certificate %p: %p', (tlsCACert, wrong) => {
    show({ secureJsonData: { tlsCACert } });
    expect(screen.queryByText(t.ca_bad) !== null).toBe(wrong);
  });

  it.each([
    ['javascript:alert(1)', true],
    ['https://xhht.example.vn', false],
  ])('says what is wrong with the portal’s address %p: %p', (portalUrl, wrong) => {
    show({ jsonData: { portalUrl } });
    expect(screen.queryByText(t.portal_bad) !== null).toBe(wrong);
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
    expect(labelled('token')).toBeDisabled();
  });

  it('speaks English to a reader whose browser knows no Vietnamese', () => {
    jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB']);
    show();
    expect(screen.getByText(texts.en.organization)).toBeInTheDocument();
  });

  it('passes axe', async () => {
    const { container } = show({ url: 'wrong', jsonData: { tlsSkipVerify: true, timeoutSeconds: 0 } });
    expect(await axe(container)).toHaveNoViolations();
  });
});
