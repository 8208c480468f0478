# Paragraphs: with an empty RS, empty lines separate records, and newlines fields.
BEGIN { RS = "" }
{ print NR ": " $0; print NF, $1, $NF }
END { print NR }
