#compdef opsctl

autoload -U is-at-least

_opsctl() {
    typeset -A opt_args
    typeset -a _arguments_options
    local ret=1

    if is-at-least 5.2; then
        _arguments_options=(-s -S -C)
    else
        _arguments_options=(-s -C)
    fi

    local context curcontext="$curcontext" state line
    _arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'-V[Print version]' \
'--version[Print version]' \
":: :_opsctl_commands" \
"*::: :->opsctl" \
&& ret=0
    case $state in
    (opsctl)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-command-$line[1]:"
        case $line[1] in
            (inspect)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__inspect_commands" \
"*::: :->inspect" \
&& ret=0

    case $state in
    (inspect)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-inspect-command-$line[1]:"
        case $line[1] in
            (db)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only targets of these groups]:NAME:_default' \
'*--group=[Only targets of these groups]:NAME:_default' \
'*--tag=[Only targets with these tags]:NAME:_default' \
'*--check=[Only these checks]:ID:_default' \
'--cadence=[Cadence\: interval daily weekly monthly half-yearly; the longer includes the shorter]:WORD:_default' \
'-j+[Targets at a time]:N:_default' \
'--jobs=[Targets at a time]:N:_default' \
'--save-capture=[Keep the raw answers as a capture (folder or .zip)]:PATH:_files' \
'(--save-capture --script)--capture=[Judge a capture instead of connecting]:PATH:_files' \
'*-o+[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table json csv nagios openmetrics]:WORD:_default' \
'--fail-on=[Exit non-zero from which level\: warning critical never]:LEVEL:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--script[Print the collection script (SQL*Plus for db, sh for host) and connect to nothing]' \
'--only-abnormal[Show only targets with something wrong]' \
'--full[Show the rows of every check as well]' \
'--no-store[Do not record the run in the history]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::targets -- Targets by name; all enabled ones when none is named; local is this machine:_default' \
&& ret=0
;;
(host)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only targets of these groups]:NAME:_default' \
'*--group=[Only targets of these groups]:NAME:_default' \
'*--tag=[Only targets with these tags]:NAME:_default' \
'*--check=[Only these checks]:ID:_default' \
'--cadence=[Cadence\: interval daily weekly monthly half-yearly; the longer includes the shorter]:WORD:_default' \
'-j+[Targets at a time]:N:_default' \
'--jobs=[Targets at a time]:N:_default' \
'--save-capture=[Keep the raw answers as a capture (folder or .zip)]:PATH:_files' \
'(--save-capture --script)--capture=[Judge a capture instead of connecting]:PATH:_files' \
'*-o+[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table json csv nagios openmetrics]:WORD:_default' \
'--fail-on=[Exit non-zero from which level\: warning critical never]:LEVEL:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--script[Print the collection script (SQL*Plus for db, sh for host) and connect to nothing]' \
'--only-abnormal[Show only targets with something wrong]' \
'--full[Show the rows of every check as well]' \
'--no-store[Do not record the run in the history]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::targets -- Targets by name; all enabled ones when none is named; local is this machine:_default' \
&& ret=0
;;
(all)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only targets of these groups]:NAME:_default' \
'*--group=[Only targets of these groups]:NAME:_default' \
'*--tag=[Only targets with these tags]:NAME:_default' \
'*--check=[Only these checks]:ID:_default' \
'--cadence=[Cadence\: interval daily weekly monthly half-yearly; the longer includes the shorter]:WORD:_default' \
'-j+[Targets at a time]:N:_default' \
'--jobs=[Targets at a time]:N:_default' \
'--save-capture=[Keep the raw answers as a capture (folder or .zip)]:PATH:_files' \
'(--save-capture --script)--capture=[Judge a capture instead of connecting]:PATH:_files' \
'*-o+[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table json csv nagios openmetrics]:WORD:_default' \
'--fail-on=[Exit non-zero from which level\: warning critical never]:LEVEL:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--script[Print the collection script (SQL*Plus for db, sh for host) and connect to nothing]' \
'--only-abnormal[Show only targets with something wrong]' \
'--full[Show the rows of every check as well]' \
'--no-store[Do not record the run in the history]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::targets -- Targets by name; all enabled ones when none is named; local is this machine:_default' \
&& ret=0
;;
(manual)
_arguments "${_arguments_options[@]}" : \
'--checklist=[The site'\''s own checklist (default\: the built-in one)]:FILE:_files' \
'--answers=[File of answers; without it each item is asked at the terminal]:FILE:_files' \
'*-o+[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table json csv nagios openmetrics]:WORD:_default' \
'--fail-on=[Exit non-zero from which level\: warning critical never]:LEVEL:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--blank[Print a file of answers to fill in]' \
'--only-abnormal[Show only targets with something wrong]' \
'--full[Show the rows of every check as well]' \
'--no-store[Do not record the run in the history]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::place -- Place or device, as the history knows it:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(monitor)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__monitor_commands" \
"*::: :->monitor" \
&& ret=0

    case $state in
    (monitor)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-monitor-command-$line[1]:"
        case $line[1] in
            (show)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only targets of these groups]:NAME:_default' \
'*--group=[Only targets of these groups]:NAME:_default' \
'*--check=[Only these checks]:ID:_default' \
'*--metric=[Only these figures, e.g. used_pct]:NAME:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table csv]:WORD:_default' \
'--hours=[How many hours back at most]:HOURS:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--only-abnormal[Only what is at a warning or critical level]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::targets -- Targets by name; all when none is named:_default' \
&& ret=0
;;
(stats)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only targets of these groups]:NAME:_default' \
'*--group=[Only targets of these groups]:NAME:_default' \
'*--check=[Only these checks]:ID:_default' \
'*--metric=[Only these figures, e.g. used_pct]:NAME:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table csv]:WORD:_default' \
'--from=[Since when, e.g. 2026-11-01 or 2026-11-01T08\:00; 7 days ago unless given]:TIME:_default' \
'--to=[Until when; now unless given]:TIME:_default' \
'--min=[Only samples of at least this value]:N:_default' \
'--max=[Only samples of at most this value]:N:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--only-abnormal[Only what is at a warning or critical level]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::targets -- Targets by name; all when none is named:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(backup)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__backup_commands" \
"*::: :->backup" \
&& ret=0

    case $state in
    (backup)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-backup-command-$line[1]:"
        case $line[1] in
            (plan)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only sets of these groups]:NAME:_default' \
'*--group=[Only sets of these groups]:NAME:_default' \
'--day=[Which day; today unless given]:DATE:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::sets -- Sets by name; all when none is named:_default' \
&& ret=0
;;
(verify)
_arguments "${_arguments_options[@]}" : \
'*-g+[Only sets of these groups]:NAME:_default' \
'*--group=[Only sets of these groups]:NAME:_default' \
'*--tag=[Only sets with one of these tags]:NAME:_default' \
'(--since)--day=[Only the backups that were due on this day]:DATE:_default' \
'--since=[Every backup since this day]:DATE:_default' \
'*--check=[Only these checks, e.g. backup.log]:ID:_default' \
'(--no-hash --no-store)*--accept=[Take the new digest of this file, which was replaced on purpose; goes into the audit trail. For one on a manifest make the manifest again]:FILE:_default' \
'--io-limit=[Read at most so much a second in all, e.g. 100MB]:SIZE:_default' \
'--jobs=[Sets looked at at the same time]:N:_default' \
'*-o+[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table json csv nagios openmetrics]:WORD:_default' \
'--fail-on=[Exit non-zero from which level\: warning critical never]:LEVEL:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--no-rows[Do not count the rows of exp dumps\: faster, and one proof less]' \
'--no-hash[Compute no digests]' \
'--only-abnormal[Show only targets with something wrong]' \
'--full[Show the rows of every check as well]' \
'--no-store[Do not record the run in the history]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::sets -- Sets by name; all when none is named:_default' \
&& ret=0
;;
(manifest)
_arguments "${_arguments_options[@]}" : \
'--rotate=[Read only the part whose turn it is today\: daily/week daily/month weekly/month weekly/quarter monthly/year or daily/N]:CYCLE:_default' \
'(--verify)--key=[Secret key of minisign to sign with; signing-key of backups.toml unless given]:FILE:_files' \
'--io-limit=[Read at most so much a second, e.g. 100MB]:SIZE:_default' \
'(--verify)--new-key=[Make a new pair of keys instead\: the secret one in FILE, the public one in FILE.pub]:FILE:_files' \
'--threads=[Threads; as many as there are processors unless given]:N:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--verify[Compare the folder with the manifest in it; writes nothing there]' \
'--blake3[BLAKE3 as well\: fast, for large files; with --verify compare by it]' \
'(--verify)--replace[Replace the manifest that is there]' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::dir -- The folder with the backups:_files' \
&& ret=0
;;
(report)
_arguments "${_arguments_options[@]}" : \
'(--month)--period=[Period\: 2026-10 2026-10-01..2026-10-15; the last month unless given]:PERIOD:_default' \
'--month=[Which month, e.g. 2026-10]:MONTH:_default' \
'*-o+[Output .xlsx and .docx files, or a folder (the current one unless given)]:PATH:_files' \
'*--output=[Output .xlsx and .docx files, or a folder (the current one unless given)]:PATH:_files' \
'--data=[What people write into it (TOML)\: the analysis and the measures]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::sets -- Sets by name; all when none is named:_default' \
&& ret=0
;;
(media)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__backup__subcmd__media_commands" \
"*::: :->media" \
&& ret=0

    case $state in
    (media)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-backup-media-command-$line[1]:"
        case $line[1] in
            (add)
