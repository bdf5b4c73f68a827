#!/bin/sh
# Writes the pages and the workbook of this month, a site of all reports, what needs a person tomorrow and what is
# wrong with the records; changes and commits nothing.
#
#     nightly.sh RECORDS FOLDER
#
# From cron, at half past two; whatever it prints, cron sends by mail:
#
#     30 2 * * *  $HOME/bin/nightly.sh $HOME/records $HOME/reports
#
# FOLDER gets nightly.md, summary.md, shifts.md, activities.md, coverage.csv, summary.json, summary.xlsx,
# problems.txt, and site/, of which index.html is the first page. It must not lie among the records.
#
# Exit code: 0 there is nothing new, 1 something new needs a person or the records are at fault (both are
# printed), 2 it could not be done.
set -u

if [ $# -ne 2 ]; then
    echo "usage: nightly.sh RECORDS FOLDER" >&2
    exit 2
fi
records=$1
folder=$2
mkdir -p "$folder" || exit 2

page() { # NAME FORMAT FLAG...
    name=$1
    format=$2
    shift 2
    tandem -C "$records" report "$name" --quiet --format "$format" -o "$folder/$name.$format" "$@" || exit 2
}

page summary md
page summary json
page summary xlsx
page shifts md
page coverage csv
page activities md --narrative
tandem -C "$records" report site --quiet "$folder/site" >/dev/null || exit 2

found=0
tandem -C "$records" report nightly --quiet --format md -o "$folder/nightly.md"
case $? in
    0) ;;
    1) cat "$folder/nightly.md"; found=1 ;;
    *) exit 2 ;;
esac

tandem -C "$records" check --quiet >"$folder/problems.txt" 2>&1
case $? in
    0) exit "$found" ;;
    1) cat "$folder/problems.txt"; exit 1 ;;
    *) cat "$folder/problems.txt" >&2; exit 2 ;;
esac
