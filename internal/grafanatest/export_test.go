package grafanatest

// TextFields and ListFields are held against those of the frontend.
var TextFields, ListFields = textFields, listFields
