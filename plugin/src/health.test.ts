import { datasource, resources, withBackend } from './grafana.fake';
import { healthReport } from './health';

const found = { version: '2.7.12', schema: 1, plans: 1, lastWrite: '2025-12-19T20:00:00Z' };
const plans = [{ id: 'p', name: 'Vĩnh Long', nameEn: 'Vinh Long', from: '', to: '', root: '', kind: '' }];

describe('healthReport', () => {
  it('says what the test found, in the reader’s language and in Vietnam’s time', () => {
    const vi = healthReport(found, plans, 'vi');
    expect(vi).toMatchObject({ status: 'success', message: 'Kết nối được InfluxDB 2.7.12.' });
    expect(vi.details?.message).toMatch(/^Lược đồ dữ liệu: phiên bản 1 · Kế hoạch \(1\): Vĩnh Long · Ghi lần cuối: /);
    expect(vi.details?.message).toMatch(/03:00.*20\/12\/2?0?25/);
    expect(healthReport(found, plans, 'en').details?.message).toMatch(
      /Plans \(1\): Vinh Long · Last written: 20\/12\/2025/
    );
  });

  it.each([undefined, '0001-01-01T00:00:00Z', 'soon'])('knows no last write in %p', (lastWrite) => {
    expect(healthReport({ ...found, lastWrite }, plans, 'vi').details?.message).toMatch(/Ghi lần cuối: chưa rõ$/);
  });
});

describe('the test button', () => {
  beforeEach(() => jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']));
  afterEach(() => jest.restoreAllMocks());

  it('asks the backend, then for the plans by name', async () => {
    withBackend({ '/health': { status: 'OK', message: 'vi\nen', details: found }, ...resources });
    const result = await datasource().testDatasource();
    expect(result.message).toContain('2.7.12');
    expect(result.details?.message).toContain('Vĩnh Long 2021–2030');
  });

  it('hands on the backend’s own words when it fails', async () => {
    withBackend({ '/health': { status: 'ERROR', message: 'Sai token. · Wrong token.', details: {} } });
    await expect(datasource().testDatasource()).rejects.toMatchObject({
      message: expect.stringContaining('Sai token'),
    });
  });
});