_arguments "${_arguments_options[@]}" : \
'--kind=[Kind\: tape disc disk remote]:KIND:_default' \
'--set=[The backup set on it]:SET:_default' \
'--holds=[What is on it]:TEXT:_default' \
'--made-on=[When it was made; today unless given]:DATE:_default' \
'--place=[Where it is kept]:TEXT:_default' \
'--custodian=[Who keeps it]:NAME:_default' \
'--class=[Class\: important, ordinary (unless given)]:WORD:_default' \
'--encrypted=[It is encrypted (--encrypted no\: it is not)]::YES:_default' \
'--next-check=[When it is to be looked at; 180 days after it was made unless given]:DATE:_default' \
'--state=[State\: kept (unless given) lent missing destroyed]:WORD:_default' \
'--note=[Note]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--change[Change one that is registered\: only what is given]' \
'--any-set[The set need not be configured]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':label -- Label:_default' \
&& ret=0
;;
(list)
_arguments "${_arguments_options[@]}" : \
'*--set=[Only of these sets]:SET:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table csv json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--due[Only those that are late, due within 30 days, or missing]' \
'--all[Destroyed ones too]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(import)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--any-set[Sets need not be configured]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':file -- csv (UTF-8 or GBK) or xlsx with headings\: label kind set holds made-on place custodian class encrypted next-check state note:_files' \
&& ret=0
;;
(stocktake)
_arguments "${_arguments_options[@]}" : \
'-o+[Write the list into this .csv file]:FILE:_files' \
'--output=[Write the list into this .csv file]:FILE:_files' \
'--place=[Only media of this place]:TEXT:_default' \
'--next=[Look again after so many days]:DAYS:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--blank[Print a list to fill in (csv)]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::file -- The list filled in (csv or xlsx)\: label result note; result is present absent damaged unexpected, empty where nobody looked:_files' \
&& ret=0
;;
        esac
    ;;
esac
;;
(restore-test)
_arguments "${_arguments_options[@]}" : \
'--day=[The backup that was due on this day; the newest whole one unless given]:DATE:_default' \
'*--from-logs=[Judge a restore that was done by hand, from its logs]:LOG:_files' \
'--counts=[Rows counted after it, a line each\: table, tab, rows]:FILE:_files' \
'--took=[How long it took, e.g. 42m, 1h30m]:TIME:_default' \
'--format=[Format on the screen\: table json]:WORD:_default' \
'*-o+[Save the record as .json]:FILE.json:_files' \
'*--output=[Save the record as .json]:FILE.json:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask, neither before restoring nor before cleaning up]' \
'(--from-logs --clean-up)--dry-run[Print the commands, touch nothing]' \
'(--from-logs)--clean-up[Only clean up after restore tests that were interrupted\: lists what is left, and asks; exit code 2 if that fails]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::set -- The set by its name:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(release)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__release_commands" \
"*::: :->release" \
&& ret=0

    case $state in
    (release)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-release-command-$line[1]:"
        case $line[1] in
            (new)
_arguments "${_arguments_options[@]}" : \
'-o+[Where to, which must not be there; <id>.zip here unless given]:FILE:_files' \
'--out=[Where to, which must not be there; <id>.zip here unless given]:FILE:_files' \
'*--base=[The version before\: only what changed is packed, and the target has to have that version; several times]:PART=DIR:_default' \
'--key=[Sign with this secret key of minisign]:FILE:_files' \
'(-o --out --base --key --folder)--init=[Write a folder to start from instead]:DIR:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--folder[Write a folder instead of a ZIP]' \
'--allow-setuid[Files may have set-uid and set-gid]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::source -- The folder with release.toml:_files' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'*--trust=[Public key of minisign that is trusted, several times; then a package without its signature is refused]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--allow-setuid[Files may have set-uid and set-gid]' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':package -- The package\: a ZIP or a folder:_files' \
&& ret=0
;;
(plan)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target (releases.toml)]:NAME:_default' \
'--target=[Release target (releases.toml)]:NAME:_default' \
'--no-db-backup=[Why no evidence of a backup is needed]:REASON:_default' \
'-o+[Write the plan as JSON, for apply --plan]:FILE:_files' \
'--output=[Write the plan as JSON, for apply --plan]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print the plan as JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':package -- The package\: ZIP or folder:_files' \
&& ret=0
;;
(form)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__release__subcmd__form_commands" \
"*::: :->form" \
&& ret=0

    case $state in
    (form)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-release-form-command-$line[1]:"
        case $line[1] in
            (new)
