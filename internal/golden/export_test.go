package golden

// CutBy is asked with filters of a command line that the test's own was not.
var CutBy = cutBy

// Command is asked for tests whose names are hard to paste.
var Command = command
