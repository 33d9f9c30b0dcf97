import { sentence } from './sentence';
import { texts } from './texts';
import { TargetQuery } from './types';

const base: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'scorecard', plan: 'vl', level: 'district' };

describe('sentence', () => {
  it.each<[Partial<TargetQuery>, string]>([
    [{ plan: '' }, 'Chưa chọn kế hoạch.'],
    [{}, 'Bảng điểm của mọi huyện phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long.'],
    [
      { level: 'commune', units: ['c:1@0', '$xa'], indicators: ['a', 'b'], statuses: ['late', 'not_reported'] },
      'Bảng điểm của 1 xã đã chọn và xã theo $xa theo 2 chỉ tiêu đã chọn, kế hoạch Vĩnh Long; chỉ giữ: Trễ báo cáo, Chưa báo cáo.',
    ],
    [
      { kind: 'series', series: ['actual'], units: ['$unit'], indicators: ['${i}'], group: 'sex=female' },
      'Diễn biến (Thực tế) của huyện theo $unit theo chỉ tiêu theo ${i}, kế hoạch Vĩnh Long, nhóm sex=female.',
    ],
    [
      { kind: 'alert', plan: '$plan', group: 'all' },
      'Số đo «Biên an toàn» của mọi huyện phải báo cáo theo mọi chỉ tiêu, $plan; chưa báo cáo thì dòng vẫn có và để trống.',
    ],
    [
      // statuses belong to another kind and are not read here
      { kind: 'summary', level: 'province', statuses: ['late'] },
      'Câu kết luận và số lượng theo trạng thái của mọi tỉnh phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long.',
    ],
    [
      { kind: 'reporting', only: 'owed' },
      'Báo cáo phải có, đã nhận, đúng hạn và trễ của mọi huyện phải báo cáo, mọi biểu mẫu, kế hoạch Vĩnh Long; chỉ giữ: Quá hạn mà chưa nộp.',
    ],
    [
      // a word of another comparison is refused, and not read here
      { kind: 'compare', compare: 'methods', only: 'open' },
      'So sánh «' + texts.vi.compare_methods + '» của mọi huyện phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long.',
    ],
    [{ level: undefined }, 'Bảng điểm của mọi đơn vị phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long.'],
    [{ level: '$level' as never }, 'Bảng điểm của mọi đơn vị phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long.'],
  ])('%j', (query, want) => {
    expect(sentence({ ...base, ...query }, texts.vi, { plan: 'Vĩnh Long', form: 'Báo cáo năm' })).toBe(want);
  });

  it('minds the plural in English', () => {
    expect(sentence({ ...base, units: ['d:1@0'], indicators: ['a'] }, texts.en)).toBe(
      'Scorecard of 1 chosen district on 1 chosen indicator, plan vl.'
    );
    expect(sentence({ ...base, units: ['d:1@0', 'd:2@0'], indicators: ['a', 'b'] }, texts.en)).toBe(
      'Scorecard of 2 chosen districts on 2 chosen indicators, plan vl.'
    );
  });

  it('shows a word it does not know as it is', () => {
    expect(sentence({ ...base, statuses: ['$status' as never] }, texts.vi)).toContain('chỉ giữ: $status');
  });
});
