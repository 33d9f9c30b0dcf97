// Words of the query editor; what a query itself may say is named in query.gen.ts.
export const queryVi = {
  kind: 'Câu hỏi',
  kind_hint: 'Muốn biết điều gì',
  units_of_no_province: 'Đơn vị',
  variables: 'Biến của bảng',
  loading: 'Đang tải…',
  load_failed: 'Không tải được danh sách: {reason}',
};

export const queryEn: Record<keyof typeof queryVi, string> = {
  kind: 'Question',
  kind_hint: 'What you want to know',
  units_of_no_province: 'Units',
  variables: 'Dashboard variables',
  loading: 'Loading…',
  load_failed: 'The list could not be loaded: {reason}',
};