_arguments "${_arguments_options[@]}" : \
'()--digest=[The digest of the package, where it is not at hand\: SHA-256 of its manifest]:HEX:_default' \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--data=[Fields in a TOML file, by their names; --set goes before]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::package -- The package; system, versions, content and tickets are taken from it:_files' \
&& ret=0
;;
(edit)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--data=[Fields in a TOML file, by their names; --set goes before]:FILE:_files' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(submit)
_arguments "${_arguments_options[@]}" : \
'--opinion=[Opinion]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(review)
_arguments "${_arguments_options[@]}" : \
'--opinion=[Opinion]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--check=[The run of the check of the package]:RUN:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--checked[The package was checked, and the check passed]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(audit)
_arguments "${_arguments_options[@]}" : \
'--opinion=[Opinion]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(approve)
_arguments "${_arguments_options[@]}" : \
'--opinion=[Opinion]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(dispatch)
_arguments "${_arguments_options[@]}" : \
'--opinion=[Opinion]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'*--to=[Who runs it, by system; a name alone runs all systems]:SYSTEM=PERSON:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(return)
_arguments "${_arguments_options[@]}" : \
'--reason=[Why]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(revise)
_arguments "${_arguments_options[@]}" : \
'()--digest=[The digest of the new package]:HEX:_default' \
'--reason=[Why]:TEXT:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
'::package -- The new package; left out\: the same one, for a reason:_files' \
&& ret=0
;;
(supplement)
_arguments "${_arguments_options[@]}" : \
'--opinion=[Opinion]:TEXT:_default' \
'(--digest)--package=[The package at hand, to be compared with that of the form]:PKG:_files' \
'--digest=[The digest of the package at hand\: SHA-256 of its manifest]:HEX:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--of=[Which step\: review audit dispatch]:STEP:_default' \
'--check=[The run of the check of the package]:RUN:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--checked[The package was checked, and the check passed]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(rehearsed)
_arguments "${_arguments_options[@]}" : \
'--reason=[Why it is written by hand, which has to be said where there is no report and stays marked]:TEXT:_default' \
'--at=[When the rehearsal ended, or the run began; now unless given]:TIME:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--failed[It failed]' \
'--complete[It was complete\: apply, verify, rollback, equal, apply, verify]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
':run -- The run; where it has a report, that counts:_default' \
&& ret=0
;;
(executed)
_arguments "${_arguments_options[@]}" : \
'--reason=[Why it is written by hand, which has to be said where there is no report and stays marked]:TEXT:_default' \
'--at=[When the rehearsal ended, or the run began; now unless given]:TIME:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--outcome=[How it ended\: done rolled-back manual]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
':run -- The run; where it has a report, that counts:_default' \
&& ret=0
;;
(sign-execution)
_arguments "${_arguments_options[@]}" : \
'--sheet=[The sheet that is signed; one is made and filed unless given]:FILE:_files' \
'--opinion=[Opinion]:TEXT:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(archive)
_arguments "${_arguments_options[@]}" : \
'--place=[Where it is filed, such as a cabinet; the archive folder unless given]:TEXT:_default' \
'--key=[Secret key of minisign to sign with]:FILE:_files' \
'--page=[A scan of the page that was signed by hand; weaker]:FILE:_files' \
'--print-record=[Only write what is to be signed into FILE, for minisign -S -m FILE elsewhere]:FILE:_files' \
'--signature=[The FILE.minisig that was made elsewhere]:FILE:_files' \
'--record=[What was signed; --signature without .minisig unless given]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form; of one that is archived the files are written again:_default' \
&& ret=0
;;
(list)
_arguments "${_arguments_options[@]}" : \
'--status=[Only those of this state, e.g. submitted]:STATUS:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
&& ret=0
;;
(verify)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Forms; all of them unless given:_default' \
&& ret=0
;;
(print)
_arguments "${_arguments_options[@]}" : \
'--data=[What people fill in, as TOML; before what the form says]:FILE:_files' \
'-o+[Output file, or a folder (the current one unless given)]:PATH:_files' \
'--output=[Output file, or a folder (the current one unless given)]:PATH:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Form:_default' \
'::name -- release-approval, release-record or release-verification; those that have something to tell unless given:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(apply)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target (releases.toml)]:NAME:_default' \
'--target=[Release target (releases.toml)]:NAME:_default' \
'--plan=[The plan of release plan, to which what is done is held]:FILE:_files' \
'--form=[The approval form; production needs one]:NO:_default' \
'--no-db-backup=[Why no evidence of a backup is needed; the report shows it]:REASON:_default' \
'(--plan --no-db-backup)--rollback=[Take back\: the same as release rollback]::ID:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::package -- The package\: ZIP or folder:_files' \
&& ret=0
;;
(rollback)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target (releases.toml)]:NAME:_default' \
'--target=[Release target (releases.toml)]:NAME:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::id -- Number of the run, or the release'\''s name; the newest that stands unless given:_default' \
&& ret=0
;;
(recover)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target; all of them unless given]:NAME:_default' \
'--target=[Release target; all of them unless given]:NAME:_default' \
'--resolve=[A person put in order what was left\: what was done]:TEXT:_default' \
'(--resolve)--statement=[A person found whether statement N of a script happened (done) or not (not-done); then it goes on]:SCRIPT:N=done|not-done:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(status)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target; all of them unless given]:NAME:_default' \
'--target=[Release target; all of them unless given]:NAME:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(history)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target; all of them unless given]:NAME:_default' \
'--target=[Release target; all of them unless given]:NAME:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--verify-chain[Check the chains of the history and of every place\: what was changed or taken out shows]' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(gc)
_arguments "${_arguments_options[@]}" : \
'-t+[Release target; all of them unless given]:NAME:_default' \
'--target=[Release target; all of them unless given]:NAME:_default' \
'--keep=[Releases that can still be taken back, at each place; one at least]:N:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(agent)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
        esac
    ;;
esac
;;
(ticket)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__ticket_commands" \
"*::: :->ticket" \
&& ret=0

    case $state in
    (ticket)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-ticket-command-$line[1]:"
        case $line[1] in
            (new)
_arguments "${_arguments_options[@]}" : \
'--symptom=[Symptom]:TEXT:_default' \
'--kind=[Kind\: fault bug performance operation data business request consult complaint]:KIND:_default' \
'--level=[Level]:1-5:_default' \
'--module=[Module]:NAME:_default' \
'--reporter=[Who asks; the operator unless given]:NAME:_default' \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--from-finding=[Of a finding of a run; RUN may be last]:RUN:TARGET:CHECK[:SUBJECT]:_default' \
'*--attach=[Attach files as well]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::title -- Title; not needed with --from-finding:_default' \
&& ret=0
;;
(list)
_arguments "${_arguments_options[@]}" : \
'*-S+[States; \`unsolved\` is all that are not solved]:STATE:_default' \
'*--state=[States; \`unsolved\` is all that are not solved]:STATE:_default' \
'*--level=[Levels]:1-5:_default' \
'*--kind=[Kinds]:KIND:_default' \
'*--module=[Modules]:NAME:_default' \
'*--assignee=[Assignees]:NAME:_default' \
'--month=[Opened in a month, e.g. 2026-11]:MONTH:_default' \
'--limit=[At most so many; 200 on the screen and all in files unless given]:N:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table csv json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--overdue[Only those past their due time]' \
'--conflicts[Only those with fields that both platforms wrote]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(search)
_arguments "${_arguments_options[@]}" : \
'--limit=[At most so many; 200 on the screen and all in files unless given]:N:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table csv json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::words -- Words; quoted ones are a phrase:_default' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--files=[Write its files into this folder; nothing there is overwritten]:DIR:_files' \
'--format=[Format on the screen\: table json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--events[List every event]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Ticket:_default' \
&& ret=0
;;
(edit)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--ours=[Of a field that both wrote\: take ours]:FIELD:_default' \
'*--theirs=[Of a field that both wrote\: take theirs]:FIELD:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Ticket:_default' \
&& ret=0
;;
(assign)
_arguments "${_arguments_options[@]}" : \
'--to=[The engineer]:NAME:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(dispatch)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(accept)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(plan)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(develop)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(test)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(resolve)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(verify)
_arguments "${_arguments_options[@]}" : \
'--satisfaction=[Satisfaction\: very satisfied fair not]:WORD:_default' \
'--opinion=[Opinion]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(reject)
_arguments "${_arguments_options[@]}" : \
'()--reason=[Why, as REASON]:TEXT:_default' \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Ticket:_default' \
'::reason -- Why:_default' \
&& ret=0
;;
(close)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--reason=[Why, for the record]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(reopen)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it]:FIELD=VALUE:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- The closed ticket:_default' \
':reason -- Why:_default' \
&& ret=0
;;
(note)
_arguments "${_arguments_options[@]}" : \
'--mark=[A moment\: accepted responded arranged called-back on-site restored scheduled answered acknowledged reported complaint-reported]:MARK:_default' \
'--at=[When it was; now unless given]:TIME:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Ticket:_default' \
'::text -- Text; not needed with --mark:_default' \
&& ret=0
;;
(attach)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Ticket:_default' \
'*::file -- Files:_files' \
&& ret=0
;;
(export-zip)
_arguments "${_arguments_options[@]}" : \
'()--query=[Tickets that words find]:WORDS:_default' \
'--kind=[dispatch plan report close redispatch]:KIND:_default' \
'-o+[The package, a .zip]:FILE:_files' \
'--out=[The package, a .zip]:FILE:_files' \
'--encrypt=[Encrypt\: aes256. 7-Zip and bsdtar open it; unzip, Java and Windows Explorer do not. Names stay visible]:WORD:_default' \
'--password-file=[File with the password (readable by its owner alone); asked at a terminal unless given]:FILE:_files' \
'--names=[Names inside\: ascii utf8 gbk (what files were called is always in the manifest)]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--mask[Mask texts\: ids, telephones, accounts, passwords, names; files are not looked into and stay here]' \
'--with-files[Take files along in a masked package, on your own word]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets; all of this kind that have not gone out unless given:_default' \
&& ret=0
;;
(import-zip)
_arguments "${_arguments_options[@]}" : \
'--receipt=[Where the receipt goes; beside the package unless given]:FILE:_files' \
'--password-file=[File with the password; asked at a terminal unless given]:FILE:_files' \
'--zip-encoding=[Encoding of names inside\: utf-8 gbk big5 cp437; told from them unless given]:WORD:_default' \
'--max-entries=[At most so many files]:N:_default' \
'--max-mib=[At most so many MiB unpacked]:MIB:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--dry-run[Show what would change, and write nothing]' \
'--allow-weak[Read the old encryption, too, which protects nothing]' \
'--per-ticket[Leave out tickets that are refused; all or nothing otherwise]' \
'--recover[This history was restored from an older backup\: take back what is ours out of the package]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':file -- The package:_files' \
&& ret=0
;;
(receipt)
_arguments "${_arguments_options[@]}" : \
'(--print)--manual=[There is no file\: somebody knows that it arrived (id of the package, or its beginning)]:PACKAGE:_default' \
'--reason=[How that is known]:TEXT:_default' \
'()--print=[Print again the receipt that was given for a package]:PACKAGE:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::file -- Their receipt:_files' \
&& ret=0
;;
(packages)
_arguments "${_arguments_options[@]}" : \
'--format=[Format on the screen\: table json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--waiting[Only those that went out and have no receipt]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(import)
_arguments "${_arguments_options[@]}" : \
'(--adapter)--map=[Mapping\: which column is which field; that of --map-sample unless given]:FILE:_files' \
'--adapter=[Adapter\: the layout of a foreign package (see --adapter-sample)]:FILE:_files' \
'--zip-encoding=[Encoding of names in the package\: utf-8 gbk big5 cp437; found out unless given, or the package is refused]:WORD:_default' \
'--password-file=[File with the password (readable by you only), its first line]:FILE:_files' \
'(--map --adapter)--template=[Write a form with drop-down lists, to be filled in and imported]:OUT.xlsx:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--dry-run[Only tell what would change, write nothing]' \
'--skip-bad[Leave out rows with faults and import the others]' \
'--solve[Solve new tickets that are solved or closed over there]' \
'(--map --adapter --adapter-sample --template)--map-sample[Print a sample mapping]' \
'(--map --adapter --template)--adapter-sample[Print a sample adapter]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::file -- A platform'\''s export, .csv or .xlsx; a .zip with --adapter:_files' \
&& ret=0
;;
(export)
_arguments "${_arguments_options[@]}" : \
'--adapter=[Adapter (see ticket import --adapter-sample)]:FILE:_files' \
'--out=[Where to]:FILE.zip:_files' \
'--names=[Encoding of names in the package\: ascii utf8 gbk (old programs on Chinese Windows)]:WORD:_default' \
'--password-file=[Encrypt with AES-256 and the password in this file]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--mask[Mask texts\: ids, telephones, accounts, passwords, names; files are not looked into and stay here]' \
'--with-files[Take files along in a masked package, on your own word]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(pause)
_arguments "${_arguments_options[@]}" : \
'()--reason=[Why, as REASON]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':no -- Ticket:_default' \
'::reason -- Why:_default' \
&& ret=0
;;
(resume)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets:_default' \
&& ret=0
;;
(sla)
_arguments "${_arguments_options[@]}" : \
'--now=[At which moment; now unless given]:TIME:_default' \
'--limit=[At most so many lines on the screen; 200 unless given]:N:_default' \
'--format=[Format on the screen\: table json csv]:WORD:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--late[Only what is late]' \
'--at-risk[Only what is at risk]' \
'--explain[Take every due time apart]' \
'--remind[Record the reminders that are due and print them, for cron; each step once]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets; all unless given:_default' \
&& ret=0
;;
(stats)
_arguments "${_arguments_options[@]}" : \
'(--from --to)--month=[The month, e.g. 2026-11; the last one unless given]:MONTH:_default' \
'--from=[The first day]:DAY:_default' \
'--to=[The last day]:DAY:_default' \
'--texts=[Texts that people add]:FILE.toml:_files' \
'--format=[Format on the screen\: table json csv]:WORD:_default' \
'*-o+[Save as .docx, .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .docx, .xlsx or .csv; may be repeated]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(form)
_arguments "${_arguments_options[@]}" : \
'(--list)--list-of=[A list of the tickets of a period, e.g. bug-list]:NAME:_default' \
'(--from --to)--month=[The month, e.g. 2026-11; the last one unless given]:MONTH:_default' \
'--from=[The first day]:DAY:_default' \
'--to=[The last day]:DAY:_default' \
'(--list-of)--data=[What people fill in, as TOML; before what the ticket says]:FILE:_files' \
'*-o+[Output file, or a folder (the current one unless given)]:PATH:_files' \
'*--output=[Output file, or a folder (the current one unless given)]:PATH:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--list[List the forms and lists]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::no -- Ticket:_default' \
'::name -- The form, by its name or its title, see --list:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(kb)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__kb_commands" \
"*::: :->kb" \
&& ret=0

    case $state in
    (kb)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-kb-command-$line[1]:"
        case $line[1] in
            (list)
