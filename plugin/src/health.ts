import { fill, texts, Words } from './texts';
import { Language, Plan } from './types';

/** What the backend's check found; see CheckHealth in pkg/source. */
export interface Found {
  version?: string;
  schema?: number;
  plans?: number;
  lastWrite?: string;
}

/** The test button's answer, as Grafana shows it: one line, and the rest below it. */
export interface TestResult {
  status: string;
  message: string;
  details?: { message: string };
}

/** healthReport says in the reader's language what the test button found: server, data schema, plans, last write. */
export function healthReport(found: Found, plans: Plan[], language: Language): TestResult {
  const t: Words = texts[language];
  const name = (p: Plan) => (language === 'en' && p.nameEn) || p.name;
  const lines = [
    fill(t.found_schema, { schema: found.schema ?? '?' }),
    fill(t.found_plans, { n: plans.length, names: plans.map(name).join('; ') }),
    fill(t.found_written, { when: written(found.lastWrite, language) ?? t.found_never }),
  ];
  return {
    status: 'success',
    message: fill(t.found_ok, { version: found.version ?? '?' }),
    details: { message: lines.join(' · ') },
  };
}

// Go writes its zero time as the year 1. All plans live in Vietnam's time, whatever clock the reader's machine keeps.
function written(time: string | undefined, language: Language): string | undefined {
  const date = new Date(time ?? '');
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1970) {
    return undefined;
  }
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(date);
}
