package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

// speaking makes a command and all below it refuse flags and arguments in the reader's language: the libraries' words are for
// programmers.
func speaking(root *cobra.Command) {
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagProblem(cmd, err) })
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if check := cmd.Args; check != nil {
			cmd.Args = func(cmd *cobra.Command, args []string) error {
				if check(cmd, args) == nil {
					return nil
				}
				return argumentProblem(cmd, args)
			}
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(root)
}

func flagProblem(cmd *cobra.Command, err error) error {
	p := problem.Problem{Code: "flag", Hint: lang.Textf("Xem %[1]s --help", "See %[1]s --help", cmd.CommandPath())}
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := unknown.GetSpecifiedName()
		p.Code, p.Value, p.Rule = "unknown_flag", dashed(name), lang.Text{VI: "lệnh không có cờ này", EN: "the command has no such flag"}
		if near := nearestFlag(cmd, name); near != "" {
			p.Hint = lang.Textf("Có phải là --%[1]s? %[2]s", "Is it --%[1]s? %[3]s", near, p.Hint.VI, p.Hint.EN)
		}
		return p
	}
	if bare, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		p.Code, p.Place, p.Rule = "flag_without_value", problem.Field(dashed(bare.GetSpecifiedName())), lang.Text{VI: "cờ này cần một giá trị", EN: "this flag needs a value"}
		return p
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		p.Code, p.Place, p.Value = "flag_value", problem.Field(dashed(invalid.GetFlag().Name)), invalid.GetValue()
		p.Rule = lang.Text{VI: "cờ này không nhận giá trị đó", EN: "this flag does not take that value"}
		p.Hint = kindOfValue(invalid.GetFlag().Value.Type())
		return p
	}
	if odd, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		p.Code, p.Value, p.Rule = "flag_syntax", odd.GetSpecifiedFlag(), lang.Text{VI: "không phải là một cờ", EN: "it is no flag"}
		return p
	}
	p.Rule = lang.Text{VI: "cờ của lệnh không đúng", EN: "the command's flags are wrong"}
	return p
}

// spoken is the flag that says in which language a command answers. A language that nobody here speaks is refused, not taken for
// Vietnamese.
type spoken lang.Lang

const language = "language" // the type of the flag, as the library calls it

func (s *spoken) String() string { return string(*s) }

func (s *spoken) Type() string { return language }

func (s *spoken) Set(text string) error {
	switch l := lang.Lang(strings.ToLower(strings.TrimSpace(text))); l {
	case lang.Vietnamese, lang.English:
		*s = spoken(l)
		return nil
	}
	return errors.New("no language of ours")
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

func nearestFlag(cmd *cobra.Command, typed string) string {
	var names []string
	var spellings [][]string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names, spellings = append(names, f.Name), append(spellings, []string{f.Name}) })
	for _, i := range spelling.Near(typed, spellings, 1) {
		return names[i]
	}
	return ""
}

// kindOfValue says what a flag of the type takes.
func kindOfValue(kind string) lang.Text {
	switch kind {
	case "int", "int64", "uint":
		return lang.Text{VI: "Ghi một số nguyên", EN: "Give a whole number"}
	case "bool":
		return lang.Text{VI: "Ghi true hoặc false, hoặc chỉ ghi tên cờ", EN: "Give true or false, or the flag alone"}
	case language:
		return lang.Text{VI: "Ghi vi hoặc en", EN: "Give vi or en"}
	case "duration":
		return lang.Text{VI: "Ghi một khoảng thời gian như 20s, 5m hoặc 1h", EN: "Give a length of time such as 20s, 5m or 1h"}
	}
	return lang.Text{VI: "Kiểm tra giá trị", EN: "Check the value"}
}

// argumentProblem says what a command takes; one that holds others is asked for one that it does not have.
func argumentProblem(cmd *cobra.Command, args []string) error {
	given := strings.Join(args, " ")
	if cmd.HasAvailableSubCommands() && len(args) > 0 {
		p := problem.Problem{Code: "unknown_command", Value: args[0], Rule: lang.Text{VI: "không có lệnh này", EN: "there is no such command"}}
		var names []string
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				names = append(names, sub.Name())
			}
		}
		list := strings.Join(names, ", ")
		p.Hint = lang.Textf("Các lệnh: %s", "Commands: %s", list)
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			p.Hint = lang.Textf("Có phải là %s?", "Is it %s?", strings.Join(near, ", "))
		}
		return p
	}
	rule := lang.Text{VI: "lệnh cần đối số khác", EN: "the command takes other arguments"}
	if given == "" {
		rule = lang.Text{VI: "lệnh thiếu đối số", EN: "the command lacks its argument"}
	}
	return problem.Problem{Code: "arguments", Value: given, Rule: rule, Hint: lang.Textf("Cách dùng: %[1]s", "Usage: %[1]s", strings.TrimSuffix(cmd.UseLine(), " [flags]"))}
}

// missingFlag says that a command cannot do without a flag.
func missingFlag(flag string, hint lang.Text) problem.Problem {
	return problem.Problem{Code: "flag_missing", Place: problem.Field(flag), Rule: lang.Text{VI: "thiếu cờ này", EN: "this flag is missing"}, Hint: hint}
}

// flagsApart says that two flags do not go together.
func flagsApart(one, other string) problem.Problem {
	return problem.Problem{Code: "flags_disagree", Place: problem.Field(one), Rule: lang.Textf("cờ này không đi cùng %[1]s", "this flag does not go with %[1]s", other),
		Hint: lang.Text{VI: "Bỏ một trong hai", EN: "Leave one of them out"}}
}

// unopened says that a file cannot be read, in the reader's language.
func unopened(name string, err error, hint lang.Text) error {
	return problem.Problem{Code: "file_missing", Place: problem.At(name, 0), Rule: problem.Unreadable(err), Hint: hint}
}