_arguments "${_arguments_options[@]}" : \
'*-S+[States\: draft reviewed published due void]:STATE:_default' \
'*--state=[States\: draft reviewed published due void]:STATE:_default' \
'*--user-type=[For whom\: taxpayer officer operator]:WORD:_default' \
'*--kind=[Kinds]:KIND:_default' \
'--program=[Version of the program now\: entries that hold up to an older one are due as well]:VERSION:_default' \
'--format=[Format on the screen\: table json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--due[Only those that are due for review]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(search)
_arguments "${_arguments_options[@]}" : \
'--format=[Format on the screen\: table json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::words -- Words, e.g. ORA-01555 YW-2026-00001; quoted ones are a phrase:_default' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--format=[Format on the screen\: table json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
&& ret=0
;;
(draft)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::no -- Tickets that are solved or closed:_default' \
&& ret=0
;;
(edit)
_arguments "${_arguments_options[@]}" : \
'*-s+[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it. Fields\: title symptom environment cause steps category kind user-type keywords valid-from valid-to. Only of a draft; who writes becomes its author]:FIELD=VALUE:_default' \
'*--set=[Write a field, may be repeated; @FILE takes a file'\''s text, an empty value clears it. Fields\: title symptom environment cause steps category kind user-type keywords valid-from valid-to. Only of a draft; who writes becomes its author]:FIELD=VALUE:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--mask[Mask what must not leave; in any state but void]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
&& ret=0
;;
(review)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
'::reason -- Why; needed to return and to withdraw:_default' \
&& ret=0
;;
(return)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
'::reason -- Why; needed to return and to withdraw:_default' \
&& ret=0
;;
(publish)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
'::reason -- Why; needed to return and to withdraw:_default' \
&& ret=0
;;
(confirm)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
'::reason -- Why; needed to return and to withdraw:_default' \
&& ret=0
;;
(revise)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
'::reason -- Why; needed to return and to withdraw:_default' \
&& ret=0
;;
(withdraw)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Entry, e.g. K-2026-0001:_default' \
'::reason -- Why; needed to return and to withdraw:_default' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--program=[Version of the program now\: entries that hold up to an older one are due as well]:VERSION:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(hot)
_arguments "${_arguments_options[@]}" : \
'--days=[What came again within so many days, e.g. 30 or 90; 366 at most]:N:_default' \
'*-o+[Save as .docx or .xlsx; may be repeated; names, telephones and the like are masked]:FILE:_files' \
'*--output=[Save as .docx or .xlsx; may be repeated; names, telephones and the like are masked]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(export)
_arguments "${_arguments_options[@]}" : \
'*-o+[Files to write, .docx .xlsx .md; may be repeated]:FILE:_files' \
'*--output=[Files to write, .docx .xlsx .md; may be repeated]:FILE:_files' \
'*--user-type=[Only entries for these\: taxpayer officer operator]:WORD:_default' \
'--program=[Version of the program now\: entries that hold up to an older one are marked as due]:VERSION:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(mask)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':file -- Text file, UTF-8 or GBK; - for standard input. The masked text goes to standard output in UTF-8, the numbers to standard error:_files' \
&& ret=0
;;
        esac
    ;;
