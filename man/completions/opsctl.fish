# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_opsctl_global_optspecs
    string join \n config= data-dir= operator= lang= q/quiet h/help V/version
end

function __fish_opsctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_opsctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_opsctl_using_subcommand
    set -l cmd (__fish_opsctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c opsctl -n "__fish_opsctl_needs_command" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_needs_command" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_needs_command" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_needs_command" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_needs_command" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_needs_command" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_needs_command" -s V -l version -d 'Print version'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "inspect" -d 'Inspect'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "monitor" -d 'Look at monitored figures and their statistics'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "backup" -d 'Backups: what is due, verification, manifests'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "release" -d 'Releases: make, check, approve, rehearse, apply, take back'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "ticket" -d 'Tickets: flow, packages, time limits, statistics'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "kb" -d 'Knowledge base: drafts, review, search, hot questions, handbook; masking'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "report" -d 'Make reports and forms'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "template" -d 'Templates of reports'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "log" -d 'Work log: enter, import, list'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "calendar" -d 'Calendar: work or rest, missing lists, import, due times'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "host" -d 'Hosts: trust a host key'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "check" -d 'List, show, write and test checks'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "history" -d 'Look at the recorded runs'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "baseline" -d 'Accept and show baselines'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "config" -d 'Show and check the configuration'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "doctor" -d 'Tell what is missing on this machine and which targets answer'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "init" -d 'Write commented sample configuration'
complete -c opsctl -n "__fish_opsctl_needs_command" -f -a "util" -d 'Internal tools'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -f -a "db" -d 'Inspect Oracle databases'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -f -a "host" -d 'Inspect hosts, agentless: over SSH, or this machine'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -f -a "all" -d 'Inspect databases and hosts'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and not __fish_seen_subcommand_from db host all manual" -f -a "manual" -d 'Enter a manual round: power, temperature, fans, lights …'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -s g -l group -d 'Only targets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l tag -d 'Only targets with these tags' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l check -d 'Only these checks' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l cadence -d 'Cadence: interval daily weekly monthly half-yearly; the longer includes the shorter' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -s j -l jobs -d 'Targets at a time' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l save-capture -d 'Keep the raw answers as a capture (folder or .zip)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l capture -d 'Judge a capture instead of connecting' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -s o -l output -d 'Save as .xlsx, .csv or .json; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l format -d 'Format on the screen: table json csv nagios openmetrics' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l fail-on -d 'Exit non-zero from which level: warning critical never' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l script -d 'Print the collection script (SQL*Plus for db, sh for host) and connect to nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l only-abnormal -d 'Show only targets with something wrong'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l full -d 'Show the rows of every check as well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -l no-store -d 'Do not record the run in the history'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from db" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -s g -l group -d 'Only targets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l tag -d 'Only targets with these tags' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l check -d 'Only these checks' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l cadence -d 'Cadence: interval daily weekly monthly half-yearly; the longer includes the shorter' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -s j -l jobs -d 'Targets at a time' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l save-capture -d 'Keep the raw answers as a capture (folder or .zip)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l capture -d 'Judge a capture instead of connecting' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -s o -l output -d 'Save as .xlsx, .csv or .json; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l format -d 'Format on the screen: table json csv nagios openmetrics' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l fail-on -d 'Exit non-zero from which level: warning critical never' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l script -d 'Print the collection script (SQL*Plus for db, sh for host) and connect to nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l only-abnormal -d 'Show only targets with something wrong'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l full -d 'Show the rows of every check as well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -l no-store -d 'Do not record the run in the history'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from host" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -s g -l group -d 'Only targets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l tag -d 'Only targets with these tags' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l check -d 'Only these checks' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l cadence -d 'Cadence: interval daily weekly monthly half-yearly; the longer includes the shorter' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -s j -l jobs -d 'Targets at a time' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l save-capture -d 'Keep the raw answers as a capture (folder or .zip)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l capture -d 'Judge a capture instead of connecting' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -s o -l output -d 'Save as .xlsx, .csv or .json; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l format -d 'Format on the screen: table json csv nagios openmetrics' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l fail-on -d 'Exit non-zero from which level: warning critical never' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l script -d 'Print the collection script (SQL*Plus for db, sh for host) and connect to nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l only-abnormal -d 'Show only targets with something wrong'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l full -d 'Show the rows of every check as well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -l no-store -d 'Do not record the run in the history'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from all" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l checklist -d 'The site\'s own checklist (default: the built-in one)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l answers -d 'File of answers; without it each item is asked at the terminal' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -s o -l output -d 'Save as .xlsx, .csv or .json; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l format -d 'Format on the screen: table json csv nagios openmetrics' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l fail-on -d 'Exit non-zero from which level: warning critical never' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l blank -d 'Print a file of answers to fill in'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l only-abnormal -d 'Show only targets with something wrong'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l full -d 'Show the rows of every check as well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -l no-store -d 'Do not record the run in the history'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand inspect; and __fish_seen_subcommand_from manual" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -f -a "show" -d 'Show the last values'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and not __fish_seen_subcommand_from show stats" -f -a "stats" -d 'Statistics of a range: least, mean, most, 95th percentile, crossings'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -s g -l group -d 'Only targets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l check -d 'Only these checks' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l metric -d 'Only these figures, e.g. used_pct' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -s o -l output -d 'Save as .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l format -d 'Format on the screen: table csv' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l hours -d 'How many hours back at most' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -l only-abnormal -d 'Only what is at a warning or critical level'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -s g -l group -d 'Only targets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l check -d 'Only these checks' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l metric -d 'Only these figures, e.g. used_pct' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -s o -l output -d 'Save as .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l format -d 'Format on the screen: table csv' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l from -d 'Since when, e.g. 2026-11-01 or 2026-11-01T08:00; 7 days ago unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l to -d 'Until when; now unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l min -d 'Only samples of at least this value' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l max -d 'Only samples of at most this value' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -l only-abnormal -d 'Only what is at a warning or critical level'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand monitor; and __fish_seen_subcommand_from stats" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -f -a "plan" -d 'List the backups that the policy asks for'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -f -a "verify" -d 'Verify backups: existence, structure, logs, rows, sizes, digests, copies, retention'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -f -a "manifest" -d 'Make a manifest of digests of a folder, signed if there is a key, or compare the folder with it'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -f -a "report" -d 'Make the report of backups'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -f -a "media" -d 'The register of media: tapes, discs, disks, remote copies'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and not __fish_seen_subcommand_from plan verify manifest report media restore-test" -f -a "restore-test" -d 'Restore test: into a scratch database or folder, compared, and taken away'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -s g -l group -d 'Only sets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -l day -d 'Which day; today unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from plan" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -s g -l group -d 'Only sets of these groups' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l tag -d 'Only sets with one of these tags' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l day -d 'Only the backups that were due on this day' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l since -d 'Every backup since this day' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l check -d 'Only these checks, e.g. backup.log' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l accept -d 'Take the new digest of this file, which was replaced on purpose; goes into the audit trail. For one on a manifest make the manifest again' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l io-limit -d 'Read at most so much a second in all, e.g. 100MB' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l jobs -d 'Sets looked at at the same time' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -s o -l output -d 'Save as .xlsx, .csv or .json; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l format -d 'Format on the screen: table json csv nagios openmetrics' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l fail-on -d 'Exit non-zero from which level: warning critical never' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l no-rows -d 'Do not count the rows of exp dumps: faster, and one proof less'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l no-hash -d 'Compute no digests'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l only-abnormal -d 'Show only targets with something wrong'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l full -d 'Show the rows of every check as well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -l no-store -d 'Do not record the run in the history'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from verify" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l rotate -d 'Read only the part whose turn it is today: daily/week daily/month weekly/month weekly/quarter monthly/year or daily/N' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l key -d 'Secret key of minisign to sign with; signing-key of backups.toml unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l io-limit -d 'Read at most so much a second, e.g. 100MB' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l new-key -d 'Make a new pair of keys instead: the secret one in FILE, the public one in FILE.pub' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l threads -d 'Threads; as many as there are processors unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l verify -d 'Compare the folder with the manifest in it; writes nothing there'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l blake3 -d 'BLAKE3 as well: fast, for large files; with --verify compare by it'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l replace -d 'Replace the manifest that is there'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from manifest" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l period -d 'Period: 2026-10 2026-10-01..2026-10-15; the last month unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l month -d 'Which month, e.g. 2026-10' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -s o -l output -d 'Output .xlsx and .docx files, or a folder (the current one unless given)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l data -d 'What people write into it (TOML): the analysis and the measures' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from report" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -f -a "add" -d 'Register a medium, or change one (--change)'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -f -a "list" -d 'List the register'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -f -a "import" -d 'Import a csv or xlsx file'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from media" -f -a "stocktake" -d 'Take stock: print a list to fill in (--blank), then take it back'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l day -d 'The backup that was due on this day; the newest whole one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l from-logs -d 'Judge a restore that was done by hand, from its logs' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l counts -d 'Rows counted after it, a line each: table, tab, rows' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l took -d 'How long it took, e.g. 42m, 1h30m' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l format -d 'Format on the screen: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -s o -l output -d 'Save the record as .json' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l yes -d 'Do not ask, neither before restoring nor before cleaning up'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l dry-run -d 'Print the commands, touch nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -l clean-up -d 'Only clean up after restore tests that were interrupted: lists what is left, and asks; exit code 2 if that fails'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand backup; and __fish_seen_subcommand_from restore-test" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "new" -d 'Make a package'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "check" -d 'Check a package; nothing is changed anywhere'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "plan" -d 'What a package would do to a target; production is held to it'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "form" -d 'The approval form: filling in, decisions, signatures, archive, printing'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "apply" -d 'Apply: all of it or nothing; a full rehearsal outside of production'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "rollback" -d 'Take back a release'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "recover" -d 'Bring interrupted runs to their end: what was decided stays, all else is taken back'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "status" -d 'What is in place, what runs, what did not end; changes nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "history" -d 'All runs; --verify-chain tells whether records were changed'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "gc" -d 'Take away what old releases replaced; the newest way back stays'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and not __fish_seen_subcommand_from new check plan form apply rollback recover status history gc agent" -f -a "agent" -d 'Internal: does the work on a host'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -s o -l out -d 'Where to, which must not be there; <id>.zip here unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l base -d 'The version before: only what changed is packed, and the target has to have that version; several times' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l key -d 'Sign with this secret key of minisign' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l init -d 'Write a folder to start from instead' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l folder -d 'Write a folder instead of a ZIP'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -l allow-setuid -d 'Files may have set-uid and set-gid'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from new" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l trust -d 'Public key of minisign that is trusted, several times; then a package without its signature is refused' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l allow-setuid -d 'Files may have set-uid and set-gid'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from check" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -s t -l target -d 'Release target (releases.toml)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -l no-db-backup -d 'Why no evidence of a backup is needed' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -s o -l output -d 'Write the plan as JSON, for apply --plan' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -l json -d 'Print the plan as JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from plan" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "new" -d 'Make a form'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "edit" -d 'Change a draft'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "submit" -d 'Submit (applicant)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "review" -d 'Review (version manager)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "audit" -d 'Audit (site operations manager)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "approve" -d 'Approve (customer\'s officer)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "dispatch" -d 'Dispatch to those who run it (site operations manager)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "return" -d 'Return to the applicant'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "revise" -d 'A new revision, which voids all decisions'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "supplement" -d 'Sign later (emergency patches)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "rehearsed" -d 'Write down a rehearsal; the run itself does that usually'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "executed" -d 'Write down a run in production; the run itself does that usually'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "sign-execution" -d 'Sign the execution form (version manager)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "archive" -d 'File the forms and all records (archivist)'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "list" -d 'List forms'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "show" -d 'All of a form: fields, decisions and their proofs, course, what is next'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "verify" -d 'Verify the chain, the signatures and the scanned pages'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from form" -f -a "print" -d 'Print: approval, execution, verification'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -s t -l target -d 'Release target (releases.toml)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l plan -d 'The plan of release plan, to which what is done is held' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l form -d 'The approval form; production needs one' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l no-db-backup -d 'Why no evidence of a backup is needed; the report shows it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l rollback -d 'Take back: the same as release rollback' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from apply" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -s t -l target -d 'Release target (releases.toml)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from rollback" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -s t -l target -d 'Release target; all of them unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l resolve -d 'A person put in order what was left: what was done' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l statement -d 'A person found whether statement N of a script happened (done) or not (not-done); then it goes on' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from recover" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -s t -l target -d 'Release target; all of them unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from status" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -s t -l target -d 'Release target; all of them unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -l verify-chain -d 'Check the chains of the history and of every place: what was changed or taken out shows'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from history" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -s t -l target -d 'Release target; all of them unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -l keep -d 'Releases that can still be taken back, at each place; one at least' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from gc" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from agent" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from agent" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from agent" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from agent" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from agent" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand release; and __fish_seen_subcommand_from agent" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "new" -d 'Write a ticket, also of a finding'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "list" -d 'List tickets'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "search" -d 'Find tickets by words'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "show" -d 'All of a ticket: fields, course, files, packages'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "edit" -d 'Change fields; decides those that both platforms wrote'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "assign" -d 'Assign to somebody, or to somebody else'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "dispatch" -d 'To the third line'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "accept" -d 'The third line takes it (problem platform)'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "plan" -d 'Cause, planned solution, planned time (problem platform)'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "develop" -d 'Development begins, or begins again (problem platform)'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "test" -d 'To the test group (problem platform)'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "resolve" -d 'Solved: directly here, or reported by the problem platform'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "verify" -d 'The submitter says that it works'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "reject" -d 'The submitter says that it does not work'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "close" -d 'Close'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "reopen" -d 'Reopen: a new ticket that goes on with a closed one'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "note" -d 'Note what happened, or a moment such as the first response'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "attach" -d 'Attach files'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "export-zip" -d 'Export tickets as a package for the other platform'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "import-zip" -d 'Import a package of the other platform'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "receipt" -d 'Note that a package arrived'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "packages" -d 'List packages that went out and came in'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "import" -d 'Take over a table or package of another platform'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "export" -d 'Write a package that another platform reads'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "pause" -d 'Stop the clocks, with a reason'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "resume" -d 'Let the clocks go on'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "sla" -d 'Time limits: late, at risk, due next; who is asked, and what to send'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "stats" -d 'Statistics: counts, times, overdue and satisfaction, by kind, level, module, channel and month'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and not __fish_seen_subcommand_from new list search show edit assign dispatch accept plan develop test resolve verify reject close reopen note attach export-zip import-zip receipt packages import export pause resume sla stats form" -f -a "form" -d 'The contract\'s forms and lists, filled by tickets'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l symptom -d 'Symptom' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l kind -d 'Kind: fault bug performance operation data business request consult complaint' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l level -d 'Level' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l module -d 'Module' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l reporter -d 'Who asks; the operator unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l from-finding -d 'Of a finding of a run; RUN may be last' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l attach -d 'Attach files as well' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from new" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -s S -l state -d 'States; `unsolved` is all that are not solved' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l level -d 'Levels' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l kind -d 'Kinds' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l module -d 'Modules' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l assignee -d 'Assignees' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l month -d 'Opened in a month, e.g. 2026-11' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l limit -d 'At most so many; 200 on the screen and all in files unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -s o -l output -d 'Save as .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l format -d 'Format on the screen: table csv json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l overdue -d 'Only those past their due time'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -l conflicts -d 'Only those with fields that both platforms wrote'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -l limit -d 'At most so many; 200 on the screen and all in files unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -s o -l output -d 'Save as .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -l format -d 'Format on the screen: table csv json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from search" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l files -d 'Write its files into this folder; nothing there is overwritten' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l format -d 'Format on the screen: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l events -d 'List every event'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l ours -d 'Of a field that both wrote: take ours' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l theirs -d 'Of a field that both wrote: take theirs' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from edit" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -l to -d 'The engineer' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from assign" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from dispatch" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from accept" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from plan" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from develop" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from test" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resolve" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l satisfaction -d 'Satisfaction: very satisfied fair not' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l opinion -d 'Opinion' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -l reason -d 'Why, as REASON' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reject" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -l reason -d 'Why, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from close" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from reopen" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -l mark -d 'A moment: accepted responded arranged called-back on-site restored scheduled answered acknowledged reported complaint-reported' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -l at -d 'When it was; now unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from note" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from attach" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from attach" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from attach" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from attach" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from attach" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from attach" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l query -d 'Tickets that words find' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l kind -d 'dispatch plan report close redispatch' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -s o -l out -d 'The package, a .zip' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l encrypt -d 'Encrypt: aes256. 7-Zip and bsdtar open it; unzip, Java and Windows Explorer do not. Names stay visible' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l password-file -d 'File with the password (readable by its owner alone); asked at a terminal unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l names -d 'Names inside: ascii utf8 gbk (what files were called is always in the manifest)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l mask -d 'Mask texts: ids, telephones, accounts, passwords, names; files are not looked into and stay here'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -l with-files -d 'Take files along in a masked package, on your own word'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export-zip" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l receipt -d 'Where the receipt goes; beside the package unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l password-file -d 'File with the password; asked at a terminal unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l zip-encoding -d 'Encoding of names inside: utf-8 gbk big5 cp437; told from them unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l max-entries -d 'At most so many files' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l max-mib -d 'At most so many MiB unpacked' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l dry-run -d 'Show what would change, and write nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l allow-weak -d 'Read the old encryption, too, which protects nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l per-ticket -d 'Leave out tickets that are refused; all or nothing otherwise'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -l recover -d 'This history was restored from an older backup: take back what is ours out of the package'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import-zip" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l manual -d 'There is no file: somebody knows that it arrived (id of the package, or its beginning)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l reason -d 'How that is known' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l print -d 'Print again the receipt that was given for a package' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from receipt" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -l format -d 'Format on the screen: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -l waiting -d 'Only those that went out and have no receipt'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from packages" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l map -d 'Mapping: which column is which field; that of --map-sample unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l adapter -d 'Adapter: the layout of a foreign package (see --adapter-sample)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l zip-encoding -d 'Encoding of names in the package: utf-8 gbk big5 cp437; found out unless given, or the package is refused' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l password-file -d 'File with the password (readable by you only), its first line' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l template -d 'Write a form with drop-down lists, to be filled in and imported' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l dry-run -d 'Only tell what would change, write nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l skip-bad -d 'Leave out rows with faults and import the others'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l solve -d 'Solve new tickets that are solved or closed over there'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l map-sample -d 'Print a sample mapping'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -l adapter-sample -d 'Print a sample adapter'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from import" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l adapter -d 'Adapter (see ticket import --adapter-sample)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l out -d 'Where to' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l names -d 'Encoding of names in the package: ascii utf8 gbk (old programs on Chinese Windows)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l password-file -d 'Encrypt with AES-256 and the password in this file' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l mask -d 'Mask texts: ids, telephones, accounts, passwords, names; files are not looked into and stay here'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -l with-files -d 'Take files along in a masked package, on your own word'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from export" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -l reason -d 'Why, as REASON' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from pause" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resume" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resume" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resume" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resume" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from resume" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l now -d 'At which moment; now unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l limit -d 'At most so many lines on the screen; 200 unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l format -d 'Format on the screen: table json csv' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -s o -l output -d 'Save as .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l late -d 'Only what is late'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l at-risk -d 'Only what is at risk'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l explain -d 'Take every due time apart'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -l remind -d 'Record the reminders that are due and print them, for cron; each step once'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from sla" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l month -d 'The month, e.g. 2026-11; the last one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l from -d 'The first day' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l to -d 'The last day' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l texts -d 'Texts that people add' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l format -d 'Format on the screen: table json csv' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -s o -l output -d 'Save as .docx, .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from stats" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l list-of -d 'A list of the tickets of a period, e.g. bug-list' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l month -d 'The month, e.g. 2026-11; the last one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l from -d 'The first day' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l to -d 'The last day' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l data -d 'What people fill in, as TOML; before what the ticket says' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -s o -l output -d 'Output file, or a folder (the current one unless given)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -l list -d 'List the forms and lists'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand ticket; and __fish_seen_subcommand_from form" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "list" -d 'List entries'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "search" -d 'Find entries by words, codes, tickets; published ones first'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "show" -d 'All of an entry, with its course'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "draft" -d 'Draft entries of solved tickets (closing one does it by itself); for second and third line and technical managers'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "edit" -d 'Write in a draft, or mask what must not leave'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "review" -d 'Review a draft: technical managers, and not what they wrote themselves'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "return" -d 'Send a reviewed one back to its author'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "publish" -d 'Publish a reviewed one: technical managers; refused while something has to be masked'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "confirm" -d 'Say that a published one still holds; not what one wrote oneself'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "revise" -d 'Begin a new version, a draft again'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "withdraw" -d 'Withdraw'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "check" -d 'Which published ones are due for review, or would have to be masked by now; for cron: exit 1 if there are any'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "hot" -d 'Hot questions: what comes again, and has no entry yet'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "export" -d 'Export the handbook: docx xlsx md'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and not __fish_seen_subcommand_from list search show draft edit review return publish confirm revise withdraw check hot export mask" -f -a "mask" -d 'Print a masked copy of a text file'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -s S -l state -d 'States: draft reviewed published due void' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l user-type -d 'For whom: taxpayer officer operator' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l kind -d 'Kinds' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l program -d 'Version of the program now: entries that hold up to an older one are due as well' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l format -d 'Format on the screen: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -l due -d 'Only those that are due for review'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -l format -d 'Format on the screen: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from search" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -l format -d 'Format on the screen: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from draft" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from draft" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from draft" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from draft" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from draft" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from draft" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -s s -l set -d 'Write a field, may be repeated; @FILE takes a file\'s text, an empty value clears it. Fields: title symptom environment cause steps category kind user-type keywords valid-from valid-to. Only of a draft; who writes becomes its author' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -l mask -d 'Mask what must not leave; in any state but void'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from edit" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from review" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from review" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from review" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from review" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from review" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from review" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from return" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from return" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from return" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from return" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from return" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from return" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from publish" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from publish" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from publish" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from publish" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from publish" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from publish" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from confirm" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from confirm" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from confirm" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from confirm" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from confirm" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from revise" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from revise" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from revise" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from revise" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from revise" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from revise" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from withdraw" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from withdraw" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from withdraw" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from withdraw" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from withdraw" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from withdraw" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -l program -d 'Version of the program now: entries that hold up to an older one are due as well' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from check" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -l days -d 'What came again within so many days, e.g. 30 or 90; 366 at most' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -s o -l output -d 'Save as .docx or .xlsx; may be repeated; names, telephones and the like are masked' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from hot" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -s o -l output -d 'Files to write, .docx .xlsx .md; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -l user-type -d 'Only entries for these: taxpayer officer operator' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -l program -d 'Version of the program now: entries that hold up to an older one are marked as due' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from export" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from mask" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from mask" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from mask" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from mask" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from mask" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand kb; and __fish_seen_subcommand_from mask" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l period -d 'Period: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l half -d 'am or pm' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l data -d 'What people fill in: TOML for forms and texts, csv for registers' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l finding -d 'Fill a form from a finding of a run' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l person -d 'Whose report; the operator unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -s o -l output -d 'Output file, or a folder (the current one unless given); files may be several' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l format -d 'Only these formats: docx xlsx csv' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l encoding -d 'Encoding of csv: utf-8 gb18030 gbk' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l list -d 'List all reports'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -l blank -d 'Blank, for printing'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -a "data" -d 'Print the data of a report (JSON)'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -a "due" -d 'What is owed: by when, by whom, whether it was handed in'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -a "all" -d 'Make all reports of a month, with an index and checksums'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and not __fish_seen_subcommand_from data due all hand-in" -a "hand-in" -d 'Note that a report was handed in'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l period -d 'Period: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l half -d 'am or pm' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l data -d 'What people fill in: TOML for forms and texts, csv for registers' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l finding -d 'Fill a form from a finding of a run' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l person -d 'Whose report; the operator unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l format -d 'Format: json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l blank -d 'Blank, for printing'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -l schema -d 'Print the JSON schema of the data'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from data" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l ahead -d 'So many days ahead' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l back -d 'So many days back' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l format -d 'Format: table json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -l all -d 'Also those that were handed in'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from due" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -l month -d 'The month, e.g. 2026-10; the last one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -l out -d 'Output folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from all" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l period -d 'Period: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l half -d 'am or pm' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l data -d 'What people fill in: TOML for forms and texts, csv for registers' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l finding -d 'Fill a form from a finding of a run' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l person -d 'Whose report; the operator unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l to -d 'To whom' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -l blank -d 'Blank, for printing'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand report; and __fish_seen_subcommand_from hand-in" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -f -a "list" -d 'List the templates: version, origin, digest'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -f -a "check" -d 'Check templates against the contract of their data; all mistakes at once'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -f -a "fields" -d 'List the fields that a template can use'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -f -a "preview" -d 'Fill a template with invented data'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -f -a "diff" -d 'Compare two docx: text, tags, styles'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and not __fish_seen_subcommand_from list check fields preview diff new" -f -a "new" -d 'Begin a template: from an outline, or as a copy of an embedded one'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from check" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from check" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from check" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from check" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from check" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from fields" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from fields" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from fields" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from fields" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from fields" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from fields" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -s o -l output -d 'Output folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from preview" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from diff" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from diff" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from diff" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from diff" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l from -d 'The outline, .md (see report-templates/README.md)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l like -d 'Like this report' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l dir -d 'Folder of templates; report.templates-dir unless given' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -l again -d 'A template that is there: make its docx of the changed outline again, leave its other files'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand template; and __fish_seen_subcommand_from new" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -f -a "add" -d 'Enter what was done'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -f -a "import" -d 'Import a csv or xlsx file'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and not __fish_seen_subcommand_from add import list" -f -a "list" -d 'List what was done in a time'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l kind -d 'Kind: operation service duty meeting planned-stop force-majeure, or the Chinese words' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l at -d 'When it began, e.g. 2026-11-02T08:30; now unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l until -d 'When it ended' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l who -d 'Who did it; the operator unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l target -d 'What it was done to: a configured target' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l ticket -d 'Ticket' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l result -d 'What came of it' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -l any-target -d 'The target need not be configured'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from add" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l encoding -d 'Encoding of a csv: auto utf-8 gbk' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l skip-bad -d 'Leave out rows with faults and import the others'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -l any-target -d 'Targets need not be configured'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from import" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l from -d 'Since when; the beginning of this month unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l to -d 'Until when (a day is included); the end of this month unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l month -d 'Which month, e.g. 2026-10; this one unless given' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l kind -d 'Only these kinds' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l who -d 'Only of these people' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l target -d 'Only of these targets' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -s o -l output -d 'Save as .xlsx or .csv; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l format -d 'Format on the screen: table csv json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -l no-opsctl -d 'Without what opsctl recorded of itself'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand log; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -f -a "show" -d 'A day, a month, a year: work or rest, who says so, which hours'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -f -a "check" -d 'Check that the lists of days off are there, for cron'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -f -a "import" -d 'Import calendar files; first shows the days that change'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and not __fish_seen_subcommand_from show check import due" -f -a "due" -d 'When N working days, working hours or hours run out'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l month -d 'A month, e.g. 2026-02' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l year -d 'A year' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l format -d 'Format on the screen: table csv json' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -l years -d 'Years, e.g. 2026-2027; this one and the next unless given (the next is asked for from 1 November)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from check" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -l dry-run -d 'Only show what would change; writes nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from import" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l working-days -d 'N working days' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l working-hours -d 'N working hours; may have decimals' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l hours -d 'N hours (7×24); may have decimals' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand calendar; and __fish_seen_subcommand_from due" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and not __fish_seen_subcommand_from trust" -f -a "trust" -d 'Show the fingerprint of a host\'s key and, once compared, write it to known_hosts'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -l yes -d 'Do not ask; only when the fingerprint has been compared'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -l replace -d 'Replace an older key of this host'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand host; and __fish_seen_subcommand_from trust" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -f -a "list" -d 'List the checks'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -f -a "show" -d 'Show one check in full'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -f -a "new" -d 'Write a new check file'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and not __fish_seen_subcommand_from list show new test" -f -a "test" -d 'Run the examples of check files'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l cadence -d 'Only one cadence: interval daily weekly monthly half-yearly' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l kind -d 'Only checks of one kind of target: oracle host' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l req -d 'Only checks that serve a requirement, e.g. DB-05' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -s t -l target -d 'Show the limits in force for this target and where they come from' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -l kind -d 'What it looks at: oracle (SQL) or host (shell)' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -l dir -d 'Folder to write to (default: checks-dir of the config)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from new" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from test" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from test" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from test" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from test" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand check; and __fish_seen_subcommand_from test" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -f -a "list" -d 'List the recorded runs'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -f -a "show" -d 'Show a run as it was shown then'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -f -a "diff" -d 'Compare two runs'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -f -a "export" -d 'Export a run as a zip'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -f -a "prune" -d 'Let go what the retention does not keep'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and not __fish_seen_subcommand_from list show diff export prune verify" -f -a "verify" -d 'Check the store and the audit chain'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -s t -l target -d 'Only runs that had this target' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l since -d 'Since this day, e.g. 2026-11-01' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from list" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -l format -d 'Format on the screen: table json csv nagios openmetrics' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -s o -l output -d 'Save as .xlsx, .csv or .json; may be repeated' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -l full -d 'Show the rows of every check as well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -s t -l target -d 'Count last by the runs of this target' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from diff" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -s o -l output -d 'The zip file to write' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from export" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l dry-run -d 'Only say what would go'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -l vacuum -d 'Give the room back to the disk afterwards'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from prune" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from verify" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from verify" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from verify" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand history; and __fish_seen_subcommand_from verify" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -f -a "accept" -d 'Accept the rows of a run as the baseline'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -f -a "show" -d 'Show the baseline that counts'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and not __fish_seen_subcommand_from accept show diff" -f -a "diff" -d 'Compare the baseline with the latest run'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -l run -d 'The run to take the rows from' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -l yes -d 'Do not ask'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from accept" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from diff" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from diff" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from diff" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from diff" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand baseline; and __fish_seen_subcommand_from diff" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -f -a "show" -d 'Show the configuration in force and where each value is from'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and not __fish_seen_subcommand_from show check" -f -a "check" -d 'Check the whole configuration; connects to nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from check" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from check" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from check" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -l db -d 'Log in to this database and list checks that lack privileges, with the grants' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -l offline -d 'Connect to nothing'
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand doctor" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand init" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand init" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand init" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand init" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand init" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand init" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -f -a "gen" -d 'Write manual pages and completions'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and not __fish_seen_subcommand_from gen templates" -f -a "templates" -d 'Make the report templates from their outlines'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from gen" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from gen" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from gen" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from gen" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from gen" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from gen" -s h -l help -d 'Show help'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from templates" -l config -d 'Configuration file, or its folder' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from templates" -l data-dir -d 'Data folder (history)' -r -F
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from templates" -l operator -d 'Operator, for the record' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from templates" -l lang -d 'Language: zh-CN or en' -r
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from templates" -s q -l quiet -d 'Say nothing when all is well'
complete -c opsctl -n "__fish_opsctl_using_subcommand util; and __fish_seen_subcommand_from templates" -s h -l help -d 'Show help'
