#!/bin/sh
# Writes this month's pages and what is wrong with the records; changes and commits nothing.
#
#     nightly.sh RECORDS FOLDER
#
# From cron, at half past two; whatever it prints, cron sends by mail:
#
#     30 2 * * *  $HOME/bin/nightly.sh $HOME/records $HOME/reports
#
# Exit code: 0 all is well, 1 the records are at fault (the problems are printed), 2 it could not be done.
set -u

if [ $# -ne 2 ]; then
    echo "usage: nightly.sh RECORDS FOLDER" >&2
    exit 2
fi
records=$1
folder=$2
mkdir -p "$folder" || exit 2

page() { # NAME FORMAT ENDING
    tandem -C "$records" report "$1" --quiet --format "$2" -o "$folder/$1.$3" || exit 2
}

page summary md md
page summary json json
page shifts md md
page coverage csv csv

tandem -C "$records" check --quiet >"$folder/problems.txt" 2>&1
case $? in
    0) exit 0 ;;
    1) cat "$folder/problems.txt"; exit 1 ;;
    *) cat "$folder/problems.txt" >&2; exit 2 ;;
esac