esac
;;
(report)
_arguments "${_arguments_options[@]}" : \
'--period=[Period\: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given]:PERIOD:_default' \
'--half=[am or pm]:HALF:_default' \
'--data=[What people fill in\: TOML for forms and texts, csv for registers]:FILE:_files' \
'--finding=[Fill a form from a finding of a run]:RUN:TARGET:CHECK:_default' \
'--person=[Whose report; the operator unless given]:NAME:_default' \
'*-o+[Output file, or a folder (the current one unless given); files may be several]:PATH:_files' \
'*--output=[Output file, or a folder (the current one unless given); files may be several]:PATH:_files' \
'*--format=[Only these formats\: docx xlsx csv]:WORD:_default' \
'--encoding=[Encoding of csv\: utf-8 gb18030 gbk]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--list[List all reports]' \
'--blank[Blank, for printing]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::name -- The report, see --list:_default' \
":: :_opsctl__subcmd__report_commands" \
"*::: :->report" \
&& ret=0

    case $state in
    (report)
        words=($line[2] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-report-command-$line[2]:"
        case $line[2] in
            (data)
_arguments "${_arguments_options[@]}" : \
'--period=[Period\: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given]:PERIOD:_default' \
'--half=[am or pm]:HALF:_default' \
'--data=[What people fill in\: TOML for forms and texts, csv for registers]:FILE:_files' \
'--finding=[Fill a form from a finding of a run]:RUN:TARGET:CHECK:_default' \
'--person=[Whose report; the operator unless given]:NAME:_default' \
'--format=[Format\: json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--blank[Blank, for printing]' \
'--schema[Print the JSON schema of the data]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':name -- The report, see report --list:_default' \
&& ret=0
;;
(due)
_arguments "${_arguments_options[@]}" : \
'--ahead=[So many days ahead]:DAYS:_default' \
'--back=[So many days back]:DAYS:_default' \
'--format=[Format\: table json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--all[Also those that were handed in]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(all)
_arguments "${_arguments_options[@]}" : \
'--month=[The month, e.g. 2026-10; the last one unless given]:MONTH:_default' \
'--out=[Output folder]:DIR:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(hand-in)
_arguments "${_arguments_options[@]}" : \
'--period=[Period\: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given]:PERIOD:_default' \
'--half=[am or pm]:HALF:_default' \
'--data=[What people fill in\: TOML for forms and texts, csv for registers]:FILE:_files' \
'--finding=[Fill a form from a finding of a run]:RUN:TARGET:CHECK:_default' \
'--person=[Whose report; the operator unless given]:NAME:_default' \
'--to=[To whom]:WHO:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--blank[Blank, for printing]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':name -- The report:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(template)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__template_commands" \
"*::: :->template" \
&& ret=0

    case $state in
    (template)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-template-command-$line[1]:"
        case $line[1] in
            (list)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::names -- Templates; all when none is named:_default' \
&& ret=0
;;
(fields)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':name -- The template:_default' \
&& ret=0
;;
(preview)
_arguments "${_arguments_options[@]}" : \
'-o+[Output folder]:DIR:_files' \
'--output=[Output folder]:DIR:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::names -- The template, or several:_default' \
&& ret=0
;;
(diff)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':old -- The old docx, or the name of an embedded template:_default' \
':new -- The new docx, or the name of an embedded template:_default' \
&& ret=0
;;
(new)
_arguments "${_arguments_options[@]}" : \
'--from=[The outline, .md (see report-templates/README.md)]:FILE:_files' \
'--like=[Like this report]:NAME:_default' \
'--dir=[Folder of templates; report.templates-dir unless given]:DIR:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--again[A template that is there\: make its docx of the changed outline again, leave its other files]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':name -- Its name, also that of its folder:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(log)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__log_commands" \
"*::: :->log" \
&& ret=0

    case $state in
    (log)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-log-command-$line[1]:"
        case $line[1] in
            (add)
_arguments "${_arguments_options[@]}" : \
'--kind=[Kind\: operation service duty meeting planned-stop force-majeure, or the Chinese words]:KIND:_default' \
'--at=[When it began, e.g. 2026-11-02T08\:30; now unless given]:TIME:_default' \
'--until=[When it ended]:TIME:_default' \
'--who=[Who did it; the operator unless given]:NAME:_default' \
'--target=[What it was done to\: a configured target]:TARGET:_default' \
'--ticket=[Ticket]:ID:_default' \
'--result=[What came of it]:TEXT:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--any-target[The target need not be configured]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::what -- What was done:_default' \
&& ret=0
;;
(import)
_arguments "${_arguments_options[@]}" : \
'--encoding=[Encoding of a csv\: auto utf-8 gbk]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--skip-bad[Leave out rows with faults and import the others]' \
'--any-target[Targets need not be configured]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':file -- csv or xlsx with headings\: kind begins ends who target ticket what result:_files' \
&& ret=0
;;
(list)
_arguments "${_arguments_options[@]}" : \
'(--month)--from=[Since when; the beginning of this month unless given]:TIME:_default' \
'(--month)--to=[Until when (a day is included); the end of this month unless given]:TIME:_default' \
'--month=[Which month, e.g. 2026-10; this one unless given]:MONTH:_default' \
'*--kind=[Only these kinds]:KIND:_default' \
'*--who=[Only of these people]:NAME:_default' \
'*--target=[Only of these targets]:TARGET:_default' \
'*-o+[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx or .csv; may be repeated]:FILE:_files' \
'--format=[Format on the screen\: table csv json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--no-opsctl[Without what opsctl recorded of itself]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
        esac
    ;;
esac
;;
(calendar)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__calendar_commands" \
"*::: :->calendar" \
&& ret=0

    case $state in
    (calendar)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-calendar-command-$line[1]:"
        case $line[1] in
            (show)
_arguments "${_arguments_options[@]}" : \
'(--year)--month=[A month, e.g. 2026-02]:MONTH:_default' \
'()--year=[A year]:YEAR:_default' \
'--format=[Format on the screen\: table csv json]:WORD:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::dates -- Days, e.g. 2026-02-14; today unless given:_default' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--years=[Years, e.g. 2026-2027; this one and the next unless given (the next is asked for from 1 November)]:YEARS:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(import)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--dry-run[Only show what would change; writes nothing]' \
'--yes[Do not ask]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'*::files -- Calendar files (JSON), e.g. 2027.json of holiday-cn:_files' \
&& ret=0
;;
(due)
_arguments "${_arguments_options[@]}" : \
'--working-days=[N working days]:N:_default' \
'--working-hours=[N working hours; may have decimals]:N:_default' \
'--hours=[N hours (7×24); may have decimals]:N:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':start -- Since when, e.g. "2026-02-13 17\:00":_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(host)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__host_commands" \
"*::: :->host" \
&& ret=0

    case $state in
    (host)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-host-command-$line[1]:"
        case $line[1] in
            (trust)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask; only when the fingerprint has been compared]' \
'--replace[Replace an older key of this host]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':target -- Target by name:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__check_commands" \
"*::: :->check" \
&& ret=0

    case $state in
    (check)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-check-command-$line[1]:"
        case $line[1] in
            (list)
_arguments "${_arguments_options[@]}" : \
'--cadence=[Only one cadence\: interval daily weekly monthly half-yearly]:WORD:_default' \
'--kind=[Only checks of one kind of target\: oracle host]:WORD:_default' \
'--req=[Only checks that serve a requirement, e.g. DB-05]:ID:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'-t+[Show the limits in force for this target and where they come from]:NAME:_default' \
'--target=[Show the limits in force for this target and where they come from]:NAME:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Check id:_default' \
&& ret=0
;;
(new)
_arguments "${_arguments_options[@]}" : \
'--kind=[What it looks at\: oracle (SQL) or host (shell)]:WORD:_default' \
'--dir=[Folder to write to (default\: checks-dir of the config)]:DIR:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':id -- Check id, e.g. site.order-backlog:_default' \
&& ret=0
;;
(test)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::dir -- Folder of check files (default\: the embedded ones and checks-dir):_files' \
&& ret=0
;;
        esac
    ;;
esac
;;
(history)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__history_commands" \
"*::: :->history" \
&& ret=0

    case $state in
    (history)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-history-command-$line[1]:"
        case $line[1] in
            (list)
_arguments "${_arguments_options[@]}" : \
'-t+[Only runs that had this target]:NAME:_default' \
'--target=[Only runs that had this target]:NAME:_default' \
'--since=[Since this day, e.g. 2026-11-01]:DATE:_default' \
'--limit=[At most so many]:N:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--format=[Format on the screen\: table json csv nagios openmetrics]:WORD:_default' \
'*-o+[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'*--output=[Save as .xlsx, .csv or .json; may be repeated]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--full[Show the rows of every check as well]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::run -- Run id or its beginning, or last, last~1:_default' \
&& ret=0
;;
(diff)
_arguments "${_arguments_options[@]}" : \
'-t+[Count last by the runs of this target]:NAME:_default' \
'--target=[Count last by the runs of this target]:NAME:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::before -- The earlier run:_default' \
'::after -- The later run:_default' \
&& ret=0
;;
(export)
_arguments "${_arguments_options[@]}" : \
'-o+[The zip file to write]:FILE:_files' \
'--output=[The zip file to write]:FILE:_files' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::run -- Run id or its beginning, or last, last~1:_default' \
&& ret=0
;;
(prune)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--dry-run[Only say what would go]' \
'--yes[Do not ask]' \
'--vacuum[Give the room back to the disk afterwards]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(verify)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
        esac
    ;;
