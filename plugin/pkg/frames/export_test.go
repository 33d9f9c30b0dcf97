package frames

// Measured is what an alert asks of a row.
var Measured = measure
