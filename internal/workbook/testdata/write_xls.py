# Writes xlwt.xls with xlwt 1.3.0 (2017), so that the reader is held against another's understanding of the format.
import datetime
import xlwt

b = xlwt.Workbook(encoding="utf-8")
s = b.add_sheet("Biểu XMC")
s.write_merge(0, 0, 0, 5, "TỔNG HỢP KẾT QUẢ XÓA MÙ CHỮ")
s.write(1, 0, "Tæng")
s.write(2, 0, 1250)
s.write(2, 1, 1.25)
s.write(2, 2, "1.250")
s.write(2, 3, 0.985, xlwt.easyxf(num_format_str="0.00%"))
s.write(2, 4, datetime.date(2025, 11, 30), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
s.write(2, 5, True)
s.write(3, 0, xlwt.Formula("SUM(A3:B3)"))
h = b.add_sheet("Ẩn")
h.write(0, 0, -7)
h.write(0, 1, 1000000000)
h.visibility = 1
b.save("xlwt.xls")