esac
;;
(baseline)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__baseline_commands" \
"*::: :->baseline" \
&& ret=0

    case $state in
    (baseline)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-baseline-command-$line[1]:"
        case $line[1] in
            (accept)
_arguments "${_arguments_options[@]}" : \
'--run=[The run to take the rows from]:RUN:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--yes[Do not ask]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':target -- Target:_default' \
'*::checks -- Check ids; all checks with a baseline when none is named:_default' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':target -- Target:_default' \
'*::checks -- Check ids; all checks with a baseline when none is named:_default' \
&& ret=0
;;
(diff)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':target -- Target:_default' \
'*::checks -- Check ids; all checks with a baseline when none is named:_default' \
&& ret=0
;;
        esac
    ;;
esac
;;
(config)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__config_commands" \
"*::: :->config" \
&& ret=0

    case $state in
    (config)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-config-command-$line[1]:"
        case $line[1] in
            (show)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--json[Print JSON]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
'::target -- Only this target:_default' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
        esac
    ;;
esac
;;
(doctor)
_arguments "${_arguments_options[@]}" : \
'*--db=[Log in to this database and list checks that lack privileges, with the grants]:TARGET:_default' \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'--offline[Connect to nothing]' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
&& ret=0
;;
(init)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':dir -- Folder to write to; it is made if it is not there:_files' \
&& ret=0
;;
(util)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
":: :_opsctl__subcmd__util_commands" \
"*::: :->util" \
&& ret=0

    case $state in
    (util)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:opsctl-util-command-$line[1]:"
        case $line[1] in
            (gen)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':dir -- Folder to write to:_files' \
&& ret=0
;;
(templates)
_arguments "${_arguments_options[@]}" : \
'--config=[Configuration file, or its folder]:FILE:_files' \
'--data-dir=[Data folder (history)]:DIR:_files' \
'--operator=[Operator, for the record]:NAME:_default' \
'--lang=[Language\: zh-CN or en]:LANG:_default' \
'-q[Say nothing when all is well]' \
'--quiet[Say nothing when all is well]' \
'-h[Show help]' \
'--help[Show help]' \
':dir -- Folder to write to:_files' \
&& ret=0
;;
        esac
    ;;
esac
;;
        esac
    ;;
esac
}

