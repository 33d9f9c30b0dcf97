package main

import (
	"cmp"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
)

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "collector",
		Short: "Take reports of a learning-society plan, keep them, and project them into InfluxDB.",
		Long: `The collector takes what communes and districts report about a learning-society plan, checks every number
against the plans, and keeps it in the ledger: one append-only file, which is the record. InfluxDB holds a
projection of the ledger that can be dropped and rebuilt at any time.

A receipt means that the report is on the disk. The same report sent again gets the same receipt; a correction
becomes a new revision, and the old one stays.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          needsCommand,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVar(&a.configFile, "config", "", "Configuration file in YAML; the command config prints a documented one. Without it the file that $XHHT_CONFIG names is read, and without that the defaults hold.")
	a.lang = string(lang.Vietnamese)
	root.PersistentFlags().Var((*spoken)(&a.lang), "lang", "Language of messages about reports: vi or en.")
	root.AddCommand(a.serveCommand(), a.importCommand(), a.extendCommand(), a.doneCommand(), a.approveCommand(), a.lockCommand(), a.noReporterCommand(), a.recogniseCommand(), a.withdrawCommand(),
		a.reportsCommand(), a.questionsCommand(), a.formCommand(), a.workbookCommand(), a.replayCommand(), a.quarantineCommand(), a.checkCommand(), a.planCommand(), a.levelCommand(), a.unitsCommand(),
		a.verifyCommand(), a.backupCommand(), a.subjectsCommand(), a.workspaceCommand(), a.tokenCommand(), a.configCommand(), a.versionCommand())
	speaking(root)
	return root
}

// needsCommand is what a command does that only holds others. Without it cobra shows its help and exits 0, which hides a
// missing command in a unit file.
func needsCommand(cmd *cobra.Command, _ []string) error {
	_ = cmd.Help()
	return errTold
}

// override names a flag that replaces one value of the configuration.
type override struct {
	flag, help string
	value      func(*config.Config) *string
}

var (
	plansFlag  = override{"plans", "Folder with the plans, indicators and units; replaces plans of the configuration.", func(c *config.Config) *string { return &c.Plans }}
	ledgerFlag = override{"ledger", "File of the ledger; replaces ledger of the configuration.", func(c *config.Config) *string { return &c.Ledger }}
	serveFlags = []override{
		{"listen", "Address and port to serve on; replaces listen of the configuration. Port 0 takes a free one.", func(c *config.Config) *string { return &c.Listen }},
		{"label", "What dashboards have to say of the numbers, such as that they are invented, in Vietnamese | English; replaces label of the configuration.", func(c *config.Config) *string { return &c.Label }},
		{"reporters", "File that says who may report; replaces reporters of the configuration.", func(c *config.Config) *string { return &c.Reporters }},
	}
	workspaceFlag = override{"workspace", "File of the workspace; replaces workspace of the configuration. Without either it lies beside the ledger.",
		func(c *config.Config) *string { return &c.Workspace }}
	influxFlags = []override{
		{"influx-url", "Address of InfluxDB; replaces influx.url of the configuration. Empty: nothing is projected.", func(c *config.Config) *string { return &c.Influx.URL }},
		{"influx-org", "Organisation in InfluxDB; replaces influx.org of the configuration.", func(c *config.Config) *string { return &c.Influx.Org }},
		{"influx-bucket", "Bucket in InfluxDB; replaces influx.bucket of the configuration.", func(c *config.Config) *string { return &c.Influx.Bucket }},
	}
)

// configured gives the command its overrides and returns how it reads its configuration.
func (a *app) configured(cmd *cobra.Command, overrides ...override) func() (config.Config, error) {
	given := make([]string, len(overrides))
	for i, o := range overrides {
		cmd.Flags().StringVar(&given[i], o.flag, "", o.help)
	}
	return func() (config.Config, error) {
		c, err := config.Load(cmp.Or(a.configFile, a.getenv("XHHT_CONFIG")), a.getenv)
		if err != nil {
			return c, err
		}
		for i, o := range overrides {
			if cmd.Flags().Changed(o.flag) {
				*o.value(&c) = given[i]
			}
		}
		if err := c.Validate(); err != nil {
			return c, fmt.Errorf("configuration: %w", err)
		}
		return c, nil
	}
}

// plansOf gives a command that needs nothing but the plans the flag that names them, and returns how it reads them.
func (a *app) plansOf(cmd *cobra.Command) func() (plan.Registry, error) {
	load := a.configured(cmd, plansFlag)
	return func() (plan.Registry, error) {
		c, err := load()
		if err != nil {
			return plan.Registry{}, err
		}
		return planfile.Load(c.Plans)
	}
}

// dayFlag reads the day that a flag gives; none is the zero Date.
func dayFlag(flag, text string) (period.Date, error) {
	day, wrong := period.Typed(norm.NFC.String(strings.TrimSpace(text)))
	for i := range wrong {
		wrong[i].Place = problem.Field(flag)
	}
	return day, wrong.Err()
}

// lookedBack reads the day as of which a command looks back; what will be known on a day to come nobody knows.
func (a *app) lookedBack(flag, text string) (period.Date, error) {
	day, err := dayFlag(flag, text)
	if today := period.Day(a.now()); err == nil && day.After(today) {
		return day, problem.Problem{
			Code: "day_to_come", Place: problem.Field(flag), Value: text,
			Rule: lang.Textf("ngày này chưa đến (hôm nay là %s)", "this day has not come (today is %s)", today),
			Hint: lang.Textf("Bỏ %[1]s để xem đến hiện tại, hoặc ghi một ngày đã qua", "Leave %[1]s out for the present, or give a day that is over", flag),
		}
	}
	return day, err
}

func (a *app) logger(c config.Log) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Level)) // Validate has read it
	opt := &slog.HandlerOptions{Level: level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, opt))
	}
	return slog.New(slog.NewTextHandler(a.stderr, opt))
}
