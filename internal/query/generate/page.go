package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/query"
)

const intro = `# Truy vấn của nguồn dữ liệu: bảng tra

<!-- Sinh ra từ internal/query; generated: go generate ./internal/query -->

Mọi loại câu hỏi, trường và từ mà một truy vấn được dùng, đúng như nguồn dữ liệu kiểm tra. Câu trả lời có những cột nào, tính ra sao: [nguon-du-lieu.md](nguon-du-lieu.md).

## Loại câu hỏi

Loại nào cũng có dạng ` + "`table`" + `; cột “dạng khác” là những ` + "`shape`" + ` mà loại đó có thêm. Trường mà loại câu hỏi không đọc thì để trống.

`

// page is the reference for authors of dashboards: in Vietnamese, as all they read.
func page() string {
	var b strings.Builder
	b.WriteString(intro)
	writeKindTable(&b)
	writeFieldTable(&b)
	writeOnlyTable(&b)
	writeWordTables(&b)
	writeEmptyTable(&b)
	return b.String()
}

func row(b *strings.Builder, cells ...string) { fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | ")) }

func heading(b *strings.Builder, cells ...string) {
	row(b, cells...)
	b.WriteString(strings.Repeat("|---", len(cells)) + "|\n")
}

func code[T ~string](list ...T) string {
	var out []string
	for _, s := range list {
		out = append(out, "`"+string(s)+"`")
	}
	return strings.Join(out, ", ")
}

func writeKindTable(b *strings.Builder) {
	heading(b, "`kind`", "tên", "trả lời", "trường", "dạng khác", "`only`")
	for _, s := range query.Kinds {
		var fields []string
		for _, f := range query.Fields {
			if s.Reads(f.Field) && f.Field != query.FieldShape && f.Field != query.FieldOnly {
				fields = append(fields, code(f.Field)+beside(s.When[f.Field]))
			}
		}
		row(b, code(s.Kind), s.Name.VI, s.About.VI, strings.Join(fields, ", "), code(s.Shapes...), code(s.Only...))
	}
}

// beside says with which words of another field something counts.
func beside(w query.When) string {
	switch {
	case w.Is != nil:
		return fmt.Sprintf(" (khi %s là %s)", code(w.Field), code(w.Is...))
	case w.Not != nil:
		return fmt.Sprintf(" (trừ khi %s là %s)", code(w.Field), code(w.Not...))
	}
	return ""
}

func writeFieldTable(b *strings.Builder) {
	b.WriteString("\n## Trường\n\n")
	heading(b, "trường", "tên", "nghĩa", "bỏ trống", "giá trị")
	v := reflect.ValueOf(query.Defaults())
	all := members(v.Type())
	for _, f := range query.Fields {
		i := slices.IndexFunc(all, func(m member) bool { return m.name == string(f.Field) })
		none := f.None.VI
		if d := v.Field(i); !d.IsZero() {
			none = "`" + strings.Trim(fmt.Sprint(d.Interface()), "[]") + "`"
		}
		row(b, code(f.Field), f.Name.VI, f.Hint.VI, none, values(all[i]))
	}
}

// values are what a field may hold.
func values(m member) string {
	var text string
	switch v, ok := words(m.of); {
	case ok && m.name == string(query.FieldOnly), ok && m.name == string(query.FieldShape):
		text = "tùy loại câu hỏi"
	case ok:
		text = code(keys(v)...)
	case m.of.Kind() == reflect.Int:
		return "số"
	default:
		text = "mã"
	}
	if m.many {
		return "danh sách: " + text
	}
	return text
}

func writeOnlyTable(b *strings.Builder) {
	b.WriteString("\n## Chỉ giữ dòng (`only`)\n\nỞ dạng `table`. Từ của loại khác, và truy vấn cảnh báo, bị từ chối.\n\n")
	heading(b, "`only`", "loại câu hỏi", "giữ dòng", "không còn dòng nào thì bảng nói")
	for _, o := range query.Onlys {
		for _, s := range query.Kinds {
			if slices.Contains(s.Only, o.Only) {
				of := code(s.Kind)
				if o.Compare != "" {
					of = code(string(s.Kind) + ": " + string(o.Compare))
				}
				row(b, code(o.Only), of, o.Keeps.VI, o.None.VI)
			}
		}
	}
}

func writeWordTables(b *strings.Builder) {
	b.WriteString("\n## Từ và tên của chúng\n")
	for _, m := range members(reflect.TypeFor[query.Query]()) {
		v, ok := words(m.of)
		if !ok || m.name == "kind" || m.name == string(query.FieldOnly) {
			continue
		}
		fmt.Fprintf(b, "\n### %s\n\n", m.name)
		heading(b, "từ", "tên", "nghĩa")
		for _, w := range v.Words {
			row(b, code(w.Key), w.Name.VI, w.Hint.VI)
		}
	}
}

func writeEmptyTable(b *strings.Builder) {
	b.WriteString("\n## Khi không có dòng nào\n\nLoại không có ở đây nói theo chỉ tiêu: kế hoạch không đặt chỉ tiêu ở cấp đó, không dòng nào có trạng thái đã chọn, hoặc bộ lọc không để lại gì.\n\n")
	heading(b, "`kind`", "lời")
	for _, s := range query.Kinds {
		for _, e := range s.Empty {
			row(b, code(s.Kind)+beside(e.When), e.Text.VI)
		}
	}
}