(( $+functions[_opsctl_commands] )) ||
_opsctl_commands() {
    local commands; commands=(
'inspect:Inspect' \
'monitor:Look at monitored figures and their statistics' \
'backup:Backups\: what is due, verification, manifests' \
'release:Releases\: make, check, approve, rehearse, apply, take back' \
'ticket:Tickets\: flow, packages, time limits, statistics' \
'kb:Knowledge base\: drafts, review, search, hot questions, handbook; masking' \
'report:Make reports and forms' \
'template:Templates of reports' \
'log:Work log\: enter, import, list' \
'calendar:Calendar\: work or rest, missing lists, import, due times' \
'host:Hosts\: trust a host key' \
'check:List, show, write and test checks' \
'history:Look at the recorded runs' \
'baseline:Accept and show baselines' \
'config:Show and check the configuration' \
'doctor:Tell what is missing on this machine and which targets answer' \
'init:Write commented sample configuration' \
'util:Internal tools' \
    )
    _describe -t commands 'opsctl commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup_commands] )) ||
_opsctl__subcmd__backup_commands() {
    local commands; commands=(
'plan:List the backups that the policy asks for' \
'verify:Verify backups\: existence, structure, logs, rows, sizes, digests, copies, retention' \
'manifest:Make a manifest of digests of a folder, signed if there is a key, or compare the folder with it' \
'report:Make the report of backups' \
'media:The register of media\: tapes, discs, disks, remote copies' \
'restore-test:Restore test\: into a scratch database or folder, compared, and taken away' \
    )
    _describe -t commands 'opsctl backup commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__manifest_commands] )) ||
_opsctl__subcmd__backup__subcmd__manifest_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup manifest commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__media_commands] )) ||
_opsctl__subcmd__backup__subcmd__media_commands() {
    local commands; commands=(
'add:Register a medium, or change one (--change)' \
'list:List the register' \
'import:Import a csv or xlsx file' \
'stocktake:Take stock\: print a list to fill in (--blank), then take it back' \
    )
    _describe -t commands 'opsctl backup media commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__media__subcmd__add_commands] )) ||
_opsctl__subcmd__backup__subcmd__media__subcmd__add_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup media add commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__media__subcmd__import_commands] )) ||
_opsctl__subcmd__backup__subcmd__media__subcmd__import_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup media import commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__media__subcmd__list_commands] )) ||
_opsctl__subcmd__backup__subcmd__media__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup media list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__media__subcmd__stocktake_commands] )) ||
_opsctl__subcmd__backup__subcmd__media__subcmd__stocktake_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup media stocktake commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__plan_commands] )) ||
_opsctl__subcmd__backup__subcmd__plan_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup plan commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__report_commands] )) ||
_opsctl__subcmd__backup__subcmd__report_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup report commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__restore-test_commands] )) ||
_opsctl__subcmd__backup__subcmd__restore-test_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup restore-test commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__backup__subcmd__verify_commands] )) ||
_opsctl__subcmd__backup__subcmd__verify_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl backup verify commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__baseline_commands] )) ||
_opsctl__subcmd__baseline_commands() {
    local commands; commands=(
'accept:Accept the rows of a run as the baseline' \
'show:Show the baseline that counts' \
'diff:Compare the baseline with the latest run' \
    )
    _describe -t commands 'opsctl baseline commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__baseline__subcmd__accept_commands] )) ||
_opsctl__subcmd__baseline__subcmd__accept_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl baseline accept commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__baseline__subcmd__diff_commands] )) ||
_opsctl__subcmd__baseline__subcmd__diff_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl baseline diff commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__baseline__subcmd__show_commands] )) ||
_opsctl__subcmd__baseline__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl baseline show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__calendar_commands] )) ||
_opsctl__subcmd__calendar_commands() {
    local commands; commands=(
'show:A day, a month, a year\: work or rest, who says so, which hours' \
'check:Check that the lists of days off are there, for cron' \
'import:Import calendar files; first shows the days that change' \
'due:When N working days, working hours or hours run out' \
    )
    _describe -t commands 'opsctl calendar commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__calendar__subcmd__check_commands] )) ||
_opsctl__subcmd__calendar__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl calendar check commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__calendar__subcmd__due_commands] )) ||
_opsctl__subcmd__calendar__subcmd__due_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl calendar due commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__calendar__subcmd__import_commands] )) ||
_opsctl__subcmd__calendar__subcmd__import_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl calendar import commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__calendar__subcmd__show_commands] )) ||
_opsctl__subcmd__calendar__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl calendar show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__check_commands] )) ||
_opsctl__subcmd__check_commands() {
    local commands; commands=(
'list:List the checks' \
'show:Show one check in full' \
'new:Write a new check file' \
'test:Run the examples of check files' \
    )
    _describe -t commands 'opsctl check commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__check__subcmd__list_commands] )) ||
_opsctl__subcmd__check__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl check list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__check__subcmd__new_commands] )) ||
_opsctl__subcmd__check__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl check new commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__check__subcmd__show_commands] )) ||
_opsctl__subcmd__check__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl check show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__check__subcmd__test_commands] )) ||
_opsctl__subcmd__check__subcmd__test_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl check test commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__config_commands] )) ||
_opsctl__subcmd__config_commands() {
    local commands; commands=(
'show:Show the configuration in force and where each value is from' \
'check:Check the whole configuration; connects to nothing' \
    )
    _describe -t commands 'opsctl config commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__config__subcmd__check_commands] )) ||
_opsctl__subcmd__config__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl config check commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__config__subcmd__show_commands] )) ||
_opsctl__subcmd__config__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl config show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__doctor_commands] )) ||
_opsctl__subcmd__doctor_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl doctor commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history_commands] )) ||
_opsctl__subcmd__history_commands() {
    local commands; commands=(
'list:List the recorded runs' \
'show:Show a run as it was shown then' \
'diff:Compare two runs' \
'export:Export a run as a zip' \
'prune:Let go what the retention does not keep' \
'verify:Check the store and the audit chain' \
    )
    _describe -t commands 'opsctl history commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history__subcmd__diff_commands] )) ||
_opsctl__subcmd__history__subcmd__diff_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl history diff commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history__subcmd__export_commands] )) ||
_opsctl__subcmd__history__subcmd__export_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl history export commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history__subcmd__list_commands] )) ||
_opsctl__subcmd__history__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl history list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history__subcmd__prune_commands] )) ||
_opsctl__subcmd__history__subcmd__prune_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl history prune commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history__subcmd__show_commands] )) ||
_opsctl__subcmd__history__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl history show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__history__subcmd__verify_commands] )) ||
_opsctl__subcmd__history__subcmd__verify_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl history verify commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__host_commands] )) ||
_opsctl__subcmd__host_commands() {
    local commands; commands=(
'trust:Show the fingerprint of a host'\''s key and, once compared, write it to known_hosts' \
    )
    _describe -t commands 'opsctl host commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__host__subcmd__trust_commands] )) ||
_opsctl__subcmd__host__subcmd__trust_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl host trust commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__init_commands] )) ||
_opsctl__subcmd__init_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl init commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__inspect_commands] )) ||
_opsctl__subcmd__inspect_commands() {
    local commands; commands=(
'db:Inspect Oracle databases' \
'host:Inspect hosts, agentless\: over SSH, or this machine' \
'all:Inspect databases and hosts' \
'manual:Enter a manual round\: power, temperature, fans, lights …' \
    )
    _describe -t commands 'opsctl inspect commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__inspect__subcmd__all_commands] )) ||
_opsctl__subcmd__inspect__subcmd__all_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl inspect all commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__inspect__subcmd__db_commands] )) ||
_opsctl__subcmd__inspect__subcmd__db_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl inspect db commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__inspect__subcmd__host_commands] )) ||
_opsctl__subcmd__inspect__subcmd__host_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl inspect host commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__inspect__subcmd__manual_commands] )) ||
_opsctl__subcmd__inspect__subcmd__manual_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl inspect manual commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb_commands] )) ||
_opsctl__subcmd__kb_commands() {
    local commands; commands=(
'list:List entries' \
'search:Find entries by words, codes, tickets; published ones first' \
'show:All of an entry, with its course' \
'draft:Draft entries of solved tickets (closing one does it by itself); for second and third line and technical managers' \
'edit:Write in a draft, or mask what must not leave' \
'review:Review a draft\: technical managers, and not what they wrote themselves' \
'return:Send a reviewed one back to its author' \
'publish:Publish a reviewed one\: technical managers; refused while something has to be masked' \
'confirm:Say that a published one still holds; not what one wrote oneself' \
'revise:Begin a new version, a draft again' \
'withdraw:Withdraw' \
'check:Which published ones are due for review, or would have to be masked by now; for cron\: exit 1 if there are any' \
'hot:Hot questions\: what comes again, and has no entry yet' \
'export:Export the handbook\: docx xlsx md' \
'mask:Print a masked copy of a text file' \
    )
    _describe -t commands 'opsctl kb commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__check_commands] )) ||
_opsctl__subcmd__kb__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb check commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__confirm_commands] )) ||
_opsctl__subcmd__kb__subcmd__confirm_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb confirm commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__draft_commands] )) ||
_opsctl__subcmd__kb__subcmd__draft_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb draft commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__edit_commands] )) ||
_opsctl__subcmd__kb__subcmd__edit_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb edit commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__export_commands] )) ||
_opsctl__subcmd__kb__subcmd__export_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb export commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__hot_commands] )) ||
_opsctl__subcmd__kb__subcmd__hot_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb hot commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__list_commands] )) ||
_opsctl__subcmd__kb__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__mask_commands] )) ||
_opsctl__subcmd__kb__subcmd__mask_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb mask commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__publish_commands] )) ||
_opsctl__subcmd__kb__subcmd__publish_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb publish commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__return_commands] )) ||
_opsctl__subcmd__kb__subcmd__return_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb return commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__review_commands] )) ||
_opsctl__subcmd__kb__subcmd__review_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb review commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__revise_commands] )) ||
_opsctl__subcmd__kb__subcmd__revise_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb revise commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__search_commands] )) ||
_opsctl__subcmd__kb__subcmd__search_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb search commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__show_commands] )) ||
_opsctl__subcmd__kb__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__kb__subcmd__withdraw_commands] )) ||
_opsctl__subcmd__kb__subcmd__withdraw_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl kb withdraw commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__log_commands] )) ||
_opsctl__subcmd__log_commands() {
    local commands; commands=(
'add:Enter what was done' \
'import:Import a csv or xlsx file' \
'list:List what was done in a time' \
    )
    _describe -t commands 'opsctl log commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__log__subcmd__add_commands] )) ||
_opsctl__subcmd__log__subcmd__add_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl log add commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__log__subcmd__import_commands] )) ||
_opsctl__subcmd__log__subcmd__import_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl log import commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__log__subcmd__list_commands] )) ||
_opsctl__subcmd__log__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl log list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__monitor_commands] )) ||
_opsctl__subcmd__monitor_commands() {
    local commands; commands=(
'show:Show the last values' \
'stats:Statistics of a range\: least, mean, most, 95th percentile, crossings' \
    )
    _describe -t commands 'opsctl monitor commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__monitor__subcmd__show_commands] )) ||
_opsctl__subcmd__monitor__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl monitor show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__monitor__subcmd__stats_commands] )) ||
_opsctl__subcmd__monitor__subcmd__stats_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl monitor stats commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release_commands] )) ||
_opsctl__subcmd__release_commands() {
    local commands; commands=(
'new:Make a package' \
'check:Check a package; nothing is changed anywhere' \
'plan:What a package would do to a target; production is held to it' \
'form:The approval form\: filling in, decisions, signatures, archive, printing' \
'apply:Apply\: all of it or nothing; a full rehearsal outside of production' \
'rollback:Take back a release' \
'recover:Bring interrupted runs to their end\: what was decided stays, all else is taken back' \
'status:What is in place, what runs, what did not end; changes nothing' \
'history:All runs; --verify-chain tells whether records were changed' \
'gc:Take away what old releases replaced; the newest way back stays' \
'agent:Internal\: does the work on a host' \
    )
    _describe -t commands 'opsctl release commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__agent_commands] )) ||
_opsctl__subcmd__release__subcmd__agent_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release agent commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__apply_commands] )) ||
_opsctl__subcmd__release__subcmd__apply_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release apply commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__check_commands] )) ||
_opsctl__subcmd__release__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release check commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form_commands] )) ||
_opsctl__subcmd__release__subcmd__form_commands() {
    local commands; commands=(
'new:Make a form' \
'edit:Change a draft' \
'submit:Submit (applicant)' \
'review:Review (version manager)' \
'audit:Audit (site operations manager)' \
'approve:Approve (customer'\''s officer)' \
'dispatch:Dispatch to those who run it (site operations manager)' \
'return:Return to the applicant' \
'revise:A new revision, which voids all decisions' \
'supplement:Sign later (emergency patches)' \
'rehearsed:Write down a rehearsal; the run itself does that usually' \
'executed:Write down a run in production; the run itself does that usually' \
'sign-execution:Sign the execution form (version manager)' \
'archive:File the forms and all records (archivist)' \
'list:List forms' \
'show:All of a form\: fields, decisions and their proofs, course, what is next' \
'verify:Verify the chain, the signatures and the scanned pages' \
'print:Print\: approval, execution, verification' \
    )
    _describe -t commands 'opsctl release form commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__approve_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__approve_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form approve commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__archive_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__archive_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form archive commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__audit_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__audit_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form audit commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__dispatch_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__dispatch_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form dispatch commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__edit_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__edit_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form edit commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__executed_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__executed_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form executed commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__list_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__new_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form new commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__print_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__print_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form print commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__rehearsed_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__rehearsed_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form rehearsed commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__return_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__return_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form return commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__review_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__review_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form review commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__revise_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__revise_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form revise commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__show_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__sign-execution_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__sign-execution_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form sign-execution commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__submit_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__submit_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form submit commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__supplement_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__supplement_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form supplement commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__form__subcmd__verify_commands] )) ||
_opsctl__subcmd__release__subcmd__form__subcmd__verify_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release form verify commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__gc_commands] )) ||
_opsctl__subcmd__release__subcmd__gc_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release gc commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__history_commands] )) ||
_opsctl__subcmd__release__subcmd__history_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release history commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__new_commands] )) ||
_opsctl__subcmd__release__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release new commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__plan_commands] )) ||
_opsctl__subcmd__release__subcmd__plan_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release plan commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__recover_commands] )) ||
_opsctl__subcmd__release__subcmd__recover_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release recover commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__rollback_commands] )) ||
_opsctl__subcmd__release__subcmd__rollback_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release rollback commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__release__subcmd__status_commands] )) ||
_opsctl__subcmd__release__subcmd__status_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl release status commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__report_commands] )) ||
_opsctl__subcmd__report_commands() {
    local commands; commands=(
'data:Print the data of a report (JSON)' \
'due:What is owed\: by when, by whom, whether it was handed in' \
'all:Make all reports of a month, with an index and checksums' \
'hand-in:Note that a report was handed in' \
    )
    _describe -t commands 'opsctl report commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__report__subcmd__all_commands] )) ||
_opsctl__subcmd__report__subcmd__all_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl report all commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__report__subcmd__data_commands] )) ||
_opsctl__subcmd__report__subcmd__data_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl report data commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__report__subcmd__due_commands] )) ||
_opsctl__subcmd__report__subcmd__due_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl report due commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__report__subcmd__hand-in_commands] )) ||
_opsctl__subcmd__report__subcmd__hand-in_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl report hand-in commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template_commands] )) ||
_opsctl__subcmd__template_commands() {
    local commands; commands=(
'list:List the templates\: version, origin, digest' \
'check:Check templates against the contract of their data; all mistakes at once' \
'fields:List the fields that a template can use' \
'preview:Fill a template with invented data' \
'diff:Compare two docx\: text, tags, styles' \
'new:Begin a template\: from an outline, or as a copy of an embedded one' \
    )
    _describe -t commands 'opsctl template commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template__subcmd__check_commands] )) ||
_opsctl__subcmd__template__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl template check commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template__subcmd__diff_commands] )) ||
_opsctl__subcmd__template__subcmd__diff_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl template diff commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template__subcmd__fields_commands] )) ||
_opsctl__subcmd__template__subcmd__fields_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl template fields commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template__subcmd__list_commands] )) ||
_opsctl__subcmd__template__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl template list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template__subcmd__new_commands] )) ||
_opsctl__subcmd__template__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl template new commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__template__subcmd__preview_commands] )) ||
_opsctl__subcmd__template__subcmd__preview_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl template preview commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket_commands] )) ||
_opsctl__subcmd__ticket_commands() {
    local commands; commands=(
'new:Write a ticket, also of a finding' \
'list:List tickets' \
'search:Find tickets by words' \
'show:All of a ticket\: fields, course, files, packages' \
'edit:Change fields; decides those that both platforms wrote' \
'assign:Assign to somebody, or to somebody else' \
'dispatch:To the third line' \
'accept:The third line takes it (problem platform)' \
'plan:Cause, planned solution, planned time (problem platform)' \
'develop:Development begins, or begins again (problem platform)' \
'test:To the test group (problem platform)' \
'resolve:Solved\: directly here, or reported by the problem platform' \
'verify:The submitter says that it works' \
'reject:The submitter says that it does not work' \
'close:Close' \
'reopen:Reopen\: a new ticket that goes on with a closed one' \
'note:Note what happened, or a moment such as the first response' \
'attach:Attach files' \
'export-zip:Export tickets as a package for the other platform' \
'import-zip:Import a package of the other platform' \
'receipt:Note that a package arrived' \
'packages:List packages that went out and came in' \
'import:Take over a table or package of another platform' \
'export:Write a package that another platform reads' \
'pause:Stop the clocks, with a reason' \
'resume:Let the clocks go on' \
'sla:Time limits\: late, at risk, due next; who is asked, and what to send' \
'stats:Statistics\: counts, times, overdue and satisfaction, by kind, level, module, channel and month' \
'form:The contract'\''s forms and lists, filled by tickets' \
    )
    _describe -t commands 'opsctl ticket commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__accept_commands] )) ||
_opsctl__subcmd__ticket__subcmd__accept_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket accept commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__assign_commands] )) ||
_opsctl__subcmd__ticket__subcmd__assign_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket assign commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__attach_commands] )) ||
_opsctl__subcmd__ticket__subcmd__attach_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket attach commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__close_commands] )) ||
_opsctl__subcmd__ticket__subcmd__close_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket close commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__develop_commands] )) ||
_opsctl__subcmd__ticket__subcmd__develop_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket develop commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__dispatch_commands] )) ||
_opsctl__subcmd__ticket__subcmd__dispatch_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket dispatch commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__edit_commands] )) ||
_opsctl__subcmd__ticket__subcmd__edit_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket edit commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__export_commands] )) ||
_opsctl__subcmd__ticket__subcmd__export_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket export commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__export-zip_commands] )) ||
_opsctl__subcmd__ticket__subcmd__export-zip_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket export-zip commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__form_commands] )) ||
_opsctl__subcmd__ticket__subcmd__form_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket form commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__import_commands] )) ||
_opsctl__subcmd__ticket__subcmd__import_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket import commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__import-zip_commands] )) ||
_opsctl__subcmd__ticket__subcmd__import-zip_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket import-zip commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__list_commands] )) ||
_opsctl__subcmd__ticket__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket list commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__new_commands] )) ||
_opsctl__subcmd__ticket__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket new commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__note_commands] )) ||
_opsctl__subcmd__ticket__subcmd__note_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket note commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__packages_commands] )) ||
_opsctl__subcmd__ticket__subcmd__packages_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket packages commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__pause_commands] )) ||
_opsctl__subcmd__ticket__subcmd__pause_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket pause commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__plan_commands] )) ||
_opsctl__subcmd__ticket__subcmd__plan_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket plan commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__receipt_commands] )) ||
_opsctl__subcmd__ticket__subcmd__receipt_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket receipt commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__reject_commands] )) ||
_opsctl__subcmd__ticket__subcmd__reject_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket reject commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__reopen_commands] )) ||
_opsctl__subcmd__ticket__subcmd__reopen_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket reopen commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__resolve_commands] )) ||
_opsctl__subcmd__ticket__subcmd__resolve_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket resolve commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__resume_commands] )) ||
_opsctl__subcmd__ticket__subcmd__resume_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket resume commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__search_commands] )) ||
_opsctl__subcmd__ticket__subcmd__search_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket search commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__show_commands] )) ||
_opsctl__subcmd__ticket__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket show commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__sla_commands] )) ||
_opsctl__subcmd__ticket__subcmd__sla_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket sla commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__stats_commands] )) ||
_opsctl__subcmd__ticket__subcmd__stats_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket stats commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__test_commands] )) ||
_opsctl__subcmd__ticket__subcmd__test_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket test commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__ticket__subcmd__verify_commands] )) ||
_opsctl__subcmd__ticket__subcmd__verify_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl ticket verify commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__util_commands] )) ||
_opsctl__subcmd__util_commands() {
    local commands; commands=(
'gen:Write manual pages and completions' \
'templates:Make the report templates from their outlines' \
    )
    _describe -t commands 'opsctl util commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__util__subcmd__gen_commands] )) ||
_opsctl__subcmd__util__subcmd__gen_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl util gen commands' commands "$@"
}
(( $+functions[_opsctl__subcmd__util__subcmd__templates_commands] )) ||
_opsctl__subcmd__util__subcmd__templates_commands() {
    local commands; commands=()
    _describe -t commands 'opsctl util templates commands' commands "$@"
}

if [ "$funcstack[1]" = "_opsctl" ]; then
    _opsctl "$@"
else
    compdef _opsctl opsctl
fi
